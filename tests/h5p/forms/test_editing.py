"""What an author fills in, field by field: what is read, and what is to be mended."""

from __future__ import annotations

import pytest

from h5p.forms import facts
from h5p.forms.commands import apply
from h5p.forms.facts import Limits
from h5p.forms.fresh import Fresh
from h5p.forms.names import Submitted
from h5p.forms.nodes import File, Group, Html, LibraryNode, ListNode, Sealed, Select, Text
from h5p.semantics import filter_content
from tests.h5p.builders import QUESTION, MemoryLibraries, content, library, quiz
from tests.h5p.forms.browser import Shelf, form_of, read_back, sent_back, untouched


def fresh(libraries, name=QUESTION):
    return Fresh(Shelf(libraries), lambda: "00000000-0000-4000-8000-000000000000").parameters(name)


def typed(fields, **inputs):
    """Return what is read when a new content's inputs are filled in."""
    libraries = quiz(fields)
    form = form_of(fresh(libraries), libraries, excused=())
    return read_back(sent_back(form, **{f"p/{name}": value for name, value in inputs.items()}), libraries)


def problem(told, place="x"):
    return told.problems[place].code if place in told.problems else None


@pytest.mark.parametrize(
    ("field", "value", "read", "code"),
    [
        pytest.param({"type": "text"}, "Hei & <hå>", "Hei &amp; &lt;hå&gt;", None, id="text"),
        pytest.param({"type": "text"}, "&amp;", "&amp;amp;", None, id="text-is-what-was-typed"),
        pytest.param({"type": "text"}, "", None, "required", id="text-missing"),
        pytest.param({"type": "text", "optional": True}, "", None, None, id="text-left-out"),
        pytest.param({"type": "text", "maxLength": 2}, "abc", "abc", "too-long", id="text-too-long"),
        pytest.param({"type": "text", "regexp": {"pattern": "^a$"}}, "b", "b", "wrong-pattern", id="text-pattern"),
        pytest.param({"type": "text", "tags": ["p"]}, "<p>a</p>", "<p>a</p>", None, id="html"),
        pytest.param({"type": "text", "tags": ["p"]}, "<p>&nbsp;</p>", "<p>&nbsp;</p>", "required", id="html-empty"),
        pytest.param({"type": "number"}, "3,5", 3.5, None, id="number-with-comma"),
        pytest.param({"type": "number"}, "tre", "tre", "not-a-number", id="number-in-words"),
        pytest.param({"type": "number"}, "", None, "required", id="number-missing"),
        pytest.param({"type": "number", "min": 2}, "1", 1, "too-small", id="number-small"),
        pytest.param({"type": "number", "max": "2"}, "3", 3, "too-large", id="number-large"),
        pytest.param({"type": "number", "min": 1, "step": 2}, "4", 4, "off-step", id="number-off-step"),
        pytest.param({"type": "number", "step": 0.1}, "0.3", 0.3, None, id="number-step-of-a-tenth"),
        pytest.param({"type": "boolean", "default": True}, "", False, None, id="box-unticked"),
        pytest.param({"type": "boolean"}, ["", "on"], True, None, id="box-ticked"),
        pytest.param({"type": "select", "options": [{"value": "a"}]}, "a", "a", None, id="select"),
        pytest.param({"type": "select", "options": [{"value": "a"}]}, "", None, "required", id="select-missing"),
        pytest.param(
            {"type": "select", "multiple": True, "options": [{"value": "a"}, {"value": "b"}]},
            ["", "b", "a"], ["b", "a"], None, id="several",
        ),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_and_checked(field, value, read, code):
    told = typed([{**field, "name": "x"}], x=value)

    assert (told.parameters.get("x"), problem(told)) == (read, code)


def test_a_new_content_begins_with_the_defaults():
    libraries = quiz(
        [
            {"name": "a", "type": "text", "default": "Noe"},
            {"name": "b", "type": "boolean"},
            {"name": "c", "type": "list", "defaultNum": 2, "field": {"type": "group", "fields": [
                {"name": "d", "type": "number", "default": 7}, {"name": "e", "type": "text"}]}},
            {"name": "f", "type": "select", "options": [{"value": "x"}, {"value": "y"}], "default": "y"},
        ]
    )  # fmt: skip

    assert fresh(libraries) == {"a": "Noe", "b": False, "c": [{"d": 7}, {"d": 7}], "f": "y"}


def test_a_library_that_contains_itself_begins_bounded():
    libraries = quiz([{"name": "again", "type": "library", "options": ["H5P.Quiz 1.2"]}])

    assert fresh(libraries)["again"]["library"] == "H5P.Quiz 1.2"


def test_what_was_wrong_before_may_stay_but_not_get_worse():
    libraries = quiz([{"name": "x", "type": "text"}, {"name": "y", "type": "number", "min": 3}])
    stored = {"x": "", "y": 1}
    form = form_of(stored, libraries)

    assert untouched(stored, libraries).problems == {}
    told = read_back(sent_back(form, **{"p/y": "2"}), libraries)
    assert (problem(told, "x"), problem(told, "y")) == (None, "too-small")
    again = form_of(told.parameters, libraries, excused=told.excused, problems=told.problems)
    assert again.find("p/y").problem.code == "too-small"
    assert problem(read_back(sent_back(again), libraries), "x") is None


ANSWERS = {"name": "answers", "type": "list", "min": 1, "max": 3, "entity": "svar", "field": {"type": "text"}}


def keys(data):
    return [key for key in data.many("p/answers#") if key]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("up p/answers/2", ["a", "c", "b"], id="up"),
        pytest.param("up p/answers/0", ["a", "b", "c"], id="up-from-the-top"),
        pytest.param("down p/answers/0", ["b", "a", "c"], id="down"),
        pytest.param("down p/answers/2", ["a", "b", "c"], id="down-from-the-end"),
        pytest.param("remove p/answers/1", ["a", "c"], id="remove"),
        pytest.param("remove p/answers/9", ["a", "b", "c"], id="remove-what-is-not-there"),
        pytest.param("up p/else/1", ["a", "b", "c"], id="another-list"),
        pytest.param("dance p/answers/1", ["a", "b", "c"], id="unknown"),
        pytest.param("", ["a", "b", "c"], id="none"),
    ],
)
def test_elements_of_a_list_are_moved_and_taken_away(command, expected):
    libraries = quiz([ANSWERS])
    data = sent_back(form_of({"answers": ["a", "b", "c"]}, libraries))

    done = apply(data, command)

    assert read_back(done.data, libraries).parameters["answers"] == expected


