"""Answers are kept one by one: acknowledged, once each, and never half."""

import uuid

import pytest
from django.urls import reverse

from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.learner import COOKIE
from courses.models import Enrolment, LearningEvent
from courses.queries import page_state
from tests.courses.record.conftest import answer_url, choose, course_in

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


def test_reading_leaves_no_trace(visitor, course):
    response = visitor.get(course.first.url)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_first_answer_makes_the_device_known(visitor, course):
    page, block_id = course.block("choice")

    response = choose(visitor, course, "0")

    assert response.status_code == 302
    assert response.url == f"{page.url}#{block_id}"
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    event = LearningEvent.objects.get()
    assert (event.user, str(event.device)) == (None, cookie.value.split(":")[0])
    assert (event.kind, event.module_key, event.block_id, event.data["answer"]) == (
        Kind.ANSWERED,
        page.key,
        block_id,
        {"options": [0]},
    )
    assert visitor.get(page.url).context_data["state"].of(block_id).answer == {"options": [0]}


def test_a_script_gets_the_block_with_feedback_and_the_time(signed_in, course):
    page, block_id = course.block("choice")
    child = page.find_block(block_id)

    response = signed_in.post(answer_url(page, block_id), {"option": "0"}, headers=FETCH)

    assert response.status_code == 200
    assert response["X-Saved-At"].count(":") == 1
    html = response.content.decode()
    assert html.strip().startswith("<form")
    assert str(child.value["options"][0]["feedback"])[:20] in html
    assert str(child.value["options"][1]["feedback"])[:20] not in html


def test_no_feedback_is_in_the_page_before_the_answer(visitor, course):
    page, block_id = course.block("choice")
    child = page.find_block(block_id)

    html = visitor.get(page.url).content.decode()

    assert not any(str(option["feedback"])[:25] in html for option in child.value["options"])


def test_the_same_save_sent_twice_is_one(signed_in, course):
    save_id = str(uuid.uuid4())

    first = choose(signed_in, course, "1", save_id=save_id)
    second = choose(signed_in, course, "1", save_id=save_id)

    assert (first.status_code, second.status_code) == (302, 302)
    assert LearningEvent.objects.get().id == uuid.UUID(save_id)


def test_an_id_that_stands_for_something_else_loses_nothing(signed_in, visitor, course, person):
    save_id = str(uuid.uuid4())

    choose(signed_in, course, "1", save_id=save_id)
    choose(signed_in, course, "0", save_id=save_id)
    choose(visitor, course, "0", save_id=save_id)

    assert LearningEvent.objects.filter(user=person).count() == 2
    assert LearningEvent.objects.filter(user=None).count() == 1
    page, block_id = course.block("choice")
    state = page_state(Learner(person.pk), page)
    assert state.of(block_id).answer == {"options": [0]}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="nothing-chosen"),
        pytest.param({"option": "99"}, id="no-such-option"),
        pytest.param({"option": "<script>"}, id="not-a-number"),
        pytest.param({"option": ["0", "1"]}, id="two-where-one-is-right"),
    ],
)
def test_an_unreadable_answer_is_refused_at_the_block_and_nothing_is_saved(visitor, course, fields):
    page, block_id = course.block("choice")

    plain = visitor.post(answer_url(page, block_id), fields)
    fragment = visitor.post(answer_url(page, block_id), fields, headers=FETCH)

    assert (plain.status_code, fragment.status_code) == (422, 422)
    assert plain.context_data["page"].title == page.title
    assert "exercise__result" in fragment.content.decode()
    assert not LearningEvent.objects.exists()
    assert COOKIE not in plain.cookies


def test_the_page_of_a_refused_answer_links_as_the_lesson_itself_does(visitor, course):
    page, block_id = course.block("choice")

    html = visitor.post(answer_url(page, block_id), {}).content.decode()

    assert f'<link rel="canonical" href="http://127.0.0.1:8000{page.url}">' in html
    assert "/svar/" not in html.split("<main", 1)[0]


