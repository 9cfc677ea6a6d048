"""The page in the frame: its walls, what it is told, and what it costs."""

import json
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from h5p_django import player
from h5p_django.bundles import closed
from h5p_django.models import Content
from h5p_django.tokens import Purpose
from h5p_django.walls import KNOWN_NEEDS
from tests.factories.h5p_django import library_json, shipped, to_bytes
from tests.h5p.builders import needs
from tests.h5p_django.player.conftest import address, sealed_as


@pytest.fixture
def page(client, place):
    return client.get(address(Purpose.PLAY, place))


def integration(response) -> dict:
    html = response.content.decode()
    return json.loads(re.search(r'id="integration"[^>]*>(.*?)</script>', html, re.DOTALL)[1])


def policy(response) -> dict[str, str]:
    directives = (each.strip().partition(" ") for each in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in directives}


def test_the_frame_has_no_origin_and_reaches_only_its_own_files(page):
    found = policy(page)

    assert "allow-same-origin" not in found["sandbox"]
    assert "allow-top-navigation" not in found["sandbox"]
    assert found["default-src"] == "'none'"
    assert found["connect-src"] == "http://testserver/h5p/"
    assert found["script-src"] == "http://testserver/h5p/ http://testserver/static/"
    assert found["frame-ancestors"] == "'self'"
    assert found["form-action"] == found["worker-src"] == found["frame-src"] == "'none'"
    assert found["base-uri"] == "http://testserver/h5p/"


def test_no_cookie_and_no_name_goes_into_the_frame(page):
    assert not page.cookies
    assert page["Cache-Control"] == "private, no-store"
    assert "X-Frame-Options" not in page
    assert integration(page)["user"] == {"name": "-", "mail": ""}
    assert b"person:1" not in page.content


def test_the_address_of_a_frame_tells_nothing_of_the_learner(place):
    someone, other = replace(place, learners=("user:4711",)), replace(place, learners=("user:4711",))

    assert "4711" not in address(Purpose.PLAY, someone)
    assert address(Purpose.PLAY, someone) != address(Purpose.PLAY, other)


def test_functions_of_text_are_allowed_only_where_a_library_needs_them(client, place, empty_h5p):
    library = library_json(preloadedJs=[{"path": "js/quiz.js"}], preloadedDependencies=[
        {"machineName": "EmbeddedJS", "majorVersion": 1, "minorVersion": 0}
    ])  # fmt: skip
    content = shipped(
        **{
            "H5P.Quiz-1.2/library.json": to_bytes({**library, "patchVersion": 9}),
            "EmbeddedJS-1.0/library.json": to_bytes(library_json("EmbeddedJS 1.0", runnable=0)),
        }
    )

    response = client.get(address(Purpose.PLAY, replace(place, content=content.pk)))

    assert policy(response)["script-src"].endswith("'unsafe-eval'")


@pytest.mark.parametrize("name", ["H5P.ImageJuxtaposition 1.4", "H5P.AudioRecorder 1.0"])
def test_no_other_known_need_lets_text_be_run(client, place, empty_h5p, name):
    machine, folder = name.partition(" ")[0], name.replace(" ", "-")
    library = library_json(preloadedJs=[{"path": "js/quiz.js"}], preloadedDependencies=needs(name), patch=9)
    content = shipped(
        **{
            "H5P.Quiz-1.2/library.json": to_bytes(library),
            f"{folder}/library.json": to_bytes(library_json(name, runnable=0)),
        }
    )

    found = policy(client.get(address(Purpose.PLAY, replace(place, content=content.pk))))

    directive, need = KNOWN_NEEDS[machine]
    assert need in found[directive]
    assert "unsafe-eval" not in found["script-src"]
    assert "unsafe-inline" not in found["script-src"]