def test_an_added_element_begins_with_its_default_and_is_what_to_go_on_from():
    libraries = quiz([{**ANSWERS, "field": {"type": "text", "default": "Ny"}}])
    data = sent_back(form_of({"answers": ["a"]}, libraries))

    done = apply(apply(data, "add p/answers").data, "add p/answers")

    assert read_back(done.data, libraries).parameters["answers"] == ["a", "Ny", "Ny"]
    assert (keys(done.data), done.focus) == (["0", "n1", "n2"], "p/answers/n2")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        pytest.param([], "too-few", id="too-few"),
        pytest.param(["a", "b", "c", "d"], "too-many", id="too-many"),
        pytest.param(["a", "b"], None, id="enough"),
    ],
)
def test_a_list_has_as_many_elements_as_it_says(values, code):
    libraries = quiz([ANSWERS])
    form = form_of({"answers": values}, libraries, excused=())

    assert problem(read_back(sent_back(form), libraries), "answers") == code


def test_a_field_that_is_not_asked_for_is_held_against_nobody():
    fields = [
        {"name": "kind", "type": "select", "options": [{"value": "a"}, {"value": "b"}], "default": "a"},
        {
            "name": "x",
            "type": "text",
            "widget": "showWhen",
            "showWhen": {"rules": [{"field": "kind", "equals": "b"}]},
        },
    ]

    hidden, shown = typed(fields, kind="a"), typed(fields, kind="b")

    assert (problem(hidden), problem(shown)) == (None, "required")
    condition = form_of(hidden.parameters, quiz(fields)).find("p/x").condition
    assert (condition.rules, condition.met) == ((("p/kind", ("b",)),), False)


def outward(field, equals):
    return {
        "name": "x",
        "type": "text",
        "widget": "showWhen",
        "showWhen": {"rules": [{"field": field, "equals": equals}]},
    }


