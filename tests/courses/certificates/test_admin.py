"""Editors see which certificates there are, never whose, and may revoke; nobody may change one."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.groups import ensure_editors
from courses.certificates.models import Certificate
from tests.courses.certificates.conftest import NAME, make_person

LIST = "/admin/certificates/"


def signed_in(*, editor: bool = False, boss: bool = False) -> Client:
    user = make_person(is_superuser=boss, is_staff=boss)
    if editor:
        user.groups.add(ensure_editors())
    client = Client()
    client.force_login(user)
    return client


def revoke(client, certificate, reason="mistake"):
    return client.post(reverse("certificate_revoke", args=[certificate.pk]), {"reason": reason})


def test_an_editor_sees_codes_and_no_names(certificate):
    editor = signed_in(editor=True)

    listed = editor.get(LIST)
    inspected = editor.get(f"{LIST}inspect/{certificate.pk}/")

    for page in (listed, inspected):
        assert page.status_code == 200
        assert certificate.printed_code in page.text
        assert NAME not in page.text
        assert certificate.user.email not in page.text


def test_an_editor_revokes_with_a_reason(certificate):
    editor = signed_in(editor=True)

    asked = editor.get(reverse("certificate_revoke", args=[certificate.pk]))
    without_reason = revoke(editor, certificate, "")
    revoke(editor, certificate, "withdrawn")

    certificate.refresh_from_db()
    assert asked.status_code == without_reason.status_code == 200
    assert NAME not in asked.text
    assert certificate.reason == "withdrawn"


@pytest.mark.parametrize("boss", [False, True], ids=["editor", "administrator"])
@pytest.mark.parametrize("action", ["new/", "edit/{}/", "delete/{}/"])
def test_nobody_adds_changes_or_deletes_one(certificate, boss, action):
    client = signed_in(editor=not boss, boss=boss)

    response = client.post(LIST + action.format(certificate.pk), {"code": "222222222222"})

    assert (response.status_code, response.url) == (302, "/admin/")  # what the CMS answers when one may not
    assert Certificate.objects.get().code == certificate.code


def test_others_see_nothing_and_revoke_nothing(certificate):
    group = Group.objects.create(name="Bare inn")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = make_person()
    user.groups.add(group)
    client = Client()
    client.force_login(user)

    listed, revoked = client.get(LIST), revoke(client, certificate)

    certificate.refresh_from_db()
    assert certificate.printed_code not in listed.text
    assert revoked.status_code in (302, 403)
    assert certificate.revoked_at is None
