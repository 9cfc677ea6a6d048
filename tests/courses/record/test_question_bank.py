"""A bank of questions: drawn once for an attempt, the same on every device, and a result that never changes."""

import json

import pytest
from django.urls import reverse

from courses import asking
from courses.content import publish
from courses.domain.drawing import draw
from courses.domain.events import Kind
from courses.domain.outline import CourseOutline, PassRule
from courses.models import CoursePage, LearningEvent
from tests.courses.record.conftest import Course, course_in

pytestmark = pytest.mark.django_db
BANK = ["L1-q1", "L1-q2", "L1-q3", "L1-q4", "L1-q5", "L1-q6"]


def change(course, edit, *, draws=None):
    """Change the quiz as the CMS stores it, and publish it in the same version."""
    page = CoursePage.objects.select_related("locale").get(pk=course.page.pk)
    raw = json.loads(json.dumps(list(page.quiz.raw_data)))
    page.quiz = [question for question in map(edit, raw) if question]
    if draws is not None:
        page.draws = [{"type": "draw", "value": {"group": "grunn", "count": draws}}]
    publish(page)


@pytest.fixture
def bank(course) -> Course:
    """L1 with six of its ten questions in a bank that three are drawn from."""

    def group(question):
        if question["id"] in BANK:
            question["value"]["group"] = "grunn"
        return question

    change(course, group, draws=3)
    return course_in("nb")


@pytest.fixture
def url(bank):
    return reverse("courses:quiz", args=[bank.page.pk])


def ids(response):
    return [question.id for question in response.context["questions"]]


def form(response, bank, **more):
    return {**bank.answers(), "shown": response.context["shown"], "attempt": 1, **more}


def reworded(question_id):
    def edit(question):
        if question["id"] == question_id:
            question["value"]["question"] = "Et nytt spørsmål?"
        return question

    return edit


def without(*gone):
    return lambda question: None if question["id"] in gone else question


def test_each_attempt_asks_the_fixed_questions_and_some_of_the_bank(signed_in, url, bank):
    shown = ids(signed_in.get(url))

    assert len(shown) == 7
    assert [id for id in shown if id not in BANK] == ["L1-q7", "L1-q8", "L1-q9", "L1-q10"]
    assert shown == [id for id in bank.questions if id in shown]


def test_the_same_person_meets_the_same_draw_before_anything_is_saved(signed_in, url):
    assert ids(signed_in.get(url)) == ids(signed_in.get(url))
    assert not LearningEvent.objects.exists()


def test_the_draw_is_settled_by_the_first_answer_also_when_the_bank_grows(signed_in, url, bank):
    first = signed_in.get(url)
    signed_in.post(url, {ids(first)[0]: "0", "shown": first.context["shown"], "attempt": 1})
    change(bank, lambda question: question, draws=5)

    assert ids(signed_in.get(url)) == ids(first)
    drawn = LearningEvent.objects.get(kind=Kind.QUIZ_DRAWN)
    assert drawn.data["order"] == ids(first)
    assert len(drawn.data["digests"]) == 7


def test_a_visitor_answers_the_questions_they_were_shown(visitor, url, bank):
    shown = visitor.get(url)

    response = visitor.post(url, form(shown, bank, do="submit"))

    assert response.url == reverse("courses:quiz_result", args=[bank.page.pk])
    event = LearningEvent.objects.get(kind=Kind.QUIZ_SUBMITTED)
    assert (event.data["correct"], event.data["total"]) == (7, 7)
    assert event.data["order"] == ids(shown)


def test_nobody_chooses_their_own_questions(visitor, url, bank):
    visitor.post(url, {"L1-q1": "0", "shown": "L1-q1:forged", "attempt": 1})

    assert len(LearningEvent.objects.get(kind=Kind.QUIZ_DRAWN).data["order"]) == 7


