import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.domain.expansion import MOST_WORDINGS, Vocabulary, expand, phrases_of

VOCABULARY = Vocabulary.of(
    [
        ["sykmelding / gradert sykmelding", "sjukmelding / gradert sjukmelding", "sick leave", "sykmeldt"],
        ["individuell jobbstøtte (IPS)", "individual placement and support", "jobbstøtte"],
        ["rehabilitering", "rehabilitation"],
        ["habilitering", "habilitation"],
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


def test_a_term_may_be_called_several_things():
    assert phrases_of("motiverende intervju / samtale (MI)") == [
        "motiverende intervju",
        "samtale mi",
        "samtale",
        "mi",
    ]
