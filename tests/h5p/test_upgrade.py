"""Upgrades: which hooks, which parts, which content, and what is taken back."""

import json

import pytest

from h5p.editing import draft
from h5p.errors import ContentRefused
from h5p.names import LibraryName
from h5p.translations import fallbacks, translated
from h5p.upgrade import Job, NestedUpgrade, accepted, is_hook_needed, nested_upgrades, targets
from tests.h5p.builders import QUESTION, MemoryLibraries, content, library, quiz

NEW = LibraryName("H5P.Quiz", 1, 4)


def test_only_newer_versions_of_the_same_library_are_targets():
    names = [
        LibraryName.parse(each)
        for each in ("H5P.Quiz 2.0", "H5P.Quiz 1.1", "H5P.Quiz 1.10", "H5P.Other 3.0", "H5P.Quiz 1.2")
    ]

    assert [str(each) for each in targets(QUESTION, names)] == ["H5P.Quiz 1.10", "H5P.Quiz 2.0"]


@pytest.mark.parametrize(
    ("old", "new", "hook", "needed"),
    [((1, 2), (1, 4), (1, 3), True), ((1, 2), (1, 4), (1, 4), True), ((1, 2), (1, 4), (1, 2), False),
     ((1, 2), (1, 4), (1, 5), False), ((1, 9), (2, 1), (2, 0), True), ((1, 9), (2, 1), (2, 1), True),
     ((1, 9), (2, 1), (1, 1), False)],
)  # fmt: skip
def test_hooks_between_two_versions(old, new, hook, needed):
    assert is_hook_needed(LibraryName("X", *old), LibraryName("X", *new), *hook) is needed


def test_parts_that_need_another_version_are_told_in_advance():
    field = {"type": "library", "options": ["H5P.Text 1.1", "H5P.Image 1.0"]}
    semantics = [
        {"name": "one", **field},
        {"name": "many", "type": "list", "field": {"type": "group", "fields": [{"name": "part", **field}]}},
    ]
    libraries = MemoryLibraries().add(library("H5P.Quiz 1.4"), semantics)
    parameters = {
        "one": {"library": "H5P.Text 1.0"},
        "many": [
            {"library": "H5P.Text 1.1"},
            {"library": "H5P.Image 2.0"},
            {"library": "H5P.Gone 1.0"},
            {"library": "?"},
        ],
    }

    assert nested_upgrades(NEW, parameters, libraries) == [
        NestedUpgrade("one", LibraryName("H5P.Text", 1, 0), LibraryName("H5P.Text", 1, 1)),
        NestedUpgrade(
            "many/1", LibraryName("H5P.Image", 2, 0), LibraryName("H5P.Image", 1, 0), "too-high-version"
        ),
        NestedUpgrade("many/2", LibraryName("H5P.Gone", 1, 0), None, "not-supported"),
    ]


def test_a_job_hands_out_each_content_until_it_comes_back():
    job = Job(QUESTION, NEW, ("a", "b", "c"))

    job, first = job.next_batch(2)
    job = job.take_back(["a", "x"], ["c"])  # only "a" was ours to take back
    job, second = job.next_batch(2)
    job = job.take_back(["b"], ["c"])

    assert first == ("a", "b")
    assert second == ("b", "c")
    assert job.left == 0
    assert (job.done, job.skipped) == ({"a", "b"}, {"c"})


def _answer(job, content_id="a", data=b'{"params": {"x": "<b>"}, "metadata": {"title": "Ny"}}'):
    libraries = quiz([{"name": "x", "type": "text"}])
    libraries.add(library("H5P.Quiz 1.4"), [{"name": "x", "type": "text"}])
    return accepted(job, content_id, content({"x": "old"}, title="Gammel"), data, libraries)


def test_what_comes_back_is_filtered_by_the_new_semantics():
    job, _ = Job(QUESTION, NEW, ("a",)).next_batch()

    made = _answer(job)

    assert made.main_library == NEW
    assert made.parameters == {"x": "&lt;b&gt;"}
    assert made.metadata["title"] == "Ny"


