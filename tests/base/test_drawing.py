"""Drawings: well-formed, the same each time, and either speaking or hidden."""

import xml.etree.ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from base.drawing import charts, illustrations, stones
from base.templatetags.byggestein import draw, icon, level, radar, spread

SVG = "{http://www.w3.org/2000/svg}"


def words(context, text):
    return text


def read(svg):
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def css(svg):
    return [part.get("class", "") for part in read(svg).iter()]


@pytest.mark.parametrize("name", illustrations.SCENES)
def test_an_illustration_speaks_when_it_has_a_label_and_is_hidden_otherwise(name):
    labelled = read(illustrations.illustration(name, 'En "tegning" & to', pgettext=words, icons="/i.svg"))
    plain = read(illustrations.illustration(name, pgettext=words, icons="/i.svg"))

    assert (labelled.get("role"), labelled.get("aria-label")) == ("img", 'En "tegning" & to')
    assert plain.get("aria-hidden") == "true"


@pytest.mark.parametrize("name", illustrations.SCENES)
def test_an_illustration_has_no_inline_style_and_is_the_same_each_time(name):
    once, again = (illustrations.illustration(name, pgettext=words, icons="/i.svg") for _ in range(2))

    assert once == again
    assert "style=" not in once


def test_the_words_in_an_illustration_are_the_readers():
    with translation.override("nn"):
        svg = draw("loop")

    words = [part.text for part in read(svg).iter(f"{SVG}text")]
    assert words == ["Kartlegg", "Lær", "Øv", "Gjer"]


def test_words_with_signs_of_markup_stay_words():
    svg = illustrations.illustration("loop", pgettext=lambda context, text: f"<{text}>&", icons="")

    assert next(part.text for part in read(svg).iter(f"{SVG}text")) == "<Map>&"


def test_an_unknown_illustration_is_refused():
    with pytest.raises(KeyError):
        illustrations.illustration("finnes-ikke", pgettext=words, icons="")


@pytest.mark.parametrize(("value", "laid"), [(0, 0), (3, 3), (4, 4), (None, 0), ("?", 0), ("2", 2)])
def test_a_meter_lays_as_many_stones_as_the_level(value, laid):
    assert css(level(value)).count("stone--laid") == laid
    assert css(level(value)).count("stone--open") == 4 - laid


def test_a_row_tells_laid_current_and_remaining_apart():
    assert (
        css(stones.stone_row(2, 5, current=3))[1:]
        == ["stone--laid"] * 2 + ["stone--now"] + ["stone--open"] * 2
    )


@pytest.mark.parametrize(
    ("value", "target", "parts"),
    [
        pytest.param(40, 70, {"chart__value", "chart__target", "chart__gap-line"}, id="short-of-target"),
        pytest.param(80, 70, {"chart__value", "chart__target"}, id="past-target"),
        pytest.param(0, None, {"chart__value"}, id="nothing-yet"),
        pytest.param(None, 70, {"chart__unknown"}, id="unknown"),
    ],
)
def test_a_bar_tells_value_target_and_unknown_apart(value, target, parts):
    shown = set(css(charts.bar(value, target, "A: 40 av 100")))

    assert shown & {"chart__value", "chart__target", "chart__gap-line", "chart__unknown"} == parts


def test_a_bar_says_its_label_whatever_stands_in_it():
    assert read(charts.bar(40, None, 'B "1" <x> & y')).get("aria-label") == 'B "1" <x> & y'


AXES = st.lists(
    st.builds(
        charts.Axis,
        st.text(alphabet="ABC<&", max_size=3),
        st.none() | st.floats(0, 100),
        st.none() | st.floats(0, 100),
    ),
    min_size=3,
    max_size=12,
)


@given(AXES)
def test_a_radar_is_well_formed_and_marks_each_axis_once(axes):
    shown = css(charts.radar(axes, "Profil"))

    dots = [name for name in shown if name in ("chart__value", "chart__unknown")]
    assert len(dots) == len(axes)
    assert shown.count("chart__unknown") == sum(axis.score is None for axis in axes)
    assert ("chart__aim" in shown) == all(axis.target is not None for axis in axes)


def test_a_radar_of_two_axes_is_refused():
    with pytest.raises(ValueError, match="three"):
        charts.radar([charts.Axis("A", 1, 2)] * 2, "")


@pytest.mark.parametrize("kind", ["keys", "attributes"])
def test_the_radar_tag_reads_keys_and_attributes(kind):
    blocks = [{"id": name, "score": 40, "target": 60} for name in "ABC"]
    if kind == "attributes":
        blocks = [type("Block", (), block) for block in blocks]

    assert read(radar(blocks)).get("aria-label").startswith("Profil")


@given(st.lists(st.integers(0, 4), max_size=12))
def test_a_spread_lays_one_stone_an_answer_inside_its_frame(levels):
    svg = charts.spread(levels, "Svar")
    _, top, _, height = map(float, read(svg).get("viewBox").split())

    assert css(svg).count("stone--laid") == len(levels)
    assert top + height == 94
    assert top <= 53 - 13 * max((levels.count(v) for v in levels), default=0)


def test_the_spread_says_how_many_stand_where():
    assert read(spread([1, 1, 3])).get("aria-label") == "Svar: 2 på nivå 1, 1 på nivå 3"


def test_an_icon_speaks_only_with_a_label():
    assert 'aria-hidden="true"' in icon("hake")
    assert 'aria-label="&lt;Ferdig&gt;"' in icon("hake", "<Ferdig>")
