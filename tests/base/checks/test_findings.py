"""What is found in links, alternatives and headings, without a database."""

import pytest

from base.checks.domain.findings import alternative_findings, is_address, link_findings
from base.checks.domain.markup import Link, links, plain
from base.checks.domain.outline import outline, skipped_levels


def codes(html, **options):
    return [finding.code for finding in link_findings(html, **options)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a href="https://nav.no/a">Navs side om frister</a>', [], id="says-where"),
        pytest.param('<a href="https://nav.no/a">Klikk her!</a>', ["vague-link"], id="click-here"),
        pytest.param('<a href="https://nav.no/a"><b>Les meir</b> →</a>', ["vague-link"], id="read-more"),
        pytest.param('<a href="https://nav.no/a"> </a>', ["empty-link"], id="no-text"),
        pytest.param('<a href="https://nav">Navs side</a>', ["bad-address"], id="no-host"),
        pytest.param('<a href="htps://nav.no">Navs side</a>', ["bad-address"], id="misspelt-scheme"),
        pytest.param('<a linktype="page" id="4">Kurset</a>', [], id="page-of-ours"),
    ],
)
def test_links(html, expected):
    assert codes(html) == expected


def test_a_link_to_a_page_that_is_gone_is_told():
    assert codes('<a linktype="page" id="4">Kurset</a>', is_gone=lambda link: link.page == 4) == ["gone-page"]


@pytest.mark.parametrize("href", ["/nb/kurs/", "#ferdig", "mailto:post@nav.no", "https://æøå.no/x?y=1"])
def test_an_address_that_leads_somewhere(href):
    assert is_address(href)


@pytest.mark.parametrize(
    "href", ["", "javascript:alert(1)", "https://", "http://a b.no", "www.nav.no", "//nav.no/x", "http://[x"]
)
def test_an_address_that_leads_nowhere(href):
    assert not is_address(href)


def test_an_alternative_that_repeats_the_caption_says_nothing():
    assert [f.code for f in alternative_findings("To spor side om side", "To spor side om side")]
    assert [f.code for f in alternative_findings("Figur", "To spor")]
    assert not list(alternative_findings("To bånd går side om side", "Samtidig"))


def test_markup_is_read_as_lines_and_links():
    html = '<p>Én &amp; to.</p><ul><li>tre</li></ul><p><a href="/x">Fire</a></p><script>nei</script>'

    assert plain(html) == "Én & to.\ntre\nFire"
    assert links(html) == [Link("Fire", "/x")]


PAGE = """
<header><a href="/">Byggestein</a></header>
<nav aria-label="Meny"></nav>
<main>
  <h1>Modul</h1>
  <section aria-labelledby="a"><h2 id="a">Først</h2></section>
  <form data-block="m1-q"><fieldset><legend>Hva <b>først</b>?</legend></fieldset></form>
  <section data-block="m1-t" aria-labelledby="t"><h4 id="t">For langt ned</h4></section>
  <div hidden><h2>Skjult</h2></div>
</main>
<footer></footer>
"""


def test_the_outline_is_what_a_screen_reader_stops_at():
    steps = [(step.kind, step.role or step.level, step.name) for step in outline(PAGE)]

    assert steps == [
        ("landmark", "banner", ""),
        ("landmark", "navigation", "Meny"),
        ("landmark", "main", ""),
        ("heading", 1, "Modul"),
        ("landmark", "region", "Først"),
        ("heading", 2, "Først"),
        ("exercise", 0, "Hva først?"),
        ("heading", 4, "For langt ned"),
        ("landmark", "contentinfo", ""),
    ]


def test_a_heading_that_skips_a_level_is_found():
    assert [step.name for step in skipped_levels(outline(PAGE))] == ["For langt ned"]
    assert [step.name for step in skipped_levels(outline("<h2>Uten topp</h2>"))] == ["Uten topp"]
