"""How far somebody has read, that a module is done, and which courses are on the list."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.actions import Place, record
from courses.content import publish
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.learner import COOKIE
from courses.models import Enrolment, LearningEvent, ModulePage
from courses.outlines import ANSWERED
from courses.queries import page_state
from tests.courses.record.conftest import choose

pytestmark = pytest.mark.django_db


def post(client, name, page, **fields):
    return client.post(reverse(f"courses:{name}", args=[page.pk]), fields)


def module_of(client, page):
    return client.get(page.url).context_data["state"].module


def ids(page):
    return [raw["id"] for raw in page.lesson.raw_data]


def test_reading_is_noted_for_one_with_a_record_only(visitor, signed_in, course):
    blocks = ids(course.first)

    unknown = post(visitor, "reached", course.first, here=blocks[1], block=blocks[:2])
    known = post(signed_in, "reached", course.first, here=blocks[1], block=blocks[:2])

    assert (unknown.status_code, known.status_code) == (204, 204)
    assert COOKIE not in unknown.cookies
    assert LearningEvent.objects.get().data == {"blocks": blocks[:2]}
    assert module_of(signed_in, course.first).reached == set(blocks[:2])


def test_one_who_has_answered_signed_out_is_followed_too(visitor, course):
    choose(visitor, course)

    post(visitor, "reached", course.first, here=ids(course.first)[0])

    assert LearningEvent.objects.filter(kind=Kind.BLOCK_REACHED).count() == 1


def test_blocks_the_lesson_does_not_have_are_not_noted(signed_in, course):
    post(signed_in, "reached", course.first, here="tull", block=["tull"])
    post(signed_in, "reached", course.first, here=ids(course.first)[0], block=["tull", ids(course.first)[0]])

    assert LearningEvent.objects.get().data == {"blocks": [ids(course.first)[0]]}


def test_a_module_read_to_its_last_part_is_seen(signed_in, course):
    blocks = ids(course.first)

    post(signed_in, "reached", course.first, here=blocks[-1], block=blocks)

    module = module_of(signed_in, course.first)
    assert (module.seen, module.declared) == (True, False)


def test_done_leads_on_and_can_be_taken_back(visitor, course):
    done = post(visitor, "module_done", course.first)

    assert done.url == course.modules[1].url
    page = visitor.get(done.url).content.decode()
    assert f"«{course.first.title}» er merket som lest." in page
    assert f'href="{course.first.url}#ferdig"' in page
    assert module_of(visitor, course.first).declared is True
    undone = post(visitor, "module_reopen", course.first)
    assert undone.url == course.first.url
    assert module_of(visitor, course.first).seen is False


def test_the_last_module_leads_to_the_questions(visitor, course):
    response = post(visitor, "module_done", course.modules[-1])

    assert response.url == reverse("courses:quiz", args=[course.page.pk])


def test_taking_back_is_nothing_for_one_who_only_reads(visitor, course):
    assert post(visitor, "module_reopen", course.first).url == course.first.url
    assert not LearningEvent.objects.exists()


def test_one_post_begins_a_course_and_leads_into_it(signed_in, course, person):
    response = post(signed_in, "enrol", course.page)

    assert response.url == course.first.url
    assert Enrolment.objects.get(user=person).course_version == course.page.version


def test_beginning_again_leads_to_where_one_was(signed_in, course):
    page, block_id = course.block("choice")
    choose(signed_in, course)

    assert post(signed_in, "enrol", course.page).url == f"{page.url}#{block_id}"


def test_leaving_keeps_what_was_done_and_can_be_undone(signed_in, course, person):
    post(signed_in, "module_done", course.first)

    left = post(signed_in, "leave", course.page)

    assert left.url == course.page.url
    assert course.page.title not in signed_in.get(reverse("home:my_page")).content.decode()
    assert LearningEvent.objects.count() == 1
    post(signed_in, "enrol", course.page)
    assert course.page.title in signed_in.get(reverse("home:my_page")).content.decode()
    assert Enrolment.objects.get(user=person).left_at is None


def test_reading_on_in_a_course_one_has_left_does_not_bring_it_back(signed_in, course):
    post(signed_in, "enrol", course.page)
    post(signed_in, "leave", course.page)

    post(signed_in, "reached", course.first, here=ids(course.first)[0])

    assert not Enrolment.objects.current().exists()
    assert not LearningEvent.objects.exists()


def test_another_person_cannot_leave_for_one(signed_in, visitor, course):
    post(signed_in, "enrol", course.page)

    post(visitor, "leave", course.page)

    assert Enrolment.objects.current().count() == 1


def test_the_version_is_pinned_at_the_beginning(signed_in, course, person):
    post(signed_in, "enrol", course.page)
    course.page.version = "0.2"
    course.page.save()

    choose(signed_in, course)

    assert Enrolment.objects.get(user=person).course_version == "0.1"
    assert LearningEvent.objects.get().course_version == "0.1"


@pytest.mark.parametrize("name", ["module_done", "module_reopen", "reached", "enrol", "leave"])
def test_pages_that_are_not_there_are_not_found(signed_in, name):
    assert signed_in.post(reverse(f"courses:{name}", args=[999_999])).status_code == 404


@pytest.fixture
def by_exercises(course):
    """The first module, which the learner may not declare done."""
    module = ModulePage.objects.get(pk=course.first.pk)
    module.may_declare = False
    publish(module)
    return module


def test_a_module_may_ask_for_its_exercises_and_says_which_remain(signed_in, person, by_exercises):
    url = reverse("courses:module_done", args=[by_exercises.pk])
    kinds = {raw["id"]: raw["type"] for raw in by_exercises.lesson.raw_data}
    asked = [id for id, kind in kinds.items() if kind in ANSWERED]

    page = signed_in.get(by_exercises.url).content.decode()
    response = signed_in.post(url, follow=True)

    assert "Jeg er ferdig med modulen" not in page
    assert "Jeg har lest hit" in page
    assert "For å bli ferdig med modulen svarer du på disse også" in response.content.decode()
    module = page_state(Learner(person.pk), by_exercises).module
    assert module.remaining == tuple(asked)
    assert not module.seen
    assert not LearningEvent.objects.filter(kind=Kind.MODULE_DONE).exists()


def test_with_every_exercise_answered_it_is_done_and_nobody_had_to_say_so(signed_in, person, by_exercises):
    for raw in by_exercises.lesson.raw_data:
        if raw["type"] in ANSWERED:
            place = Place("L1", "0.1", "m1", raw["id"])
            kind = Kind.SCENARIO_ENDED if raw["type"] == "branching" else Kind.ANSWERED
            record(kind, place=place, by=Learner(person.pk), at=timezone.now(), data={"answer": {}})

    signed_in.post(reverse("courses:module_done", args=[by_exercises.pk]))

    module = page_state(Learner(person.pk), by_exercises).module
    assert (module.seen, module.declared) == (True, False)


def test_what_was_declared_is_shown_as_such_everywhere(signed_in, course):
    signed_in.post(reverse("courses:module_done", args=[course.first.pk]))

    assert "Ferdig etter eget utsagn, i dag kl." in signed_in.get(course.page.url).content.decode()
    assert "Du har selv sagt at du er ferdig" in signed_in.get(course.first.url).content.decode()
    assert "1 modul teller fordi du selv har sagt" in signed_in.get(reverse("home:my_page")).content.decode()
    year = signed_in.get(reverse("certificates:year", args=[timezone.localdate().year])).content.decode()
    assert f"{course.first.title} (egenerklært)" in year


def test_every_tick_and_every_missing_one_explains_itself(signed_in, person, course):
    first, second = course.modules[:2]
    parts = [raw["id"] for raw in first.lesson.raw_data]
    place = Place("L1", "0.1", "m1", parts[-3])
    record(
        Kind.BLOCK_REACHED, place=place, by=Learner(person.pk), at=timezone.now(), data={"blocks": parts[:-2]}
    )
    whole = [raw["id"] for raw in second.lesson.raw_data]
    place = Place("L1", "0.1", "m2", whole[-1])
    record(Kind.BLOCK_REACHED, place=place, by=Learner(person.pk), at=timezone.now(), data={"blocks": whole})

    html = signed_in.get(course.page.url).content.decode()

    assert f"{len(parts) - 2} av {len(parts)} deler er gjort. Gjenstår: " in html
    assert "Lest gjennom i dag kl." in html
