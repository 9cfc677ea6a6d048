"""What editors meet in the CMS: forms, previews, refusals, and what is due for another look."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from base.knowledge.models import Example, Fact, Resource, Source, Term, TimelineItem
from base.knowledge.usage import find_uses

pytestmark = pytest.mark.django_db
KINDS = (Fact, TimelineItem, Example, Resource, Term, Source)


@pytest.fixture
def editor():
    user = User.objects.create_user("redaktor@eksempel.no", "et-langt-passord")
    user.groups.add(Group.objects.get(name="Redaktører"))
    return user


@pytest.fixture
def cms(client, editor):
    client.force_login(editor)
    return client


def address(thing, view):
    name = thing._meta.model_name
    args = [] if isinstance(thing, type) else [thing.pk]
    return reverse(f"wagtailsnippets_base_{name}:{view}", args=args)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_editor_lists_and_opens_every_kind(cms, kind):
    assert cms.get(address(kind, "list")).status_code == 200
    assert cms.get(address(kind.objects.first(), "edit")).status_code == 200


def test_the_menu_of_the_knowledge_base_is_in_norwegian(cms):
    html = cms.get(address(Fact, "list")).content.decode()

    assert "Kunnskap" in html
    assert "Ordliste" in html or "ordliste" in html


@pytest.mark.parametrize("kind", KINDS[:-1], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_has_a_preview_in_every_language(kind, language):
    response = kind.objects.first().make_preview_request(preview_mode=language)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_a_fact_that_a_theme_page_marks_is_not_deleted_and_the_editor_is_told_where(cms):
    fact = Fact.objects.get(key="menon_sma")

    response = cms.post(address(fact, "delete"), follow=True)

    assert Fact.objects.filter(pk=fact.pk).exists()
    assert "Kommunens rolle" in response.content.decode()


def test_a_fact_that_is_chosen_in_a_block_is_not_deleted(cms):
    fact = Fact.objects.get(key="riksrev_sosionom")

    cms.post(address(fact, "delete"))

    assert Fact.objects.filter(pk=fact.pk).exists()
    assert any("Kommunens rolle" in use.where for use in find_uses(fact))


@pytest.mark.parametrize(
    ("kind", "key", "where"),
    [
        (Example, "ex-ikart", "R-04"),
        (Source, "m9", "IKART"),
        (Term, "samtidighet", "arbeidsrettet rehabilitering"),
        (Resource, "res-08", "Kommunens rolle"),
    ],
    ids=["example-in-a-rule", "source-of-facts", "term-another-points-at", "resource-on-a-page"],
)
def test_what_is_in_use_says_where(kind, key, where):
    with translation.override("nb"):
        uses = [use.where for use in find_uses(kind.objects.get(key=key))]

    assert any(where in use for use in uses), uses


def test_what_is_in_use_is_not_deleted_among_many_either(cms):
    used, unused = Fact.objects.get(key="menon_sma"), Fact.objects.get(key="air_forlop")
    ids = f"?id={used.pk}&id={unused.pk}"
    bulk = reverse("wagtail_bulk_action", args=["base", "fact", "delete"])

    cms.post(bulk + ids)

    assert Fact.objects.filter(pk__in=[used.pk, unused.pk]).count() == 2


def test_what_nobody_uses_is_deleted(cms):
    fact = Fact.objects.get(key="air_forlop")
    assert find_uses(fact) == []

    cms.post(address(fact, "delete"))

    assert not Fact.objects.filter(pk=fact.pk).exists()


def test_the_dashboard_shows_what_is_past_its_review_date(cms):
    fact = Fact.objects.get(key="air_forlop")
    Fact.objects.filter(pk=fact.pk).update(review_by=datetime.date(2020, 1, 1))

    html = cms.get(reverse("wagtailadmin_home")).content.decode()

    assert "Bør vurderes på nytt" in html
    assert address(fact, "edit") in html


def test_the_dashboard_says_nothing_when_all_is_in_time(cms, time_machine):
    time_machine.move_to("2027-01-01T12:00:00+01:00")

    assert "Bør vurderes på nytt" not in cms.get(reverse("wagtailadmin_home")).content.decode()


def test_a_fact_whose_text_says_another_figure_cannot_be_published():
    fact = Fact.objects.get(key="riksrev_vanskelig")
    fact.text_nn = "Over 70 prosent av kommunane seier det er vanskeleg."

    with pytest.raises(ValidationError) as refused:
        fact.full_clean()

    assert set(refused.value.message_dict) == {"text_nn"}


def test_a_text_that_may_be_left_out_stands_in_both_forms_or_in_neither():
    fact = Fact.objects.get(key="riksrev_vanskelig")
    fact.note_nb = "Bare på bokmål."

    with pytest.raises(ValidationError) as refused:
        fact.full_clean()

    assert set(refused.value.message_dict) == {"note_nn"}


def test_a_term_cannot_point_at_a_term_that_is_not_there():
    term = Term.objects.get(key="arr")
    term.see_also = [*term.see_also, "finnes-ikke"]

    with pytest.raises(ValidationError, match="finnes-ikke"):
        term.full_clean()


def test_an_editor_changes_a_term_and_readers_see_it(cms, client):
    term = Term.objects.get(key="arr")
    form = cms.get(address(term, "edit")).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {
        name: ", ".join(value) if isinstance(value, list) else value or "" for name, value in values.items()
    }

    cms.post(address(term, "edit"), {**values, "definition_nb": "Ny forklaring.", "action-publish": "1"})

    client.logout()
    assert "Ny forklaring." in client.get("/nb/ordliste/").content.decode()
    assert Term.objects.get(key="arr").see_also == term.see_also


def test_the_menu_holds_no_news_about_the_cms_itself(cms):
    page = cms.get(reverse("wagtailadmin_home")).content.decode()

    assert "Kunnskap" in page
    assert "wagtail.org/en-" in page  # the link beside one's account stays
    assert "/releases/" not in page


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Du har ikke tilgang til redaksjonens sider."),
        ("nn", "Du har ikkje tilgang til sidene til redaksjonen."),
    ],
)
def test_who_is_no_editor_is_told_so_in_their_language(client, language, told):
    client.force_login(User.objects.create_user("larer@eksempel.no", "et-langt-passord", language=language))

    page = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()

    assert told in page
