"""Names and versions: read exactly, compared as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.errors import InvalidLibraryName
from h5p.library import is_language_file, normal_asset_path
from h5p.names import LibraryName, Version, version_number
from tests.h5p.builders import calm, library


@pytest.mark.parametrize("text", ["H5P.Blanks 1.14", "H5P.Blanks-1.14", "flowplayer-1.0", "H5P.A-B-1.2"])
def test_both_ways_of_writing_are_read(text):
    name = LibraryName.parse(text)

    assert text in (str(name), name.folder)


@pytest.mark.parametrize(
    "text",
    ["", "H5P.Blanks", "H5P.Blanks 1", "H5P.Blanks 1.14.2", "H5P.Blanks 1.14\n", "../x 1.0", ".x 1.0",
     "_x 1.0",
     "H5P.Blanks 1.123456", "H5P.Blåbær 1.0", "H5P.Blanks  1.0", "x" * 256 + " 1.0"],
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(InvalidLibraryName):
        LibraryName.parse(text)


@calm
@given(st.text())
def test_no_text_raises_anything_else(text):
    try:
        name = LibraryName.parse(text)
    except InvalidLibraryName:
        return
    assert LibraryName.parse(name.folder) == name


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, 1), ("1", 1), ("014", 14), (99999, 99999), (-1, None), (100000, None), ("1.0", None), (1.0, None),
     (True, None), ("", None), ("١", None), (None, None), ([1], None)],
)  # fmt: skip
def test_version_numbers(value, expected):
    assert version_number(value) == expected


def test_versions_compare_as_numbers():
    assert Version(1, 10) > Version(1, 9, 99)
    assert str(Version(1, 2, 3)) == "1.2.3"


@pytest.mark.parametrize(("patch", "replaces"), [(2, False), (3, False), (4, True)])
def test_only_a_higher_patch_replaces_what_is_installed(patch, replaces):
    assert library(patch=patch).replaces(library(patch=3)) is replaces


def test_another_minor_version_never_replaces():
    assert not library("H5P.Quiz 1.3", patch=9).replaces(library())


@pytest.mark.parametrize(
    ("name", "fine"),
    [("nb.json", True), ("zh-hant.json", True), ("es-MX.json", True), ("-a.json", True), ("n1.json", False),
     ("nb.js", False), ("nb", False), (".json", False), ("a-b-c-d-e-f-g.json", True), ("a-" * 7 + "b.json",
     False),
     ("a" * 100_000 + "!.json", False)],
)  # fmt: skip
def test_language_files(name, fine):
    assert is_language_file(name) is fine


@pytest.mark.parametrize(
    ("path", "expected"),
    [("js/a.js", "js/a.js"), ("./js/a.js", "js/a.js"), ("js\\a.js", "js/a.js"), ("a b.js", "a b.js"),
     ("../a.js", None), ("/a.js", None), ("a//b.js", None), ("", None), ("a,b.js", None)],
)  # fmt: skip
def test_asset_paths(path, expected):
    assert normal_asset_path(path) == expected
