"""The front page, theme pages and the lists: what readers get, in each language, at what cost."""

import json
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from base.knowledge.models import Example, Fact, Resource, Term
from home.models import HomePage, ThemePage
from home.models.theme_page import mark_faults, prose

pytestmark = pytest.mark.django_db
LANGUAGES = ("nb", "nn", "en")
THEMES = ("tema/", "tema/samtalen/", "tema/kommunen/")
LISTS = (
    "ordliste/",
    "eksempler/",
    "eksempler/ikart/",
    "ressurser/",
    "tall/",
    "personvern/",
    "tilgjengelighet/",
)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", *THEMES, *LISTS, "sok/", "sok/?q=nav"])
def test_a_public_page_stands_in_every_language_and_can_be_kept_for_everyone(client, language, path):
    response = client.get(f"/{language}/{path}")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in text_of(response)
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in text_of(response)


@pytest.mark.parametrize("path", ["", *THEMES, *LISTS])
def test_a_page_names_itself_in_the_other_languages(client, path):
    html = text_of(client.get(f"/nb/{path}"))

    for language in LANGUAGES:
        assert re.search(rf'hreflang="{language}" href="[^"]*/{language}/{path}"', html)


@pytest.mark.parametrize("path", ["", *THEMES, *LISTS])
def test_a_page_costs_at_most_fifteen_queries(client, path, django_assert_max_num_queries):
    client.get(f"/nn/{path}")  # Wagtail remembers the addresses of sites

    with django_assert_max_num_queries(15):
        client.get(f"/nn/{path}", headers={"X-Requested-With": "a fresh page, please"})


def test_the_front_page_leads_into_the_product(client):
    html = text_of(client.get("/nb/"))

    for address in (
        "/nb/samtale/",
        "/nb/kurs/",
        "/nb/kartlegging/",
        "/nb/eksempler/",
        "/nb/tema/",
        "/admin/",
    ):
        assert f'href="{address}"' in html


def test_the_front_page_shows_a_prompt_of_the_day_with_the_way_to_its_card(client, time_machine):
    codes = HomePage.objects.get(locale__language_code="nb").prompt_codes
    seen = set()

    for day in range(1, len(codes) + 1):
        time_machine.move_to(f"2026-03-{day:02d}T12:00:00+01:00")
        cache.clear()
        seen |= set(re.findall(r'href="/nb/samtale/(P\d\d)/"', text_of(client.get("/nb/"))))

    assert seen == set(codes)


