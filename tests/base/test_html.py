"""What somebody writes never becomes anything but the marks we allow."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base import html
from base.html import ATTRIBUTES, SCHEMES, TAGS, clean_html

HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("<img src=x onerror=alert(1)>", id="handler"),
    pytest.param("<svg><style><img src=x onerror=alert(1)>", id="foreign-content"),
    pytest.param(
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1>'>", id="mutation"
    ),
    pytest.param("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", id="noscript"),
    pytest.param("<a href='JaVa\tscript:alert(1)'>a</a>", id="script-address-with-tab"),
    pytest.param("<a href='data:text/html,<script>alert(1)</script>'>a</a>", id="data-address"),
    pytest.param("<a href='&#106;avascript:alert(1)'>a</a>", id="script-address-as-signs"),
    pytest.param("<p style='position:fixed' class='x' id='y'>a</p>", id="style-class-id"),
    pytest.param("<form action='//x'><input name=q><button>a</button></form>", id="form"),
    pytest.param("<iframe srcdoc='<script>alert(1)</script>'></iframe>", id="frame"),
    pytest.param("<<script>script>alert(1)<</script>/script>", id="nested"),
    pytest.param("<p onclick=alert(1)//<p>", id="broken"),
    pytest.param("<!--><script>alert(1)</script>-->", id="comment"),
    pytest.param("<base href='//x'><meta http-equiv=refresh content='0;//x'>", id="base-and-meta"),
]
_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href='",
        "'>",
        "</a>",
        "<script>",
        "</script>",
        "<svg>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<math>",
        "<table><tr><td>",
        "</table>",
        "<li>",
        "javascript:",
        "https://x.no/",
        " onclick=x ",
        "&lt;",
        "&",
        "<",
        ">",
        '"',
        "'",
        "\x00",
        "\u2028",
        "æ",
        "text ",
    ]
)
ANYTHING = st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join))


class Reader(HTMLParser):
    """Notes each mark and each attribute a browser would see."""

    def __init__(self):
        super().__init__()
        self.marks = []

    def handle_starttag(self, tag, attrs):
        self.marks.append((tag, dict(attrs)))


def faults(cleaned):
    """Say what in `cleaned` the policy does not allow."""
    reader = Reader()
    reader.feed(cleaned)
    reader.close()
    for tag, attributes in reader.marks:
        if tag not in TAGS:
            yield f"mark {tag}"
        for name, value in attributes.items():
            if name not in ATTRIBUTES.get(tag, ()):
                yield f"attribute {tag}.{name}"
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value or "", re.IGNORECASE)
            if name == "href" and scheme and scheme[1].lower() not in SCHEMES:
                yield f"address {value}"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_html_is_harmless(text):
    assert list(faults(clean_html(text))) == []


@given(ANYTHING)
def test_whatever_is_written_only_what_is_allowed_comes_out(text):
    assert list(faults(clean_html(text))) == []


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text):
    once = clean_html(text)

    assert clean_html(once) == once


@given(st.text(alphabet="abcæøå <>&\"'", max_size=40))
def test_both_cleaners_allow_the_same_marks(text):
    """Around any text the whole policy passes both, so neither is narrower than the other."""
    content = text.replace("<", "(").replace(">", ")").replace("&", "+")
    marks = "".join(
        f"<{tag}>{content}</{tag}>"
        for tag in sorted(TAGS - {"br", "hr", "table", "tbody", "td", "th", "thead", "tr"})
    )

    assert html._GATE.clean(html._BLEACH.clean(marks)) == html._BLEACH.clean(marks).replace("&quot;", '"')
    assert {tag for tag, _ in _marks_of(html._BLEACH.clean(marks))} == {
        tag for tag, _ in _marks_of(html._GATE.clean(marks))
    }


def _marks_of(cleaned):
    reader = Reader()
    reader.feed(cleaned)
    return reader.marks


def test_the_text_of_a_forbidden_mark_stays():
    assert clean_html("<h1>Tittel</h1><p>Hei <u>du</u></p>") == "Tittel<p>Hei du</p>"


def test_allowed_marks_and_links_pass_untouched():
    text = (
        '<p>Les <a href="/nb/kurs/?a=1&amp;b=2">kurset</a> og <strong>spør</strong>.</p><ul><li>én</li></ul>'
    )

    assert clean_html(text) == text
