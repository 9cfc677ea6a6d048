"""Every fault reads as a sentence in three languages."""

import re
from pathlib import Path

import pytest

import h5p
from h5p.core_strings import strings
from h5p.errors import Fault
from h5p.texts import LANGUAGES, codes

SOURCES = "\n".join(path.read_text() for path in Path(h5p.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(codes()))
def test_every_text_is_a_sentence_without_blanks(code, language):
    values = dict.fromkeys(
        ("library", "chosen", "expected", "by", "limit", "detail", "extension", "value"), "X"
    )
    text = Fault(code, "x", {"reason": "json-syntax", **values}).message(language)

    assert text[0].isupper()
    assert "{" not in text
    assert text != code


def test_the_three_languages_differ():
    texts = [{Fault(code).message(language) for language in LANGUAGES} for code in codes()]

    assert all(len(each) == len(LANGUAGES) for each in texts)


_MADE = re.compile(r'(?:Fault|note|DamagedEntry|NotAnArchive)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"')


def test_every_fault_the_code_makes_has_a_text():
    assert set(_MADE.findall(SOURCES)) - codes() == set()


def test_values_fill_the_text_and_an_unknown_language_reads_english():
    fault = Fault("missing-required-library", "h5p.json", {"library": "H5P.X 1.0"})

    assert fault.message("nb") == "Biblioteket H5P.X 1.0 mangler."
    assert fault.message("nn") == "Biblioteket H5P.X 1.0 manglar."
    assert fault.message("fr") == "The library H5P.X 1.0 is missing."


def test_a_value_with_braces_is_only_text():
    fault = Fault("invalid-property", "h5p.json", {"property": "title", "value": "{0.__class__}"})

    assert fault.message() == "The property “title” has an invalid value: {0.__class__}"


def test_the_core_speaks_three_languages():
    assert strings("nb")["close"] == strings("no")["close"] == "Lukk"
    assert strings("nn")["startingOver"] == "Du byrjar på nytt."
    assert strings("fr")["close"] == "Close"
    assert all(all(strings(language).values()) for language in LANGUAGES)
