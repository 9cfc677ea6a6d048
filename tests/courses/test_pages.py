"""The pages as readers meet them: open to all, without script, and silent about what is right."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from courses.domain.exercises import exercise_of
from courses.models import CourseIndexPage, CoursePage, ModulePage
from courses.public import course_links
from self_assessment.public import indicator_links

pytestmark = pytest.mark.any_database

ANSWERED = ("choice", "categories", "order", "match", "fill", "dilemma", "branching")


def course(key, language="nb"):
    return CoursePage.objects.get(key=key, locale__language_code=language)


def modules(key, language="nb"):
    return list(ModulePage.objects.child_of(course(key, language)).order_by("path"))


def module(key, module_key, language="nb"):
    return next(page for page in modules(key, language) if page.key == module_key)


def plain(text):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def secrets(child):
    """What a part of a lesson must not say before it is answered."""
    value = child.block.plain(child.value)
    parts = [
        part
        for name in ("options", "items", "pairs")
        for part in value.get(name, [])
        if isinstance(part, dict)
    ]
    found = [part["feedback"] for part in parts]
    found += [plain(value[name]) for name in ("feedback", "thought") if name in value]
    if child.block_type == "branching":
        lines = [node for key, node in value["nodes"].items() if key != value["start"]]
        found += [plain(node["says"]) for node in lines]
        found += [option["feedback"] for node in value["nodes"].values() for option in node["options"]]
        found += [plain(end["debrief"]) for end in value["ends"].values()]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("number", range(6), ids=lambda number: f"m{number + 1}")
def test_a_lesson_says_nothing_of_what_is_right_before_the_answer(client, language, number):
    page = modules("L1", language)[number]

    said = plain(client.get(page.url).content.decode())

    told = [secret for child in page.lesson if child.block_type in ANSWERED for secret in secrets(child)]
    assert told
    assert [secret for secret in told if plain(secret) in said] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_field_of_a_lesson_is_filled_in_or_tells_the_right_answer_by_its_value(client, language):
    for page in modules("L1", language):
        html = BeautifulSoup(client.get(page.url).content, "html.parser")
        for child in page.lesson:
            if child.block_type not in ANSWERED:
                continue
            part = html.find(id=child.id)
            assert not part.select(
                "input[checked], [data-verdict], [data-answer], [data-place], [data-to]"
            ), child.id
            exercise = exercise_of(child.block_type, child.block.plain(child.value))
            if child.block_type == "order":
                placed = [select["name"].removeprefix("place-") for select in part.select("select")]
                assert placed != list(exercise.steps)
                assert set(placed) == set(exercise.steps)
            if child.block_type == "fill":
                assert {gap.get("value", "") for gap in part.select("input.ds-input")} == {""}
            if child.block_type in ("match", "categories"):
                assert {option["value"] for option in part.select("option[selected]")} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("key", [f"L{n}" for n in range(1, 7)])
def test_every_lesson_shows_all_its_parts_with_forms_that_work_without_script(client, key, language):
    for page in modules(key, language):
        response = client.get(page.url)

        html = BeautifulSoup(response.content, "html.parser")
        assert [part["data-block"] for part in html.select("[data-block]")] == [c.id for c in page.lesson]
        assert html.html["lang"] == language
        ids = [tag["id"] for tag in html.select("[id]")]
        assert len(ids) == len(set(ids))
        for child in page.lesson:
            part = html.find(id=child.id)
            form = part if part.name == "form" else part.find("form")
            if child.block_type in ANSWERED:
                assert form["action"] == reverse("courses:answer", args=[page.pk, child.id])
                assert form["method"] == "post"
                assert part.select("button:not([type=button])")


@pytest.mark.django_db
def test_an_anonymous_reader_gets_no_cookie_and_a_page_that_can_be_shared(client):
    response = client.get(module("L1", "m1").url)

    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("key", [f"L{n}" for n in range(1, 7)])
def test_a_lesson_read_cold_costs_at_most_15_queries(client, key):
    for page in modules(key, "nn"):
        url = page.url
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= 15, url


@pytest.mark.django_db
def test_the_course_and_the_list_cost_at_most_15_queries_however_many_there_are(client):
    for page in (course("L1"), CourseIndexPage.objects.get(locale__language_code="nb")):
        url = page.url
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= 15, url


@pytest.mark.django_db
def test_a_lesson_that_is_not_published_is_not_there(client):
    page = module("L1", "m2")
    url = page.url
    page.unpublish()

    assert client.get(url).status_code == 404
    assert page.title not in client.get(course("L1").url).content.decode()


@pytest.mark.django_db
def test_a_course_says_what_it_is_for_what_it_asks_and_where_it_is_from(client):
    page = course("L2")

    said = plain(client.get(page.url).content.decode())

    assert "80 % av spørsmålene til slutt" in said
    assert "Gå alle øvingssamtalene til en slutt" in said
    names = [link.name for link in indicator_links(page.indicators, "nb")]
    assert len(names) == len(page.indicators)
    assert all(plain(name) in said for name in names)
    assert "A2, B2" not in said
    assert all(plain(outcome.value) in said for outcome in page.outcomes)
    assert all(plain(source.value["title"]) in said for source in page.sources)
    assert all(plain(one.title) in said and f"{one.minutes} min" in said for one in modules("L2"))


@pytest.mark.django_db
def test_an_english_course_leads_to_its_norwegian_modules(client):
    html = BeautifulSoup(client.get(course("L1", "en").url).content, "html.parser")

    links = html.select(".modules a.module__title")
    assert [link["href"] for link in links[:6]] == [page.url for page in modules("L1")]
    assert html.select_one(".modules")["lang"] == "nb"
    assert "The modules are in Norwegian" in html.text


@pytest.mark.django_db
def test_the_list_of_courses_is_filtered_by_who_and_how_long(client):
    url = CourseIndexPage.objects.get(locale__language_code="nb").url

    def found(query):
        html = BeautifulSoup(client.get(url, query).content, "html.parser")
        return [part.text for part in html.select(".course__id")]

    assert found({}) == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert found({"for": "kartleggingsleder"}) == ["L5"]
    assert found({"tid": "45"}) == [
        c.key for c in CoursePage.objects.filter(locale__language_code="nb", minutes__lte=45).order_by("path")
    ]
    assert found({"for": "fastlege", "tid": "1"}) == []
    assert found({"for": "<script>", "tid": "x"}) == []


@pytest.mark.django_db
def test_a_link_to_a_course_falls_back_to_bokmaal_and_leaves_out_the_unknown():
    course("L6", "nn").unpublish()

    links = course_links(["L6", "L99", "L1"], "nn")

    assert [(link.key, link.url.split("/")[1]) for link in links] == [("L6", "nb"), ("L1", "nn")]
    assert all(link.title and link.minutes for link in links)


@pytest.mark.django_db
@pytest.mark.parametrize(("course_key", "key"), [("L1", "m1"), ("L2", "m3"), ("L3", "m2")])
def test_a_lesson_of_one_who_is_signed_in_costs_at_most_12_queries_however_much_is_answered(
    client, course_key, key
):
    client.force_login(User.objects.create_user("kursdeltaker@eksempel.kommune.no", "et-langt-passord"))
    page = module(course_key, key)
    for child in page.lesson:
        if child.block_type in ("choice", "dilemma"):
            client.post(reverse("courses:answer", args=[page.pk, child.id]), {"option": "0"})
        if child.block_type == "branching":
            client.post(reverse("courses:answer", args=[page.pk, child.id]), {"path": "", "say": "0"})
    url = page.url
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)

    assert "data-verdict" in response.content.decode() or "chat__line--you" in response.content.decode()
    assert len(queries) <= 12, "\n".join(q["sql"][:230] for q in queries)
