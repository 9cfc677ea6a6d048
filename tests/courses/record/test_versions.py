"""A new version is published under a learner: they finish the old or move, see what it means, and lose nothing."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import actions
from courses.content import publish
from courses.domain.events import QUIZ, Kind
from courses.domain.learner import Learner
from courses.models import CourseEdition, CoursePage, LearningEvent, ModulePage
from courses.my_learning import my_courses
from courses.queries import course_state
from tests.courses.record.conftest import answer_url, choose, course_in, make_person

pytestmark = pytest.mark.django_db


def publish_version(course, version, *, changed=(), gone=()):
    """Publish a new version of the course, in which these blocks say something else and modules are gone."""
    page = CoursePage.objects.get(pk=course.page.pk)
    page.version = version
    publish(page)
    for module in ModulePage.objects.child_of(page).order_by("path"):
        lesson = json.loads(json.dumps(list(module.lesson.raw_data)))
        for raw in lesson:
            if raw["id"] in changed:
                name = next(name for name in ("text", "question", "title") if name in raw["value"])
                raw["value"][name] = "Dette sier noe annet nå."
        module.lesson = lesson
        publish(ModulePage.objects.get(pk=module.pk)) if module.key in gone else None
        if module.key in gone:
            ModulePage.objects.get(pk=module.pk).unpublish()
        elif any(raw["id"] in changed for raw in lesson):
            publish(module)
    return CoursePage.objects.get(pk=page.pk)


def read(module, learner, version="0.1"):
    blocks = [raw["id"] for raw in module.lesson.raw_data]
    place = actions.Place("L1", version, module.key, blocks[-1])
    actions.record(Kind.BLOCK_REACHED, place=place, by=learner, at=timezone.now(), data={"blocks": blocks})


def state_of(learner, course):
    return course_state(learner, CoursePage.objects.select_related("locale").get(pk=course.page.pk))


def decide(client, course, what, was="0.1", to="0.2", **more):
    url = reverse("courses:choose_version", args=[course.page.pk])
    return client.post(url, {"do": what, "was": was, "to": to, **more})


@pytest.fixture
def learner(person):
    return Learner(person.pk)


def test_the_version_on_the_pages_is_kept_as_it_was_before_the_next(course):
    before = CourseEdition.objects.get(course_key="L1", language="nb")

    publish_version(course, "0.2", changed=["m1-forst"])

    old, new = CourseEdition.objects.filter(course_key="L1", language="nb").order_by("published_at")
    assert old.content == before.content
    assert (old.version, new.version) == ("0.1", "0.2")
    assert "Dette sier noe annet nå." in json.dumps(new.content, ensure_ascii=False)
    assert "Dette sier noe annet nå." not in json.dumps(old.content, ensure_ascii=False)


def test_a_correction_within_a_version_reaches_everybody_and_takes_no_tick(course, learner, signed_in):
    read(course.first, learner)
    module = course.first
    module.lead = "Rettet."
    publish(module)

    assert "Rettet." in signed_in.get(module.url).content.decode()
    assert state_of(learner, course).progress.done == 1


def test_who_is_halfway_still_meets_the_text_they_began(course, learner, signed_in, visitor):
    read(course.first, learner)
    publish_version(course, "0.2", changed=["m1-forst"])

    theirs = signed_in.get(course.first.url).content.decode()
    newcomers = visitor.get(course.first.url).content.decode()

    assert "Dette sier noe annet nå." not in theirs
    assert "Dette sier noe annet nå." in newcomers
    assert "Versjon 0.2 av kurset er ute." in theirs
    assert "Versjon 0.2 av kurset er ute." not in newcomers
    state = state_of(learner, course)
    assert (state.taken.version, state.taken.current, state.progress.done) == ("0.1", "0.2", 1)


def test_an_answer_is_graded_and_kept_in_the_version_it_was_given_in(course, learner, signed_in):
    page, block = course.block("choice")
    read(page, learner)
    publish_version(course, "0.2", changed=[block])

    choose(signed_in, course, "1")

    assert LearningEvent.objects.latest("at").course_version == "0.1"
    assert state_of(learner, course).progress.answers[block].answer == {"options": [1]}


def test_the_preview_tells_what_is_kept_and_what_must_be_done_again(course, learner, signed_in):
    read(course.first, learner)
    read(course.modules[1], learner)
    publish_version(course, "0.2", changed=["m1-forst"], gone=["m6"])

    response = signed_in.get(reverse("courses:version", args=[course.page.pk]))

    fates = [(line.title, line.fate.value) for line in response.context["preview"].modules]
    assert [fate for _, fate in fates] == ["again", "kept", "waiting", "waiting", "waiting", "gone"]
    again = response.context["preview"].modules[0]
    assert again.parts == ("«Først frisk, så jobb»",)
    assert 0 < again.minutes < course.first.minutes
    assert "Gå gjennom på nytt" in response.content.decode()
    assert not LearningEvent.objects.filter(kind=Kind.VERSION_CHOSEN).exists()


def test_moving_keeps_what_is_the_same_and_asks_for_the_rest(course, learner, signed_in):
    read(course.first, learner)
    read(course.modules[1], learner)
    publish_version(course, "0.2", changed=["m1-forst"])

    response = decide(signed_in, course, "move")

    state = state_of(learner, course)
    assert response.url == course.page.url
    assert (state.taken.version, state.progress.done) == ("0.2", 1)
    assert state.progress.module("m1").remaining == ("m1-forst",)
    assert "Dette sier noe annet nå." in signed_in.get(course.first.url).content.decode()


def test_a_move_can_be_taken_back_until_something_new_is_answered(course, learner, signed_in):
    read(course.first, learner)
    publish_version(course, "0.2", changed=["m1-forst"])
    decide(signed_in, course, "move")
    choice = state_of(learner, course).taken.choices[-1].id
    url = reverse("courses:choose_version", args=[course.page.pk])

    signed_in.post(url, {"do": "undo", "choice": str(choice)})
    back = state_of(learner, course)
    decide(signed_in, course, "move")
    choose(signed_in, course, "1")
    later = state_of(learner, course).taken.choices[-1].id
    refused = signed_in.post(url, {"do": "undo", "choice": str(later)}, follow=True)

    assert (back.taken.version, back.progress.done) == ("0.1", 1)
    assert "kan ikke angres lenger" in refused.content.decode()
    assert state_of(learner, course).taken.version == "0.2"


def test_one_may_choose_to_finish_the_old_and_is_not_asked_again(course, learner, signed_in):
    read(course.first, learner)
    publish_version(course, "0.2", changed=["m1-forst"])

    decide(signed_in, course, "finish")

    page = signed_in.get(course.page.url).content.decode()
    assert state_of(learner, course).taken.version == "0.1"
    assert "Du fullfører versjon 0.1. Versjon 0.2 er ute." in page
    assert "Se hva du beholder, og velg" not in page


def test_a_module_that_was_taken_down_can_still_be_finished_by_those_who_began(
    course, learner, signed_in, visitor
):
    read(course.first, learner)
    publish_version(course, "0.2", gone=["m6"])
    last = course.modules[5]

    kept = next(page for page in state_of(learner, course).modules if page.key == "m6")
    theirs = signed_in.get(kept.url)

    assert kept.url == reverse("courses:kept_module", args=[last.pk])
    assert last.title in theirs.content.decode()
    assert visitor.get(kept.url).status_code == 404
    assert visitor.post(reverse("courses:module_done", args=[last.pk])).status_code == 404
    signed_in.post(reverse("courses:module_done", args=[last.pk]))
    assert state_of(learner, course).progress.module("m6").declared


def test_a_form_from_before_the_next_version_chooses_nothing(course, learner, signed_in):
    read(course.first, learner)
    publish_version(course, "0.2")
    publish_version(course, "0.3")

    response = decide(signed_in, course, "move", to="0.2")

    assert response.url == reverse("courses:version", args=[course.page.pk])
    assert state_of(learner, course).taken.version == "0.1"


def test_two_windows_cannot_both_choose(course, learner, signed_in):
    read(course.first, learner)
    publish_version(course, "0.2")

    decide(signed_in, course, "move")
    decide(signed_in, course, "move")

    assert LearningEvent.objects.filter(kind=Kind.VERSION_CHOSEN).count() == 1


def test_nobody_chooses_for_another_and_a_reader_has_nothing_to_choose(course, learner, visitor):
    read(course.first, learner)
    publish_version(course, "0.2")

    assert visitor.get(reverse("courses:version", args=[course.page.pk])).url == course.page.url
    decide(visitor, course, "move")
    assert state_of(learner, course).taken.version == "0.1"
    assert not LearningEvent.objects.filter(kind=Kind.VERSION_CHOSEN).exists()


def test_another_site_cannot_choose(course, learner, signed_in):
    read(course.first, learner)
    publish_version(course, "0.2")
    url = reverse("courses:choose_version", args=[course.page.pk])

    response = signed_in.post(
        url, {"do": "move", "was": "0.1", "to": "0.2"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403


def test_signed_out_learners_choose_too(course, visitor):
    choose(visitor, course, "1")
    publish_version(course, "0.2", changed=["m1-forst"])

    asked = visitor.get(course.page.url).content.decode()
    decide(visitor, course, "move")

    assert "Versjon 0.2 av kurset er ute." in asked
    device = LearningEvent.objects.latest("at").device
    assert state_of(Learner(devices=(device,)), course).taken.version == "0.2"


def finish(course, learner, version="0.1"):
    for module in course.modules:
        place = actions.Place("L1", version, module.key)
        actions.record(Kind.MODULE_DONE, place=place, by=learner, at=timezone.now())
    hand_in(course, learner, 1, version)


def hand_in(course, learner, attempt, version="0.1"):
    answers = {q: {"options": [int(course.right(q))]} for q in course.questions}
    actions.submit_quiz(
        place=actions.Place("L1", version, QUIZ), attempt=attempt, answers=answers,
        right=list(answers), total=len(answers), by=learner, at=timezone.now(),
    )  # fmt: skip


def test_what_was_finished_stays_finished_when_one_moves_on(course, learner, signed_in):
    finish(course, learner)
    publish_version(course, "0.2", changed=["m1-forst"])

    decide(signed_in, course, "move")

    state = state_of(learner, course)
    page = signed_in.get(course.page.url).content.decode()
    assert not state.completion.finished
    assert [one.remaining for one in state.completion.requirements] == [("m1",), ()]
    assert "Du fullførte versjon 0.1" in page
    year = signed_in.get(reverse("certificates:year", args=[timezone.localdate().year]))
    finished = [(one.version, one.finished_at is not None) for one in year.context["year"].courses]
    assert ("0.1", True) in finished
    assert year.context["year"].minutes == course.page.minutes


def test_renewing_asks_for_the_questions_anew_and_nothing_that_was_read(course, learner, signed_in):
    finish(course, learner)

    preview = signed_in.get(reverse("courses:version", args=[course.page.pk])).context["preview"]
    decide(signed_in, course, "renew", to="0.1")

    state = state_of(learner, course)
    assert {line.fate.value for line in preview.modules} == {"kept"}
    assert (preview.of.quiz.value, preview.of.right_kept) == ("again", 0)
    assert state.progress.done == 6
    assert [one.met for one in state.completion.requirements] == [True, False]
    assert " checked" not in signed_in.get(reverse("courses:quiz", args=[course.page.pk])).content.decode()
    hand_in(course, learner, 2)
    assert state_of(learner, course).completion.finished


def test_one_who_has_not_finished_has_nothing_to_renew(course, learner, signed_in):
    read(course.first, learner)

    decide(signed_in, course, "renew", to="0.1")

    assert signed_in.get(reverse("courses:version", args=[course.page.pk])).url == course.page.url
    assert not LearningEvent.objects.filter(kind=Kind.VERSION_CHOSEN).exists()


def test_my_page_takes_the_same_queries_with_a_version_behind_and_says_so(
    course, person, learner, signed_in, django_assert_max_num_queries
):
    read(course.first, learner)
    publish_version(course, "0.2", changed=["m1-forst"])

    with django_assert_max_num_queries(10):
        (status,) = my_courses(person)

    assert "Versjon 0.2 av kurset er ute." in status.version.text


def test_the_version_is_the_learners_in_every_language(course, learner, signed_in):
    read(course.first, learner)
    publish_version(course, "0.2", gone=["m6"])
    nynorsk = course_in("nn")
    page, block = nynorsk.block("choice")

    signed_in.post(answer_url(page, block), {"option": "1"})

    assert LearningEvent.objects.latest("at").course_version == "0.1"


def test_somebody_elses_events_are_never_counted(course, learner, signed_in):
    other = Learner(make_person().pk)
    read(course.first, other)
    publish_version(course, "0.2")

    assert state_of(learner, course).progress.done == 0
