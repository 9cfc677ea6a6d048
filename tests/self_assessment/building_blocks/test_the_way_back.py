"""What serves a building block leads back to it, and the building block leads on to all that serves it."""

import json
import re

import pytest
from django.core.cache import cache

from self_assessment import public
from self_assessment.models import FrameworkRelease
from self_assessment.queries import release_of
from tests.factories.self_assessment import AssessmentFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return release_of(FrameworkRelease.objects.newest())


def text_of(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return response.content.decode()


def back_links(html):
    return set(re.findall(r'href="/nb/kartlegging/byggestein/(\w+)/"', html))


def test_each_course_that_an_indicator_names_leads_back_to_its_building_block(client, release):
    from courses.public import course_links

    keys = {key for one in release.indicators.values() for key in one.courses}

    for link in course_links(sorted(keys), "nb"):
        html = text_of(client, link.url)
        serves = {one.block for one in release.indicators.values() if link.key in one.courses}
        assert serves <= back_links(html), link.key


def test_a_module_leads_back_too(client, release):
    course = text_of(client, "/nb/kurs/")
    first_course = re.search(r'href="(/nb/kurs/[\w-]+/)"', course).group(1)
    module = re.search(rf'href="({first_course}[\w-]+/)"', text_of(client, first_course)).group(1)

    assert back_links(text_of(client, module)) == back_links(text_of(client, first_course)) != set()


def test_each_prompt_that_a_rule_shows_leads_back_to_the_building_block_it_is_about(client, release):
    codes = [code for one in release.prompts_by_indicator.values() for code in one]

    for code in dict.fromkeys(codes):
        serves = {release.indicators[i].block for i, of in release.prompts_by_indicator.items() if code in of}
        assert back_links(text_of(client, f"/nb/samtale/{code}/")) == serves, code


def test_an_example_leads_back_by_its_own_indicators_and_by_the_rules_that_show_it(client, release):
    from base.knowledge.models import Example

    for example in Example.objects.live():
        own = {release.indicators[code].block for code in example.indicators if code in release.indicators}
        shown = {
            release.indicators[i].block
            for i, of in release.examples_by_indicator.items()
            if example.key in of
        }
        assert back_links(text_of(client, example.get_absolute_url())) == own | shown, example.key


def test_the_sentence_is_plain_and_in_the_language_of_the_reader(client, release):
    code = release.prompts_by_indicator["B2"][0]

    for language, said in (
        ("nb", "Hjelper med byggestein"), ("nn", "Hjelper med byggjestein"), ("en", "Helps with building block")
    ):  # fmt: skip
        assert said in text_of(client, f"/{language}/samtale/{code}/")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_building_block_has_its_page_with_every_question_and_what_helps(client, release, language):
    for block in release.blocks:
        html = text_of(client, f"/{language}/kartlegging/byggestein/{block.code}/")

        for indicator in block.indicators:
            assert f'id="{indicator.code}"' in html
        assert f'href="/{language}/kartlegging/"' in html
        keys = {key for one in block.indicators for key in one.courses}
        assert len(set(re.findall(rf"/{language}/kurs/[\w-]+/", html))) >= bool(keys)


def test_a_building_block_nobody_knows_is_not_found_and_small_letters_lead_to_the_right_one(client):
    assert client.get("/nb/kartlegging/byggestein/Z/").status_code == 404
    assert client.get("/nb/kartlegging/byggestein/b/")["Location"] == "/nb/kartlegging/byggestein/B/"


def test_a_site_without_a_framework_says_nothing_of_building_blocks(client):
    FrameworkRelease.objects.update(status="draft", released_at=None)

    assert public.building_blocks_helped("nb", course="L1") == []
    assert client.get("/nb/kartlegging/byggestein/B/").status_code == 404
    assert back_links(text_of(client, "/nb/samtale/P01/")) == set()


def test_a_building_block_is_kept_for_those_we_know_nothing_about(
    client, django_assert_num_queries, settings
):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    client.get("/nb/kartlegging/byggestein/B/")

    with django_assert_num_queries(0):
        assert client.get("/nb/kartlegging/byggestein/B/").status_code == 200


@pytest.mark.parametrize("code", ["A", "D"])
def test_a_building_block_costs_few_questions_however_many_it_has(
    client, django_assert_max_num_queries, code
):
    client.get(f"/nb/kartlegging/byggestein/{code}/")

    with django_assert_max_num_queries(7):
        client.get(f"/nb/kartlegging/byggestein/{code}/", headers={"X-Requested-With": "a fresh page"})


def test_a_question_shows_somebody_who_has_done_it(client, release):
    assessment = AssessmentFactory()
    client.force_login(member(assessment.municipality))
    code = next(c for c, keys in release.examples_by_indicator.items() if keys and release.indicators[c].core)

    html = text_of(client, f"/nb/kartlegging/{assessment.pk}/{code}/")

    assert "Noen som har gjort det" in html
    assert re.search(r'href="/nb/eksempler/[\w-]+/"', html)


def test_every_indicator_leads_to_a_course(release):
    lacking = [code for code, one in release.indicators.items() if not one.courses]

    assert lacking == [], json.dumps(lacking)
