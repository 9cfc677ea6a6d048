"""Eight people who answer the same full assessment at once, each on a phone: how soon a save is acknowledged."""

from __future__ import annotations

import http.client
import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench.measure import Measure
from bench.record import A_SECOND, AT_MOST, saves_under_load, two_workers
from self_assessment import unsaved
from self_assessment.models import Assessment
from self_assessment.queries import release_of
from tests.factories.self_assessment import full, join

RESPONDENTS = 8
MUNICIPALITY = "5006"


@dataclass
class Respondent:
    """One person who goes through the questions, round after round, and knows what was last acknowledged."""

    host: str
    overview: str
    cookie: str
    ticket: str
    codes: Iterator[str]
    levels: dict[str, int] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def answer(self) -> bool:
        """Save another level on the next question. True when it was acknowledged with a new version."""
        code = next(self.codes)
        level = self.levels[code] = (self.levels.get(code, 0) + 1) % 5
        known = self.versions.get(code, "0")
        said = {
            "ticket": self.ticket,
            "save_id": str(uuid.uuid4()),
            "replaces": known,
            "answer": str(level),
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookie,
            "Sec-Fetch-Site": "same-origin",
            "X-Requested-With": "fetch",
        }
        body = urlencode(said)
        try:
            response = self.send(f"{self.overview}{code}/", body, headers)
        except (OSError, http.client.HTTPException):  # as the page does: the same save once more
            response = self.send(f"{self.overview}{code}/", body, headers)
        self.versions[code] = response.getheader("X-Version") or known
        return response.status == 200 and self.versions[code] != known

    def send(self, path: str, body: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        self.connection = self.connection or http.client.HTTPConnection(self.host, timeout=10)
        try:
            self.connection.request("POST", path, body, headers)
            response = self.connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        return response


def respondent(host: str, assessment: Assessment, person: User, codes: list[str]) -> Respondent:
    """Let a person be logged in on a phone of their own."""
    phone = Client()
    phone.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return Respondent(
        host,
        reverse("self_assessment:overview", args=[assessment.pk]),
        f"{name}={phone.cookies[name].value}",
        unsaved.ticket(person, assessment),
        itertools.cycle(codes),
    )


def measure() -> Iterator[Measure]:
    assessment, _lead = full(MUNICIPALITY)
    release, vendor = release_of(assessment.release), connection.vendor
    people = [join(assessment, role.code) for role, _ in zip(release.roles, range(RESPONDENTS), strict=False)]
    people += [join(assessment) for _ in range(RESPONDENTS - len(people))]
    roles = dict(assessment.participants.values_list("user", "role"))
    with two_workers() as (host, _keeper):
        phones = [
            respondent(host, assessment, one, list(release.roles_by_code[roles[one.pk]].indicators))
            for one in people
        ]
        for phone in phones:
            phone.answer()
        rate = A_SECOND[vendor]
        p95, errors = saves_under_load([phone.answer for phone in phones], rate)
    name = f"assessment-save-{{}}-at-{rate}-a-second-{vendor}"
    yield Measure(name.format("p95"), p95, "ms", AT_MOST[vendor])
    yield Measure(name.format("errors"), errors, "errors", 0)
