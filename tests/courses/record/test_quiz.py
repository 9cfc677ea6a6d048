"""The questions at the end: saved as given, handed in once, explained, tried again at will."""

import uuid

import pytest
from django.urls import reverse

from courses.domain.events import Kind
from courses.models import LearningEvent
from tests.courses.record.conftest import course_in

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def url(course):
    return reverse("courses:quiz", args=[course.page.pk])


@pytest.fixture
def result_url(course):
    return reverse("courses:quiz_result", args=[course.page.pk])


def hand_in(client, url, fields, attempt=1):
    return client.post(url, {**fields, "attempt": attempt, "do": "submit"})


def questions(response):
    return {question.id: question for question in response.context["questions"]}


def test_the_questions_can_be_read_by_anyone_without_a_trace(visitor, course, url):
    response = visitor.get(url)

    assert list(questions(response)) == course.questions
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_no_feedback_is_in_the_page_before_the_answers(visitor, course, url):
    html = visitor.get(url).content.decode()

    feedback = [str(o["feedback"])[:25] for child in course.page.quiz for o in child.value["options"]]
    assert not [text for text in feedback if text in html]


def test_each_answer_is_saved_as_it_is_given_and_stands_there_again(visitor, course, url):
    first, second = course.questions[:2]
    save_id = str(uuid.uuid4())

    one = visitor.post(url, {first: "1", "attempt": 1, "save_id": save_id}, headers=FETCH)
    again = visitor.post(url, {first: "1", "attempt": 1, "save_id": save_id}, headers=FETCH)
    two = visitor.post(url, {first: "1", second: "0", "attempt": 1}, headers=FETCH)

    assert [response.status_code for response in (one, again, two)] == [200, 200, 200]
    assert one["X-Saved-At"]
    assert list(LearningEvent.objects.order_by("at").values_list("block_id", flat=True)) == [first, second]
    drawn = questions(visitor.get(url)).items()
    chosen = {id: [part.value for part in question.shown.parts if part.chosen] for id, question in drawn}
    assert chosen[first] == ["1"]
    assert chosen[second] == ["0"]
    assert chosen[course.questions[2]] == []


def test_saving_for_later_says_so(visitor, course, url):
    response = visitor.post(url, {course.questions[0]: "1", "attempt": 1, "do": "save"}, follow=True)

    assert "Svarene dine er lagret." in response.content.decode()


def test_a_page_that_is_left_saves_without_a_word(visitor, course, url):
    response = visitor.post(url, {course.questions[0]: "1", "attempt": 1})

    assert response.status_code == 200
    assert "messages" not in response.cookies
    assert LearningEvent.objects.count() == 1


def test_handing_in_with_gaps_names_them_and_keeps_the_rest(visitor, course, url):
    fields = course.answers()
    missing = [fields.pop(course.questions[2]), fields.pop(course.questions[6])]

    response = hand_in(visitor, url, fields)

    assert response.status_code == 422
    assert [question.number for question in response.context["faulty"]] == [3, 7]
    assert len(missing) == 2
    html = response.content.decode()
    assert "2 spørsmål mangler svar før du kan levere" in html
    assert f'href="#{course.questions[2]}-0"' in html
    assert html.count(" checked") == 8
    assert LearningEvent.objects.filter(kind=Kind.QUIZ_ANSWERED).count() == 8
    assert not LearningEvent.objects.filter(kind=Kind.QUIZ_SUBMITTED).exists()


def test_a_tampered_answer_is_pointed_out_and_the_others_are_kept(visitor, course, url):
    fields = {**course.answers(), course.questions[0]: "77"}

    response = hand_in(visitor, url, fields)

    assert response.status_code == 422
    assert [(q.number, q.fault) for q in response.context["faulty"]] == [(1, "changed")]
    assert LearningEvent.objects.filter(kind=Kind.QUIZ_ANSWERED).count() == 9


