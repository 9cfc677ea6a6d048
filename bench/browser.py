"""A first view in Chromium: bytes and requests, fonts and images aside."""

from __future__ import annotations

import os
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from bench.measure import Measure
from bench.pages import PAGES
from bench.throughput import one_worker

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


def measure() -> Iterator[Measure]:
    with one_worker() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        for name, path in PAGES.items():
            by_kind, requests = first_view(browser, url + path)
            total = sum(size for kind, size in by_kind.items() if kind in COUNTED)
            yield Measure(f"first-view-{name}-bytes", round(total / 1024, 1), "kB", 60)
            yield Measure(f"first-view-{name}-script", round(by_kind.get("Script", 0) / 1024, 1), "kB", 15)
            yield Measure(f"first-view-{name}-requests", requests, "requests", 12)
        browser.close()
