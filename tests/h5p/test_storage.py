"""A store on a folder, and bringing packages into it: all or nothing."""

import io

import pytest

from h5p.errors import ContentNotFound, LibraryNotFound, PackageRefused
from h5p.filesystem import FolderStore
from h5p.importing import import_package, plan
from h5p.package import read
from h5p.storage import LibraryChain
from h5p.translations import translated
from tests.h5p.builders import (
    PNG,
    QUESTION,
    MemoryLibraries,
    files,
    library,
    library_json,
    package,
    to_bytes,
    zipped,
)


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "h5p")


def everything(store):
    return sorted(str(path.relative_to(store.root)) for path in store.root.rglob("*") if path.is_file())


def patched(patch):
    described = library_json(patch=patch, preloadedJs=[{"path": "js/quiz.js"}])
    return package(
        **{"H5P.Quiz-1.2/library.json": to_bytes(described), "H5P.Quiz-1.2/js/quiz.js": str(patch).encode()}
    )


def script(store):
    return b"".join(store.open_library(QUESTION, "js/quiz.js"))


def test_an_import_stores_libraries_and_content(store):
    content_id = import_package(package(), store, may_install=True)

    assert store.names() == [QUESTION]
    assert store.library(QUESTION).title == "H5P.Quiz"
    assert store.semantics(QUESTION) == [{"name": "question", "type": "text"}]
    assert store.content(content_id).parameters == {"question": "Hva nå?"}
    assert store.content(content_id).title == "A quiz"
    assert store.content_files(content_id) == ["images/a.png"]
    assert b"".join(store.open_content(content_id, "images/a.png")) == PNG


def test_without_the_right_to_install_nothing_is_stored(store):
    with pytest.raises(PackageRefused) as refused:
        import_package(package(), store, may_install=False)

    assert [fault.code for fault in refused.value.faults] == ["library-install-denied"]
    assert everything(store) == []


def test_with_the_libraries_there_content_needs_no_right(store):
    import_package(package(), store, may_install=True)

    assert import_package(package(), store, may_install=False)


@pytest.mark.parametrize(("patch", "kept"), [(2, b"3"), (3, b"3"), (4, b"4")])
def test_only_a_higher_patch_replaces_files(store, patch, kept):
    import_package(patched(3), store, may_install=True)

    import_package(patched(patch), store, may_install=True)

    assert script(store) == kept
    assert store.library(QUESTION).patch == max(3, patch)


def test_files_that_were_not_looked_at_are_never_installed(store):
    import_package(package(), store, may_install=True)
    unread = read(io.BytesIO(zipped(files(**{"H5P.Quiz-1.2/js/quiz.js": b"evil"}))), installed=store)
    store.remove(QUESTION)  # between the check and the import

    with pytest.raises(LibraryNotFound):
        import_package(unread, store, may_install=True)

    assert store.names() == []


def test_a_plan_tells_what_an_import_would_change():
    installed = MemoryLibraries().add(library(patch=2))

    assert [each.patch for each in plan(package(), installed).patches] == [3]
    assert plan(package(), MemoryLibraries()).new
    assert not plan(package(), MemoryLibraries().add(library(patch=3))).changes_code


def test_a_failure_leaves_nothing_behind(store, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(store, "create", fail)

    with pytest.raises(OSError, match="disk full"):
        import_package(package(), store, may_install=True)

    assert everything(store) == []


def test_a_failure_in_the_middle_of_a_file_leaves_nothing_behind(store):
    def breaking():
        yield b"half"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        store.create(package().content, [("images/a.png", breaking())])
    with pytest.raises(OSError, match="gone"):
        store.install(library(), [("library.json", breaking())])

    assert everything(store) == []
    assert list(store.root.glob(".new/*")) == []


def test_a_content_is_changed_copied_and_deleted(store):
    content_id = import_package(package(), store, may_install=True)
    copy_id = store.copy(content_id)

    changed = store.content(content_id).with_parameters({"question": "Ny"})
    store.update(content_id, changed, [("images/b.png", [PNG])])

    assert store.content(content_id).parameters == {"question": "Ny"}
    assert store.content_files(content_id) == ["images/a.png", "images/b.png"]
    assert store.content(copy_id).parameters == {"question": "Hva nå?"}
    assert store.content_files(copy_id) == ["images/a.png"]
    store.delete(content_id)
    with pytest.raises(ContentNotFound):
        store.content(content_id)
    assert store.content(copy_id)


@pytest.mark.parametrize("path", ["../../../etc/passwd", "/etc/passwd", "", "nothing.png", "images"])
def test_only_files_of_the_content_are_opened(store, path):
    content_id = import_package(package(), store, may_install=True)

    with pytest.raises(ContentNotFound):
        store.open_content(content_id, path)
    with pytest.raises(LibraryNotFound):
        store.open_library(QUESTION, path)


@pytest.mark.parametrize("content_id", ["..", "", "../content", "x/y", "nothing"])
def test_only_ids_the_store_gave_are_looked_up(store, content_id):
    with pytest.raises(ContentNotFound):
        store.content(content_id)


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a\\b", ""])
def test_an_unsafe_path_is_never_written(store, path):
    with pytest.raises(ValueError, match="unsafe path"):
        store.create(package().content, [(path, [b"x"])])

    assert everything(store) == []


def test_a_library_is_removed_whole(store):
    import_package(package(), store, may_install=True)

    store.remove(QUESTION)

    assert store.library(QUESTION) is None
    with pytest.raises(LibraryNotFound):
        store.remove(QUESTION)


def test_translations_are_read_from_the_store(store):
    import_package(package(), store, may_install=True)

    fields = translated(store.semantics(QUESTION), "nn", lambda code: store.translation(QUESTION, code))

    assert fields == [{"name": "question", "type": "text", "label": "Spørsmål"}]
    assert store.translation(QUESTION, "../../x") is None


def test_a_package_can_lean_on_installed_libraries(store):
    import_package(package(), store, may_install=True)
    without = {path: data for path, data in files().items() if not path.startswith("H5P.")}
    bare = read(io.BytesIO(zipped(without)), installed=store)
    both = LibraryChain(bare, store)

    assert both.library(QUESTION) == store.library(QUESTION)
    assert both.semantics(QUESTION) == store.semantics(QUESTION)
    assert both.addons() == []


def test_an_installed_library_comes_before_an_older_one_in_the_package(store):
    import_package(patched(9), store, may_install=True)
    older = read(io.BytesIO(zipped(files())), installed=store)

    assert older.libraries[QUESTION].patch == 3
    assert older.library(QUESTION) is None
    assert LibraryChain(older, store).library(QUESTION).patch == 9
