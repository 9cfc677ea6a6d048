"""Numbers that point at a person are found; other numbers are left in peace."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from base.personal_data import find_numbers, refuse_personal_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("01019012345", ["01019012345"], id="national-id"),
        pytest.param("f. 010190 12345.", ["010190 12345"], id="national-id-spaced"),
        pytest.param("010190-12345", ["010190-12345"], id="national-id-dash"),
        pytest.param("01.01.90 123 45", ["01.01.90 123 45"], id="national-id-as-date"),
        pytest.param("410190 12345", ["410190 12345"], id="d-number"),
        pytest.param("01819012345", ["01819012345"], id="synthetic"),
        pytest.param("eleven 99999999999 digits", ["99999999999"], id="any-eleven-digits"),
        pytest.param("Ring 40000000", ["40000000"], id="mobile"),
        pytest.param("Ring 400 00 000 nå", ["400 00 000"], id="mobile-spaced"),
        pytest.param("tlf.900.00.000", ["900.00.000"], id="mobile-dotted"),
        pytest.param("22 33 44 55", ["22 33 44 55"], id="landline-in-pairs"),
        pytest.param("9000 0000", ["9000 0000"], id="mobile-in-fours"),
        pytest.param("(+47) 90000000", ["90000000"], id="country-in-brackets"),
        pytest.param("+47 900 00 000", ["+47 900 00 000"], id="with-country"),
        pytest.param("0046 70 123 45 67", ["0046 70 123 45 67"], id="from-abroad"),
        pytest.param("900\u00a000\u00a0000", ["900\u00a000\u00a0000"], id="hard-spaces"),
        pytest.param("400 00 000 eller 01019012345", ["400 00 000", "01019012345"], id="two-in-order"),
    ],
)
def test_finds(text, numbers):
    assert find_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Fra 2019 til 2026, og 2024 2025", id="years"),
        pytest.param("2019-2026, 2019–2026", id="spans-of-years"),
        pytest.param("7600 Levanger og 0150 Oslo", id="postcodes"),
        pytest.param("Ved 4, 7, 8, 26 og 52 uker", id="weeks"),
        pytest.param("uke 22 23 24 25", id="weeks-without-commas"),
        pytest.param("3301, 3303 og 4203 4204", id="municipality-numbers"),
        pytest.param("25.11.2026 og 2026-11-25 kl. 13.45", id="dates"),
        pytest.param("20261125", id="date-in-one"),
        pytest.param("1 200 000 kroner, 250 000 000, 2,5 millioner", id="amounts"),
        pytest.param("25000000 kroner", id="amount-in-one"),
        pytest.param("organisasjonsnummer 974 760 673", id="organisation"),
        pytest.param("1234.56.78903", id="account"),
        pytest.param("100 %, 0,91, 40–60 prosent", id="shares"),
        pytest.param("§ 14 a, kap. 3-2 og 8-7", id="paragraphs"),
        pytest.param("123456789012345", id="longer-number"),
    ],
)
def test_leaves(text):
    assert find_numbers(text) == []


@pytest.mark.parametrize(("language", "words"), [("nb", "ligner"), ("nn", "liknar"), ("en", "looks like")])
def test_the_refusal_says_which_number_in_the_readers_language(language, words):
    with pytest.raises(ValidationError) as refused:
        refuse_personal_numbers("Ring meg på 400 00 000 i morgen")

    with translation.override(language):
        message = refused.value.messages[0]
    assert refused.value.code == "personal_number"
    assert "400 00 000" in message
    assert words in message


def test_a_text_without_numbers_passes():
    refuse_personal_numbers("Teamet møtes hver fjerde uke.")


def test_ten_thousand_digits_do_not_hang():
    assert find_numbers("1 2 3 4 5 6 7 8 9 0 " * 500 + "+1" * 5000) == []
