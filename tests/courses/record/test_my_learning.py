"""What my page says of a person's courses, why, and at what cost."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from courses import actions, public
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.models import LearningEvent
from tests.courses.record.conftest import choose, course_in

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 8, 2, tzinfo=UTC)


def done(person, module, course, at):
    place = actions.Place("L1", course.page.version, module.key)
    actions.record(Kind.MODULE_DONE, place=place, by=Learner(person.pk), at=at)


def passed(person, course, at):
    actions.submit_quiz(
        place=actions.Place("L1", course.page.version, "quiz"),
        attempt=1,
        answers={question: {"options": [0]} for question in course.questions},
        right=course.questions[:9],
        total=10,
        by=Learner(person.pk),
        at=at,
    )


def test_a_course_under_way_tells_where_it_stopped_and_what_remains(person, course, time_machine):
    time_machine.move_to(TUESDAY + timedelta(days=3))
    done(person, course.first, course, TUESDAY - timedelta(minutes=5))
    page, block_id = course.modules[1], course.modules[1].lesson[1].id
    actions.record(
        Kind.BLOCK_REACHED,
        place=actions.Place("L1", "0.1", page.key, block_id),
        data={"blocks": [block_id]},
        by=Learner(person.pk),
        at=TUESDAY,
    )

    (status,) = public.my_courses(person)

    assert (status.key, status.title, status.done, status.total) == ("L1", course.page.title, 1, 6)
    assert status.resume.url == f"{page.url}#{block_id}"
    assert status.resume.when == "tirsdag"
    assert status.resume.where.startswith(f"modul 2, {page.title}: ")
    assert status.finished_at is None
    modules, quiz = status.remaining
    assert (modules.title, modules.met, modules.url) == ("Lese alle 6 modulene", False, page.url)
    minutes = sum(module.minutes for module in course.modules[1:])
    assert "1 av 6 er lest." in modules.text
    assert f"modul 2, modul 3, modul 4, modul 5 og modul 6, om lag {minutes} minutter" in modules.text
    assert (quiz.title, quiz.met) == ("Ha 80\N{NO-BREAK SPACE}% rett på de 10 spørsmålene til slutt", False)
    assert quiz.text.startswith("Ikke prøvd ennå.")
    assert quiz.url == reverse("courses:quiz", args=[course.page.pk])


def test_a_finished_course_tells_when_and_by_what(person, course, time_machine):
    time_machine.move_to(TUESDAY + timedelta(days=1))
    for module in course.modules:
        done(person, module, course, TUESDAY - timedelta(days=2))
    passed(person, course, TUESDAY)

    (status,) = public.my_courses(person)

    assert (status.finished_at, status.finished_when) == (TUESDAY, "i går kl. 09.02")
    modules, quiz = status.remaining
    assert (modules.met, quiz.met) == (True, True)
    assert modules.text == "Du hadde lest alle søndag. Du merket selv 6 av dem som lest."
    assert quiz.text == "Du klarte det i går kl. 09.02. Det beste resultatet ditt er 90\N{NO-BREAK SPACE}%."
    assert (modules.url, quiz.url) == ("", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("nb", "Lese alle 6 modulene", id="nb"),
        pytest.param("nn", "Lese alle 6 modulane", id="nn"),
        pytest.param("en", "Read all 6 modules", id="en"),
    ],
)
def test_it_is_told_in_the_readers_language(person, course, language, words):
    done(person, course.first, course, timezone.now())

    with translation.override(language):
        (status,) = public.my_courses(person)

    assert status.title == course_in(language).page.title
    assert status.total == 6
    assert status.remaining[0].title == words
    assert f"/{language}/" in status.url


def test_a_course_that_is_unpublished_is_not_on_the_list(person, course):
    done(person, course.first, course, timezone.now())
    for language in ("nb", "nn", "en"):
        course_in(language).page.unpublish()

    assert public.my_courses(person) == []


def busy(person, course, times):
    """Let a person do `times` × 20 things in each of six courses, answer, write, and join devices."""
    learner = Learner(person.pk)
    for key in ("L1", "L2", "L3", "L4", "L5", "L6"):
        actions.enrol(course=key, version="0.1", by=learner, at=timezone.now())
        LearningEvent.objects.bulk_create(
            LearningEvent(
                id=uuid.uuid4(),
                user=person,
                course_key=key,
                module_key="m1",
                block_id="m1-situasjon",
                kind=Kind.BLOCK_REACHED,
                data={"blocks": ["m1-situasjon"]},
                at=timezone.now(),
            )
            for _ in range(20 * times)
        )
    for n in range(times):
        device = uuid.uuid4()
        actions.enrol(course="L1", version="0.1", by=Learner(devices=(device,)), at=timezone.now())
        actions.claim_device(device=device, by=person.pk, at=timezone.now())
        place = actions.Place("L1", "0.1", "m1", f"m1-notat-{n}")
        actions.save_note(place=place, text="tanke", revision=0, by=learner, at=timezone.now())


@pytest.mark.parametrize("times", [1, 10])
def test_my_page_costs_at_most_twelve_queries_however_much_there_is(
    signed_in, person, course, times, django_assert_max_num_queries
):
    choose(signed_in, course)
    busy(person, course, times)
    signed_in.get(reverse("home:my_page"))

    with django_assert_max_num_queries(12):
        signed_in.get(reverse("home:my_page"))


@pytest.mark.parametrize("times", [1, 10])
def test_a_module_page_costs_at_most_twelve_queries_however_much_there_is(
    signed_in, person, course, times, django_assert_max_num_queries
):
    choose(signed_in, course)
    busy(person, course, times)
    signed_in.get(course.first.url)

    with django_assert_max_num_queries(12):
        signed_in.get(course.first.url)


@pytest.mark.parametrize("times", [1, 10])
def test_the_questions_and_their_result_cost_as_little(
    signed_in, person, course, times, django_assert_max_num_queries
):
    passed(person, course, timezone.now())
    busy(person, course, times)

    for name in ("quiz", "quiz_result"):
        url = reverse(f"courses:{name}", args=[course.page.pk])
        signed_in.get(url)
        with django_assert_max_num_queries(12):
            signed_in.get(url)


def test_a_save_costs_few_queries(signed_in, course, django_assert_max_num_queries):
    choose(signed_in, course)

    with django_assert_max_num_queries(12):
        choose(signed_in, course, "1")
