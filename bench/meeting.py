"""A meeting in Chromium: how soon a page shows another's vote, and how often it asks the server."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from accounts.models import Municipality, User
from bench.browser import FLAGS
from bench.measure import Measure
from bench.people import make_person, map_services, queries
from bench.throughput import one_worker
from self_assessment.domain.meeting import AGENDA, Move
from self_assessment.meeting import actions
from self_assessment.models import Assessment, Meeting

SECONDS = 10
VOTES = 5


def made_meeting(lead: User) -> tuple[Meeting, list[User]]:
    """Return a meeting with an item up for a vote, and those who vote."""
    place = Municipality.objects.get(pk="5636")
    assessment = map_services(lead, Assessment.Kind.FULL, place)
    meeting = actions.open_meeting(assessment=assessment, minutes=8, by=lead, at=timezone.now())
    people = [part.user for part in assessment.participants.select_related("user")]
    for person in people:
        actions.join(meeting=meeting, by=person, at=timezone.now())
    actions.turn(meeting=meeting, seen=AGENDA.key, move=Move.SHOW, indicator="B2", at=timezone.now())
    return meeting, people


def in_a_page(browser: Browser, url: str, session: str, path: str) -> Page:
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
    page = context.new_page()
    page.goto(url + path)
    return page


def milliseconds_until_seen(page: Page, voted: int) -> float:
    start = time.monotonic()
    page.wait_for_function("n => document.querySelector('[data-voted]').textContent == n", arg=str(voted))
    return (time.monotonic() - start) * 1000


def asked_in_a_second(page: Page) -> float:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request))
    page.wait_for_timeout(SECONDS * 1000)
    return len(asked) / SECONDS


def vote(meeting: Meeting, person: User) -> None:
    actions.vote(meeting=meeting, indicator="B2", round=1, level=2, by=person, at=timezone.now())


def measure() -> Iterator[Measure]:
    lead = make_person()
    meeting, people = made_meeting(lead)
    path, state = (
        reverse(f"self_assessment:{name}", args=[meeting.assessment_id])
        for name in ("meeting", "meeting_state")
    )
    client = Client()
    client.force_login(people[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    yield Measure("meeting-state-queries", queries(client, state), "queries", 3)
    with (
        one_worker() as url,
        ThreadPoolExecutor(1) as in_a_thread,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page = in_a_page(browser, url, session, path)
        times = []
        for number, person in enumerate(people[1 : VOTES + 1], start=1):
            in_a_thread.submit(vote, meeting, person).result()  # Playwright's own is no place for a query
            times.append(milliseconds_until_seen(page, number))
        yield Measure("meeting-vote-seen", round(max(times)), "ms", 2000)
        yield Measure("meeting-vote-seen-median", round(statistics.median(times)), "ms", 2000)
        yield Measure("meeting-requests-a-second", asked_in_a_second(page), "requests/s", 1)
        browser.close()