def test_passing_finishes_the_questions_and_explains_each(visitor, course, url, result_url):
    response = hand_in(visitor, url, course.answers(wrong=2))

    assert response.url == result_url
    result = visitor.get(result_url)
    assert result.context["attempt"].percent == 80
    assert result.context["passed"] is True
    assert [question.id for question in result.context["again"]] == course.questions[:2]
    html = result.content.decode()
    wrong = course.page.quiz[0].value["options"][int(course.wrong(course.questions[0]))]
    right = course.page.quiz[0].value["options"][int(course.right(course.questions[0]))]
    assert str(wrong["feedback"])[:30] in html
    assert str(right["feedback"])[:30] not in html


def test_one_may_try_again_and_what_was_right_is_kept(visitor, course, url, result_url):
    hand_in(visitor, url, course.answers(wrong=5))

    again = visitor.get(url)
    was = [question.was for question in questions(again).values()]
    second = hand_in(visitor, url, course.answers(), attempt=2)

    assert was == ["wrong"] * 5 + ["right"] * 5
    assert again.content.decode().count(" checked") == 5
    assert second.url == result_url
    attempts = LearningEvent.objects.filter(kind=Kind.QUIZ_SUBMITTED).order_by("at")
    assert [event.data["correct"] for event in attempts] == [5, 10]
    assert visitor.get(result_url).context["attempt"].percent == 100


def test_the_same_attempt_is_handed_in_once(visitor, course, url, result_url):
    hand_in(visitor, url, course.answers(wrong=5))

    again = hand_in(visitor, url, course.answers(), attempt=1)
    late_save = visitor.post(url, {course.questions[0]: "1", "attempt": 1}, headers=FETCH)

    assert again.url == result_url
    assert "levert før" in visitor.get(result_url).content.decode()
    assert late_save.status_code == 409
    assert result_url in late_save.content.decode()
    assert LearningEvent.objects.filter(kind=Kind.QUIZ_SUBMITTED).count() == 1


@pytest.mark.parametrize("attempt", ["", "0", "2", "x"])
def test_a_tampered_attempt_hands_in_nothing(visitor, course, url, attempt):
    hand_in(visitor, url, course.answers(), attempt=attempt)

    assert not LearningEvent.objects.exists()


def test_a_login_that_ran_out_keeps_the_answers(signed_in, course, url):
    signed_in.logout()

    response = hand_in(signed_in, url, {**course.answers(), "signed_in": "1"})

    assert response.url.startswith(reverse("account_login"))
    assert LearningEvent.objects.filter(kind=Kind.QUIZ_ANSWERED, user=None).count() == 10
    assert not LearningEvent.objects.filter(kind=Kind.QUIZ_SUBMITTED).exists()


def test_the_result_is_of_the_learner_themselves(visitor, signed_in, course, url, result_url):
    hand_in(visitor, url, course.answers())

    assert signed_in.get(result_url).url == url


def test_another_site_cannot_hand_in(visitor, course, url):
    response = visitor.post(
        url, {**course.answers(), "attempt": 1, "do": "submit"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert not LearningEvent.objects.exists()


def test_the_questions_follow_the_language_of_the_address(visitor, course, url):
    nynorsk = course_in("nn").page

    response = visitor.get(url.replace("/nb/", "/nn/"))

    assert response.url == reverse("courses:quiz", args=[nynorsk.pk]).replace("/nb/", "/nn/")


def test_a_course_without_a_quiz_has_no_such_page(visitor, db):
    course = course_in("nb", "L4").page

    assert visitor.get(reverse("courses:quiz", args=[course.pk])).status_code == 404
    assert visitor.get(reverse("courses:quiz", args=[999_999])).status_code == 404


def test_a_result_stands_when_a_question_is_taken_out(visitor, course, url, result_url):
    hand_in(visitor, url, course.answers(wrong=1))
    page = course.page
    first = page.quiz[0].value["question"]
    page.quiz = list(page.quiz.raw_data)[1:]
    page.save()

    result = visitor.get(result_url)

    assert result.context["attempt"].percent == 90
    assert len(result.context["questions"]) == 10
    assert result.context["questions"][0].text == first
