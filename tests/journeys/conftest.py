"""A real server and a real browser: gunicorn on a database of its own, Debian's Chromium, and axe.

The server is a process, not a thread of the tests: a journey may kill it and start it again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.database import copy_for_site

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
EXPECTED = re.compile(r"net::ERR_(CONNECTION|INTERNET_DISCONNECTED)|status of (401|409|422)")
"""What a browser says of a killed server, and of a save that was refused with a message in the form."""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in Path(item.path).parts:
            item.add_marker(pytest.mark.journey)


@dataclass
class Server:
    """The site, running. `kill` stops it as a power cut would; `start` brings it back."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    h5p_apart: bool = False
    """Whether H5P has a host of its own."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def origins(self) -> tuple[str, ...]:
        """Where what its pages show may come from."""
        return (self.url, f"http://localhost:{self.port}") if self.h5p_apart else (self.url,)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "ENV_FILE": os.devnull,
            "DEMO": "true",
            "SECRET_KEY": "only-for-the-journeys",
            "SITE_URL": self.url,
            "DATABASE_URL": f"sqlite:///{self.folder / 'site.sqlite3'}",
            "CACHE_URL": "locmemcache://",
            "EMAIL_URL": f"filemail:///{self.folder / 'mail'}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "H5P_ROOT": str(self.folder / "h5p"),
            "RECORDINGS_ROOT": str(self.folder / "recordings"),
            "EVIDENCE_ROOT": str(self.folder / "evidence"),
            "LOG_LEVEL": "WARNING",
            "H5P_ORIGIN": self.origins[1] if self.h5p_apart else "",
        }

    def manage(self, *command: str) -> str:
        """Run a management command on the site's own database and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def start(self) -> None:
        gunicorn = Path(sys.executable).parent / "gunicorn"
        command = [gunicorn, "cms.wsgi", "--bind", f"127.0.0.1:{self.port}", "--threads", "4"]
        self.process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self.environment, start_new_session=True
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/live", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the site did not start within a minute")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @cached_property
    def passwords(self) -> dict[str, str]:
        """{address of a demo person: password}, as the command prints them."""
        printed = self.manage("load_demo")
        return dict(re.findall(r"(\S+@demo\.example)\s+(\S+)", printed))

    def mails(self) -> list[str]:
        """The mails sent so far, oldest first."""
        folder = self.folder / "mail"
        files = sorted(folder.glob("*"), key=lambda file: file.stat().st_mtime) if folder.exists() else []
        return [file.read_text(encoding="utf-8") for file in files]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site with its content and demo people, on a database and a port of its own."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise RuntimeError("The static files are not collected: run `make staticfiles/collected` first.")
    server = Server(tmp_path_factory.mktemp("server"), _free_port())
    copy_for_site(server.folder / "site.sqlite3")
    _ = server.passwords
    server.start()
    yield server
    server.kill()


@pytest.fixture
def site_apart(site: Server) -> Iterator[Server]:
    """The same site, on the same database, with a host of its own for H5P."""
    server = Server(site.folder, _free_port(), h5p_apart=True)
    server.__dict__["passwords"] = site.passwords
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        yield playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)


@dataclass
class Visitor:
    """One person at one browser. Collects what the browser complains about and every foreign request."""

    context: BrowserContext
    page: Page
    site: Server
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site.url}{path}")

    def log_in(self, email: str) -> None:
        """Log in as one of the demo people."""
        self.go("/konto/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", self.site.passwords[email])
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def log_out(self) -> None:
        self.go("/konto/logout/")
        self.page.locator("main form button").first.click()
        self.page.wait_for_url(lambda url: "/logout/" not in url)

    def check_accessibility(self, *widths: int) -> None:
        """No axe violation (WCAG 2.2 AA) and no sideways scroll at 320 and 1280 px, or at the `widths` named."""
        size = self.page.viewport_size
        for width in widths or (320, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{self.page.url} is {wider} px too wide at {width} px"
            # The page's own policy lets no foreign script in, so axe comes in beside it.
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            found = self.page.evaluate(
                "tags => axe.run({runOnly: tags, resultTypes: ['violations']})", AXE_TAGS
            )
            faults = [
                f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes'][:3]]}" for v in found["violations"]
            ]
            assert faults == [], f"{self.page.url} at {width} px: {faults}"
        self.page.set_viewport_size(size)


@pytest.fixture
def visit(chromium: Browser, site: Server):
    """Make visitors: `visit()` is on a phone; say `width`, `javascript=False`, `dark`, `touch` or `at`
    for others.

    At the end no visitor's browser may have complained or asked a foreign host."""
    visitors: list[Visitor] = []

    def make(
        *,
        width: int = 390,
        javascript: bool = True,
        dark: bool = False,
        touch: bool = False,
        at: Server = site,
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
        )
        context.set_default_timeout(15_000)
        visitor = Visitor(context, context.new_page(), at)
        listen(visitor)
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        visitor.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


def listen(visitor: Visitor) -> None:
    page = visitor.page

    def console(message) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            visitor.complaints.append(f"{page.url}: {message.text}")

    def request(asked) -> None:
        if not asked.url.startswith((*visitor.site.origins, "data:", "blob:")):
            visitor.complaints.append(f"foreign request: {asked.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: visitor.complaints.append(f"{page.url}: {error}"))
    page.on("request", request)
