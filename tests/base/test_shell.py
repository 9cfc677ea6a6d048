"""What stands round every page: the menu, the way to other languages, and forms."""

import re

import pytest
from django import forms
from django.conf import settings
from django.utils import translation
from wagtail.models import Locale, Page

from accounts.models import User
from base.context_processors import section

LIBRARY = "/nb/samtale/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/nb/kurs/", "kurs"),
        ("/nn/samtale/P01/", "samtale"),
        ("/konto/email/", "min-side"),
        ("/nb/", ""),
        ("/nb/annet/kurs/", ""),
        ("/", ""),
    ],
)
def test_section(path, expected):
    assert section(path) == expected


@pytest.mark.django_db
def test_the_menu_marks_where_the_reader_is(client):
    html = client.get(LIBRARY).text

    assert re.findall(r'<a href="([^"]+)" aria-current="true"', html) == [LIBRARY]


@pytest.mark.django_db
def test_a_view_is_linked_to_itself_in_the_other_languages_with_its_filter(client):
    html = client.get(LIBRARY + "?rolle=lege").text

    assert '<a class="ds-link" href="/sprak/nn/?til=%2Fnn%2Fsamtale%2F%3Frolle%3Dlege" lang="nn"' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/nb/samtale/">' in html


@pytest.mark.django_db
def test_a_page_of_the_cms_is_linked_to_its_translations_only(client):
    page = (
        Page.objects.live().filter(depth=3, locale=Locale.objects.get(language_code="nb"), slug="kurs").get()
    )
    page.get_translation(Locale.objects.get(language_code="en")).unpublish()

    html = client.get(page.url).text

    alternates = re.findall(r'hreflang="(\w\w)" href="([^"]+)"', html)
    assert alternates == [("nb", f"{settings.SITE_URL}/nb/kurs/"), ("nn", f"{settings.SITE_URL}/nn/kurs/")]
    assert 'href="/sprak/en/?til=%2Fen%2F"' in html, "English leads to its front page"


@pytest.mark.django_db
def test_the_languages_of_a_page_cost_one_query(client, django_assert_max_num_queries):
    client.get("/nb/kurs/")  # what is read once a process: sites, locales, content types

    with django_assert_max_num_queries(12):
        client.get("/nb/kurs/")


@pytest.mark.django_db
def test_a_visitor_is_asked_to_log_in_and_no_session_is_touched(client):
    response = client.get(LIBRARY)

    assert "Logg inn" in response.text
    assert "Logg ut" not in response.text
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}


@pytest.mark.django_db
def test_an_editor_finds_the_way_to_the_editors_tool(client):
    client.force_login(User.objects.create_user("a@b.no", "et-langt-passord"))
    assert "/admin/" not in client.get(LIBRARY).text

    client.force_login(User.objects.create_superuser("b@b.no", "et-langt-passord"))
    assert 'href="/admin/"' in client.get(LIBRARY).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Hopp til innholdet"), ("nn", "Hopp til innhaldet"), ("en", "Skip")]
)
def test_the_shell_is_in_the_language_of_the_page(client, language, words):
    html = client.get(f"/{language}/samtale/").text

    assert f'<html lang="{language}"' in html
    assert words in html


class Example(forms.Form):
    name = forms.CharField(label="Navn", help_text="Slik du vil.", max_length=5)
    agree = forms.BooleanField(label="Enig", required=False)
    level = forms.ChoiceField(label="Nivå", choices=[("1", "En"), ("2", "To")], widget=forms.RadioSelect)


def test_a_field_is_tied_to_its_help_and_its_error():
    with translation.override("nb"):
        html = str(Example({"name": "altfor langt", "level": "9"}))

    control = re.search(r"<input[^>]*name=\"name\"[^>]*>", html)[0]
    assert 'class="ds-input"' in control
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_name_helptext id_name_error"' in control
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_a_refused_form_says_first_what_must_be_put_right():
    with translation.override("nb"):
        html = str(Example({"name": "altfor langt", "level": "9"}))

    assert html.index("2 ting må rettes") < html.index('name="name"')
    assert 'href="#id_name"' in html


def test_a_group_of_choices_is_a_fieldset_and_a_single_box_has_its_label_after_it():
    html = str(Example())

    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Nivå", html)
    assert html.index('name="agree"') < html.index(">Enig")
    assert "ds-error-summary" not in html