def test_what_was_written_stays_when_a_gap_holds_a_telephone_number(visitor):
    page, block_id = course_in("nb", "L2").block("fill")

    response = visitor.post(answer_url(page, block_id), {"gap-0": "legen", "gap-1": "ring 912 34 567"})

    assert response.status_code == 422
    html = response.content.decode()
    assert 'value="legen"' in html
    assert "912 34 567" in html
    assert not LearningEvent.objects.exists()


def test_an_answer_to_a_block_that_is_gone_is_told_and_goes_nowhere(signed_in, course):
    url = answer_url(course.first, "m1-borte")

    plain = signed_in.post(url, {"option": "0"}, follow=True)
    fragment = signed_in.post(url, {"option": "0"}, headers=FETCH)

    assert plain.redirect_chain == [(course.first.url, 302)]
    assert "endret eller tatt bort" in plain.content.decode()
    assert fragment.status_code == 410
    assert not LearningEvent.objects.exists()


@pytest.mark.parametrize("name", ["answer", "note"])
def test_a_page_that_is_not_there_or_not_published_takes_nothing(signed_in, course, name):
    page, block_id = course.block("reflection" if name == "note" else "choice")
    page.live = False
    page.save()

    for page_id in (page.pk, 999_999):
        url = reverse(f"courses:{name}", args=[page_id, block_id])
        assert signed_in.post(url, {"option": "0", "note": "x"}).status_code == 404
    assert not LearningEvent.objects.exists()


def test_another_site_cannot_answer_for_a_learner(signed_in, course):
    page, block_id = course.block("choice")

    response = signed_in.post(
        answer_url(page, block_id), {"option": "0"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert not LearningEvent.objects.exists()


def test_a_get_changes_nothing(signed_in, course):
    page, block_id = course.block("choice")

    assert signed_in.get(answer_url(page, block_id)).status_code == 405


def test_what_one_answered_is_there_in_the_other_written_norwegian(signed_in, course):
    page, block_id = course.block("choice")
    choose(signed_in, course, "1")

    in_nynorsk = next(module for module in course_in("nn").modules if module.key == page.key)

    assert signed_in.get(in_nynorsk.url).context_data["state"].of(block_id).answer == {"options": [1]}


def test_another_person_sees_nothing_of_it(signed_in, visitor, course):
    page, block_id = course.block("choice")
    choose(signed_in, course, "1")

    assert visitor.get(page.url).context_data["state"].of(block_id).answer is None


def test_the_first_answer_begins_the_course_in_its_version(signed_in, course, person):
    choose(signed_in, course)

    enrolment = Enrolment.objects.get(user=person)
    assert (enrolment.course_key, enrolment.course_version) == ("L1", course.page.version)


def test_a_conversation_counts_when_an_end_is_reached(signed_in, course):
    page, block_id = course.block("branching")
    child = page.find_block(block_id)
    path = _shortest_path(child.block.plain(child.value))

    for place, choice in enumerate(path):
        signed_in.post(
            answer_url(page, block_id), {"path": ".".join(map(str, path[:place])), "say": str(choice)}
        )

    kinds = list(LearningEvent.objects.order_by("at").values_list("kind", flat=True))
    assert kinds == [Kind.SCENARIO_STEP] * (len(path) - 1) + [Kind.SCENARIO_ENDED]
    state = signed_in.get(page.url).context_data["state"]
    assert set(state.course.progress.scenarios_ended) == {block_id}


def _shortest_path(value) -> list[int]:
    waiting = [(value["start"], [])]
    for key, path in waiting:
        if key in value["ends"]:
            return path
        waiting += [(o["to"], [*path, n]) for n, o in enumerate(value["nodes"][key]["options"])]
    raise AssertionError("no end")


def test_a_forged_device_cookie_is_nobody(visitor, course):
    choose(visitor, course)
    visitor.cookies[COOKIE] = str(LearningEvent.objects.get().device) + ":forged:forged"

    page, block_id = course.block("choice")

    assert visitor.get(page.url).context_data["state"].of(block_id).answer is None