SIDE = {"name": "side", "type": "text", "optional": True}


@pytest.mark.parametrize(
    ("fields", "values", "name", "rule"),
    [
        pytest.param(
            [{"name": "behaviour", "type": "group", "fields": [outward("../kind", "b"), SIDE]}],
            {"kind": "a", "behaviour": {"side": "s"}},
            "p/behaviour/x",
            "p/kind",
            id="out-of-a-group",
        ),
        pytest.param(
            [
                {
                    "name": "doors",
                    "type": "list",
                    "field": {"name": "door", "type": "group", "fields": [outward("../../kind", "b"), SIDE]},
                }
            ],
            {"kind": "a", "doors": [{"side": "s"}]},
            "p/doors/0/x",
            "p/kind",
            id="out-of-a-list",
        ),
        pytest.param(
            [
                {
                    "name": "outer",
                    "type": "group",
                    "fields": [
                        {"name": "inner", "type": "group", "fields": [outward("../../kind", "b"), SIDE]}
                    ],
                }
            ],
            {"kind": "a", "outer": {"side": "s"}},
            "p/outer/inner/x",
            "p/kind",
            id="out-of-a-group-of-one",
        ),
    ],
)
def test_a_field_may_be_asked_for_because_of_one_further_out(fields, values, name, rule):
    libraries = quiz([{"name": "kind", "type": "text", "optional": True}, *fields])

    hidden = form_of(values, libraries, excused=())
    shown = form_of({**values, "kind": "b"}, libraries, excused=())

    assert hidden.find(name).condition.rules == ((rule, ("b",)),)
    assert not hidden.find(name).condition.met
    assert shown.find(name).condition.met
    assert not read_back(sent_back(hidden), libraries).problems
    changed = Submitted({**sent_back(hidden).values, "p/kind": ["b"]})
    assert read_back(changed, libraries).problems


@pytest.mark.parametrize("field", ["../../kind", "..", "a/../kind"])
def test_no_rule_looks_beyond_the_library(field):
    libraries = quiz(
        [
            {"name": "kind", "type": "text"},
            {"name": "g", "type": "group", "fields": [outward(field, "b"), SIDE]},
        ]
    )

    assert form_of({"g": {"side": "s"}}, libraries).find("p/g/x").condition is None


def test_a_field_that_vanishes_takes_its_value_along():
    told = {"rules": [{"field": "on", "equals": True}], "nullWhenHidden": True}
    fields = [
        {"name": "on", "type": "boolean"},
        {"name": "x", "type": "text", "widget": "showWhen", "showWhen": told},
    ]

    assert typed(fields, x="Noe").parameters == {"on": False}
    assert typed(fields, x="Noe", on=["", "on"]).parameters == {"on": True, "x": "Noe"}


def parts():
    libraries = MemoryLibraries()
    libraries.add(
        library(),
        [{"name": "part", "type": "library", "options": ["H5P.Part 1.0", "H5P.Part 1.1", "H5P.Gone 2.0"]}],
    )
    said = [{"name": "said", "type": "text"}, {"name": "ok", "type": "text", "common": True, "default": "OK"}]
    libraries.add(library("H5P.Part 1.0", title="Del"), said)
    return libraries.add(
        library("H5P.Part 1.1", title="Del"), [*said, {"name": "more", "type": "boolean", "default": True}]
    )


def test_only_installed_libraries_can_be_chosen():
    node = form_of({}, parts()).find("p/part")

    assert isinstance(node, LibraryNode)
    assert [(each.value, each.label) for each in node.options] == [
        ("", ""), ("H5P.Part 1.0", "Del 1.0"), ("H5P.Part 1.1", "Del 1.1"),
    ]  # fmt: skip


def test_a_chosen_library_gets_an_id_a_title_and_its_defaults():
    libraries = parts()
    told = read_back(sent_back(form_of({}, libraries), **{"p/part@": "H5P.Part 1.0"}), libraries)

    part = told.parameters["part"]
    assert part["params"] == {"ok": "OK"}
    assert part["metadata"] == {"contentType": "Del", "license": "U", "title": "Del"}
    stored = filter_content(content(told.parameters), libraries).parameters
    assert stored["part"]["subContentId"] == "00000000-0000-4000-8000-000000000001"


