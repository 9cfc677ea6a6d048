"""A whole course on paper: everything to read, exercises to do by hand, and answers only at the end."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import CoursePage, ModulePage

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def paper(client, key, language="nb"):
    page = CoursePage.objects.get(key=key, locale__language_code=language)
    response = client.get(reverse("courses:paper", args=[page.pk]))
    assert response.status_code == 200
    return page, BeautifulSoup(response.content, "html.parser")


def words(text):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("key", [f"L{n}" for n in range(1, 7)])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_module_is_there_with_every_part_in_order(client, key, language):
    page, html = paper(client, key, language)

    modules = ModulePage.objects.child_of(page).order_by("path")
    parts = [raw["id"] for module in modules for raw in module.lesson.raw_data]
    assert [tag["id"] for tag in html.select(".paper__module [id]") if tag["id"] in parts] == parts
    assert len({tag["id"] for tag in html.select("[id]")}) == len(html.select("[id]"))


def test_right_answers_stand_in_the_key_only(client):
    page, html = paper(client, "L1")
    key = html.select_one(".paper__key").extract()

    module = ModulePage.objects.child_of(page).get(key="m1")
    right = next(
        option["value"]
        for raw in module.lesson.raw_data
        if raw["type"] == "choice"
        for option in raw["value"]["options"]
        if option["value"]["correct"]
    )
    assert words(right["feedback"]) in words(key.text)
    assert words(right["feedback"]) not in words(html.text)


def test_the_questions_that_count_are_left_out(client):
    page, html = paper(client, "L1")

    first = next(iter(page.quiz)).value
    assert words(first["question"]) not in words(html.text)
    assert not any(words(option["feedback"]) in words(html.text) for option in first["options"])


def test_every_line_of_a_conversation_points_at_one_that_is_there(client):
    _, html = paper(client, "L2")

    for task in html.select(".paper__task:has(.paper__line)"):
        there = {line.select_one("b").text for line in task.select(".paper__line")}
        asked = set(re.findall(r"→ (\w+)", task.get_text(" ")))
        assert asked <= there


def test_sheets_and_recordings_are_readable_by_hand(client):
    _, html = paper(client, "L2")

    assert html.select(".template-sheet__rows")
    assert "Det trenger du ikke å vite." in html.text
    assert not html.select(".paper :is(video, form, button[type=submit])")


def test_the_course_page_leads_there(client):
    page, _ = paper(client, "L3")

    assert reverse("courses:paper", args=[page.pk]) in client.get(page.url).content.decode()


def test_a_course_that_is_not_published_has_no_paper(client):
    page = CoursePage.objects.get(key="L3", locale__language_code="nb")
    page.unpublish()

    assert client.get(reverse("courses:paper", args=[page.pk])).status_code == 404


def test_it_costs_few_queries(client):
    page = CoursePage.objects.get(key="L2", locale__language_code="nb")
    url = reverse("courses:paper", args=[page.pk])
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        client.get(url)

    assert len(queries) <= 20
