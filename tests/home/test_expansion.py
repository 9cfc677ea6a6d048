import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.domain.expansion import (
    MOST_WORDINGS,
    Lexicon,
    Vocabulary,
    expand,
    phrases_of,
    to_ask,
    to_show,
)

VOCABULARY = Vocabulary.of(
    [
        (
            ["sykmelding / gradert sykmelding", "sjukmelding / gradert sjukmelding", "sick leave"],
            ["sykmeldt", "sykemelding"],
        ),
        (["individuell jobbstøtte (IPS)", "individual placement and support"], ["jobbstøtte"]),
        (["rehabilitering", "rehabilitation"], []),
        (["habilitering", "habilitation"], []),
        (["dialogmøte 1 / 2"], []),
    ]
)


@pytest.mark.parametrize(
    ("query", "wording"),
    [
        pytest.param("sjukmelding", "sykmelding", id="nynorsk-finds-bokmål"),
        pytest.param("Sykmelding", "sjukmelding", id="bokmål-finds-nynorsk-whatever-the-case"),
        pytest.param("sykmeldt", "sjukmelding", id="synonym"),
        pytest.param("sick leave", "sykmelding", id="english-phrase"),
        pytest.param("IPS", "individuell jobbstøtte", id="abbreviation"),
        pytest.param("lege og sjukmelding", "lege og sykmelding", id="inside-a-longer-query"),
        pytest.param("rehabiletering", "rehabilitering", id="misspelt"),
        pytest.param("rehabiletering", "rehabilitation", id="misspelt-and-widened"),
    ],
)
def test_a_query_is_widened(query, wording):
    assert wording in expand(query, VOCABULARY)


def test_the_query_itself_comes_first():
    assert expand("  Sjukmelding! ", VOCABULARY)[0] == "sjukmelding"


@pytest.mark.parametrize("query", ["sykmelding", "sjukmelding", "sykemelding", "sykmeldign"])
def test_no_misspelling_is_shown_to_the_reader(query):
    shown = to_show(expand(query, VOCABULARY), query, VOCABULARY)

    assert "sykemelding" not in shown
    assert "sick leave" in shown


def test_a_wording_that_only_narrows_another_is_not_asked_for():
    assert to_ask(["gradert sykmelding", "sykmelding", "sick leave"]) == ["sykmelding", "sick leave"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("arbeidsplas", "arbeidsplass", id="a-letter-short"),
        pytest.param("arbiedsplass", "arbeidsplass", id="two-letters-swapped"),
        pytest.param("vond nakke", "vond nakke", id="known-and-short-words-stay"),
        pytest.param("xyzzyplugh", "xyzzyplugh", id="like-nothing"),
    ],
)
def test_a_word_no_glossary_knows_is_read_as_one_of_the_texts(written, read):
    assert Lexicon(("arbeidsplass", "nakken", "nakke")).corrected(written) == read


def test_a_known_word_is_never_taken_for_another_that_looks_like_it():
    assert "rehabilitering" not in expand("habilitering", VOCABULARY)


def test_an_unknown_word_stays_as_it_is():
    assert expand("xyzzy", VOCABULARY) == ["xyzzy"]


@pytest.mark.parametrize("query", ["", "   ", "!?*", '"("'])
def test_a_query_without_words_gives_nothing(query):
    assert expand(query, VOCABULARY) == []


@given(st.text(max_size=300))
def test_whatever_is_written_gives_few_wordings_of_plain_words(query):
    wordings = expand(query, VOCABULARY)

    assert len(wordings) <= MOST_WORDINGS
    assert all(character.isalnum() or character in " -" for wording in wordings for character in wording)


def test_a_number_alone_is_no_name():
    assert phrases_of("dialogmøte 1 / 2 / 3") == ["dialogmøte 1"]


def test_a_term_may_be_called_several_things():
    assert phrases_of("motiverende intervju / samtale (MI)") == [
        "motiverende intervju",
        "samtale mi",
        "samtale",
        "mi",
    ]
