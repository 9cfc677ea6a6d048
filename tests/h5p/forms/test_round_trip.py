"""What nobody touched comes back as it was, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.forms.facts import Limits
from h5p.forms.names import dump
from h5p.semantics import filter_content
from tests.h5p.builders import SUB_CONTENT_ID, calm, content, library, quiz
from tests.h5p.forms.browser import untouched
from tests.h5p.test_strict_json import JSON

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    [
        "",
        "\n",
        "a\r\nb",
        "\rx",
        "&amp;",
        "&eacute;",
        "<p>x</p>",
        "<p>a<b>b</b>&nbsp;</p>\n",
        "\0",
        "H5P.Quiz 1.2",
    ]
)
OPTIONS = [{"value": "a", "label": "A"}, {"value": "<b>"}, {"value": "3"}]
LEAVES = st.sampled_from(
    [
        {"type": "text"},
        {"type": "text", "optional": True, "default": "noe"},
        {"type": "text", "tags": ["b", "ul", "table"], "default": "<p>x</p>"},
        {"type": "text", "maxLength": 4, "regexp": {"pattern": "^[a-z]*$"}},
        {"type": "number", "min": 1, "max": 9, "step": 2},
        {"type": "number", "optional": True, "decimals": 2, "default": 4},
        {"type": "boolean", "default": True},
        {"type": "boolean"},
        {"type": "select", "options": OPTIONS, "default": "a"},
        {"type": "select", "options": OPTIONS, "optional": True},
        {"type": "select", "options": OPTIONS, "multiple": True},
        {"type": "select"},
        {"type": "image"},
        {"type": "video", "extraAttributes": ["metadata"]},
        {"type": "library", "options": ["H5P.Quiz 1.2"], "optional": True, "extraAttributes": ["duration"]},
        {"type": "library", "options": ["H5P.Quiz 1.2", "H5P.Other 1.0"]},
        {"type": "text", "widget": "none"},
        {"type": "wormhole"},
    ]
)
NAMES = ["a", "b", "a/b", "c~", "d#", "e!"]


def named(fields):
    return [{**field, "name": name} for name, field in zip(NAMES, fields, strict=False)]


def nested(inner):
    group = st.lists(inner, min_size=1, max_size=3).map(lambda f: {"type": "group", "fields": named(f)})
    part = group.map(lambda g: {**g, "isSubContent": True, "optional": True})
    return group | part | inner.map(lambda f: {"type": "list", "field": f, "min": 1, "max": 4})


FIELDS = st.recursive(LEAVES, nested, max_leaves=5)
SEMANTICS = st.lists(FIELDS, min_size=1, max_size=5).map(named)


def value_of(field):
    """Return values that a field may well hold, and some that it may not."""
    kind = field["type"]
    files = st.fixed_dictionaries(
        {"path": st.sampled_from(["images/a.png", "https://example.org/x.mp4"])},
        optional={"mime": TEXTS, "width": st.integers(0, 9), "copyright": JSON, "metadata": JSON},
    )
    match kind:
        case "group":
            pairs = {each["name"]: value_of(each) for each in field["fields"]}
            fixed = st.fixed_dictionaries({}, optional={**pairs, "subContentId": TEXTS})
            return (
                fixed.map(lambda d: dict(reversed(d.items())))
                | fixed
                | next(iter(pairs.values()))
                | st.just([])
            )
        case "list":
            return st.lists(value_of(field["field"]), max_size=5)
        case "library":
            return st.fixed_dictionaries(
                {"library": st.sampled_from(["H5P.Quiz 1.2", "H5P.Gone 1.0"])},
                optional={
                    "params": st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=2),
                    "metadata": st.dictionaries(
                        st.sampled_from(["title", "license", "authors", "yearTo"]), TEXTS
                    ),
                    "subContentId": st.just(SUB_CONTENT_ID),
                    "duration": JSON,
                },
            )
        case "image" | "file":
            return files
        case "video":
            return st.lists(files, max_size=2)
        case "number":
            return st.integers() | st.floats() | TEXTS
        case "boolean":
            return st.booleans() | TEXTS
        case "select":
            return (
                st.sampled_from(["a", "<b>", "3", 3])
                | st.lists(st.sampled_from(["3", "a"]), max_size=3)
                | TEXTS
            )
    return TEXTS


@st.composite
def contents(draw):
    semantics = draw(SEMANTICS)
    for field in draw(st.lists(st.sampled_from(semantics), max_size=2)):
        field["common"] = True
    fitting = st.fixed_dictionaries({}, optional={each["name"]: value_of(each) for each in semantics})
    return semantics, draw(fitting | st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))


@calm
@given(contents(), st.sampled_from([None, Limits(fields=4), Limits(levels=2)]))
def test_a_content_that_nobody_touched_comes_back_as_it_was(made, limits):
    semantics, parameters = made
    libraries = quiz(semantics)
    stored = filter_content(content(parameters, title="En tittel"), libraries)

    told = untouched(stored.parameters, libraries, metadata=stored.metadata, limits=limits)

    assert dump(told.parameters) == dump(stored.parameters)
    assert dump(told.metadata) == dump(stored.metadata)
    assert told.problems == {}
    again = filter_content(content(told.parameters, **told.metadata), libraries)
    assert dump(again.parameters) == dump(stored.parameters)


METADATA = [
    pytest.param({}, id="nothing"),
    pytest.param({"title": "A & B", "license": "CC BY", "licenseVersion": "4.0"}, id="licence"),
    pytest.param({"authors": [{"name": "Kari", "role": "Author"}, {}], "yearFrom": 1999}, id="authors"),
    pytest.param({"changes": [{"date": "01-02-26 10:00:00", "author": "x", "log": "y"}]}, id="changes"),
    pytest.param({"source": "https://example.org/?a=1&b=2", "a11yTitle": "'"}, id="source"),
]


@pytest.mark.parametrize("described", METADATA)
def test_metadata_comes_back_as_it_was(described):
    libraries = quiz([])
    stored = filter_content(content({}, **described), libraries)

    told = untouched({}, libraries, metadata=stored.metadata)

    assert dump(told.metadata) == dump(stored.metadata)


def test_content_of_several_libraries_keeps_each_its_own_common_texts():
    field = {"name": "parts", "type": "list", "field": {"type": "library", "options": ["H5P.Part 1.0"]}}
    libraries = quiz([field])
    libraries.add(
        library("H5P.Part 1.0"),
        [{"name": "said", "type": "text"}, {"name": "ok", "type": "text", "common": True, "default": "OK"}],
    )
    texts = [{"said": "1", "ok": "OK"}, {"ok": "Greit", "said": "2"}, {"said": "3"}]
    parts = [{"library": "H5P.Part 1.0", "params": each} for each in texts]
    stored = filter_content(content({"parts": parts}), libraries)

    told = untouched(stored.parameters, libraries)

    assert dump(told.parameters) == dump(stored.parameters)


def test_a_library_that_is_not_here_is_carried_along():
    libraries = quiz([{"name": "x", "type": "library", "options": ["H5P.Gone 1.0"]}])
    parameters = {"x": {"library": "H5P.Gone 1.0", "params": {"a": 1}}}

    assert untouched(parameters, libraries).parameters == parameters
