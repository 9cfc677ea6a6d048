"""Anonymous pages with an empty cache: queries and CPU time in Python."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.measure import Measure, cpu_milliseconds

PAGES = {
    "front": "/nb/",
    "theme": "/nb/tema/",
    "prompts": "/nb/samtale/",
    "prompt": "/nb/samtale/P27/",
    "course": "/nb/kurs/arbeidsfokus-i-rehabilitering/",
    "module": "/nb/kurs/arbeidsfokus-i-rehabilitering/hvorfor-jobb-og-helse-samtidig/",
}
HOST = {"headers": {"host": "127.0.0.1"}}


def visit(path: str, client: Client) -> None:
    cache.clear()
    response = client.get(path, **HOST)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")


def count_queries(path: str, client: Client) -> int:
    """Return how many queries one visit takes, after one that fills what lives in the process."""
    visit(path, client)
    with CaptureQueriesContext(connection) as queries:
        visit(path, client)
    return len(queries)


def measure() -> Iterator[Measure]:
    client = Client()
    for name, path in PAGES.items():
        yield Measure(f"cold-{name}-queries", count_queries(path, client), "queries", 15)
        cpu = cpu_milliseconds(lambda path=path: visit(path, client))
        yield Measure(f"cold-{name}-cpu", cpu, "ms", 30)
