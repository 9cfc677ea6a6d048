"""Editors look at the releases of the framework, and change none."""

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.groups import ensure_editors
from self_assessment.models import FrameworkRelease
from tests.factories.self_assessment import person


@pytest.fixture
def editor(db):
    someone = person()
    someone.groups.add(ensure_editors())
    return someone


def address(view, *arguments):
    return reverse(f"framework_releases:{view}", args=arguments)


def test_an_editor_sees_version_status_digest_and_remarks(client, editor, django_assert_max_num_queries):
    client.force_login(editor)
    client.get(address("index"))

    with django_assert_max_num_queries(20):
        page = client.get(address("index")).content.decode()

    release = FrameworkRelease.objects.newest()
    assert release.version in page
    assert release.digest[:8] in page
    assert "remark" in page or "merknad" in page


def test_an_editor_looks_at_one_release(client, editor):
    client.force_login(editor)
    release = FrameworkRelease.objects.newest()

    response = client.get(address("inspect", release.pk))

    assert response.status_code == 200
    assert release.digest in response.content.decode()


@pytest.mark.parametrize("who", ["editor", "superuser"])
@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_changes_a_release_in_the_cms(client, editor, who, view):
    release = FrameworkRelease.objects.newest()
    client.force_login(editor if who == "editor" else person(is_staff=True, is_superuser=True))

    response = client.post(address(view, *([] if view == "add" else [release.pk])), {"version": "9"})

    assert response.status_code in (302, 403)
    assert FrameworkRelease.objects.get(pk=release.pk).version == release.version
    assert not FrameworkRelease.objects.filter(version="9").exists()


def test_there_is_no_copying(editor):
    with pytest.raises(NoReverseMatch):
        address("copy", 1)


def test_one_without_the_cms_sees_nothing(client, db):
    client.force_login(person())

    assert client.get(address("index")).status_code in (302, 403)
