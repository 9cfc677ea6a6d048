"""Who leads a municipality's assessments, and who may become it."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import demo
from accounts.actions import NotALead, become_lead
from accounts.groups import EDITORS, ensure_editors
from accounts.models import Membership, Municipality, User
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)


@pytest.fixture
def heroy():
    return Municipality.objects.get(pk="1818")


def test_in_demo_mode_anyone_signed_in_becomes_lead_once(settings, heroy):
    settings.DEMO = True
    user = UserFactory()

    first, second = become_lead(user, heroy), become_lead(user, heroy)

    assert first == second
    assert list(Municipality.objects.led_by(user)) == [heroy]


@pytest.mark.parametrize("role", [None, Membership.Role.CONTRIBUTOR, Membership.Role.LEARNER])
def test_otherwise_nobody_appoints_themselves(settings, heroy, role):
    settings.DEMO = False
    user = UserFactory()
    if role:
        MembershipFactory(user=user, municipality=heroy, role=role)

    with pytest.raises(NotALead):
        become_lead(user, heroy)

    assert not Municipality.objects.led_by(user).exists()


def test_otherwise_the_one_who_was_given_it_leads(settings, heroy):
    settings.DEMO = False
    membership = MembershipFactory(municipality=heroy)

    assert become_lead(membership.user, heroy) == membership


def test_what_has_ended_counts_no_more(settings, heroy):
    settings.DEMO = False
    ended = MembershipFactory(municipality=heroy, from_date=YESTERDAY, to_date=YESTERDAY)

    with pytest.raises(NotALead):
        become_lead(ended.user, heroy)


def test_leading_one_municipality_is_not_leading_its_namesake(settings, heroy):
    settings.DEMO = False
    membership = MembershipFactory(municipality=heroy)

    with pytest.raises(NotALead):
        become_lead(membership.user, Municipality.objects.get(pk="1515"))


def test_demo_people_are_made_once_and_their_passwords_are_printed(settings, client):
    settings.DEMO = True
    first, second = StringIO(), StringIO()

    call_command("load_demo", stdout=first)
    call_command("load_demo", stdout=second)

    assert first.getvalue() == second.getvalue()
    for person in (demo.LEARNER, demo.LEAD, demo.EDITOR):
        assert person.password in first.getvalue()
        assert client.login(email=person.email, password=person.password)
    assert User.objects.filter(email__endswith="@demo.example").count() == 3
    assert Municipality.objects.led_by(User.objects.get(email=demo.LEAD.email)).count() == 1


def test_demo_people_are_refused_outside_demo_mode(settings):
    settings.DEMO = False
    User.objects.filter(email__endswith="@demo.example").delete()

    with pytest.raises(CommandError, match="not in demo mode"):
        call_command("load_demo")

    assert not User.objects.filter(email__endswith="@demo.example").exists()


def test_demo_passwords_follow_the_site(settings):
    before = demo.EDITOR.password
    settings.SECRET_KEY = "another site"

    assert demo.EDITOR.password != before


def test_an_editor_edits_texts_and_pages_and_nothing_else(client):
    editor = UserFactory()
    editor.groups.add(ensure_editors())
    client.force_login(editor)

    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/snippets/courses/prompt/").status_code == 200
    assert editor.has_perm("courses.publish_prompt")
    for address in ("/admin/users/", "/admin/groups/", "/admin/sites/"):
        assert client.get(address).status_code == 302, address
    assert not editor.has_perm("accounts.change_user")


def test_an_editor_brings_in_h5p_contents_and_no_new_code():
    editor = UserFactory()
    editor.groups.add(ensure_editors())

    assert editor.has_perms(
        [f"h5p_django.{action}_content" for action in ("add", "change", "delete", "view")]
    )
    assert not editor.has_perm("h5p_django.install_library")


def test_the_editors_group_is_made_once():
    assert ensure_editors() == ensure_editors()
    assert ensure_editors().name == EDITORS


def test_a_learner_has_no_door_to_the_cms_and_is_told_so(client):
    client.force_login(UserFactory())

    assert client.get("/admin/", follow=True).status_code == 403


def test_the_cms_asks_strangers_to_log_in_and_brings_them_back(client):
    response = client.get("/admin/snippets/", follow=True)

    assert response.request["PATH_INFO"] == "/konto/login/"
    assert "/admin/snippets/" in response.context["redirect_field_value"]