@pytest.mark.parametrize(
    ("content_id", "data"),
    [
        ("b", b'{"params": {}}'),
        ("a", b"{"),
        ("a", b"[]"),
        ("a", b'{"params": []}'),
        ("a", b'{"metadata": {}}'),
    ],
)
def test_what_does_not_belong_to_the_job_changes_nothing(content_id, data):
    job, _ = Job(QUESTION, NEW, ("a",)).next_batch()

    assert _answer(job, content_id, data) is None


def _saved(**value):
    return json.dumps({"params": {"x": 1}, "metadata": {"title": " Ny "}, **value})


def test_a_draft_is_read_from_the_editors_fields():
    made = draft("H5P.Quiz 1.2", _saved(), quiz([]))

    assert made.main_library == QUESTION
    assert made.parameters == {"x": 1}
    assert made.title == "Ny"


@pytest.mark.parametrize(
    ("name", "parameters", "codes"),
    [
        ("?", _saved(), ["library-not-allowed"]),
        ("H5P.Gone 1.0", "{", ["missing-required-library", "unable-to-parse-package"]),
        ("H5P.Part 1.0", _saved(), ["library-not-allowed"]),
        ("H5P.Quiz 1.2", _saved(params=[]), ["unable-to-parse-package"]),
        ("H5P.Quiz 1.2", _saved(metadata={"title": "  "}), ["missing-required-property"]),
    ],
)
def test_a_draft_that_cannot_be_saved_is_refused_with_all_reasons(name, parameters, codes):
    libraries = quiz([]).add(library("H5P.Part 1.0", runnable=0))

    with pytest.raises(ContentRefused) as refused:
        draft(name, parameters, libraries)

    assert [fault.code for fault in refused.value.faults] == codes


def test_a_restricted_library_is_for_those_who_may():
    with pytest.raises(ContentRefused):
        draft("H5P.Quiz 1.2", _saved(), quiz([]), may_use=lambda _: False)


@pytest.mark.parametrize(
    ("language", "codes"),
    [("nb", ("nb",)), ("no", ("nb",)), ("nb-NO", ("nb",)), ("nn", ("nn", "nb")), ("en", ()), ("pt-BR",
     ("pt-br", "pt")),
     ("und", ())],
)  # fmt: skip
def test_languages_fall_back(language, codes):
    assert fallbacks(language) == codes


def test_a_translation_changes_words_and_never_rules():
    semantics = [
        {"name": "a", "type": "group", "label": "Group", "fields": [
            {"name": "b", "type": "select", "label": "B", "default": "x", "options": [{"value": "x",
            "label": "X"}]},
            {"name": "c", "type": "list", "field": {"name": "d", "type": "text", "tags": ["b"],
            "default": ["One", 2]}},
        ]},
        {"name": "e", "type": "text"},
    ]  # fmt: skip
    over = {"semantics": [{"label": "Gruppe", "name": "evil", "fields": [
        {"label": "Bé", "default": "y", "options": [{"label": "Ks", "value": "evil"}, {"label": "more"}]},
        {"field": {"tags": ["script"], "default": ["En", 3], "label": "D"}},
    ]}]}  # fmt: skip

    assert translated(semantics, "nn", {"nb": over}.get) == [
        {"name": "a", "type": "group", "label": "Gruppe", "fields": [
            {"name": "b", "type": "select", "label": "Bé", "default": "y", "options": [{"value": "x",
            "label": "Ks"}]},
            {"name": "c", "type": "list", "field": {"name": "d", "type": "text", "tags": ["b"],
            "default": ["En", 2], "label": "D"}},
        ]},
        {"name": "e", "type": "text"},
    ]  # fmt: skip
    assert translated(semantics, "nn", lambda _: None) == semantics
    assert translated(semantics, "nn", lambda _: {"semantics": "x"}) == semantics
