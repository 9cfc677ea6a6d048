"""wagtail-localize never takes back what a person wrote in a translated page (tried: its sync can)."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.views.submit_translations import SubmitTranslationForm

from accounts.models import User
from home.models import ThemePage

pytestmark = pytest.mark.django_db


def theme(language, key="samtalen"):
    return ThemePage.objects.get(key=key, locale__language_code=language)


@pytest.fixture
def administrator(client):
    user = User.objects.create_superuser("admin@eksempel.no", "et-langt-passord")
    client.force_login(user)
    return user


def change_source(text):
    page = theme("nb")
    page.lead = text
    page.save_revision().publish()
    return page


def sync(client, source):
    """Press "Sync translated pages" as an editor does, also asking to publish, which is not on offer."""
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    response = client.post(address, {"publish_translations": "on"})
    assert response.status_code == 302


def publish(source):
    """Publish what is translated, as an editor does from the translation's own page."""
    source.translations.get(enabled=True).save_target(publish=True)


def test_a_page_written_by_hand_is_not_offered_for_translation():
    offered = SubmitTranslationForm(theme("nb")).fields["locales"].queryset

    assert not offered.exists()


def test_a_page_written_by_hand_is_the_same_after_a_sync_of_its_source(client, administrator):
    before = theme("nn")
    source, _created = TranslationSource.get_or_create_from_instance(theme("nb"))
    change_source("En helt ny ingress på bokmål.")

    sync(client, source)

    after = theme("nn")
    assert (after.lead, after.title, after.body.get_prep_value()) == (
        before.lead,
        before.title,
        before.body.get_prep_value(),
    )


@pytest.fixture
def managed(administrator):
    """An English page that wagtail-localize made of the bokmål one, with a lead translated by a person."""
    theme("en").delete()
    source, _created = TranslationSource.get_or_create_from_instance(theme("nb"))
    locale = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=locale)
    segment = source.stringsegment_set.get(string__data=theme("nb").lead)
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=locale,
        context=segment.context,
        data="A lead written by a person.",
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=administrator,
    )
    translation.save_target(user=administrator, publish=True)
    assert theme("en").lead == "A lead written by a person."
    return source


def test_a_translated_text_stays_when_another_text_of_the_source_changes(client, managed):
    page = theme("nb")
    page.title = "En annen tittel"
    page.save_revision().publish()

    sync(client, managed)
    publish(managed)

    assert theme("en").lead == "A lead written by a person."


def test_a_translated_text_stays_for_readers_when_its_own_source_changes_and_is_synced(client, managed):
    change_source("En helt ny ingress på bokmål.")

    sync(client, managed)

    assert theme("en").lead == "A lead written by a person."


def test_what_a_person_wrote_is_remembered_when_the_source_changes_back(client, managed):
    old = theme("nb").lead
    change_source("En helt ny ingress på bokmål.")
    sync(client, managed)
    publish(managed)
    change_source(old)

    sync(client, managed)
    publish(managed)

    assert theme("en").lead == "A lead written by a person."


def test_a_page_taken_out_of_sync_is_the_persons_own(client, managed):
    managed.translations.update(enabled=False)
    page = theme("en")
    page.lead = "Edited as an ordinary page."
    page.save_revision().publish()
    change_source("En helt ny ingress på bokmål.")

    sync(client, managed)

    assert theme("en").lead == "Edited as an ordinary page."
