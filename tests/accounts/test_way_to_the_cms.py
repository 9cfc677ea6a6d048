"""Editors find the way into the CMS on every page, and it costs no query."""

import pytest

from accounts.groups import ensure_editors
from accounts.models import User

pytestmark = pytest.mark.django_db


def person(**fields):
    return User.objects.create_user(
        f"p{User.objects.count()}@eksempel.kommune.no", "et-langt-passord", **fields
    )


@pytest.mark.parametrize("kind", ["editor", "superuser", "learner"])
def test_the_way_is_shown_to_those_who_may_go(client, kind):
    user = person(is_superuser=kind == "superuser")
    if kind == "editor":
        user.groups.add(ensure_editors())
    client.force_login(user)

    shown = 'href="/admin/"' in client.get("/nb/samtale/").content.decode()

    assert shown is (kind != "learner")


def test_one_who_is_no_longer_active_is_nobody(client):
    user = person()
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get("/konto/").status_code == 302
