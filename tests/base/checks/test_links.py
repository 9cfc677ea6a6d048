"""Addresses outside the site are asked of a server of our own, which stands in for the world."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from base.checks import links
from base.checks.domain.findings import Finding

INSIDE = "http://10.0.0.7/"


class World(BaseHTTPRequestHandler):
    sent = 0

    def do_HEAD(self):
        self.answer(with_body=False)

    def do_GET(self):
        self.answer(with_body=True)

    def answer(self, *, with_body):
        name = self.path.strip("/")
        if name == "slow":
            time.sleep(1.5)
        if name == "no-head" and not with_body:
            return self.tell(501)
        if name == "away":
            return self.tell(302, "/well")
        if name == "inside":
            return self.tell(302, INSIDE)
        if name == "round":
            return self.tell(302, "/round")
        if name == "broken":
            self.wfile.write(b"nonsense\r\n\r\n")
            return None
        self.tell(int(name) if name.isdigit() else 200)
        if with_body and name == "large":
            self.pour()
        return None

    def tell(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def pour(self):
        try:
            for _ in range(64):
                self.wfile.write(b"x" * 1024 * 1024)
                World.sent += 1
        except OSError:
            pass

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def world():
    server = ThreadingHTTPServer(("127.0.0.1", 0), World)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def ask(world, monkeypatch, settings):
    """Ask of the world, as if it stood outside our network."""
    settings.LINK_SECONDS = 0.5
    looked_up = links._numbers
    monkeypatch.setattr(
        links, "_numbers", lambda host: {"8.8.8.8"} if host == "127.0.0.1" else looked_up(host)
    )
    return lambda path: links.ask(f"{world}/{path}")


@pytest.mark.parametrize("path", ["well", "away", "no-head", "401", "403", "429"])
def test_an_address_that_answers_is_well(ask, path):
    assert ask(path) is None


@pytest.mark.parametrize("status", [404, 410, 500])
def test_an_address_that_answers_with_a_fault_is_told_with_its_number(ask, world, status):
    assert ask(str(status)) == Finding("unanswered-address", f"{world}/{status} ({status})")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        pytest.param("slow", "slow-address", id="too-slow"),
        pytest.param("broken", "silent-address", id="no-http"),
        pytest.param("round", "unanswered-address", id="round-and-round"),
        pytest.param("inside", "not-public-address", id="led-into-our-own-network"),
    ],
)
def test_what_else_is_wrong_has_a_name(ask, path, code):
    assert ask(path).code == code


def test_a_large_answer_is_not_read(ask, monkeypatch):
    monkeypatch.setattr(World, "do_HEAD", lambda self: self.tell(405 if self.path != "/large" else 501))

    assert ask("large") is None
    assert World.sent < 32


def test_nobody_at_the_address_is_told(monkeypatch, settings):
    settings.LINK_SECONDS = 0.5
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(links, "_numbers", lambda host: {"8.8.8.8"})

    assert links.ask(f"http://127.0.0.1:{port}/").code == "silent-address"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin/",
        "http://10.1.2.3/",
        "http://169.254.169.254/",
        "http://[::1]/",
    ],
)
def test_an_address_within_our_own_network_is_never_asked(address, monkeypatch):
    monkeypatch.setattr(links, "_opener", None)

    assert links.ask(address) == Finding("not-public-address", address)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/", "https://", "http://[", "nonsense"]
)
def test_what_is_no_web_address_is_not_opened(address, monkeypatch):
    monkeypatch.setattr(links, "_opener", None)

    assert links.ask(address).code == "silent-address"
