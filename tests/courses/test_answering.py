"""Answering as a learner does, with script and without: what is said, what stays, and where one lands."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from courses.domain.exercises import exercise_of
from courses.models import CoursePage, ModulePage

pytestmark = pytest.mark.django_db


def module(course_key, key):
    course = CoursePage.objects.get(key=course_key, locale__language_code="nb")
    return ModulePage.objects.child_of(course).get(key=key)


def send(client, page, block_id, fields, **headers):
    return client.post(reverse("courses:answer", args=[page.pk, block_id]), fields, headers=headers)


def right_fields(page, block_id):
    """The fields of an answer that is wholly right."""
    child = page.find_block(block_id)
    value = child.block.plain(child.value)
    exercise = exercise_of(child.block_type, value)
    match child.block_type:
        case "choice":
            return {"option": [str(n) for n, option in enumerate(value["options"]) if option["correct"]]}
        case "categories":
            return {f"item-{n}": item["category"] for n, item in enumerate(value["items"])}
        case "order":
            return {f"place-{token}": str(n) for n, token in enumerate(exercise.steps, start=1)}
        case "match":
            return {f"pair-{n}": pair.token for n, pair in enumerate(exercise.pairs)}
    return {f"gap-{n}": answers[0] for n, answers in enumerate(exercise.gaps)}


EVERY_KIND = [
    pytest.param("L1", "m1", "m1-svar", id="choice"),
    pytest.param("L1", "m3", "m3-aktivitet-quiz", id="choice-of-several"),
    pytest.param("L1", "m1", "m1-sorter", id="categories"),
    pytest.param("L1", "m3", "m3-rekkefolge", id="order"),
    pytest.param("L1", "m1", "m1-begreper", id="match"),
    pytest.param("L4", "m4", "m4-fyll", id="fill"),
]


@pytest.mark.parametrize(("course_key", "key", "block_id"), EVERY_KIND)
def test_without_script_one_lands_at_the_exercise_with_what_was_answered_and_its_feedback(
    client, course_key, key, block_id
):
    page = module(course_key, key)
    fields = right_fields(page, block_id)

    response = send(client, page, block_id, fields)

    assert response.status_code == 302
    assert response["Location"].endswith(f"{page.url}#{block_id}")
    part = BeautifulSoup(client.get(page.url).content, "html.parser").find(id=block_id)
    result = part.select_one(".exercise__result").text
    assert result == "Riktig." or "er riktige" in result
    entered = {one["name"]: one.select_one("option[selected]").text for one in part.select("select")}
    assert len(entered) == len(part.select("select"))
    assert part.select(".option__feedback")


@pytest.mark.parametrize(("course_key", "key", "block_id"), EVERY_KIND)
def test_with_script_the_part_comes_back_alone_and_says_where_focus_goes(client, course_key, key, block_id):
    page = module(course_key, key)

    response = send(client, page, block_id, right_fields(page, block_id), x_requested_with="fetch")

    html = BeautifulSoup(response.content, "html.parser")
    (part,) = html.find_all(recursive=False)
    assert part["data-block"] == part["id"] == block_id
    assert html.select_one("[data-focus]")["tabindex"] == "-1"
    assert response["X-Saved-At"]


def test_a_wrong_choice_is_explained_without_telling_the_right_one(client):
    page = module("L1", "m1")
    options = list(page.find_block("m1-svar").value["options"])

    response = send(client, page, "m1-svar", {"option": "0"}, x_requested_with="fetch")

    said = response.content.decode()
    assert options[0]["feedback"] in said
    assert not any(option["feedback"] in said for option in options[1:])
    assert 'data-verdict="yes"' not in said


def test_a_question_in_the_quiz_is_explained_with_its_source(client):
    course = CoursePage.objects.get(key="L1", locale__language_code="nb")

    response = send(client, course, "L1-q1", {"option": "1"}, x_requested_with="fetch")

    html = BeautifulSoup(response.content, "html.parser")
    assert "Meld. St. 9" in html.select_one(".exercise__source").text


def test_nothing_chosen_is_said_kindly_and_nothing_is_marked(client):
    page = module("L1", "m1")

    response = send(client, page, "m1-svar", {}, x_requested_with="fetch")

    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert "Velg eller skriv et svar først." in html.text
    assert not html.select("[data-verdict]")


def test_a_dilemma_shows_all_thoughts_once_one_is_chosen(client):
    page = module("L1", "m6")
    dilemma = page.find_block("m6-dilemma1").value

    response = send(client, page, "m6-dilemma1", {"option": "2"}, x_requested_with="fetch")

    html = BeautifulSoup(response.content, "html.parser")
    assert [part.text.strip() for part in html.select(".option__feedback")] == [
        option["feedback"] for option in dilemma["options"]
    ]
    assert not html.select("[data-verdict]")
    assert html.select_one("[data-focus]").text.strip().startswith("Noe å tenke på")


def chat(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser").select_one("form.chat")


def press(client, page, form, name, value):
    fields = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    return client.post(form["action"], {**fields, name: value})


def test_a_conversation_is_walked_line_by_line_without_script(client):
    page = module("L1", "m4")
    first = chat(client, page)
    choices = [button.text for button in first.select("[name=say]")]

    press(client, page, first, "say", "0")
    second = chat(client, page)
    press(client, page, second, "back", "1")
    back = chat(client, page)

    assert second.select_one(".chat__line--you").text == f"Du{choices[0]}"
    assert second.select_one(".chat__line--coach")
    assert [button.text for button in back.select("[name=say]")] == choices
    assert not back.select(".chat__line--you")


@pytest.mark.parametrize(
    ("course_key", "key"),
    [("L1", "m4"), ("L2", "m3"), ("L2", "m4"), ("L2", "m6"), ("L3", "m2"), ("L5", "m2"), ("L6", "m3")],
)
def test_every_conversation_comes_to_an_end_and_may_begin_again(client, course_key, key):
    page = module(course_key, key)
    block = next(child for child in page.lesson if child.block_type == "branching")
    exercise = exercise_of("branching", block.block.plain(block.value))

    form = chat(client, page)
    for choice in shortest_way(exercise):
        press(client, page, form, "say", str(choice))
        form = chat(client, page)
    assert form.select_one(".chat__end h3").text.startswith("Slutt: ")
    assert not form.select("[name=say]")

    press(client, page, form, "again", "1")
    assert not chat(client, page).select(".chat__line--you")


def shortest_way(conversation):
    """The choices of a shortest way from the start to an end."""
    ways = [(conversation.start, [])]
    for here, way in ways:
        if here in conversation.ends:
            return way
        if len(way) < 20:
            ways += [(reply.to, [*way, n]) for n, reply in enumerate(conversation.nodes[here].replies)]
    raise AssertionError("no way to an end")