def test_two_devices_that_drew_at_once_end_up_with_the_first(signed_in, url, bank):
    mine = signed_in.get(url)
    other = [*[id for id in BANK if id not in ids(mine)], *ids(mine)[3:]]
    state = mine.context["course"]
    forged = asking.Signer(salt=asking.SALT).sign_object([state.key, *other])
    signed_in.post(url, {ids(mine)[0]: "0", "shown": mine.context["shown"], "attempt": 1})

    response = signed_in.post(
        url, {**bank.answers(), "shown": forged, "attempt": 1, "do": "save"}, follow=True
    )

    assert ids(response) == ids(mine)
    assert "begynt på en annen enhet" in response.content.decode()
    saved = LearningEvent.objects.filter(kind=Kind.QUIZ_ANSWERED).values_list("block_id", flat=True)
    assert set(other) <= set(saved)


def test_a_result_says_what_was_asked_whatever_becomes_of_the_question(visitor, url, bank):
    shown = visitor.get(url)
    visitor.post(url, form(shown, bank, do="submit"))
    result = reverse("courses:quiz_result", args=[bank.page.pk])
    before = [question.text for question in visitor.get(result).context["questions"]]
    first, second = ids(shown)[:2]
    change(bank, reworded(first))
    change(bank, without(second))

    after = visitor.get(result)

    assert [question.text for question in after.context["questions"]] == before
    assert after.context["attempt"].percent == 100


def test_a_question_that_is_taken_out_is_told_of_and_the_other_answers_stand(signed_in, url, bank):
    shown = signed_in.get(url)
    gone, kept = ids(shown)[:2]
    signed_in.post(url, form(shown, bank))
    change(bank, without(gone))

    page = signed_in.get(url)
    response = signed_in.post(url, form(page, bank, do="submit"), follow=True)

    assert gone not in ids(page)
    assert "1 spørsmål er tatt ut av kurset siden du begynte." in page.content.decode()
    assert kept in ids(page)
    assert response.context["attempt"].total == 6
    assert LearningEvent.objects.filter(kind=Kind.QUIZ_ANSWERED, block_id=gone).exists()


def test_a_question_taken_out_while_the_page_was_open_is_told_of(signed_in, url, bank):
    shown = signed_in.get(url)
    change(bank, without(ids(shown)[0]))

    response = signed_in.post(url, form(shown, bank, do="save"), follow=True)

    assert "1 spørsmål er tatt ut siden du åpnet siden." in response.content.decode()


def test_an_answer_to_a_question_that_says_something_else_is_asked_for_again(signed_in, url, bank):
    shown = signed_in.get(url)
    signed_in.post(url, form(shown, bank))
    change(bank, reworded(ids(shown)[0]))

    page = signed_in.get(url)

    assert "Spørsmålet er endret siden du svarte." in page.content.decode()
    assert page.content.decode().count(" checked") == 6


def test_feedback_names_its_source_and_the_day_it_was_last_verified(visitor, course):
    page = CoursePage.objects.get(pk=course.page.pk)
    sources = json.loads(json.dumps(list(page.sources.raw_data)))
    for source in sources:
        source["value"]["verified"] = "2026-03-01"
    page.sources = sources
    publish(page)
    url = reverse("courses:quiz", args=[page.pk])
    visitor.post(url, {**course.answers(), "attempt": 1, "do": "submit"})

    result = visitor.get(reverse("courses:quiz_result", args=[page.pk])).content.decode()

    assert "Sist kontrollert 1. mars 2026" in result


def test_a_draw_depends_on_the_seed_alone():
    groups = dict.fromkeys(BANK, "grunn")
    outline = CourseOutline(
        "L1", "0.1", PassRule(), (), quiz=(*BANK, "fixed"), groups=groups, draws={"grunn": 2}
    )

    draws = {seed: draw(outline, seed) for seed in map(str, range(60))}

    assert draws == {seed: draw(outline, seed) for seed in draws}
    assert all(len(drawn) == 3 and drawn[-1] == "fixed" for drawn in draws.values())
    assert {id for drawn in draws.values() for id in drawn} == {*BANK, "fixed"}
    assert len(set(draws.values())) > 5
