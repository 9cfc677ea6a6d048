"""Packages that come in: at once, after somebody looked at their code, or not at all."""

from __future__ import annotations

from random import Random

import pytest
from django.core.exceptions import PermissionDenied

from h5p.errors import PackageRefused
from h5p_django import actions
from h5p_django.models import Blob, Content, ContentRevision, Library, NeverChanged, PendingPackage
from h5p_django.uploads import BroughtLibrary
from tests.factories.h5p_django import package, shipped
from tests.h5p.builders import PNG, to_bytes
from tests.h5p_django.conftest import stored_files

pytestmark = pytest.mark.usefixtures("empty_h5p")


def upload(person, now, file=None, **more):
    return actions.upload(file=file or package(), file_name="quiz.h5p", by=person, at=now, **more)


def test_an_approver_brings_in_libraries_and_content_at_once(approver, now, blob_folder):
    content = upload(approver, now)

    assert (content.title, content.created_by, content.revision.number) == ("A quiz", approver, 1)
    assert content.revision.parameters == {"question": "Hva nå?"}
    assert [file.path for file in content.revision.files.all()] == ["images/a.png"]
    library = Library.objects.get()
    assert (str(library.name), library.patch, library.licence) == ("H5P.Quiz 1.2", 3, "MIT")
    assert stored_files(blob_folder) == set(Blob.objects.values_list("stored_as", flat=True))


def test_what_lies_in_the_storage_is_what_the_package_held(approver, now):
    content = upload(approver, now)

    blob = content.revision.files.get().blob

    assert b"".join(blob.chunks()) == PNG


def test_an_author_brings_in_content_whose_libraries_are_here(author, now):
    shipped()

    content = upload(author, now, package(title="Mine"))

    assert isinstance(content, Content)
    assert (content.title, Library.objects.count()) == ("Mine", 1)


@pytest.mark.parametrize(
    ("here", "replaces"), [pytest.param(None, "", id="new"), pytest.param(2, "1.2.2", id="patch")]
)
def test_an_authors_package_with_new_code_waits_and_says_what_it_brings(author, now, here, replaces):
    if here:
        shipped(patch=here)
    before = Content.objects.count()

    waiting = upload(author, now)

    assert isinstance(waiting, PendingPackage)
    assert Content.objects.count() == before
    (brought,) = map(BroughtLibrary.from_json, waiting.libraries)
    assert (brought.name, brought.version, brought.licence) == ("H5P.Quiz 1.2", "1.2.3", "MIT")
    assert (brought.replaces, brought.files, [code.path for code in brought.code]) == (
        replaces,
        4,
        ["js/quiz.js"],
    )


def test_the_same_package_waits_once(author, now):
    first, second = upload(author, now), upload(author, now)

    assert first == second
    assert PendingPackage.objects.count() == 1


def test_letting_a_package_in_installs_what_was_shown(author, approver, now):
    waiting = upload(author, now)

    content = actions.approve(pending=waiting, by=approver, at=now)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by, waiting.content) == ("approved", approver, content)
    assert Library.objects.get().digest == waiting.libraries[0]["digest"]
    assert waiting.blob is None


def test_refusing_a_package_keeps_the_reason_and_nothing_else(author, approver, now):
    waiting = upload(author, now)

    actions.refuse(pending=waiting, reason=" Ukjent opphav ", by=approver, at=now)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason, waiting.blob) == ("refused", "Ukjent opphav", None)
    assert not Library.objects.exists()


def test_a_package_is_decided_on_once(author, approver, now):
    waiting = upload(author, now)
    stale = PendingPackage.objects.get(pk=waiting.pk)
    actions.refuse(pending=waiting, reason="Nei", by=approver, at=now)

    with pytest.raises(actions.AlreadyDecided):
        actions.approve(pending=stale, by=approver, at=now)
    with pytest.raises(actions.AlreadyDecided):
        actions.refuse(pending=stale, reason="Nei", by=approver, at=now)


def test_an_author_decides_on_nothing(author, now):
    waiting = upload(author, now)

    with pytest.raises(PermissionDenied):
        actions.approve(pending=waiting, by=author, at=now)
    with pytest.raises(PermissionDenied):
        actions.refuse(pending=waiting, reason="Nei", by=author, at=now)
    assert PendingPackage.objects.waiting().get() == waiting


def test_a_refusal_has_a_reason(author, approver, now):
    waiting = upload(author, now)

    with pytest.raises(ValueError, match="reason"):
        actions.refuse(pending=waiting, reason="  ", by=approver, at=now)


def test_a_new_version_is_the_next_revision_and_the_old_one_keeps_its_files(approver, now):
    content = upload(approver, now)
    old = content.revision

    again = upload(
        approver,
        now,
        package(question="Og nå?", **{"content/images/a.png": None, "content/images/b.png": PNG + b"b"}),
        replaces=content,
    )

    assert (again.pk, again.revision.number) == (content.pk, 2)
    assert [file.path for file in again.revision.files.all()] == ["images/b.png"]
    old = ContentRevision.objects.get(pk=old.pk)
    assert b"".join(old.files.get(path="images/a.png").blob.chunks()) == PNG
    assert old.parameters == {"question": "Hva nå?"}


