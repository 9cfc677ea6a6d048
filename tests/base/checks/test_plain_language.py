"""How easy a text is to read, held against numbers counted by hand."""

import pytest

from base.checks.domain.plain_language import heavy_words, lix, long_sentences, sentences


def test_lix_is_words_a_sentence_and_the_share_of_long_words():
    # 20 sentences of 4 words; one word of seven letters or more in each: 4 + 25.
    assert lix("Vi snakker om jobben. " * 20) == 29


def test_a_short_text_has_no_lix():
    assert lix("Kompetansehevingsprosjekter gjennomføres tverrfaglig.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Spør bl.a. om søvn. Vent.", ["Spør bl.a. om søvn.", "Vent."], id="abbreviation"),
        pytest.param(
            "Det står i § 7. Andre regler gjelder.",
            ["Det står i § 7.", "Andre regler gjelder."],
            id="paragraph",
        ),
        pytest.param("Fristen er 1. mars 2026.", ["Fristen er 1. mars 2026."], id="date"),
        pytest.param("en kaffekopp\nto timer", ["en kaffekopp", "to timer"], id="items-without-full-stop"),
        pytest.param("«Hva nå?» spør hun.", ["«Hva nå?»", "spør hun."], id="quote"),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_a_sentence_over_the_limit_is_found():
    long = " ".join(["ord"] * 31) + "."

    assert long_sentences(f"Kort. {long}") == [long]


def test_a_heavy_word_comes_with_the_plainer_one_in_its_own_language():
    assert heavy_words("Vi skal Iverksette tiltak.", "nb") == [("Iverksette", "sette i gang")]
    assert heavy_words("Vi skal iverksetje tiltak.", "en") == []
    assert heavy_words("Vi benyttar høvet.", "nn") == [("benyttar", "bruke")]


def test_a_heavy_word_inside_another_word_is_left_alone():
    assert heavy_words("Motbevisningene om ubistandsgivende.", "nb") == []
