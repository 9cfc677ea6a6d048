"""The h5p package's stores on our tables."""

from __future__ import annotations

import io

import pytest

from h5p.content import Content as ContentValue
from h5p.errors import ContentNotFound, LibraryNotFound
from h5p.importing import import_package
from h5p.names import LibraryName
from h5p.package import read
from h5p.semantics import filter_content
from h5p_django import actions, requirements
from h5p_django.models import Content, ContentRevision, Library, Requirement
from h5p_django.store import Store
from tests.factories.h5p_django import package, shipped
from tests.h5p.builders import PNG, library_json, needs, to_bytes

pytestmark = pytest.mark.usefixtures("empty_h5p")
QUIZ = LibraryName("H5P.Quiz", 1, 2)


def test_a_library_is_given_back_as_it_came():
    content_id = import_package(read(package()), Store(), may_install=True)

    store = Store()
    assert store.names() == [QUIZ]
    assert store.library(QUIZ).js == ("js/quiz.js",)
    assert store.semantics(QUIZ) == [{"name": "question", "type": "text"}]
    assert store.translation(QUIZ, "nb") == {"semantics": [{"label": "Spørsmål"}]}
    assert store.translation(QUIZ, "nn") is None
    assert store.translation(QUIZ, "../nb") is None
    assert store.library_files(QUIZ) == ["js/quiz.js", "language/nb.json", "library.json", "semantics.json"]
    assert b"".join(store.open_library(QUIZ, "js/quiz.js")) == b"H5P.Quiz = function () {};"
    assert b"".join(store.open_library(QUIZ, "semantics.json")) == to_bytes(store.semantics(QUIZ))
    assert store.content(content_id).title == "A quiz"


def test_what_is_not_there_is_said_so():
    store = Store()

    assert (store.library(QUIZ), store.semantics(QUIZ)) == (None, [])
    with pytest.raises(LibraryNotFound):
        store.library_files(QUIZ)
    with pytest.raises(LibraryNotFound):
        store.open_library(QUIZ, "library.json")
    with pytest.raises(LibraryNotFound):
        store.remove(QUIZ)
    with pytest.raises(ContentNotFound):
        store.content("4711")


def test_a_library_is_installed_and_removed_whole():
    opened = read(package())
    store = Store()
    store.install(
        opened.library(QUIZ), ((path, opened.open_library(QUIZ, path)) for path in opened.library_files(QUIZ))
    )
    assert store.library(QUIZ).patch == 3

    store.remove(QUIZ)

    assert store.library(QUIZ) is None
    assert not Library.objects.exists()


def test_content_lives_as_the_protocol_says():
    store, content = Store(), shipped()
    made = store.create(
        ContentValue(QUIZ, {"question": "<b>A</b>", "odd": 1}, {"title": "T"}), [("images/x.png", [PNG])]
    )
    assert store.content(made).parameters == {"question": "&lt;b&gt;A&lt;/b&gt;"}
    assert store.content_files(made) == []  # no field names it

    copied = store.copy(str(content.pk))
    store.update(copied, store.content(copied).with_parameters({"question": "Ny"}))
    store.delete(made)

    assert store.content(copied).parameters == {"question": "Ny"}
    assert store.content(str(content.pk)).parameters == {"question": "Hva nå?"}
    with pytest.raises(ContentNotFound):
        store.content(made)
    with pytest.raises(ContentNotFound):
        store.delete(made)


def test_a_copy_shares_bytes_and_nothing_else(author, now):
    content = shipped()

    copied = actions.copy(content=content, by=author, at=now)

    store = Store()
    assert (copied.key, copied.created_by, copied.revision.number) == ("", author, 1)
    assert store.content_files(str(copied.pk)) == ["images/a.png"]
    assert b"".join(store.open_content(str(copied.pk), "images/a.png")) == PNG
    with pytest.raises(ContentNotFound):
        store.open_content(str(copied.pk), "images/b.png")
    assert copied.revision.files.get().blob == content.revision.files.get().blob


