"""The reader: everything wrong is told, nothing is believed, nothing raises."""

import io
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.errors import PackageRefused
from h5p.limits import Limits
from h5p.names import LibraryName
from h5p.package import file_name_fault, inspect, read
from tests.h5p.builders import (
    PNG,
    QUESTION,
    MemoryLibraries,
    calm,
    files,
    library,
    library_json,
    manifest,
    needs,
    package,
    to_bytes,
    zipped,
)
from tests.h5p.hostile import RawEntry, good_entries, hostile_archives, raw_zip, with_entry

HOSTILE = [pytest.param(code, data, id=name) for name, code, data in hostile_archives()]


def codes(data: bytes, **options):
    return [fault.code for fault in inspect(io.BytesIO(data), **options).faults]


@pytest.mark.parametrize(("code", "data"), HOSTILE)
def test_a_hostile_archive_is_refused_for_its_reason_quickly_and_in_little_memory(code, data):
    tracemalloc.start()
    began = time.process_time()

    found = inspect(io.BytesIO(data))

    took, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in [fault.code for fault in found.faults]
    assert not found.valid
    assert took < 2
    assert peak < 64 * 2**20


def test_a_valid_package_has_no_faults_and_tells_its_main_library():
    found = inspect(io.BytesIO(zipped(files())))

    assert found.faults == ()
    assert found.main_library == QUESTION
    assert found.package is not None


def test_all_faults_are_told_at_once():
    wrong = files(
        **{
            "content/a.svg": b"<svg/>",
            "content/b.png": b"<script>",
            "H5P.Quiz-1.2/js/quiz.js": None,
            "H5P.Quiz-1.2/language/n1.json": b"{}",
            "h5p.json": to_bytes(manifest(title="", embedTypes=["popup"])),
        }
    )

    found = {(fault.code, fault.path) for fault in inspect(io.BytesIO(zipped(wrong))).faults}

    assert found >= {
        ("not-in-whitelist", "content/a.svg"),
        ("content-mismatch", "content/b.png"),
        ("library-missing-file", "H5P.Quiz-1.2/js/quiz.js"),
        ("invalid-language-file", "H5P.Quiz-1.2/language/n1.json"),
        ("invalid-property", "h5p.json"),
        ("illegal-option-in-library", "h5p.json"),
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            zipped(files(), folders=("content/", "H5P.Quiz-1.2/", "content/images/")), id="folder-entries"
        ),
        pytest.param(zipped(files(**{"__MACOSX/._h5p.json": b"x", "content/.DS_Store": b"x"})), id="hidden"),
        pytest.param(zipped(files(**{"readme.exe": b"x"})), id="other-root-files"),
        pytest.param(zipped(files(**{"H5P.Quiz-1.2/old/player.swf": b"x"})), id="flash-in-library"),
        pytest.param(
            zipped(files(**{"H5P.Quiz-1.2/language/ko.json": b'{"a":1,"a":2}'})), id="translation-key"
        ),
        pytest.param(
            zipped(files(**{"H5P.Quiz-1.2/semantics.json": b'[{"a":1,"a":2}]'})), id="semantics-key"
        ),
        pytest.param(
            zipped(files(**{"h5p.json": b"\xef\xbb\xbf" + to_bytes(manifest())})), id="byte-order-mark"
        ),
        pytest.param(
            zipped(
                files(
                    **{
                        "H5P.Quiz-1.2/library.json": to_bytes(
                            library_json(majorVersion="1", minorVersion="2", patchVersion="03", runnable="1")
                        )
                    }
                )
            ),
            id="versions-as-strings",
        ),
        pytest.param(
            with_entry(RawEntry("content/blåbær.png".encode(), PNG, flags=0)), id="utf-8-without-flag"
        ),
        pytest.param(
            with_entry(RawEntry("content/blåbær.png".encode("cp437"), PNG, flags=0)), id="code-page-437"
        ),
        pytest.param(with_entry(RawEntry(b"content/b.png", PNG, method=0)), id="stored"),
        pytest.param(
            with_entry(RawEntry(b"content/b.png", b"\xff\xd8\xff\xe0 a JPEG")), id="jpeg-called-png"
        ),
        pytest.param(with_entry(RawEntry(b"content/b.png", b"")), id="empty-picture"),
        pytest.param(
            zipped(files(**{"h5p.json": to_bytes(manifest(dynamicDependencies=[], changes=[]))})), id="[]"
        ),
        pytest.param(
            zipped({k.replace("Quiz-1.2", "Quiz"): v for k, v in files().items()}), id="no-version-folder"
        ),
    ],
)
def test_what_real_packages_hold_is_taken(data):
    assert codes(data) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"title": None}, "invalid-property", id="title-null"),
        pytest.param({"title": "a\nb"}, "invalid-property", id="title-lines"),
        pytest.param({"title": "x" * 256}, "invalid-property", id="title-long"),
        pytest.param({"language": "norsk bokmål"}, "invalid-property", id="language"),
        pytest.param({"mainLibrary": "H5P.Other"}, "missing-main-library", id="main-not-listed"),
        pytest.param({"mainLibrary": "H5P.Quiz\n"}, "invalid-property", id="main-newline"),
        pytest.param({"preloadedDependencies": []}, "missing-main-library", id="main-nowhere"),
        pytest.param({"preloadedDependencies": {}}, "invalid-property", id="dependencies-object"),
        pytest.param({"license": "WTFPL"}, "illegal-option-in-library", id="licence"),
        pytest.param({"source": "javascript:alert(1)"}, "invalid-property", id="source"),
        pytest.param({"authors": [{"name": "A"}]}, "invalid-property", id="author-without-role"),
        pytest.param({"yearsFrom": 1.5}, "invalid-property", id="year-float"),
        pytest.param({"w": True}, "invalid-property", id="width-boolean"),
    ],
)
def test_h5p_json_is_checked(change, code):
    wrong = files(**{"h5p.json": to_bytes(manifest(**change))})

    assert code in codes(zipped(wrong))


