"""Our own content types as packages: valid, the same bytes every time, and in three languages."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command

from h5p.cli import main as h5p_command
from h5p.content import Content
from h5p.package import inspect
from h5p.semantics import filter_content
from h5p_django import own_types
from h5p_django.own_types import OwnLibraries

TYPES = own_types.types()
every_type = pytest.mark.parametrize("name", TYPES, ids=lambda name: name.machine)
WORDS = {"label", "description", "default", "placeholder", "entity"}


def test_there_are_five_types():
    assert [name.machine for name in TYPES] == [
        "Byggestein.BranchingConversation",
        "Byggestein.Choice",
        "Byggestein.DialogCards",
        "Byggestein.FillIn",
        "Byggestein.TrueFalse",
    ]


def test_the_command_writes_a_valid_package_of_each_the_same_every_time(tmp_path, capsys):
    for folder in ("first", "second"):
        call_command("build_content_types", tmp_path / folder, stdout=io.StringIO())

    written = sorted((tmp_path / "first").iterdir())
    assert [file.name for file in written] == [f"{name.folder}.h5p" for name in TYPES]
    assert [(tmp_path / "second" / file.name).read_bytes() for file in written] == [
        file.read_bytes() for file in written
    ]
    assert h5p_command(["check", *map(str, written)]) == 0, capsys.readouterr().out


@every_type
def test_a_package_brings_all_it_needs(name):
    out = io.BytesIO()
    own_types.build(name, out)

    package = inspect(out).package

    assert package is not None
    assert {each.machine for each in package.libraries} == {name.machine, "Byggestein.Exercise"}
    assert all(library.licence == "MIT" for library in package.libraries.values())
    assert "icon.svg" in package.library_files(name)


@every_type
def test_the_filter_keeps_all_of_an_example(name):
    content = own_types.example(name)

    filtered = filter_content(content, OwnLibraries())
    again = filter_content(Content(name, filtered.parameters, filtered.metadata), OwnLibraries())

    assert filtered.faults == ()
    assert filtered.parameters == content.parameters
    assert again.parameters == filtered.parameters


@every_type
@pytest.mark.parametrize("language", ["en", "nb", "nn"])
def test_a_language_says_what_the_semantics_say_and_no_more(name, language):
    own = OwnLibraries()

    assert _shape(own.translation(name, language)["semantics"]) == _shape(own.semantics(name))


@every_type
def test_english_is_the_semantics_own(name):
    own = OwnLibraries()

    assert _words(own.translation(name, "en")["semantics"]) == _words(own.semantics(name))


@every_type
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_texts_keep_the_places_of_numbers(name, language):
    english, other = own_types.texts(name, "en"), own_types.texts(name, language)

    assert {key: _places(text) for key, text in other.items()} == {
        key: _places(text) for key, text in english.items()
    }


@every_type
def test_the_script_falls_back_to_the_same_english_texts(name):
    own = OwnLibraries()
    (script,) = own.library(name).js
    source = b"".join(own.open_library(name, script)).decode()

    missing = [
        (key, text) for key, text in own_types.texts(name, "en").items() if f'{key}: "{text}"' not in source
    ]

    assert missing == []


def _shape(fields: Any) -> Any:
    """Return which words a description has, and where; not what they are, nor the rules beside them."""
    if isinstance(fields, list):
        return [_shape(each) for each in fields]
    shape: dict[str, Any] = {key: True for key in fields if _is_word(fields, key)}
    return shape | {
        key: _shape(fields[key]) for key in ("fields", "field", "options") if _is_described(fields, key)
    }


def _words(fields: Any) -> list[str]:
    if isinstance(fields, list):
        return [word for each in fields for word in _words(each)]
    own = [value for key, value in sorted(fields.items()) if _is_word(fields, key)]
    return own + [
        word
        for key in ("fields", "field", "options")
        if _is_described(fields, key)
        for word in _words(fields[key])
    ]


def _is_word(fields: dict[str, Any], key: str) -> bool:
    """Tell whether this is a text; the default of a choice is its value in every language."""
    return key in WORDS and isinstance(fields[key], str) and not (key == "default" and "options" in fields)


def _is_described(fields: dict[str, Any], key: str) -> bool:
    return key in fields and isinstance(fields[key], list | dict)


def _places(text: Any) -> set[str]:
    return {word.strip(".") for word in str(text).split() if word.startswith("@")}