def test_a_kept_page_changes_with_the_code_of_its_libraries(client, place, page):
    before = re.search(r'src="(/h5p/pakke/[^"]+)"', page.content.decode())[1]
    shipped(title="Newer code", patch=30, **{"H5P.Quiz-1.2/js/quiz.js": b"H5P.Quiz = 2;"})

    again = client.get(address(Purpose.PLAY, place)).content.decode()

    after = re.search(r'src="(/h5p/pakke/[^"]+)"', again)[1]
    assert after != before
    assert b"H5P.Quiz = 2;" in b"".join(client.get(after).streaming_content)


def test_a_kept_page_gives_each_learner_their_own_state(client, place, page):
    fields = {"data_type": "state", "sub_content": "0", "preload": "1", "invalidate": "1"}
    learners = [replace(place, learners=(f"person:{number}",)) for number in (1, 2)]
    for each in learners:
        client.post(address(Purpose.STATE, each), {**fields, "data": json.dumps(each.learner)})

    for each in learners:
        (content,) = integration(client.get(address(Purpose.PLAY, each)))["contents"].values()
        assert content["contentUserData"]["0"]["state"] == json.dumps(each.learner)


def test_a_warm_page_costs_few_queries_and_few_files(client, place, django_assert_max_num_queries):
    client.get(address(Purpose.PLAY, place))

    with django_assert_max_num_queries(6):
        response = client.get(address(Purpose.PLAY, place))

    html = response.content.decode()
    own = [url for url in re.findall(r'(?:src|href)="([^"]+)"', html) if "h5p-core" not in url]
    assert len(own) <= 4  # and the page itself


def test_a_script_that_fails_leaves_the_others_to_be_fetched_alone(client, page):
    html = page.content.decode()
    script = re.search(r'src="(/h5p/pakke/[0-9a-f]{40}\.js)"', html)[1]
    rest = re.search(r'data-rest="([^"]+)"', html)[1]

    joined = b"".join(client.get(script).streaming_content)
    (alone,) = json.loads(b"".join(client.get(rest).streaming_content))

    assert joined.startswith(b";self.h5pAt=0;")
    assert b"".join(client.get(alone).streaming_content) == b"H5P.Quiz = function () {};"


@pytest.mark.parametrize(
    ("style", "written"),
    [
        pytest.param(b".a{color:red}", b".a{color:red}", id="whole"),
        pytest.param(b"@media print{.a{color:red", b"@media print{.a{color:red}}", id="blocks"),
        pytest.param(b".a{} /* no end", b".a{} /* no end*/", id="comment"),
        pytest.param(b".a{} /*/", b".a{} /*/*/", id="shortest-comment"),
        pytest.param(b'.a{content:"}', b'.a{content:"}"}', id="text"),
        pytest.param(b'.a{content:"}{"} .b{', b'.a{content:"}{"} .b{}', id="braces-in-text"),
        pytest.param(b".a{b:url(x", b".a{b:url(x)}", id="address"),
    ],
)
def test_a_style_without_its_end_does_not_swallow_the_next(style, written):
    assert closed(style) == written


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_all_scripts_of_a_content_are_one_file_for_ever(client, page, encoding):
    script = re.search(r'src="(/h5p/pakke/[0-9a-f]{40}\.js)"', page.content.decode())[1]

    response = client.get(script, headers={"Accept-Encoding": encoding})

    assert response.get("Content-Encoding", "") == encoding
    assert "immutable" in response["Cache-Control"]
    assert encoding or b"H5P.Quiz = function () {};" in b"".join(response.streaming_content)


