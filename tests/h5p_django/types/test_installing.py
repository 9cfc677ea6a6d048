"""Our own content types where the site plays from."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from h5p_django import actions, own_types
from h5p_django.models import Library
from h5p_django.store import Store

pytestmark = pytest.mark.usefixtures("empty_h5p")


def test_the_command_installs_them_and_says_how_many():
    out = io.StringIO()

    call_command("install_content_types", stdout=out)

    assert out.getvalue() == "H5P: 6 of our libraries installed or renewed.\n"
    assert {row.name for row in Library.objects.all()} == set(own_types.OwnLibraries().names())
    assert set(Library.objects.values_list("licence", flat=True)) == {"MIT"}


def test_a_second_time_nothing_is_done_with_one_query(now, django_assert_num_queries):
    own_types.install(at=now)

    with django_assert_num_queries(1):
        taken = own_types.install(at=now)

    assert taken == []


def test_what_is_not_as_in_the_source_is_renewed(now):
    own_types.install(at=now)
    changed = Library.objects.get(machine="Byggestein.Choice")
    Library.objects.filter(pk=changed.pk).update(digest="0" * 64)

    taken = own_types.install(at=now)

    assert taken == [changed.name]
    assert Library.objects.get(machine="Byggestein.Choice").digest != "0" * 64


def test_a_higher_patch_from_a_package_stays(now):
    own_types.install(at=now)
    Library.objects.filter(machine="Byggestein.Choice").update(patch=900, digest="0" * 64)

    assert own_types.install(at=now) == []


def test_what_is_installed_reads_as_the_source(now):
    own_types.install(at=now)
    own, store = own_types.OwnLibraries(), Store()

    for name in own.names():
        assert store.library(name) == own.library(name)
        assert store.semantics(name) == own.semantics(name)
        assert store.translation(name, "nn") == own.translation(name, "nn")


def test_an_author_brings_in_an_example_once_its_type_is_here(author, now):
    own_types.install(at=now)
    package = io.BytesIO()
    own_types.build(own_types.types()[0], package)

    content = actions.upload(file=package, file_name="samtale.h5p", by=author, at=now)

    assert content.title == "Den første samtalen"
