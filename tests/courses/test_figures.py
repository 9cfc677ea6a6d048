"""Every figure of the lessons is drawn, speaks its text alternative, and holds its words in both languages."""

import pytest
from bs4 import BeautifulSoup

from courses.figures import DRAWINGS, figure
from courses.figures.texts import TEXTS
from courses.models import ModulePage


@pytest.mark.django_db
def test_every_figure_of_the_courses_is_drawn():
    named = {
        raw["value"]["name"]
        for page in ModulePage.objects.live()
        for raw in page.lesson.raw_data
        if raw["type"] == "figure"
    }

    assert named
    assert named <= set(DRAWINGS)


def texts_in(value):
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in texts_in(part)]


@pytest.mark.parametrize("name", list(DRAWINGS))
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_figure_says_what_it_shows_and_shows_all_its_words(name, language):
    svg = BeautifulSoup(figure(name, language, "Alt den\nviser."), "html.parser").svg

    assert svg["aria-label"] == "Alt den viser."
    shown = " ".join(" ".join(text.stripped_strings) for text in svg.select("text"))
    for words in texts_in(TEXTS[name][language]):
        first = words.split()[0]
        assert first[:3].lower() in shown.lower()
    assert not svg.select("[style], [fill]")


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_no_text_leaves_the_drawing(name):
    for language in ("nb", "nn"):
        svg = BeautifulSoup(figure(name, language, "x"), "html.parser").svg
        _, _, width, height = map(float, svg["viewbox"].split())
        for line in svg.select("tspan, text[x]"):
            assert 0 <= float(line["x"]) <= width
            assert 0 <= float(line["y"]) <= height
