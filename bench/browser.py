"""A first view in Chromium: bytes and requests, fonts and images aside."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.test import Client
from playwright.sync_api import sync_playwright

from bench.measure import Measure
from bench.pages import PAGES
from bench.throughput import one_worker
from courses.models import ModulePage

COUNTED = {"Document", "Stylesheet", "Script"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def first_view(browser, url: str) -> tuple[dict[str, int], int]:
    """Return ({kind: compressed bytes}, number of requests) of a first view without any cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    network.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    context.close()
    by_kind: dict[str, int] = {}
    for request, kind in kinds.items():
        by_kind[kind] = by_kind.get(kind, 0) + int(sizes.get(request, 0))
    return by_kind, len(kinds)


def heaviest_lesson(browser, url: str) -> float:
    """Return kB of the first view of the lesson whose page is the longest, recordings and fonts aside."""
    client, gzip = Client(), {"headers": {"host": "127.0.0.1", "accept-encoding": "gzip"}}
    pages = [page.url for page in ModulePage.objects.live()]
    heaviest = max(pages, key=lambda path: len(client.get(path, **gzip).content))
    by_kind, _ = first_view(browser, url + heaviest)
    return round(sum(size for kind, size in by_kind.items() if kind in {*COUNTED, "Image"}) / 1024, 1)


def measure() -> Iterator[Measure]:
    with one_worker() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        for name, path in PAGES.items():
            by_kind, requests = first_view(browser, url + path)
            total = sum(size for kind, size in by_kind.items() if kind in COUNTED)
            yield Measure(f"first-view-{name}-bytes", round(total / 1024, 1), "kB", 60)
            yield Measure(f"first-view-{name}-script", round(by_kind.get("Script", 0) / 1024, 1), "kB", 15)
            yield Measure(f"first-view-{name}-requests", requests, "requests", 12)
        yield Measure("heaviest-lesson-bytes", heaviest_lesson(browser, url), "kB", 100)
        browser.close()
