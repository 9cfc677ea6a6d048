"""The hub, played by a server of our own: off unless turned on, one host, within bounds, through the same queue."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from h5p_django import checks, hub
from h5p_django.models import Content, Library, PendingPackage
from tests.factories.h5p_django import package, shipped

PAGE = "/admin/h5p/hub/"


def listed(machine="H5P.Quiz", *, core=20, title="Quiz <b>"):
    version = {"major": 1, "minor": 2, "patch": 3}
    needed = {"major": 1, "minor": core}
    texts = {"title": title, "summary": "Spør", "owner": "Joubel", "license": {"id": "MIT"}}
    return {"id": machine, "version": version, "coreApiVersionNeeded": needed, **texts}


class FakeHub(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, str]] = []
        self.types = [listed()]
        self.package = package().getvalue()
        self.redirect = ""


class _Answers(BaseHTTPRequestHandler):
    server: FakeHub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, body))
        known = {"/v1/sites": {"uuid": "a-number"}, "/v1/content-types/": {"contentTypes": self.server.types}}
        self._send(json.dumps(known[self.path]).encode())

    def do_GET(self) -> None:
        self.server.asked.append((self.path, ""))
        if self.server.redirect:
            self.send_response(302)
            self.send_header("Location", self.server.redirect)
            self.end_headers()
        else:
            self._send(self.server.package)

    def _send(self, data: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """A test says nothing."""


@pytest.fixture
def fake_hub(settings) -> Iterator[FakeHub]:
    server = FakeHub()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.H5P_HUB_URL = f"http://127.0.0.1:{server.server_port}/v1"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _fresh(empty_h5p):
    """Nothing of H5P is here but what a test brings in."""


def test_without_an_operators_word_there_is_no_hub(editor):
    assert editor.get(PAGE).status_code == 404
    assert PAGE not in editor.get("/admin/h5p/contents/").text
    with pytest.raises(hub.HubUnavailable):
        hub.catalogue()


def test_the_catalogue_is_text_and_is_asked_for_once(editor, fake_hub):
    fake_hub.types += [listed("H5P.Newer", core=99), listed("../evil"), "odd", {"id": "H5P.X", "version": 3}]

    first, again = editor.get(PAGE), editor.get(PAGE)

    assert "Quiz &lt;b&gt;" in first.text
    assert "H5P.Newer" not in first.text
    assert "evil" not in first.text
    assert again.status_code == 200
    assert [path for path, _ in fake_hub.asked] == ["/v1/sites", "/v1/content-types/"]
    assert PAGE in editor.get("/admin/h5p/contents/").text


def test_the_hub_hears_nothing_of_what_is_here(editor, fake_hub):
    shipped(title="Om oss")

    editor.get(PAGE)

    told = " ".join(body for _, body in fake_hub.asked)
    for word in ("Quiz", "Om+oss", "testserver", editor.user.email):
        assert word not in told
    assert "disabled=1" in told


def test_a_type_with_new_code_waits_for_an_approver(editor, fake_hub):
    response = editor.post(PAGE, {"type": "H5P.Quiz"})

    waiting = PendingPackage.objects.get()
    assert response.url == f"/admin/h5p/packages/{waiting.pk}/"
    assert waiting.uploaded_by == editor.user
    assert not Library.objects.exists()


def test_a_type_that_is_here_becomes_a_content(editor, fake_hub):
    shipped()

    editor.post(PAGE, {"type": "H5P.Quiz"})

    assert Content.objects.count() == 2


def test_a_package_that_is_no_good_is_refused_with_its_faults(editor, fake_hub):
    fake_hub.package = b"not a package"

    assert editor.post(PAGE, {"type": "H5P.Quiz"}).status_code == 422
    assert not PendingPackage.objects.exists()


def test_only_what_is_in_the_catalogue_is_fetched(editor, fake_hub):
    editor.post(PAGE, {"type": "../../other"})

    assert not [path for path, _ in fake_hub.asked if "other" in path]


def test_no_redirect_is_followed(editor, fake_hub):
    fake_hub.redirect = f"http://localhost:{fake_hub.server_port}/elsewhere"

    response = editor.post(PAGE, {"type": "H5P.Quiz"}, follow=True)

    assert response.status_code == 200
    assert "/elsewhere" not in [path for path, _ in fake_hub.asked]
    assert not PendingPackage.objects.exists()


def test_too_much_is_not_taken(editor, fake_hub, settings):
    settings.H5P_PACKAGE_MIB = 1
    fake_hub.package = b"x" * (1024 * 1024 + 1)
    hub.catalogue()

    with pytest.raises(hub.HubUnavailable):
        hub.fetch("H5P.Quiz")


def test_what_takes_too_long_is_not_waited_for(fake_hub, settings):
    hub.catalogue()
    settings.H5P_HUB_SECONDS = 1e-9

    with pytest.raises(hub.HubUnavailable):
        hub.fetch("H5P.Quiz")


@pytest.mark.parametrize("who", ["colleague", "learner"])
def test_the_hub_is_closed_to_others(request, fake_hub, who):
    client = request.getfixturevalue(who)

    assert client.get(PAGE).status_code in (302, 403)
    assert client.post(PAGE, {"type": "H5P.Quiz"}).status_code in (302, 403)
    assert fake_hub.asked == []


def test_a_hub_without_https_is_a_fault(settings):
    settings.H5P_HUB_URL = "http://hub.example.org/v1"
    assert [each.id for each in checks.check_hub(None)] == ["h5p.E005"]
    settings.H5P_HUB_URL = "https://hub.example.org/v1"
    assert checks.check_hub(None) == []
