"""An H5P content as text: answered with equal credit, kept for its learner, shown where the player cannot run."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from courses.domain.events import Kind
from courses.domain.progress import course_progress
from courses.h5p_results import take_result
from courses.models import CoursePage, LearningEvent, ModulePage
from courses.outlines import outline_of
from courses.queries import modules_of
from h5p_django.models import Content, ContentRevision, Library, Requirement
from h5p_django.own_types import example, types
from h5p_django.places import Place, iri
from h5p_django.results import report
from tests.courses.test_h5p import result
from tests.factories.accounts import UserFactory
from tests.factories.h5p_django import content_of

pytestmark = pytest.mark.django_db
ID = "m1-h5p"
RIGHT = {"text": "Et spørsmål", "correct": True, "tipsAndFeedback": {"chosenFeedback": "Nettopp slik."}}
WRONG = {"text": "Et råd", "correct": False, "tipsAndFeedback": {"chosenFeedback": "Vent litt med det."}}
CHOICE = {"question": "<p>Hva åpner best?</p>", "answers": [WRONG, RIGHT], "behaviour": {"type": "auto"}}
SET = {
    "questions": [
        {"library": "H5P.MultiChoice 1.0", "params": CHOICE},
        {"library": "H5P.Blanks 1.0", "params": {"questions": ["<p>Be om *lov/samtykke* og *lytt*.</p>"]}},
        {
            "library": "H5P.TrueFalse 1.0",
            "params": {"question": "<p>Lederen kan ringe.</p>", "correct": "true"},
        },
    ]
}


def put(content: Content, /, **value: Any) -> ModulePage:
    """Put a content into the first module of L1."""
    course = CoursePage.objects.get(key="L1", locale__language_code="nb")
    page = ModulePage.objects.child_of(course).get(key="m1")
    told = {"content": content.pk, "title": "Prøv", "completion": "completed", "attempts": "best"}
    told |= {"alternative": "", "words": "beside", **value}
    raw = [dict(part) for part in page.lesson.raw_data if part["id"] != ID]
    page.lesson = json.dumps([raw[0], {"type": "h5p", "id": ID, "value": told}, *raw[1:]])
    page.save_revision().publish()
    return ModulePage.objects.get(pk=page.pk)


def twin_url(page: ModulePage) -> str:
    return reverse("courses:twin", args=[page.pk, ID])


def send(client: Client, page: ModulePage, key: int, **fields: Any) -> Any:
    return client.post(reverse("courses:twin_answer", args=[page.pk, ID, key]), fields)


def results(**of: Any) -> list[dict[str, Any]]:
    return [
        event.data for event in LearningEvent.objects.filter(kind=Kind.H5P_RESULT, **of).order_by("at", "id")
    ]


def counted(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in ("complete", "score", "maximum")}


@pytest.fixture(autouse=True)
def _in_bokmal():
    with translation.override("nb"):
        yield


@pytest.fixture
def page(db) -> ModulePage:
    return put(content_of("H5P.QuestionSet", SET))


@pytest.fixture
def person(db):
    return UserFactory()


@pytest.fixture
def learner(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_lesson_leads_to_the_text_by_one_link(client, page):
    html = client.get(page.get_url()).content.decode()

    assert html.count(f'href="{twin_url(page)}"') == 1


def test_the_right_answers_and_the_feedback_come_after_the_answer(learner, page):
    before = learner.get(twin_url(page)).content.decode()
    send(learner, page, 1, option="0")
    after = learner.get(twin_url(page)).content.decode()

    assert "Hva åpner best?" in before
    assert not re.search("Nettopp slik|Vent litt|samtykke|lytt", before)
    assert "Vent litt med det." in after
    assert "Nettopp slik." not in after


def test_a_set_counts_when_every_question_is_answered_and_can_be_tried_again(learner, page, person):
    send(learner, page, 1, option="0")
    send(learner, page, 2, **{"gap-0": "Lov", "gap-1": "lytt"})
    send(learner, page, 3, option="0")
    send(learner, page, 1, option="1")
    send(learner, page, 2, **{"gap-0": "lov", "gap-1": "lytt"})

    assert [counted(each) for each in results(user=person)] == [
        {"complete": False, "score": None, "maximum": None},
        {"complete": False, "score": None, "maximum": None},
        {"complete": True, "score": 2.0, "maximum": 4.0},  # case matters in blanks, as in the player
        {"complete": True, "score": 3.0, "maximum": 4.0},
        {"complete": True, "score": 4.0, "maximum": 4.0},
    ]


def test_it_ticks_the_part_of_the_lesson_off(learner, page, person):
    send(learner, page, 1, option="1")
    send(learner, page, 2, **{"gap-0": "lov", "gap-1": "x"})
    send(learner, page, 3, option="0")

    html = learner.get(page.get_url()).content.decode()

    assert "3 av 4 poeng" in html
    course = CoursePage.objects.get(key="L1", locale__language_code="nb")
    progress = course_progress(outline_of(course, modules_of(course)), _events(user=person))
    assert progress.played[ID].complete_at is not None


def _events(**of: Any) -> Any:
    return LearningEvent.objects.filter(**of).as_events()


def test_the_same_save_twice_is_one_event(learner, page, person):
    save = {"save_id": str(uuid.uuid4()), "option": "1"}

    send(learner, page, 1, **save)
    send(learner, page, 1, **save)

    assert len(results(user=person)) == 1


@pytest.mark.parametrize(("option", "complete"), [("0", False), ("1", True)])
def test_where_points_are_needed_they_are_needed_here_too(learner, person, option, complete):
    page = put(content_of("H5P.MultiChoice", CHOICE), completion="score", share=80)

    send(learner, page, 1, option=option)

    assert [each["complete"] for each in results(user=person)] == [complete]


def test_somebody_without_an_account_answers_on_the_device(client, page):
    response = send(client, page, 1, option="1")

    assert "learner" in response.cookies
    assert results(user=None)[-1]["twin"]["answer"] == {"options": [1]}
    assert "Nettopp slik." in client.get(twin_url(page)).content.decode()


def test_another_learner_sees_nothing_of_it(learner, page):
    send(learner, page, 1, option="1")
    other = Client()
    other.force_login(UserFactory())

    assert "Nettopp slik." not in other.get(twin_url(page)).content.decode()


def test_reading_it_leaves_no_trace(client, page):
    response = client.get(twin_url(page))

    assert not response.cookies
    assert not LearningEvent.objects.exists()


@pytest.mark.parametrize("what", ["draft", "other-block", "no-content"])
def test_what_a_reader_cannot_see_in_the_lesson_is_not_here_either(client, page, what):
    address = twin_url(page)
    if what == "draft":
        page.unpublish()
    elif what == "other-block":
        address = reverse("courses:twin", args=[page.pk, page.lesson.raw_data[0]["id"]])
    else:
        put(content_of("H5P.QuestionSet", SET), content=None)

    assert client.get(address).status_code == 404
    assert client.post(f"{address}1/", {"option": "0"}).status_code == 404


def test_a_post_from_elsewhere_is_refused(page):
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        reverse("courses:twin_answer", args=[page.pk, ID, 1]),
        {"option": "1"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert response.status_code == 403


def test_an_empty_answer_is_told_at_the_question_and_nothing_is_kept(learner, page, person):
    response = send(learner, page, 1)

    assert response.status_code == 422
    assert "Svaret ble ikke lagret" in response.content.decode()
    assert not results(user=person)


def test_the_script_gets_the_question_with_how_far_one_is(learner, page):
    response = learner.post(
        reverse("courses:twin_answer", args=[page.pk, ID, 1]),
        {"option": "1"},
        headers={"X-Requested-With": "fetch"},
    )

    html = response.content.decode()
    assert html.lstrip().startswith("<form")
    assert "2 spørsmål gjenstår i alt." in html
    assert response["X-Saved-At"]


def test_a_new_version_of_the_content_asks_anew_and_what_was_done_stays(learner, page, person):
    send(learner, page, 1, option="1")
    content = page.find_block(ID).value["content"]
    revision = ContentRevision.objects.get(pk=content.revision_id)
    changed = {field.attname: getattr(revision, field.attname) for field in revision._meta.concrete_fields}
    later = ContentRevision(**{**changed, "id": None, "number": 2, "digest": "f" * 64})
    later.save()
    Content.objects.filter(pk=content.pk).update(revision=later)

    assert "Nettopp slik." not in learner.get(twin_url(page)).content.decode()
    assert len(results(user=person)) == 1


def test_a_type_that_only_shows_is_done_when_one_says_so(learner, person):
    page = put(
        content_of("H5P.Agamotto", {"items": [{"labelText": "Før", "description": "<p>Slik var det.</p>"}]})
    )
    html = learner.get(twin_url(page)).content.decode()

    send(learner, page, 1)

    assert "Slik var det." in html
    assert "Jeg har gått gjennom dette" in html
    assert [counted(each) for each in results(user=person)] == [
        {"complete": True, "score": None, "maximum": None}
    ]


def test_where_it_is_enough_to_see_it_there_is_nothing_to_press(client):
    page = put(content_of("H5P.Accordion", {"panels": [{"title": "Roller"}]}), completion="seen")

    assert "Jeg har gått gjennom dette" not in client.get(twin_url(page)).content.decode()


@pytest.mark.parametrize(("words", "asked"), [("beside", True), ("instead", False)])
def test_an_editors_words_stand_before_the_questions_or_instead_of_them(client, words, asked):
    page = put(content_of("H5P.MultiChoice", CHOICE), alternative="<p>Med egne ord.</p>", words=words)

    html = client.get(twin_url(page)).content.decode()

    assert "Med egne ord." in html
    assert ("Hva åpner best?" in html) is asked


def test_while_the_player_cannot_run_the_lesson_shows_the_text_and_takes_the_answers(learner, page, person):
    html = learner.get(page.get_url()).content.decode()

    assert "<iframe" not in html.partition(f'id="{ID}"')[2].partition("</section>")[0]
    assert "Oppgaven kan ikke spilles akkurat nå" in html
    assert "Hva åpner best?" in html
    assert f'action="{reverse("courses:twin_answer", args=[page.pk, ID, 1])}"' in html


def test_a_library_removed_later_brings_the_text_and_tells_the_editor(client, admin_client):
    content = Content.objects.get(key="L1-m5-tredje-mal.nb")
    page = put(content)
    assert "<iframe" in client.get(page.get_url()).content.decode()
    Requirement.objects.filter(machine="Byggestein.Choice").update(library=None)
    Library.objects.filter(machine="Byggestein.Choice").delete()

    lesson = client.get(page.get_url() + "?igjen").content.decode()
    told = admin_client.get(reverse("h5p_contents:inspect", args=[content.pk])).content.decode()

    assert "Oppgaven kan ikke spilles akkurat nå" in lesson
    assert "Snu døgnrytmen" in lesson
    assert "Byggestein.Choice 1.0" in told
    assert "viser leksjonene innholdet som tekst" in told


def test_text_from_a_content_runs_nothing_on_our_page(client):
    bad = {
        **CHOICE,
        "question": '<p data-enhance="x" onclick="y()" style="z:1">Hva <script>a()</script>nå?</p>',
    }
    page = put(content_of("H5P.MultiChoice", bad))

    html = client.get(twin_url(page)).content.decode()
    legend = re.search("<legend.*?</legend>", html, re.DOTALL)[0]

    assert not re.search("data-enhance|onclick|style|<script", legend)


def test_the_search_finds_a_lesson_by_what_its_content_says(client, page):
    put(content_of("H5P.MultiChoice", {**CHOICE, "question": "<p>Hva er en perlehøne?</p>"}))

    html = client.get(reverse("home:search"), {"q": "perlehøne"}).content.decode()

    assert page.title in html


def test_the_text_costs_few_queries_however_long_it_is(client, django_assert_max_num_queries):
    long = {"questions": SET["questions"] * 40}
    page = put(content_of("H5P.QuestionSet", long))
    client.get(twin_url(page))

    with django_assert_max_num_queries(12):
        client.get(twin_url(page))


# --- equal credit: what the player of our own types reports, and what the same answers give as text ----------

ANSWERS = {
    "Byggestein.TrueFalse": [({"option": "0"}, "answered", 1, 1), ({"option": "1"}, "answered", 0, 1)],
    "Byggestein.Choice": [({"option": "0"}, "answered", 1, 1), ({"option": "2"}, "answered", 0, 1)],
    "Byggestein.FillIn": [
        ({"gap-0": "STOPPE", "gap-1": "hørte", "gap-2": "lov"}, "answered", 3, 3),
        ({"gap-0": "stanse", "gap-1": "sa", "gap-2": "lov"}, "answered", 2, 3),
    ],
    "Byggestein.DialogCards": [({"turned": "1"}, "completed", 2, 2)],
    "Byggestein.BranchingConversation": [({"path": "1.0", "say": ""}, "completed", 1, 1)],
}


def _cases() -> list[Any]:
    return [
        pytest.param(name, *case, completion, id=f"{name.machine}-{case[2]}-{completion}")
        for name in types()
        for case in ANSWERS[name.machine]
        for completion in ("completed", "score")
    ]


@pytest.mark.parametrize(("name", "fields", "verb", "score", "maximum", "completion"), _cases())
def test_the_text_gives_what_the_player_gives(
    learner, person, name, fields, verb, score, maximum, completion
):
    content = content_of(name.machine, example(name).parameters)
    page = put(content, completion=completion, share=80)
    place = Place(
        content=content.pk, block=f"courses/L1/m1/{ID}", learners=(f"user:{person.pk}",), context="0.1",
        completion=completion, share=80,
    )  # fmt: skip
    told = {"score": {"min": 0, "max": maximum, "raw": score}, "completion": True}
    statement = {"id": str(uuid.uuid4()), "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"}}
    statement |= {"object": {"id": iri(content.pk)}, "result": told}
    report(place=place, statement=json.dumps(statement).encode(), at=page.latest_revision.created_at)
    (played,) = results(user=person)

    if "path" in fields:
        send(learner, page, 1, path="", say="1")
        send(learner, page, 1, path="1", say="0")
    else:
        send(learner, page, 1, **fields)

    assert counted(results(user=person)[-1]) == counted(played)


def test_a_result_of_the_conversation_beside_ours_counts_as_its_end(person):
    course = CoursePage.objects.get(key="L2", locale__language_code="nb")
    take_result(result(f"user:{person.pk}", block="courses/L2/m3/m3-scenario", verb="completed"))

    progress = course_progress(outline_of(course, modules_of(course)), _events(user=person))
    assert "m3-scenario" in progress.scenarios_ended


def test_a_printed_course_has_the_questions_of_its_contents_and_their_answers_at_the_end(client, page):
    course = CoursePage.objects.get(key="L1", locale__language_code="nb")

    html = client.get(reverse("courses:paper", args=[course.pk])).content.decode()
    tasks, _heading, answers = html.partition('id="fasit"')

    assert "Hva åpner best?" in tasks
    assert "Nettopp slik." not in tasks
    assert "Et spørsmål Nettopp slik." in answers
    assert "2. lytt" in answers
    assert "Snu døgnrytmen" in tasks  # what ships in m5
