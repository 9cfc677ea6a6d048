"""Two people at the same moment. SQLite has one writer, so this says most on PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from h5p_django import actions, sweeping
from h5p_django.models import Blob, Content, ContentRevision, Library, LibraryFile
from h5p_django.store import Store
from tests.factories.h5p_django import package, shipped

PEOPLE = 4


@pytest.fixture
def real_commits(django_db_setup, django_db_blocker):
    """Threads see each other's rows only when these are committed; these tests' own go away afterwards."""
    with django_db_blocker.unblock():
        yield
        made = Content.objects.filter(key__regex="^(quiz|shipped)-")
        made.update(revision=None)
        ContentRevision.objects.filter(content__in=made).delete()
        made.delete()
        quiz().delete()
        Blob.objects.unreferenced().delete()
        connection.close()


def quiz():
    return Library.objects.filter(machine="H5P.Quiz")


def at_once(*works):
    """Run all `works` in threads that start together; return their results, in order."""
    together = Barrier(len(works))

    def run(work):
        together.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        return [future.result() for future in [threads.submit(run, work) for work in works]]


def ship(number, now, **what):
    return lambda: actions.ship(file=package(title=f"Quiz {number}", **what), key=f"quiz-{number}", at=now)


@pytest.mark.usefixtures("real_commits")
def test_the_same_library_brought_in_at_once_is_installed_once(now):
    contents = at_once(*(ship(number, now) for number in range(PEOPLE)))

    assert {content.title for content in contents} == {f"Quiz {number}" for number in range(PEOPLE)}
    assert (quiz().count(), LibraryFile.objects.filter(library__in=quiz()).count()) == (1, 4)
    assert b"".join(Store().open_library(quiz().get().name, "js/quiz.js"))


@pytest.mark.usefixtures("real_commits")
def test_of_two_patches_brought_in_at_once_the_higher_stays(now):
    at_once(ship(1, now, patch=3), ship(2, now, patch=5), ship(3, now, patch=4))

    library = quiz().get()
    assert (library.patch, library.value.patch, library.files.count()) == (5, 5, 4)


@pytest.mark.usefixtures("real_commits")
def test_the_same_content_saved_at_once_gets_every_revision_once(now):
    content = shipped()

    def save(number):
        value = content.revision.value.with_parameters({"question": f"Utgave {number}"})
        return lambda: actions.save(content=content, value=value, by=None, at=now)

    at_once(*(save(number) for number in range(PEOPLE)))

    numbers = sorted(content.revisions.values_list("number", flat=True))
    assert numbers == list(range(1, PEOPLE + 2))


@pytest.mark.usefixtures("real_commits")
def test_bytes_are_never_swept_from_under_an_import(now):
    content = shipped()
    Content.objects.filter(pk=content.pk).update(revision=None)
    content.revisions.all().delete()
    Blob.objects.unreferenced().update(touched_at=now - timedelta(days=30))  # the picture is nobody's

    _, again = at_once(lambda: sweeping.sweep(before=now - timedelta(days=2)), ship(2, now))

    blob = again.revision.files.select_related("blob").get().blob
    assert len(b"".join(blob.chunks())) == blob.size
