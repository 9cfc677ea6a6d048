import pytest
from django.db import connection
from modelsearch.query import Phrase, PlainText

from base.knowledge.models import Term
from base.search_backend import _asked, _wordings

pytestmark = pytest.mark.django_db


def names(query):
    return [term.key for term in Term.objects.live().search(query)]


def test_words_of_which_some_stand_in_the_title_and_some_in_the_text_are_found():
    term = Term.objects.get(key="rke")
    word = term.definition_nb.split()[0]

    assert "rke" in names(PlainText(f"{term.term_nb.split()[0]} {word}", operator="and"))


@pytest.mark.parametrize("query", ["rehabiliteringene", "Rehabiliteringa"])
def test_a_word_is_found_by_its_other_endings_where_the_database_knows_norwegian(query):
    found = names(PlainText(query, operator="and"))

    assert bool(found) == (connection.vendor == "postgresql")


def test_what_the_cms_asks_for_in_other_ways_is_answered():
    assert names(Phrase("sykmelding"))
    assert names(PlainText("sykmelding zzzz", operator="or"))


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        pytest.param(
            PlainText("sick-leave", operator="and"), "('sick' & 'leave')", id="a-hyphen-parts-words"
        ),
        pytest.param(
            PlainText("a'b", operator="and") | PlainText("c\\", operator="and"),
            "('a''b') | ('c\\\\')",
            id="signs",
        ),
        pytest.param(PlainText("a b", operator="or"), "", id="not-ours"),
        pytest.param(PlainText("a", operator="and") | Phrase("b"), "", id="half-ours"),
        pytest.param(PlainText("- ", operator="and"), "", id="no-word"),
    ],
)
def test_a_query_is_written_as_the_database_reads_it(query, asked):
    assert _asked(_wordings(query)) == asked