def test_another_version_of_a_library_keeps_what_was_written():
    libraries = parts()
    stored = {"part": {"library": "H5P.Part 1.0", "params": {"said": "Hei", "ok": "Greit"}}}

    told = read_back(sent_back(form_of(stored, libraries), **{"p/part@": "H5P.Part 1.1"}), libraries)

    assert told.parameters["part"]["library"] == "H5P.Part 1.1"
    assert told.parameters["part"]["params"]["said"] == "Hei"
    assert told.parameters["part"]["params"]["more"] is True


def test_common_texts_stand_in_one_panel_and_are_changed_for_all():
    libraries = MemoryLibraries()
    libraries.add(
        library(),
        [{"name": "parts", "type": "list", "field": {"type": "library", "options": ["H5P.Part 1.0"]}}],
    )
    common = {
        "name": "l10n",
        "type": "group",
        "common": True,
        "fields": [{"name": "ok", "type": "text"}, {"name": "no", "type": "text"}],
    }
    libraries.add(library("H5P.Part 1.0"), [common])
    texts = [{"ok": "OK", "no": "Nei"}, {"ok": "Fint", "no": "Nope"}]
    stored = {"parts": [{"library": "H5P.Part 1.0", "params": {"l10n": each}} for each in texts]}
    form = form_of(stored, libraries)

    told = read_back(sent_back(form, **{"c/H5P.Part 1.0/l10n/ok": "Greit"}), libraries)

    assert len(form.panels) == 1
    assert [part["params"]["l10n"] for part in told.parameters["parts"]] == [
        {"ok": "Greit", "no": "Nei"}, {"ok": "Greit", "no": "Nope"},
    ]  # fmt: skip


def test_a_group_of_one_is_its_field_under_the_name_of_the_group():
    fields = [{"name": "g", "type": "group", "label": "Gruppe", "fields": [{"name": "x", "type": "text"}]}]

    node = form_of({"g": "Hei"}, quiz(fields)).find("p/g/x")

    assert isinstance(node, Text)
    assert (node.value, node.place) == ("Hei", "g")
    assert typed(fields, **{"g/x": "Hallo"}).parameters == {"g": "Hallo"}


def test_a_file_is_kept_with_its_rights():
    fields = [{"name": "x", "type": "image"}]
    file = {
        "path": "images/a.png",
        "mime": "image/png",
        "width": 2,
        "height": 3,
        "copyright": {"license": "U"},
    }
    form = form_of({"x": file}, quiz(fields))
    node = form.find("p/x")

    told = read_back(sent_back(form, **{"p/x/copyright/author": "Kari & Ola"}), quiz(fields))

    assert isinstance(node, File)
    assert told.parameters["x"] == {**file, "copyright": {"author": "Kari &amp; Ola", "license": "U"}}
    assert problem(read_back(sent_back(form, **{"p/x!file": ""}), quiz(fields))) == "required"


STEPS = [
    {"name": "steps", "type": "list", "field": {"type": "group", "fields": [
        {"name": "name", "type": "text"}, {"name": "to", "type": "text", "optional": True, "suggest": "steps/name"}]}},
]  # fmt: skip


def test_names_of_other_parts_are_offered_and_checked():
    libraries = quiz(STEPS)
    stored = {"steps": [{"name": "a1", "to": "b1"}, {"name": "b1"}]}
    form = form_of(stored, libraries)

    told = read_back(sent_back(form, **{"p/steps/1/to": "c1"}), libraries)

    (suggestions,) = form.suggestions
    assert suggestions.values == ("a1", "b1")
    assert form.find("p/steps/0/to").suggestions == form.find("p/steps/1/name").suggests == suggestions.id
    assert {place: each.code for place, each in told.problems.items()} == {"steps/1/to": "no-such-name"}