def test_what_an_editor_saves_keeps_the_files_it_names(author, now):
    semantics = to_bytes([{"name": "picture", "type": "image"}])
    content = shipped(
        **{
            "H5P.Quiz-1.2/semantics.json": semantics,
            "content/content.json": to_bytes({"picture": {"path": "images/a.png", "mime": "image/png"}}),
        }
    )
    value = content.revision.value.with_parameters({"picture": {"path": "images/b.png"}, "odd": 1})

    saved = actions.save(
        content=content, value=value, by=author, at=now, new_files=[("images/b.png", io.BytesIO(PNG))]
    )

    assert saved.revision.number == 2
    assert saved.revision.parameters == {"picture": {"path": "images/b.png"}}
    assert Store().content_files(str(saved.pk)) == ["images/b.png"]
    old = ContentRevision.objects.get(content=content, number=1)
    assert [file.path for file in old.files.all()] == ["images/a.png"]


def test_an_export_comes_in_again_as_the_same(author, now):
    content, out = shipped(), io.BytesIO()
    actions.export(revision=content.revision, out=out)

    again = actions.upload(file=out, file_name="quiz.h5p", by=author, at=now)

    assert again.pk != content.pk
    assert again.revision.digest == content.revision.digest
    assert again.revision.metadata == content.revision.metadata
    twice = io.BytesIO()
    actions.export(revision=again.revision, out=twice)
    assert twice.getvalue() == out.getvalue()


def test_an_exported_library_is_the_one_that_was_installed():
    content, out = shipped(), io.BytesIO()
    before = Library.objects.get().digest
    actions.export(revision=content.revision, out=out)
    Content.objects.update(revision=None)
    ContentRevision.objects.all().delete()
    Store().remove(QUIZ)

    import_package(read(out), Store(), may_install=True)

    assert Library.objects.get().digest == before


def with_dependency(**more):
    """Return the files of a package whose quiz needs H5P.Button 1.0."""
    described = library_json(
        preloadedJs=[{"path": "js/quiz.js"}], preloadedDependencies=needs("H5P.Button 1.0")
    )
    return {
        "H5P.Quiz-1.2/library.json": to_bytes(described),
        "H5P.Button-1.0/library.json": to_bytes(library_json("H5P.Button 1.0", patch=1)),
        **more,
    }


def names(content):
    return [str(each.name) for each in requirements.of(content.revision, Store())]


def test_what_a_content_needs_is_known_in_load_order(django_assert_num_queries):
    content = shipped(**with_dependency())

    with django_assert_num_queries(1):
        needed = requirements.of(content.revision, Store())

    assert [str(each.name) for each in needed] == ["H5P.Button 1.0", "H5P.Quiz 1.2"]
    assert [each.library.value.js for each in needed] == [(), ("js/quiz.js",)]


def test_a_revision_need_not_be_filtered_again_to_be_shown():
    content, store = shipped(**with_dependency()), Store()

    known = requirements.filtered(content.revision, store)

    assert known == filter_content(content.revision.value, store)


def test_a_revision_whose_library_is_gone_says_which_it_is():
    content = shipped()
    Store().remove(QUIZ)

    known = requirements.filtered(content.revision, Store())

    assert known.dependencies == ()
    assert [fault.values["library"] for fault in known.faults] == ["H5P.Quiz 1.2"]


def test_what_a_content_needs_is_worked_out_anew_when_a_library_changes():
    content = shipped()
    assert names(content) == ["H5P.Quiz 1.2"]

    described = library_json(
        patch=4, preloadedJs=[{"path": "js/quiz.js"}], preloadedDependencies=needs("H5P.Button 1.0")
    )
    shipped(**with_dependency(**{"H5P.Quiz-1.2/library.json": to_bytes(described)}))

    assert names(content) == ["H5P.Button 1.0", "H5P.Quiz 1.2"]


def test_a_library_that_is_gone_is_named_and_found_again_when_it_returns():
    content = shipped(**with_dependency())
    Store().remove(LibraryName("H5P.Button", 1, 0))

    gone = requirements.of(content.revision, Store())
    assert [(str(each.name), each.library is None) for each in gone] == [
        ("H5P.Quiz 1.2", False),
        ("H5P.Button 1.0", True),
    ]

    shipped(**with_dependency())

    assert names(content) == ["H5P.Button 1.0", "H5P.Quiz 1.2"]
    assert not Requirement.objects.filter(library=None).exists()
