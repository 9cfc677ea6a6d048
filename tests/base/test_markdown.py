"""The small Markdown of the content files, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.markdown import to_html, to_markdown

_WORDS = st.sampled_from(
    [
        "Hei",
        "du",
        "*",
        "**",
        "***",
        "_",
        "[",
        "](",
        ")",
        "\\",
        "-",
        "1.",
        "17.",
        "#",
        "###",
        "\n",
        "\n\n",
        " ",
        "  ",
        "<b>",
        "&amp;",
        "`",
        "/nb/kurs/",
        "https://nav.no",
        "javascript:x",
        "æ",
    ]
)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("Hei **du** og *der*.", "<p>Hei <strong>du</strong> og <em>der</em>.</p>", id="marks"),
        pytest.param("En\nlinje.\n\nNy.", "<p>En\nlinje.</p>\n<p>Ny.</p>", id="paragraphs"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="list"),
        pytest.param("- a\n\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="loose-list-is-close"),
        pytest.param("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>", id="numbered-list"),
        pytest.param("17. mai er fri.", "<p>17. mai er fri.</p>", id="date-is-no-list"),
        pytest.param("[Nav](https://nav.no)", '<p><a href="https://nav.no">Nav</a></p>', id="link"),
        pytest.param("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>", id="script-is-no-link"),
        pytest.param("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>", id="html-is-text"),
        pytest.param("### Overskrift", "<h3>Overskrift</h3>", id="heading"),
        pytest.param("a_b og snake_case_her", "<p>a_b og snake_case_her</p>", id="underscores"),
    ],
)
def test_to_html(markdown, html):
    assert to_html(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("Hei **du** og *der*.\n\nNy linje.", id="marks"),
        pytest.param("- a\n- b **c**\n  - d\n  - e\n- f", id="nested-list"),
        pytest.param("1. a\n   - b\n2. c", id="list-in-numbered-list"),
        pytest.param("[t](https://a.no/x_(y)) og [k](/nb/kurs/)", id="links"),
        pytest.param("Én linje\\\nog en til.", id="line-break"),
        pytest.param("### Overskrift\n\nTekst.", id="heading"),
        pytest.param("2 \\* 3 og \\[ikke lenke\\]", id="escaped-signs"),
        pytest.param("17\\. mai er fri.", id="escaped-date"),
    ],
)
def test_the_written_form_survives_both_ways(markdown):
    assert to_markdown(to_html(markdown)) == markdown


@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=14).map("".join)))
def test_going_both_ways_again_changes_nothing(text):
    once = to_markdown(to_html(text))

    assert to_markdown(to_html(once)) == once


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        pytest.param(
            '<p data-block-key="a1">Hei <b>du </b>og</p>', "Hei **du** og", id="as-the-editor-saves-it"
        ),
        pytest.param("<p>a<br/>b</p>", "a\\\nb", id="break"),
        pytest.param("<p></p><p>a</p>", "a", id="empty-paragraph"),
        pytest.param("<p>- ikke liste</p>", "\\- ikke liste", id="dash-first"),
        pytest.param("løs <i>tekst</i>", "løs *tekst*", id="loose-text"),
    ],
)
def test_to_markdown(html, markdown):
    assert to_markdown(html) == markdown
