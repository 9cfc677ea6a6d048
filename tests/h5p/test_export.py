"""Out and in again: the same bytes each time, the same content after."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.content import Content, slug
from h5p.export import export, file_name, manifest
from h5p.importing import content_files
from h5p.names import LibraryName
from h5p.package import inspect, read
from h5p.semantics import filter_content
from tests.h5p.builders import PNG, calm, files, library_json, needs, package, to_bytes, zipped
from tests.h5p.test_strict_json import JSON

SEMANTICS = [
    {"name": "question", "type": "text", "tags": ["strong"]},
    {"name": "answers", "type": "list", "field": {"name": "answer", "type": "text"}},
    {"name": "picture", "type": "image"},
    {"name": "points", "type": "number"},
]


def made(parameters, title="A quiz", **metadata):
    """Return a package whose content has these parameters."""
    return package(
        **{
            "content/content.json": to_bytes(parameters),
            "h5p.json": to_bytes({**_manifest(), "title": title, **metadata}),
            "H5P.Quiz-1.2/semantics.json": to_bytes(SEMANTICS),
        }
    )


def _manifest():
    return {
        "title": "A quiz", "language": "nb", "mainLibrary": "H5P.Quiz", "embedTypes": ["div"],
        "preloadedDependencies": needs("H5P.Quiz 1.2"),
    }  # fmt: skip


def exported(source, **options):
    out = io.BytesIO()
    filtered = filter_content(source.content, source)
    export(out, source.content, filtered, source, content_files(source), **options)
    return out.getvalue()


PARAMETERS = st.dictionaries(st.sampled_from(["question", "answers", "picture", "points", "x"]), JSON)


@calm
@given(PARAMETERS, st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_a_round_trip_keeps_content_and_bytes(parameters, title):
    source = made(parameters, title)
    before = filter_content(source.content, source)

    data = exported(source)
    again = read(io.BytesIO(data))
    after = filter_content(again.content, again)

    assert after.parameters == before.parameters
    assert [each.library for each in after.dependencies] == [each.library for each in before.dependencies]
    assert exported(again) == data


def test_an_export_tells_nothing_of_when_and_where():
    with zipfile.ZipFile(io.BytesIO(exported(made({})))) as archive:
        entries = archive.infolist()

    assert [entry.filename for entry in entries] == [
        "h5p.json",
        "content/content.json",
        "content/images/a.png",
        "H5P.Quiz-1.2/js/quiz.js",
        "H5P.Quiz-1.2/language/nb.json",
        "H5P.Quiz-1.2/library.json",
        "H5P.Quiz-1.2/semantics.json",
    ]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


def test_metadata_and_licence_go_along_without_the_authors_comments():
    source = made(
        {}, "A & B", license="CC BY-SA", licenseVersion="4.0", authorComments="secret", yearsFrom="2020",
        authors=[{"name": "Kari", "role": "Author"}],
    )  # fmt: skip
    filtered = filter_content(source.content, source)

    ours = manifest(source.content, filtered)
    theirs = manifest(source.content, filtered, author_comments=True)

    assert ours["title"] == "A & B"
    assert ours["license"] == "CC BY-SA"
    assert ours["authors"] == [{"name": "Kari", "role": "Author"}]
    assert ours["yearFrom"] == 2020
    assert "authorComments" not in ours
    assert theirs["authorComments"] == "secret"


def test_a_content_without_title_still_exports_to_something_valid():
    source = made({})
    bare = Content(
        source.content.main_library, {}, {"authors": [{"name": "", "role": "Author"}], "defaultLanguage": "?"}
    )
    out = io.BytesIO()

    export(out, bare, filter_content(bare, source), source, [])

    assert inspect(out).valid


def _with_editor():
    described = library_json(editorDependencies=needs("H5PEditor.Tool 1.0"))
    return package(
        **{
            "H5P.Quiz-1.2/library.json": to_bytes(described),
            "H5PEditor.Tool-1.0/library.json": to_bytes(library_json("H5PEditor.Tool 1.0", runnable=0)),
        }
    )


@pytest.mark.parametrize("editor", [True, False])
def test_editor_libraries_go_along_when_asked_but_are_never_listed(editor):
    with zipfile.ZipFile(io.BytesIO(exported(_with_editor(), editor=editor))) as archive:
        names = archive.namelist()
        listed = archive.read("h5p.json").decode()

    assert ("H5PEditor.Tool-1.0/library.json" in names) is editor
    assert "H5PEditor" not in listed


def test_the_order_of_files_makes_no_difference():
    source = made({})
    filtered = filter_content(source.content, source)
    pictures = [("images/b.png", [PNG]), ("images/a.png", [PNG[:5], PNG[5:]])]
    first, second = io.BytesIO(), io.BytesIO()

    export(first, source.content, filtered, source, pictures)
    export(second, source.content, filtered, source, reversed(pictures))

    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Æ, ø og å!", "ae-oe-og-a"), ("  --  ", "interactive"), ("Été 2024", "ete-2024"), ("x" * 200, "x" * 92),
     ("日本", "interactive")],
)  # fmt: skip
def test_slugs(title, expected):
    assert slug(title) == expected


def test_a_slug_is_unlike_those_taken():
    assert slug("Quiz", {"quiz", "quiz-2"}) == "quiz-3"


def test_file_names():
    assert file_name("En prøve", "12") == "en-proeve-12.h5p"
    assert file_name("En prøve") == "en-proeve.h5p"


def test_the_name_of_the_main_library_carries_its_version():
    assert read(io.BytesIO(zipped(files()))).manifest.main_library == LibraryName("H5P.Quiz", 1, 2)