def test_a_style_finds_its_pictures_from_where_it_is_served(client, place):
    library = library_json(patch=8, preloadedCss=[{"path": "css/quiz.css"}])
    css = b"@import url(https://fonts.example/a.css);\n.a{background:url('../images/a.png')} .b{background:url(data:x)}"
    content = shipped(**{"H5P.Quiz-1.2/library.json": to_bytes(library), "H5P.Quiz-1.2/css/quiz.css": css})
    page = client.get(address(Purpose.PLAY, replace(place, content=content.pk)))
    style = re.search(r'href="(/h5p/pakke/[^"]+\.css)"', page.content.decode())[1]

    written = b"".join(client.get(style).streaming_content).decode()

    assert re.search(r'url\("/h5p/bibliotek/[0-9a-f]{40}/H5P.Quiz-1.2/images/a.png"\)', written)
    assert "fonts.example" not in written
    assert "url(data:x)" in written


def test_files_are_open_to_a_page_without_origin_and_harmless_alone(client, page):
    libraries = integration(page)["urlLibraries"]

    response = client.get(f"{libraries}/H5P.Quiz-1.2/js/quiz.js")

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Security-Policy"].endswith("sandbox")


def test_a_frame_that_asks_beforehand_may_have_a_file(client, page):
    libraries = integration(page)["urlLibraries"]

    response = client.options(f"{libraries}/H5P.Quiz-1.2/js/quiz.js")

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "X-Requested-With" in response["Access-Control-Allow-Headers"]
    assert client.post(f"{libraries}/H5P.Quiz-1.2/js/quiz.js").status_code == 405


def test_a_film_is_fetched_in_parts(client, place, content):
    film = b"\0\0\0\x18ftypmp42" + bytes(range(200))
    shown = shipped(**{"content/videos/a.mp4": film})
    address = f"/h5p/filer/{player.FILES.sign(str(shown.revision_id))}/videos/a.mp4"

    part = client.get(address, headers={"Range": "bytes=12-15"})
    rest = client.get(address, headers={"Range": f"bytes={len(film) - 2}-"})
    last = client.get(address, headers={"Range": "bytes=-2"})
    beyond = client.get(address, headers={"Range": "bytes=9999-"})

    assert (part.status_code, b"".join(part.streaming_content)) == (206, film[12:16])
    assert part["Content-Range"] == f"bytes 12-15/{len(film)}"
    assert b"".join(rest.streaming_content) == b"".join(last.streaming_content) == film[-2:]
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(film)}")


@pytest.mark.parametrize("path", ["H5P.Quiz-1.2/no.js", "../../manage.py", "H5P.Quiz/js/quiz.js"])
def test_what_is_no_file_of_a_library_is_not_found(client, content, path):
    assert client.get(f"/h5p/bibliotek/{'a' * 40}/{path}").status_code == 404


def test_files_of_a_content_need_its_signature(client, content):
    signed = player.FILES.sign(str(content.revision_id))

    assert client.get(f"/h5p/filer/{signed}/images/a.png").status_code in (200, 404)
    assert client.get(f"/h5p/filer/{content.revision_id}:wrong/images/a.png").status_code == 404


def test_a_changed_token_shows_nothing_in_the_same_walls(client, place):
    changed = address(Purpose.PLAY, place)[:-3] + "xx/"

    response = client.get(changed)

    assert response.status_code == 403
    assert "sandbox" in policy(response)


def test_a_token_to_save_opens_no_frame(client, place):
    assert client.get(sealed_as(Purpose.STATE, Purpose.PLAY, place)).status_code == 403


def test_an_old_token_opens_no_frame(client, place, monkeypatch):
    old = address(Purpose.PLAY, place)
    now = timezone.now().timestamp() + 3 * 86_400
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: now)

    assert client.get(old).status_code == 403


def test_a_content_whose_library_is_gone_says_so(client, place, content):
    content.revision.requirements.update(library=None)

    response = client.get(address(Purpose.PLAY, place))

    assert response.status_code == 404
    assert "akkurat nå" in response.content.decode()


def test_whoever_is_logged_in_changes_nothing_in_the_frame(place, admin_user):
    browser = Client()
    browser.force_login(admin_user)

    response = browser.get(address(Purpose.PLAY, place))

    assert admin_user.email not in response.content.decode()
    assert Content.objects.get().pk == place.content