def test_a_form_shows_no_more_than_it_is_let():
    deep = {"type": "text", "name": "x"}
    for _ in range(150):
        deep = {"type": "list", "name": "x", "field": deep}
    wide = [{"name": f"f{number}", "type": "text"} for number in range(500)]
    value: object = "Hei"
    for _ in range(150):
        value = [value]
    libraries = quiz([*wide, deep])
    form = form_of({"x": value, "f499": "Her"}, libraries, limits=Limits(fields=100))
    deeper = form_of({"x": value}, quiz([deep]), limits=Limits(levels=10))

    assert sum(1 for _ in form.nodes()) < 130
    assert any(isinstance(node, Sealed) and node.why == "too-deep" for node in deeper.nodes())
    assert untouched({"x": value, "f499": "Her"}, libraries, limits=Limits(fields=100)).parameters == {
        "x": value,
        "f499": "Her",
    }


@pytest.mark.parametrize(
    "semantics",
    [
        pytest.param(["x", None, 5, {"name": 5}, {"name": "a"}], id="no-fields"),
        pytest.param([{"name": "a", "type": "list", "field": 5, "min": "x"}], id="list-of-nothing"),
        pytest.param([{"name": "a", "type": "group", "fields": [5]}], id="group-of-nothing"),
        pytest.param([{"name": "a", "type": "group", "fields": "x"}], id="group-of-a-text"),
        pytest.param(
            [{"name": "a", "type": "select", "options": [5, {"value": []}]}], id="options-of-nothing"
        ),
        pytest.param(
            [{"name": "a", "type": "text", "maxLength": "x", "regexp": 5, "label": [], "tags": [1]}],
            id="odd-text",
        ),
        pytest.param(
            [{"name": "a", "type": "text", "widget": "showWhen", "showWhen": {"rules": [{"field": 1}, 5]}}],
            id="odd-rule",
        ),
        pytest.param(
            [{"name": "a", "type": "library", "options": [5, "x", {"name": 5}], "default": []}],
            id="odd-options",
        ),
    ],
)
def test_odd_semantics_make_a_form_all_the_same(semantics):
    libraries = quiz(semantics)
    form = form_of(fresh(libraries), libraries, excused=())

    read_back(sent_back(form), libraries)

    assert isinstance(form.body, Group)


@pytest.mark.parametrize("spoilt", ["{", '{"is": NaN}', "[]", "5", "x" * 1000, '"a"'])
def test_what_somebody_spoilt_does_no_harm(spoilt):
    fields = [
        *STEPS,
        {"name": "f", "type": "video"},
        {"name": "l", "type": "library", "options": ["H5P.Quiz 1.2"]},
        {"name": "h", "type": "wormhole"},
    ]
    libraries = quiz(fields)
    names = (
        "p~",
        "p/steps~",
        "p/steps/0/to~",
        "p/f/0!file",
        "p/l@",
        "p/l@was",
        "p/l@rest",
        "p/h!",
        "p!rest",
        "c#",
        "m~",
    )
    data = {
        **sent_back(form_of({"steps": [{"name": "a"}]}, libraries)).values,
        **{name: [spoilt] for name in names},
    }

    told = read_back(Submitted(data), libraries)

    filter_content(content(told.parameters, **told.metadata), libraries)


def test_labels_hold_no_markup():
    fields = [
        {"name": "x", "type": "text", "tags": ["b"], "label": "A<br>B", "description": "<a href='x'>C</a>"}
    ]
    node = form_of({}, quiz(fields)).find("p/x")

    assert isinstance(node, Html)
    assert (node.label, node.description) == ("A\nB", "C")


def test_a_choice_that_is_not_offered_is_shown_all_the_same():
    fields = [{"name": "x", "type": "select", "optional": True, "options": [{"value": "a", "label": "A"}]}]
    node = form_of({"x": "gammel"}, quiz(fields)).find("p/x")

    assert isinstance(node, Select)
    assert [(each.value, each.chosen) for each in node.options] == [
        ("", False),
        ("a", False),
        ("gammel", True),
    ]


def test_elements_are_told_apart_by_their_words():
    fields = [{"name": "x", "type": "list", "field": {"type": "group", "fields": [
        {"name": "a", "type": "boolean"}, {"name": "b", "type": "text", "tags": ["p"]}]}}]  # fmt: skip
    node = form_of({"x": [{"a": True, "b": "<p>Hei på <b>deg</b></p>"}]}, quiz(fields)).find("p/x")

    assert isinstance(node, ListNode)
    assert node.elements[0].node.gist == "Hei på deg"
    assert facts.label({"name": "x"}) == "x"