@pytest.mark.parametrize("page_path", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_mark_leads_to_a_source_in_the_list_of_the_page(client, language, page_path):
    html = text_of(client.get(f"/{language}/{page_path}"))

    marked = set(re.findall(r'href="#kilde-(\d+)"', html))
    listed = set(re.findall(r'id="kilde-(\d+)"', html))
    assert marked
    assert marked <= listed
    assert "{fact:" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_in_the_prose_is_the_figure_of_its_fact(language):
    pages = ThemePage.objects.live().filter(locale__language_code=language)

    assert len(pages) == 3
    for page in pages:
        assert "{fact:" in prose(page.body)
        assert mark_faults(prose(page.body), language) == []


def test_a_source_mark_with_another_figure_is_refused():
    faults = mark_faults("Fem av sju kommuner mangler noe {fact:riksrev_seks_av_sju}.", "nb")

    assert len(faults) == 1
    assert "6/7" in faults[0]


def test_a_source_mark_that_names_no_fact_is_refused():
    faults = mark_faults("Slik er det {fact:finnes_ikke}.", "nb")

    assert len(faults) == 1
    assert "finnes_ikke" in faults[0]


def test_the_theme_page_shows_the_timeline_and_leads_on(client):
    html = text_of(client.get("/nn/tema/"))

    assert html.count("timeline__item") == 20
    assert 'href="/nn/kurs/' in html
    assert 'href="/nn/samtale/"' in html
    assert 'href="/nn/kartlegging/"' in html
    assert 'href="/nn/tema/kommunen/"' in html


def test_the_glossary_is_in_norwegian_order_with_an_address_for_each_term(client):
    html = text_of(client.get("/nb/ordliste/"))

    letters = re.findall(r'href="#bokstav-(.)"', html)
    assert letters == sorted(letters, key=lambda letter: "abcdefghijklmnopqrstuvwxyzæøå".index(letter))
    for key in Term.objects.values_list("key", flat=True):
        assert f'id="{key}"' in html
    assert set(re.findall(r'class="ds-link" href="#([\w-]+)"', html)) <= set(
        re.findall(r'id="([\w-]+)"', html)
    )


def test_an_unpublished_term_is_neither_shown_nor_pointed_at(client):
    Term.objects.get(key="samtidighet").unpublish()

    html = text_of(client.get("/nb/ordliste/"))

    assert 'id="samtidighet"' not in html
    assert 'href="#samtidighet"' not in html


def test_an_example_names_its_municipalities_indicators_and_courses(client):
    html = text_of(client.get("/nb/eksempler/ikart/"))

    for name in ("Stavanger", "Kvitsøy", "Hjelmeland"):
        assert f"<li>{name}</li>" in html
    assert html.count("<li>") >= 12
    assert "<strong>F5</strong>" in html
    assert "boks 3.7" in html


def test_an_example_an_editor_adds_has_its_own_address_and_more_text(client):
    shipped = Example.objects.get(key="ex-ikart")
    Example.objects.create(
        key="var-by",
        kind="trial",
        **{
            f"{name}_{code}": "Tekst"
            for name in ("title", "what", "learn", "first_step")
            for code in ("nb", "nn")
        },
        more_nb="<h3>Slik begynte det</h3><p>Med <b>ett</b> rom.</p>",
        municipalities=shipped.municipalities[:1],
    )

    html = text_of(client.get("/nb/eksempler/var-by/"))

    assert "<h3>Slik begynte det</h3>" in html


@pytest.mark.parametrize("slug", ["finnes-ikke", "ex-ex-ikart"])
def test_an_unknown_example_is_not_found(client, slug):
    assert client.get(f"/nb/eksempler/{slug}/").status_code == 404


def test_an_unpublished_example_is_not_found(client):
    Example.objects.get(key="ex-ikart").unpublish()

    assert client.get("/nb/eksempler/ikart/").status_code == 404


def test_all_facts_and_resources_are_listed_once_each(client):
    facts, resources = text_of(client.get("/nb/tall/")), text_of(client.get("/nb/ressurser/"))

    for key in Fact.objects.values_list("key", flat=True):
        assert facts.count(f'id="{key}"') == 1
    for key in Resource.objects.values_list("key", flat=True):
        assert resources.count(f'id="{key}"') == 1


@pytest.mark.parametrize(
    ("key", "nb", "en"),
    [
        ("utenfor_en_av_fem", "20\u00a0%", "20%"),
        ("riksrev_seks_av_sju", "6 av 7", "6 of 7"),
        ("riksrev_personer", "100\u00a0000", "100,000"),
        ("budsjett_2024", "18,7 mill. kr", "NOK 18.7 million"),
        ("samtidighet_virker", "", ""),
    ],
)
def test_a_figure_is_written_as_the_language_writes_it(key, nb, en):
    fact = Fact.objects.get(key=key)

    with translation.override("nb"):
        assert fact.figure == nb
    with translation.override("en"):
        assert fact.figure == en


def test_the_privacy_page_names_every_cookie_the_site_may_set(client, settings):
    html = text_of(client.get(reverse("home:about_privacy")))

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        assert f"<code>{name}</code>" in html
    assert "<code>learner</code>" in html
    assert "180 dager" in html


def test_html_in_an_editors_text_is_shown_and_not_run(client):
    Term.objects.filter(key="arr").update(definition_nb="<script>alert(1)</script>")

    html = text_of(client.get("/nb/ordliste/"))

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("path", ["finnes/", "tema/finnes/", "tema/kommunen/finnes/", "kommunen/"])
def test_a_page_that_is_not_there_is_not_found(client, path):
    assert client.get(f"/nb/{path}").status_code == 404


def test_an_unpublished_page_is_not_found(client):
    ThemePage.objects.get(key="kommunen", locale__language_code="nb").unpublish()

    assert client.get("/nb/tema/kommunen/").status_code == 404
    assert client.get("/nn/tema/kommunen/").status_code == 200


@pytest.mark.parametrize("slug", ["tema", "kommunen"], ids=["further-up", "the-page-itself"])
def test_a_page_for_some_only_asks_who_one_is(client, slug):
    page = ThemePage.objects.get(slug=slug, locale__language_code="nb")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/nb/tema/kommunen/").status_code == 302
    assert client.get("/nn/tema/kommunen/").status_code == 200


def test_a_theme_page_with_another_figure_than_its_fact_is_refused():
    page = ThemePage.objects.get(key="kommunen", locale__language_code="nb")
    page.body = json.dumps(page.body.get_prep_value()).replace("Seks av sju", "Fem av sju")

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert "6/7" in str(refused.value.message_dict["body"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [HomePage, ThemePage], ids=["front-page", "theme-page"])
def test_an_editor_opens_and_previews_the_pages(admin_client, kind, language):
    page = kind.objects.filter(locale__language_code=language).first()

    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert page.make_preview_request(preview_mode="").status_code == 200
