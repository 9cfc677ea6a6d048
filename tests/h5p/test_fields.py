"""Single values: numbers, booleans, selects, files and plain text by their fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p import fields
from h5p.files import file_value, is_local, safe_path, used_files
from h5p.plain_text import cut, escape, from_html
from tests.h5p.builders import calm
from tests.h5p.test_strict_json import JSON


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [
        (5, {}, 5),
        ("5", {}, 5),
        (" 5.50 ", {}, 5.5),
        ("5x", {}, 0),
        (None, {}, 0),
        (True, {}, 0),
        ([1], {}, 0),
        ("x", {"min": 3}, 3),
        (5, {"min": "7"}, 7),
        (50, {"max": 10}, 10),
        (50, {"min": 20, "max": 10}, 10),
        (7, {"step": 5}, 5),
        (8, {"min": 1, "step": 5}, 6),
        (0.7, {"step": 0.25}, 0.5),
        (-3, {"step": 2}, -2),
        (2.345, {"decimals": 2}, 2.35),
        (2.5, {"decimals": 0}, 3),
        ("1e400", {"max": 9}, 9),
        ("1e400", {"min": 1}, 1.7e308),
        (float("inf"), {"max": 9}, 9),
        (float("nan"), {}, 0),
        (10**400, {"max": 9}, 9),
        (5, {"step": 0}, 5),
        (5, {"step": -1, "min": "x", "decimals": "y"}, 5),
        (1e300, {"step": 1e-300}, 1e300),
    ],
)
def test_numbers(value, field, expected):
    assert fields.number(value, field) == expected


@calm
@given(JSON, st.dictionaries(st.sampled_from(["min", "max", "step", "decimals"]), JSON))
def test_a_number_is_a_number_and_stays(value, field):
    result = fields.number(value, field)

    assert isinstance(result, (int, float))
    assert fields.number(result, field) == result


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (1, True), ("1", True), ("true", True), (False, False), (0, False), ("0", False), ("",
     False),
     ("false", False), (None, None), ("yes", None), ([], None), (2, None)],
)  # fmt: skip
def test_booleans(value, expected):
    assert fields.boolean(value) is expected


OPTIONS = {
    "options": [
        {"value": "a", "label": "A"},
        {"type": "optgroup", "options": [{"value": "b"}, {"value": 3}]},
        {"value": "x&y"},
    ]
}


@pytest.mark.parametrize(
    ("value", "field", "optional", "expected"),
    [
        ("b", OPTIONS, False, "b"),
        ("3", OPTIONS, False, "3"),
        (3, OPTIONS, False, "3"),
        ("z", OPTIONS, False, "a"),
        ({}, OPTIONS, False, "a"),
        (["b", "a"], OPTIONS, False, "b"),
        ([], OPTIONS, False, "a"),
        ("z<", OPTIONS, True, "z&lt;"),
        ({}, OPTIONS, True, None),
        ("x&y", OPTIONS, False, "x&amp;y"),
        ("x&amp;y", OPTIONS, False, "x&amp;y"),
        ("anything", {}, False, "anything"),
        (["b", "z", {}, "a"], {**OPTIONS, "multiple": True}, False, ["b", "a"]),
        ("b", {**OPTIONS, "multiple": True}, False, ["b"]),
    ],
)
def test_selects(value, field, optional, expected):
    assert fields.select(value, field, optional=optional) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("images/a.png", "images/a.png"),
        ("images/a.png#tmp", "images/a.png"),
        ("../../12/images/a.png", "images/a.png"),
        ("../content/12/images/a.png", "images/a.png"),
        ("../editor/images/a.png", "images/a.png"),
        ("./images//a.png", "images/a.png"),
        ("https://x.no/a.png?b=1&c=2", "https://x.no/a.png?b=1&amp;c=2"),
        ("images/a&b.png", "images/a&amp;b.png"),
        ("images/a&amp;b.png", "images/a&amp;b.png"),
        ("../../12/../../etc/passwd", None),
        ("../secret.png", None),
        ("/etc/passwd", None),
        ("//evil.example/a.png", None),
        ("javascript:alert(1)", None),
        ("data:image/svg+xml,<svg>", None),
        ("javascript&#58;alert(1)", None),
        ("images/a\n.png", None),
        ("images\\a.png", None),
        ('https://x.no/"onerror="x', None),
        ("", None),
        (None, None),
        (["a"], None),
    ],
)
def test_paths(path, expected):
    assert safe_path(path) == expected


def test_a_local_file_must_belong_to_the_content():
    owned = {"images/a.png", "images/a&b.png"}

    assert safe_path("images/a.png", owned) == "images/a.png"
    assert safe_path("images/a&amp;b.png", owned) == "images/a&amp;b.png"
    assert safe_path("images/other.png", owned) is None
    assert safe_path("https://x.no/a.png", owned)


def test_a_file_value_keeps_what_its_type_has():
    value = {
        "path": "videos/a.mp4", "mime": 'video/"mp4', "width": "640", "codecs": "<x>", "bitrate": [],
        "evil": 1,
        "quality": {"level": "2", "label": "<b>"}, "metadata": {"qualityName": "'hd'", "more": 1},
        "kept": ["<"],
        "originalImage": "../x.png",
    }  # fmt: skip

    assert file_value(value, "video", ("metadata", "kept"), None) == {
        "path": "videos/a.mp4",
        "mime": "video/&quot;mp4",
        "width": 640,
        "codecs": "&lt;x&gt;",
        "quality": {"level": 2, "label": "&lt;b&gt;"},
        "metadata": {"qualityName": "&#039;hd&#039;", "more": 1},
        "kept": ["&lt;"],
    }
    assert file_value(value, "image", (), None) == {
        "path": "videos/a.mp4",
        "mime": "video/&quot;mp4",
        "width": 640,
    }


@calm
@given(JSON, st.sampled_from(["file", "image", "audio", "video"]))
def test_a_file_value_stays(value, kind):
    result = file_value({"path": "a.png", "width": value, "quality": value, "x": value}, kind, ("x",), None)

    assert file_value(result, kind, ("x",), None) == result


@calm
@given(st.text(max_size=60))
def test_a_path_stays_and_never_leaves_its_folder(text):
    path = safe_path(text)
    if path is None:
        return

    assert safe_path(path) == path
    assert not is_local(path) or (".." not in path.split("/") and not path.startswith("/"))


def test_used_files_are_found_wherever_they_stand():
    parameters = {
        "a": [{"path": "images/a.png", "originalImage": "images/b&amp;c.png"}],
        "b": {"path": "https://x"},
    }

    assert used_files(parameters) == {"images/a.png", "images/b&c.png"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>\"x\" & 'y'</b>", "&lt;b&gt;&quot;x&quot; &amp; &#039;y&#039;&lt;/b&gt;"),
        ("&amp; &eacute; &#233; &foo; &apos; &", "&amp; &eacute; &#233; &amp;foo; &amp;apos; &amp;"),
        ("\ud800", ""),
    ],
)
def test_escaping(text, expected):
    assert escape(text) == expected
    assert escape(expected) == expected


@calm
@given(st.text())
def test_escaped_text_stays(text):
    assert escape(escape(text)) == escape(text)
    assert not set(escape(text)) & set("<>\"'")


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [("abc", 3, "abc"), ("abcd", 3, "abc"), ("a&amp;b", 4, "a"), ("a<b>c", 3, "a"), ("a & b c", 5, "a & b")],
)
def test_cutting_leaves_no_half(text, length, expected):
    assert cut(text, length) == expected


def test_text_is_read_out_of_html():
    listed = "<p>A&nbsp;&lt;b&gt;</p><ul><li>one</li>\n<li>two</li></ul>"
    table = "<table><tr><td>x</td><td>y</td></tr></table>"

    assert from_html(listed + table) == "A <b>\none\ntwo\nx y"
