"""Bytes that nothing uses go away, later; all others stay."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest
from django.core.management import call_command

from h5p.names import LibraryName
from h5p_django import actions, sweeping
from h5p_django.models import Blob, Content
from h5p_django.store import Store
from tests.factories.h5p_django import package, shipped
from tests.h5p_django.conftest import stored_files

pytestmark = pytest.mark.usefixtures("empty_h5p")
LATER = timedelta(days=30)


def test_what_is_in_use_stays(author, now, blob_folder):
    content = shipped()
    actions.upload(file=package(patch=4), file_name="a.h5p", by=author, at=now)  # waits
    actions.delete(content=content, at=now)  # old versions of pages may show it
    before = stored_files(blob_folder)

    swept = sweeping.sweep(before=now + LATER)

    assert swept == sweeping.Swept(0, 0, 0)
    assert stored_files(blob_folder) == before
    assert len(before) == Blob.objects.count() == 3


def test_what_nothing_uses_goes_with_its_file(now, blob_folder):
    content = shipped()
    Content.objects.update(revision=None)
    content.revisions.all().delete()
    picture = Blob.objects.unreferenced().get()
    counted = sweeping.count(before=now + LATER)

    swept = sweeping.sweep(before=now + LATER)

    assert swept == counted == sweeping.Swept(1, picture.size, 0)
    assert picture.stored_as not in stored_files(blob_folder)
    assert not Blob.objects.filter(pk=picture.pk).exists()


def test_what_was_used_lately_stays(now):
    Store().remove(shipped().revision.main_library)

    assert sweeping.sweep(before=now - timedelta(hours=2)) == sweeping.Swept(0, 0, 0)
    assert sweeping.sweep(before=now + LATER).blobs == 1  # the script of the library


def test_taking_a_blob_into_use_again_makes_it_young(now):
    shipped()
    Store().remove(LibraryName("H5P.Quiz", 1, 2))
    long_ago = now - LATER
    Blob.objects.update(touched_at=long_ago)

    shipped()

    assert not Blob.objects.filter(touched_at=long_ago).exists()


def test_the_bytes_of_a_refused_package_go(author, approver, now):
    waiting = actions.upload(file=package(), file_name="a.h5p", by=author, at=now)
    actions.refuse(pending=waiting, reason="Nei", by=approver, at=now)

    assert sweeping.sweep(before=now + LATER).blobs == 1


def test_a_file_that_an_import_left_when_it_died_goes_once_it_is_old(now, blob_folder):
    shipped()
    fresh, old = blob_folder / "aa" / "fresh", blob_folder / "aa" / "old"
    for file in (fresh, old):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"half")
    os.utime(old, (time.time() - LATER.total_seconds(),) * 2)

    swept = sweeping.sweep(before=now - timedelta(days=2))

    assert swept == sweeping.Swept(0, 0, 1)
    assert fresh.exists()
    assert not old.exists()


def test_the_command_changes_nothing_unless_asked(now, capsys):
    Store().remove(shipped().revision.main_library)
    Blob.objects.update(touched_at=now - LATER)

    call_command("sweep_h5p")
    told = capsys.readouterr().out
    assert Blob.objects.count() == 2
    call_command("sweep_h5p", "--delete")

    assert "nothing was" in told
    assert "1 files of" in capsys.readouterr().out
    assert Blob.objects.count() == 1


def test_the_grace_period_cannot_be_shorter_than_an_import(now):
    Store().remove(shipped().revision.main_library)

    call_command("sweep_h5p", "--delete", "--hours=0")

    assert Blob.objects.count() == 2
