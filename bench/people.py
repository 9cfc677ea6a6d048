"""Pages for those who are signed in: queries with ordinary data, and with ten times as much."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Municipality, User
from bench.measure import Measure, cpu_milliseconds
from bench.pages import HOST, PAGES
from courses.domain.events import Kind
from courses.models import CoursePage, LearningEvent, ModulePage
from self_assessment.models import Answer, Assessment, FrameworkRelease, Participant, ServiceEntry
from self_assessment.queries import release_of

EVENTS, RESPONDENTS, TIMES = 500, 8, 10
MODULES = 40


def make_modules(count: int) -> None:
    """Let the courses have `count` modules in all: as many as the budget speaks of."""
    modules = list(ModulePage.objects.filter(locale__language_code="nb").order_by("path"))
    for number, module in enumerate(modules[: max(0, count - len(modules))]):
        module.copy(
            update_attrs={"slug": f"{module.slug}-{number}", "key": f"{module.key}x"},
            keep_live=True,
            log_action=None,
        )


def make_person() -> User:
    return User.objects.create_user(f"{uuid.uuid4().hex}@bench.example", "a-long-password")


def learn(person: User, events: int) -> None:
    """Give the person a log of `events` answers over all modules of all courses."""
    now = timezone.now()
    modules = list(ModulePage.objects.filter(locale__language_code="nb").order_by("path"))
    courses = {course.path: course for course in CoursePage.objects.filter(locale__language_code="nb")}
    rows = []
    for number in range(events):
        module = modules[number % len(modules)]
        course = courses[module.path[: -module.steplen]]
        blocks = [raw["id"] for raw in module.lesson.raw_data]
        rows.append(
            LearningEvent(
                id=uuid.uuid4(),
                user=person,
                course_key=course.key,
                course_version=course.version,
                module_key=module.key,
                block_id=blocks[number % len(blocks)],
                kind=Kind.BLOCK_REACHED,
                data={"blocks": blocks},
                at=now - timedelta(minutes=number),
            )
        )
    LearningEvent.objects.bulk_create(rows)


def map_services(lead: User, kind: str, municipality: Municipality) -> Assessment:
    """Make an assessment where eight people have answered everything, have gathered their answers in and agreed,
    and every service is on the map."""
    Membership.objects.get_or_create(user=lead, municipality=municipality, role=Membership.Role.LEAD)
    release = FrameworkRelease.objects.newest()
    assessment = Assessment.objects.create(
        municipality=municipality,
        release=release,
        kind=kind,
        state=Assessment.State.CONSENSUS,
        created_by=lead,
        created_at=timezone.now(),
    )
    codes = [indicator.code for block in release_of(release).blocks for indicator in block.indicators]
    people = [None, *(make_person() for _ in range(RESPONDENTS))]
    Answer.objects.bulk_create(
        Answer(assessment=assessment, respondent=person, indicator=code, level=at % 5, version=1)
        for person in people
        for at, code in enumerate(codes)
    )
    role = release_of(release).roles[0].code
    Participant.objects.bulk_create(
        Participant(assessment=assessment, user=person, role=role, joined_at=timezone.now())
        for person in people
        if person is not None
    )
    ServiceEntry.objects.bulk_create(
        ServiceEntry(
            assessment=assessment,
            code=service.code,
            version=1,
            exists="egen",
            working_age="ja",
            work_topic="delvis",
            linked_to=list(service.related),
        )
        for service in release_of(release).services
    )
    return assessment


def visit(client: Client, path: str) -> None:
    response = client.get(path, **HOST)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")


def queries(client: Client, path: str) -> int:
    visit(client, path)
    with CaptureQueriesContext(connection) as seen:
        visit(client, path)
    return len(seen)


def measure() -> Iterator[Measure]:
    make_modules(MODULES)
    person = make_person()
    client = Client()
    client.force_login(person)
    numbers = iter(Municipality.objects.order_by("number"))
    pages = {"module": (PAGES["module"], 12), "my-page": (reverse("home:my_page"), 12)}
    learn(person, EVENTS)
    assessment = map_services(person, Assessment.Kind.FULL, next(numbers))
    pages["assessment"] = (reverse("self_assessment:overview", args=[assessment.pk]), 15)
    pages["result"] = (reverse("self_assessment:result", args=[assessment.pk]), 20)
    first = {name: queries(client, path) for name, (path, _) in pages.items()}
    for name, (_, budget) in pages.items():
        yield Measure(f"signed-in-{name}-queries", first[name], "queries", budget)
    result = pages["result"][0]
    yield Measure("signed-in-result-cpu", cpu_milliseconds(lambda: visit(client, result)), "ms", 60)
    learn(person, EVENTS * (TIMES - 1))
    for _ in range(TIMES - 1):
        map_services(person, Assessment.Kind.FULL, next(numbers))
    for name, (path, _) in pages.items():
        yield Measure(f"signed-in-{name}-queries-x10", queries(client, path), "queries", first[name])
