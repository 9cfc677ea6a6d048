"""Search over a thousand pages: how long the slowest twentieth of searches takes."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator

from django.core.cache import cache
from django.db import connection, transaction

from bench.measure import Measure
from courses.models import CourseIndexPage, CoursePage, ModulePage
from home.search import search

PAGES, ROUNDS = 1000, 3
QUERIES = [
    "sykmelding", "sjukmelding", "sykemelding", "rehabiletering", "jobb og helse", "dialogmøte", "dialogmote",
    "fastlege", "nav", "samtykke", "arbeidsplas", "frisklivssentral", "taushetsplikt", "aktivitetskrav",
    "motivasjon", "tolk", "psykisk helse", "Hjelmeland", "gradert", "finnes ikke her",
]  # fmt: skip


@transaction.atomic
def fill() -> None:
    """Let there be a thousand published pages: the lessons that ship, again and again under courses of their own."""
    index = CourseIndexPage.objects.get(locale__language_code="nb")
    lessons = list(ModulePage.objects.filter(locale__language_code="nb").order_by("path"))
    course = None
    for number in range(PAGES - ModulePage.objects.count()):
        if number % len(lessons) == 0:
            course = CoursePage(
                title=f"Kurs {number}", key=f"B{number}", slug=f"bench-{number}", version="1",
                summary="Et kurs til.", minutes=60, locale=index.locale,
            )  # fmt: skip
            index.add_child(instance=course)
        like = lessons[number % len(lessons)]
        course.add_child(
            instance=ModulePage(
                title=f"{like.title} {number}",
                key=f"m{number}",
                slug=f"m{number}",
                minutes=like.minutes,
                lead=like.lead,
                lesson=json.dumps(list(like.lesson.raw_data)),
                locale=index.locale,
            )
        )


def measure() -> Iterator[Measure]:
    fill()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute of many new rows
    cache.clear()
    search("nav", "nb")
    times = []
    for _ in range(ROUNDS):
        for query in QUERIES:
            start = time.perf_counter()
            search(query, "nb")
            times.append((time.perf_counter() - start) * 1000)
    yield Measure("search-1000-pages-median", round(statistics.median(times), 1), "ms", 150)
    yield Measure("search-1000-pages-p95", round(statistics.quantiles(times, n=20)[-1], 1), "ms", 150)
