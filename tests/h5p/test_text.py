"""Text that learners meet, in the order of the semantics."""

from h5p.licences import licences
from h5p.semantics import filter_content
from h5p.text import passages, plain_text
from tests.h5p.builders import MemoryLibraries, content, library

SEMANTICS = [
    {"name": "intro", "type": "text", "tags": ["strong"]},
    {"name": "picture", "type": "image"},
    {"name": "alt", "type": "text"},
    {
        "name": "questions",
        "type": "list",
        "field": {
            "name": "question",
            "type": "group",
            "fields": [{"name": "text", "type": "text", "tags": []}, {"name": "correct", "type": "boolean"}],
        },
    },
    {
        "name": "lines",
        "type": "list",
        "field": {"name": "g", "type": "group", "fields": [{"name": "l", "type": "text"}]},
    },
    {"name": "inner", "type": "library", "options": ["H5P.Inner 1.0"]},
    {"name": "colour", "type": "text", "widget": "colorSelector"},
    {"name": "button", "type": "text", "common": True},
    {
        "name": "l10n",
        "type": "group",
        "common": True,
        "fields": [{"name": "a", "type": "text"}, {"name": "b", "type": "text"}],
    },
]
LIBRARIES = (
    MemoryLibraries()
    .add(library(), SEMANTICS)
    .add(library("H5P.Inner 1.0"), [{"name": "text", "type": "text"}])
)
PARAMETERS = {
    "button": "Check",
    "l10n": {"a": "Next", "b": "Back"},
    "colour": "#fff",
    "questions": [{"text": "<p>Hva?</p><p>Hvor?</p>", "correct": True}],
    "lines": ["En", "To &lt; tre"],
    "alt": "En stein &amp; en bro",
    "picture": {"path": "a.png", "copyright": {"license": "CC BY", "version": "4.0", "author": "Ola"}},
    "intro": "<p>Hei <strong>du</strong></p>",
    "inner": {
        "library": "H5P.Inner 1.0",
        "params": {"text": "Innerst"},
        "metadata": {
            "title": "Del <1>",
            "license": "CC BY-SA",
            "licenseVersion": "4.0",
            "authors": [{"name": "Kari"}],
        },
    },
}


def made(parameters=PARAMETERS):
    return filter_content(content(parameters, title="Tittel & mer"), LIBRARIES)


def test_all_that_speaks_is_read_in_the_order_of_the_semantics():
    assert plain_text(made(), LIBRARIES).split("\n") == [
        "Tittel & mer", "Hei du", "En stein & en bro", "Hva?", "Hvor?", "En", "To < tre", "Del <1>",
        "Innerst",
    ]  # fmt: skip


def test_a_passage_tells_where_it_stands():
    found = {(each.place, str(each.library), each.is_title) for each in passages(made(), LIBRARIES)}

    assert ("questions/0/text", "H5P.Quiz 1.2", False) in found
    assert ("inner/params/text", "H5P.Inner 1.0", False) in found
    assert ("inner/metadata/title", "H5P.Inner 1.0", True) in found


def test_empty_content_has_no_text():
    assert plain_text(filter_content(content({}), LIBRARIES), LIBRARIES) == ""


def test_licences_are_told_for_the_whole_and_its_parts():
    assert [(each.place, each.title, each.licence, each.authors) for each in licences(made())] == [
        ("", "Tittel & mer", "", ()),
        ("picture", "", "CC BY 4.0", ("Ola",)),
        ("inner", "Del <1>", "CC BY-SA 4.0", ("Kari",)),
    ]