def test_a_missing_property_is_named():
    value = manifest()
    del value["embedTypes"]

    faults = inspect(io.BytesIO(zipped(files(**{"h5p.json": to_bytes(value)})))).faults

    assert [(fault.code, fault.values["property"]) for fault in faults] == [
        ("missing-required-property", "embedTypes")
    ]


@pytest.mark.parametrize("kind", ["preloadedDependencies", "dynamicDependencies", "editorDependencies"])
def test_a_library_that_is_named_must_be_in_the_package_or_installed(kind):
    needing = to_bytes(library_json(**{kind: needs("H5P.Other 2.0")}))
    data = zipped(files(**{"H5P.Quiz-1.2/library.json": needing}))
    installed = MemoryLibraries().add(library("H5P.Other 2.0"))

    assert codes(data) == ["missing-required-library"]
    assert codes(data, installed=installed) == []


def test_a_package_without_libraries_is_fine_where_they_are_installed():
    data = zipped({path: body for path, body in files().items() if not path.startswith("H5P")})

    assert codes(data) == ["missing-required-library"]
    assert codes(data, installed=MemoryLibraries().add(library())) == []


def test_the_files_of_a_library_that_is_installed_already_are_not_looked_at():
    data = zipped(files(**{"H5P.Quiz-1.2/language/nb.json": b"{"}))

    assert codes(data, installed=MemoryLibraries().add(library(patch=3))) == []
    assert codes(data, installed=MemoryLibraries().add(library(patch=2))) == ["invalid-language-file"]


def test_limits_can_be_set():
    data = zipped(files(**{"content/b.txt": b"x" * 2_000}))

    assert codes(data, limits=Limits(file_bytes=1_000)) == ["file-size-too-large"]
    assert codes(data, limits=Limits(entries=3)) == ["too-many-files"]
    assert codes(data, limits=Limits(package_bytes=len(data) - 1)) == ["package-too-large"]
    assert codes(data, limits=Limits(package_bytes=len(data))) == []


def test_reading_a_refused_package_raises_with_every_fault():
    with pytest.raises(PackageRefused) as refused:
        read(io.BytesIO(zipped(files(**{"h5p.json": b"{", "content/a.svg": b""}))))

    assert {fault.code for fault in refused.value.faults} == {"unable-to-parse-package", "not-in-whitelist"}


def test_a_package_gives_its_content_libraries_and_files():
    made = package()

    assert made.content.title == "A quiz"
    assert made.content.parameters == {"question": "Hva nå?"}
    assert made.content_files() == ["images/a.png"]
    assert b"".join(made.open_content("images/a.png")) == PNG
    assert set(made.library_files(QUESTION)) == {
        "library.json", "semantics.json", "js/quiz.js", "language/nb.json",
    }  # fmt: skip
    assert made.semantics(QUESTION) == [{"name": "question", "type": "text"}]
    assert made.library(LibraryName("H5P.Nothing", 1, 0)) is None


@pytest.mark.parametrize(
    ("name", "fine"), [("a.h5p", True), ("A.H5P", True), ("a.zip", False), ("h5p.exe", False)]
)
def test_the_file_name_ends_in_h5p(name, fine):
    assert (file_name_fault(name) is None) is fine


@calm
@given(st.binary(max_size=2_000))
def test_no_bytes_raise(data):
    assert not inspect(io.BytesIO(data)).valid


@calm
@given(st.data())
def test_no_damage_to_a_package_raises(data):
    whole = bytearray(zipped(files()))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(whole), len(whole) - 1, len(whole) // 2]))

    inspect(io.BytesIO(bytes(whole[:end])))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@calm
@given(_JSON, st.sampled_from(sorted({*manifest(), "authors", "changes", "dynamicDependencies", "license"})))
def test_no_value_in_h5p_json_raises(value, key):
    inspect(io.BytesIO(zipped(files(**{"h5p.json": to_bytes(manifest(**{key: value}))}))))


@calm
@given(
    _JSON, st.sampled_from(sorted({*library_json(), "preloadedJs", "coreApi", "addTo", "metadataSettings"}))
)
def test_no_value_in_library_json_raises(value, key):
    inspect(
        io.BytesIO(zipped(files(**{"H5P.Quiz-1.2/library.json": to_bytes(library_json(**{key: value}))})))
    )


@calm
@given(st.lists(st.text(min_size=1, max_size=30), max_size=6))
def test_no_names_raise(names):
    entries = [RawEntry(name.encode("utf-8", "replace")) for name in names]

    inspect(io.BytesIO(raw_zip([*good_entries(), *entries])))
