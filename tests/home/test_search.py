import datetime

import pytest
from django.urls import reverse

from base.knowledge.models import Example, Term
from courses.models import Media
from home.search import search

pytestmark = pytest.mark.django_db


def titles(found, kind=None):
    hits = [hit for group in found.groups for hit in group.hits if kind in (None, group.kind)]
    return ["".join(piece.text for piece in hit.title) for hit in hits]


def test_nynorsk_finds_the_bokmål_term_and_puts_it_first():
    found = search("sjukmelding", "nb")

    assert found.groups[0].kind == "term"
    assert titles(found)[0] == "sykmelding / gradert sykmelding"


@pytest.mark.parametrize(
    ("query", "language", "title"),
    [
        pytest.param("sykmelding", "nn", "sjukmelding / gradert sjukmelding", id="bokmål-in-nynorsk"),
        pytest.param("sick leave", "nb", "sykmelding / gradert sykmelding", id="english-in-bokmål"),
        pytest.param("rehabiletering", "nb", "rehabilitering", id="misspelt"),
        pytest.param("attføring", "nb", "arbeidsrettet rehabilitering (ARR)", id="an-old-word"),
        pytest.param("SYKMELDING!", "nb", "sykmelding / gradert sykmelding", id="capitals-and-signs"),
    ],
)
def test_a_term_is_found_by_other_names(query, language, title):
    assert title in titles(search(query, language), "term")


def test_what_is_said_in_a_recording_is_found_and_begins_there():
    found = search("sove og sjefen", "nb")

    group = next(group for group in found.groups if group.kind == "recording")
    assert group.hits[0].url.startswith("/nb/kurs/a-snakke-om-jobb/apne-samtalen/?opptak=en-aapning&t=")
    assert group.hits[0].url.endswith("#m1-film")
    assert not [one for one in search("zzzz", "nb").groups if one.kind == "recording"]


def test_a_recording_that_may_not_be_shown_is_not_found():
    Media.objects.update(licence_until=datetime.date(2020, 1, 1))

    assert not [group for group in search("sjefen", "nb").groups if group.kind == "recording"]


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        pytest.param("arbeidsplas", "arbeidsplass", id="a-word-of-the-lessons"),
        pytest.param("hennvisning", "henvisning", id="a-letter-too-many"),
    ],
)
def test_a_slip_that_finds_nothing_is_read_as_a_word_of_the_texts(client, query, instead):
    found = search(query, "nb")

    assert found.instead == instead
    assert found.groups
    assert instead in client.get("/nb/sok/", {"q": query}).content.decode()


def test_every_kind_is_searched():
    kinds = {
        group.kind for query in ("rehabilitering", "jobb", "Nav") for group in search(query, "nb").groups
    }

    assert kinds == {"page", "recording", "prompt", "term", "example", "fact", "resource"}


@pytest.mark.parametrize(
    ("query", "address"),
    [
        pytest.param("bussjåfør", "/nb/kurs/arbeidsfokus-i-rehabilitering/", id="in-the-lesson-of-a-module"),
        pytest.param("Å snakke om jobb", "/nb/kurs/a-snakke-om-jobb/", id="the-title-of-a-course"),
    ],
)
def test_courses_and_modules_are_found(query, address):
    pages = [group for group in search(query, "nb").groups if group.kind == "page"]

    assert any(hit.url.startswith(address) for group in pages for hit in group.hits)


def test_pages_are_those_of_the_readers_language():
    addresses = [
        hit.url
        for group in search("rehabilitering", "nn").groups
        if group.kind == "page"
        for hit in group.hits
    ]

    assert addresses
    assert all(address.startswith("/nn/") for address in addresses)


def test_the_name_of_a_municipality_finds_the_examples_it_takes_part_in():
    assert "IKART: ett ambulant team for tolv kommuner" in titles(search("Hjelmeland", "nb"), "example")


def test_what_is_unpublished_is_not_found():
    Example.objects.get(key="ex-parkinsonnet").unpublish()
    Term.objects.get(key="saksframlegg").unpublish()

    assert "ParkinsonNet" not in titles(search("ParkinsonNet", "nb"))
    assert titles(search("saksframlegg", "nb"), "term") == []


def test_a_new_synonym_widens_the_next_search():
    search("tulleord", "nb")
    term = Term.objects.get(key="rke")
    term.synonyms_nb = [*term.synonyms_nb, "tulleord"]
    term.save()

    assert term.term_nb in titles(search("tulleord", "nb"), "term")


@pytest.mark.parametrize(
    "query", ["", "  ", "?", '"', "AND (", "a" * 5000, "x' OR 1=1 --", "*", "%_", "\x00nav", "🙂"]
)
def test_any_query_is_answered(client, query):
    response = client.get(reverse("home:search"), {"q": query})

    assert response.status_code == 200


def test_nothing_found_says_so_and_helps_on(client):
    html = client.get("/nb/sok/", {"q": "xyzzyplugh"}).content.decode()

    assert "0 treff" in html
    assert "/nb/ordliste/" in html
    assert "/nb/samtale/" in html


def test_a_hit_is_marked_and_what_was_written_is_shown_as_text(client):
    html = client.get("/nb/sok/", {"q": "sykmelding <b>"}).content.decode()

    assert "<mark>sykmelding</mark>" in html
    assert "sykmelding &lt;b&gt;" in html


@pytest.mark.parametrize("query", ["sjukmelding", "rehabilitering", "Sandnes"])
def test_a_search_costs_at_most_fifteen_queries(query, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        search(query, "nb")
