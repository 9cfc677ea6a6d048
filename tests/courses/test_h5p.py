"""An H5P content in a lesson: shown, played, written in the log once, and counted as its rule says."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from courses.domain.completion import completion
from courses.domain.events import Event, Kind
from courses.domain.outline import CourseOutline, ModuleOutline, PassRule
from courses.domain.progress import course_progress
from courses.h5p_results import take_result
from courses.models import CoursePage, LearningEvent, ModulePage
from h5p_django.public import Result
from tests.factories.accounts import UserFactory
from tests.factories.h5p_django import shipped

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ID = "m1-h5p"


def event(kind: Kind, hour: int = 9, **data: object) -> Event:
    block = "" if kind is Kind.BLOCK_REACHED else ID
    return Event(uuid.uuid4(), kind, "m1", block, data, AT.replace(hour=hour))


OUTLINE = CourseOutline("L1", "1", PassRule(), (ModuleOutline("m1", ("m1-a", ID), played=(ID,)),))


@pytest.mark.parametrize(
    ("events", "finished"),
    [
        pytest.param([], False, id="only-passed"),
        pytest.param([event(Kind.H5P_RESULT, verb="answered", complete=False)], False, id="too-few-points"),
        pytest.param([event(Kind.H5P_RESULT, verb="answered", complete=True)], True, id="done"),
    ],
)
def test_a_content_counts_by_what_is_done_in_it(events, finished):
    passed = event(Kind.BLOCK_REACHED, blocks=["m1-a", ID])

    progress = course_progress(OUTLINE, [passed, *events])

    assert completion(OUTLINE, progress).finished is finished


def test_the_best_and_the_latest_result_are_both_known():
    tries = [(8, 1.0), (9, 3.0), (10, 2.0)]
    log = [
        event(Kind.H5P_RESULT, hour, verb="answered", complete=True, score=score, maximum=4.0)
        for hour, score in tries
    ]

    played = course_progress(OUTLINE, log).played[ID]

    assert (played.best.score, played.latest.score) == (3.0, 2.0)
    assert played.complete_at == AT.replace(hour=8)


@pytest.fixture
def module(db, settings, tmp_path) -> ModulePage:
    """The first module of L1, with a content after its first part."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "h5p": backend}
    page = ModulePage.objects.get(key="m1", locale__language_code="nb", path__startswith=_l1().path)
    value = {
        "content": shipped().pk,
        "title": "Prøv",
        "completion": "completed",
        "attempts": "best",
        "words": "beside",
    }
    raw = [dict(part) for part in page.lesson.raw_data]
    raw.insert(1, {"type": "h5p", "id": ID, "value": {**value, "alternative": "<p>Som tekst.</p>"}})
    page.lesson = json.dumps(raw)
    page.save()
    return page


def _l1() -> CoursePage:
    return CoursePage.objects.get(key="L1", locale__language_code="nb")


def result(learner: str, **changes: object) -> Result:
    told = {"id": uuid.uuid4(), "learner": learner, "block": f"courses/L1/m1/{ID}", "context": "0.1"}
    told |= {"verb": "answered", "score": 3.0, "maximum": 4.0, "complete": True, "at": AT}
    return Result(**{**told, **changes})


def test_a_lesson_shows_the_content_in_its_frame_and_leads_to_it_as_text(client, module):
    html = client.get(module.get_url()).content.decode()

    assert 'sandbox="allow-scripts' in html
    assert "allow-same-origin" not in html
    assert f'href="{reverse("courses:twin", args=[module.pk, ID])}"' in html
    assert f'data-begin="{reverse("courses:h5p_begin", args=[module.pk, ID])}"' in html


def test_reading_a_lesson_with_a_content_makes_nobody_known(client, module):
    response = client.get(module.get_url())

    assert not response.cookies


def test_the_first_save_makes_the_device_known_and_says_where_to_save(client, module):
    response = client.post(reverse("courses:h5p_begin", args=[module.pk, ID]))

    assert set(response.json()) == {"state", "result"}
    assert "learner" in response.cookies


def test_a_result_sent_twice_is_one_event(module):
    person = UserFactory()
    told = result(f"user:{person.pk}")

    take_result(told)
    take_result(told)

    (written,) = LearningEvent.objects.filter(user=person)
    assert (written.kind, written.course_version, written.block_id) == ("h5p_result", "0.1", ID)
    assert written.data == {"verb": "answered", "complete": True, "score": 3.0, "maximum": 4.0}


def test_a_result_is_shown_to_its_learner_only(client, module):
    person, other = UserFactory(), UserFactory()
    take_result(result(f"user:{person.pk}"))

    client.force_login(person)
    mine = client.get(module.get_url()).content.decode()
    client.force_login(other)
    theirs = client.get(module.get_url()).content.decode()

    assert "3 av 4 poeng" in mine
    assert "3 av 4 poeng" not in theirs


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"block": "elsewhere/L1/m1/x"}, id="of-another-room"),
        pytest.param({"learner": "user:999999"}, id="of-one-erased"),
        pytest.param({"complete": False, "score": None, "maximum": None}, id="news-of-nothing"),
    ],
)
def test_what_is_not_ours_or_says_nothing_is_not_kept(module, changes):
    take_result(result(**{"learner": f"user:{UserFactory().pk}", **changes}))

    assert not LearningEvent.objects.filter(kind="h5p_result").exists()
