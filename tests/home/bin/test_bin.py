"""What an editor deletes can be had back for thirty days, as it was."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.groups import ensure_editors
from accounts.models import User
from base.knowledge.models import Resource, Term
from courses.models import CoursePage, ModulePage
from home.bin import actions
from home.bin.models import BinItem
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


@pytest.fixture
def module():
    course = CoursePage.objects.get(key="L4", locale__language_code="nb")
    return ModulePage.objects.child_of(course).get(key="m2")


def test_a_deleted_page_is_off_the_site_and_comes_back_as_it_was(editor, module):
    lesson, url = list(module.lesson.raw_data), module.url

    editor.post(reverse("wagtailadmin_pages:delete", args=[module.pk]))

    assert editor.get(url).status_code == 404
    listing = editor.get(reverse("wagtailadmin_explore", args=[module.get_parent().pk]))
    assert module.pk not in [page.pk for page in listing.context["pages"]]
    editor.post(reverse("bin_restore", args=[BinItem.objects.get().pk]))
    back = ModulePage.objects.get(pk=module.pk)
    assert list(back.lesson.raw_data) == lesson
    assert editor.get(url).status_code == 200
    assert not BinItem.objects.exists()


def test_a_draft_on_top_of_a_deleted_page_stays_a_draft(module):
    module.lead = "Ikke publisert."
    module.save_revision()
    item = actions.bin_page(page=module, by=None, at=NOW)

    actions.restore(item=item, by=None)

    back = ModulePage.objects.get(pk=module.pk)
    assert back.live
    assert back.lead != "Ikke publisert."
    assert back.get_latest_revision_as_object().lead == "Ikke publisert."


def test_a_whole_course_comes_back_with_its_modules(module):
    course = CoursePage.objects.get(pk=module.get_parent().pk)
    before = ModulePage.objects.child_of(course).live().count()
    item = actions.bin_page(page=course, by=None, at=NOW)
    assert not ModulePage.objects.child_of(course).live().exists()

    actions.restore(item=item, by=None)

    assert ModulePage.objects.child_of(course).live().count() == before


def test_a_deleted_short_text_comes_back_with_all_it_said(editor):
    term = Term.objects.create(
        key="prove", term_nb="prøve", term_nn="prøve", definition_nb="a", definition_nn="b"
    )

    editor.post(reverse("wagtailsnippets_base_term:delete", args=[term.pk]))
    assert not Term.objects.filter(pk=term.pk).exists()
    editor.post(reverse("bin_restore", args=[BinItem.objects.get().pk]))

    back = Term.objects.get(pk=term.pk)
    assert (back.key, back.term_nb, back.definition_nn) == ("prove", "prøve", "b")


def test_what_another_has_taken_the_key_of_is_not_put_back(editor):
    term = Term.objects.create(
        key="prove", term_nb="prøve", term_nn="prøve", definition_nb="a", definition_nn="b"
    )
    item = actions.bin_text(thing=term, by=None, at=NOW)
    term.delete()
    Term.objects.create(key="prove", term_nb="ny", term_nn="ny", definition_nb="a", definition_nn="b")

    editor.post(reverse("bin_restore", args=[item.pk]))

    assert Term.objects.get(key="prove").term_nb == "ny"
    assert BinItem.objects.filter(pk=item.pk).exists()


def test_the_bin_is_emptied_of_what_has_lain_its_time(module, settings):
    old = actions.bin_page(page=module, by=None, at=NOW - timedelta(days=settings.BIN_DAYS + 1))
    resource = Resource.objects.first()
    actions.bin_text(thing=resource, by=None, at=NOW)

    call_command("empty_bin")

    assert not ModulePage.objects.filter(pk=module.pk).exists()
    assert not BinItem.objects.filter(pk=old.pk).exists()
    assert BinItem.objects.count() == 1


def test_a_page_published_again_meanwhile_is_not_deleted(module, settings):
    actions.bin_page(page=module, by=None, at=NOW - timedelta(days=settings.BIN_DAYS + 1))
    ModulePage.objects.get(pk=module.pk).get_latest_revision().publish()

    call_command("empty_bin")

    assert ModulePage.objects.get(pk=module.pk).live


def test_a_long_bin_costs_as_few_queries_as_a_short_one(editor, django_assert_max_num_queries):
    for resource in Resource.objects.all()[:20]:
        actions.bin_text(thing=resource, by=None, at=NOW)

    with django_assert_max_num_queries(14):
        assert editor.get(reverse("bin")).status_code == 200


@pytest.mark.parametrize("sign_in", [False, True], ids=["anonymous", "learner"])
def test_only_editors_see_and_empty_the_bin(client, module, sign_in):
    item = actions.bin_page(page=module, by=None, at=NOW)
    if sign_in:
        client.force_login(UserFactory())

    assert client.get(reverse("bin")).status_code in (302, 403)
    assert client.post(reverse("bin_restore", args=[item.pk])).status_code in (302, 403)
    assert BinItem.objects.filter(pk=item.pk).exists()
