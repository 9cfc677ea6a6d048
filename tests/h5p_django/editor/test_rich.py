"""The rich-text editor is offered where it keeps every bit, and says nothing else than it was told."""

from __future__ import annotations

import json

import pytest

from h5p.forms.names import Submitted
from h5p_django.editor import rich

TAGS = ("strong", "em", "a", "p", "ul", "ol", "br", "h3", "sub", "hr")
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("html", "offered"),
    [
        pytest.param("", True, id="empty"),
        pytest.param("Bare tekst", True, id="bare"),
        pytest.param("<p>Hei</p>", True, id="paragraph"),
        pytest.param("<div>Hei</div>\n<div>igjen</div>\n", True, id="divs"),
        pytest.param("<p>a <strong>b</strong> <em>c</em><br>d &amp; e</p><h3>f</h3>", True, id="styles"),
        pytest.param(
            "<p>a</p><ul><li>b</li><li><strong>c</strong></li></ul><ol><li>d</li></ol>", True, id="lists"
        ),
        pytest.param('<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>', True, id="link"),
        pytest.param('<p><a href="https://example.org" target="_blank">x</a></p>', False, id="link-in-a-tab"),
        pytest.param('<p class="x">Hei</p>', False, id="class"),
        pytest.param('<p style="text-align:center">Hei</p>', False, id="style"),
        pytest.param("<table><tbody><tr><td>x</td></tr></tbody></table>", False, id="table"),
        pytest.param("<p>a<u>b</u></p>", False, id="no-such-style"),
        pytest.param("<ul><li><p>x</p></li></ul>", False, id="paragraph-in-a-list"),
        pytest.param("<p>" + "x" * 60_000 + "</p>", False, id="very-long"),
    ],
)
def test_it_is_offered_only_where_nothing_is_lost(html, offered):
    assert (rich.state(html, TAGS) is not None) is offered


def blocks(*texts, kind="unstyled"):
    made = [
        {"key": f"k{n}", "type": kind, "text": text, "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        for n, text in enumerate(texts)
    ]
    return json.dumps({"blocks": made, "entityMap": {}})


@pytest.mark.parametrize(
    ("sent", "paragraphs", "html"),
    [
        pytest.param(blocks("a"), True, "<p>a</p>", id="paragraph"),
        pytest.param(blocks("a"), False, "a", id="bare"),
        pytest.param(blocks("a", "b"), False, "<div>a</div><div>b</div>", id="divs"),
        pytest.param(blocks("a", kind="unordered-list-item"), False, "<ul><li>a</li></ul>", id="list"),
        pytest.param(blocks("a < b & c"), False, "a &lt; b &amp; c", id="escaped"),
        pytest.param(blocks("", " "), True, "", id="nothing"),
        pytest.param("", True, "", id="no-state"),
        pytest.param("[]", True, "", id="a-list"),
        pytest.param('{"blocks": [{}]}', True, "", id="broken"),
        pytest.param("{", True, "", id="no-json"),
    ],
)
def test_what_it_sends_becomes_html(sent, paragraphs, html):
    assert rich.to_html(sent, TAGS, paragraphs=paragraphs) == html


@pytest.mark.parametrize(
    "before", ["<p>Hei</p>\n", "Hei", "<div>Hei</div>", "<p><b>a</b> og <i>b</i></p>", ""]
)
def test_what_nobody_touched_is_as_it_was(before):
    told = json.dumps({"shown": before, "tags": [*TAGS, "b", "i"], "paragraphs": True})
    state = rich.state(before, [*TAGS, "b", "i"])

    taken = rich.take_in(Submitted({"x!rich": [state], "x!rich~": [told]}))

    assert taken.one("x") == before


def test_bold_is_strong_for_every_player():
    state = json.loads(blocks("ab"))
    state["blocks"][0]["inlineStyleRanges"] = [{"offset": 0, "length": 1, "style": "BOLD"}]

    assert rich.to_html(json.dumps(state), TAGS, paragraphs=True) == "<p><strong>a</strong>b</p>"