def test_a_new_version_with_new_code_waits_and_becomes_the_next_revision(author, approver, now):
    content = shipped(patch=2)

    waiting = upload(author, now, package(question="Og nå?"), replaces=content)
    approved = actions.approve(pending=waiting, by=approver, at=now)

    assert (approved.pk, approved.revision.number) == (content.pk, 2)
    assert Library.objects.get().patch == 3


def test_the_same_version_again_makes_no_revision(approver, now):
    content = upload(approver, now)

    again = upload(approver, now, replaces=content)

    assert again.revision.number == 1


def test_a_revision_is_never_changed(approver, now):
    revision = upload(approver, now).revision

    with pytest.raises(NeverChanged):
        revision.save()
    with pytest.raises(NeverChanged):
        ContentRevision.objects.update(number=7)
    with pytest.raises(NeverChanged):
        revision.files.update(path="other.png")


def test_a_higher_patch_takes_the_place_of_the_installed_files(approver, now):
    upload(approver, now)

    upload(
        approver,
        now,
        package(patch=4, **{"H5P.Quiz-1.2/extra.css": b"p {}", "H5P.Quiz-1.2/semantics.json": None}),
    )

    library = Library.objects.get()
    paths = set(library.files.values_list("path", flat=True))
    assert library.patch == 4
    assert "extra.css" in paths
    assert "semantics.json" not in paths


def test_a_lower_patch_leaves_the_installed_files(author, now):
    shipped(patch=4)

    upload(author, now, package(patch=3, **{"H5P.Quiz-1.2/extra.css": b"p {}"}))

    assert Library.objects.get().patch == 4
    assert not Library.objects.get().files.filter(path="extra.css").exists()


def test_every_fault_is_told_and_nothing_is_kept(approver, now, blob_folder):
    bad = package(**{"h5p.json": b"{", "content/a.svg": b"<svg/>"})

    with pytest.raises(PackageRefused) as refused:
        upload(approver, now, bad)

    assert {fault.code for fault in refused.value.faults} == {"unable-to-parse-package", "not-in-whitelist"}
    assert (Blob.objects.count(), stored_files(blob_folder)) == (0, set())


def test_a_file_of_another_name_is_refused(approver, now):
    with pytest.raises(PackageRefused) as refused:
        actions.upload(file=package(), file_name="quiz.zip", by=approver, at=now)

    assert [fault.code for fault in refused.value.faults] == ["missing-h5p-extension"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        pytest.param("H5P_PACKAGE_MIB", 0, "package-too-large", id="package"),
        pytest.param("H5P_UNPACKED_MIB", 0, "total-size-too-large", id="unpacked"),
        pytest.param("H5P_FILES", 3, "too-many-files", id="files"),
    ],
)
def test_the_limits_are_settings(approver, now, settings, name, value, code):
    setattr(settings, name, value)

    with pytest.raises(PackageRefused) as refused:
        upload(approver, now)

    assert [fault.code for fault in refused.value.faults] == [code]


def test_when_storing_fails_nothing_is_left(approver, now, blob_folder, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr("h5p_django.revising._write_files", fail)

    with pytest.raises(OSError, match="full"):
        upload(approver, now)

    counts = [model.objects.count() for model in (Blob, Library, Content, ContentRevision)]
    assert counts == [0, 0, 0, 0]
    assert stored_files(blob_folder) == set()


def test_a_content_that_ships_is_known_by_its_key(now):
    first = actions.ship(file=package(), key="l1-m1", at=now)
    again = actions.ship(file=package(), key="l1-m1", at=now)
    changed = actions.ship(file=package(question="Og nå?"), key="l1-m1", at=now)

    assert first.pk == again.pk == changed.pk
    assert (again.revision.number, changed.revision.number) == (1, 2)
    with pytest.raises(ValueError, match="key"):
        actions.ship(file=package(), key="", at=now)


def test_texts_no_database_keeps_are_kept(approver, now):
    odd = package(
        **{
            "h5p.json": to_bytes(
                {
                    "title": "Nul\0 her",
                    "language": "nb",
                    "mainLibrary": "H5P.Quiz",
                    "embedTypes": ["div"],
                    "preloadedDependencies": [
                        {"machineName": "H5P.Quiz", "majorVersion": 1, "minorVersion": 2}
                    ],
                }
            ),
            "content/content.json": b'{"question": "a\\u0000b"}',
            "H5P.Quiz-1.2/language/nb.json": b'\xef\xbb\xbf{"semantics": [{"label": "\\u0000"}]}',
        }
    )

    content = upload(approver, now, odd)

    content.refresh_from_db()
    assert content.title == "Nul her"
    assert content.revision.parameters["question"].startswith("a")


def test_large_files_are_streamed_and_shared(approver, now, blob_folder):
    film = b"\x1aE\xdf\xa3" + Random(1).randbytes(2_000_000)
    files = {"content/a.webm": film, "content/b.webm": film}

    content = upload(approver, now, package(**files))

    blobs = {file.path: file.blob for file in content.revision.files.select_related("blob")}
    assert blobs["a.webm"] == blobs["b.webm"]
    assert blobs["a.webm"].size == len(film)
    assert b"".join(blobs["a.webm"].chunks()) == film


def test_the_package_that_waits_is_kept_byte_for_byte(author, now):
    file = package()

    waiting = upload(author, now, file)

    assert b"".join(waiting.blob.chunks()) == file.getvalue()
