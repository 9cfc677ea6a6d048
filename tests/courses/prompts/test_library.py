"""The library and its cards, as anyone meets them: no account, no session, no script."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from courses.prompts.models import EVERYONE, Prompt

pytestmark = pytest.mark.django_db


def listed(response) -> list[str]:
    """Return the codes of the prompts of a list, in order."""
    return re.findall(r'name="kort" value="(P\d+)"', response.content.decode())


def in_phase(number: int) -> list[str]:
    return list(Prompt.objects.live().filter(phase__number=number).values_list("code", flat=True))


def main_of(response) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_all_prompts_stand_by_phase_with_their_number(client):
    response = client.get("/nb/samtale/")

    codes = listed(response)
    assert codes == list(Prompt.objects.live().values_list("code", flat=True))
    assert f"{len(codes)} spørsmål" in main_of(response)


def test_a_phase_shows_its_own_prompts_and_keeps_the_choice_in_the_links(client):
    response = client.get("/nb/samtale/?fase=6")

    assert listed(response) == in_phase(6)
    assert f'href="/nb/samtale/{in_phase(6)[0]}/?fase=6"' in main_of(response)


def test_a_role_gets_what_is_for_it_and_what_is_for_everyone(client):
    response = client.get("/nb/samtale/?rolle=koordinator")

    expected = Prompt.objects.live().filter(roles__key__in=["koordinator", EVERYONE]).distinct()
    assert set(listed(response)) == {prompt.code for prompt in expected}
    assert len(listed(response)) == len(set(listed(response)))


def test_time_is_at_most(client):
    shown = Prompt.objects.with_codes(listed(client.get("/nb/samtale/?tid=5")))

    assert {prompt.minutes for prompt in shown} == {1, 5}


def test_choices_narrow_together(client):
    codes = listed(client.get("/nb/samtale/?tid=5&situasjon=tolk&fase=1"))

    assert codes
    for prompt in Prompt.objects.with_codes(codes):
        assert prompt.phase.number == 1
        assert prompt.minutes <= 5
        assert prompt.settings.filter(key="tolk").exists()


def test_an_unknown_choice_is_left_out_and_said_gently(client):
    response = client.get("/nb/samtale/?fase=77&rolle=trollmann")

    assert response.status_code == 200
    assert len(listed(response)) == Prompt.objects.live().count()
    assert "ikke et valg vi har" in main_of(response)


def test_nothing_found_says_so_and_shows_the_way_back(client):
    response = client.get("/nb/samtale/?fase=1&situasjon=gradert&tid=1")

    assert listed(response) == []
    assert "Ingen spørsmål passer til alt du valgte." in main_of(response)


@pytest.mark.parametrize(
    "path", ["/nb/samtale/", "/nb/samtale/P27/", "/nb/samtale/bunke/", "/nb/samtale/ark/"]
)
def test_a_visit_leaves_no_trace_and_has_nowhere_to_write(client, path):
    response = client.get(path)

    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not re.search(r"<textarea|type=\"(text|search)\"|contenteditable", main_of(response))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        pytest.param("/nb/samtale/?fase=6", 8, id="library"),
        pytest.param("/nb/samtale/P27/?fase=6", 12, id="card"),
        pytest.param("/nb/samtale/bunke/?kort=P27.P01", 8, id="deck"),
        pytest.param("/nb/samtale/ark/", 8, id="sheet"),
    ],
)
def test_a_page_asks_the_database_few_times(client, django_assert_max_num_queries, path, most):
    client.get(path)
    cache.clear()  # what is kept between visits costs nothing, and says nothing here

    with django_assert_max_num_queries(most) as asked:
        client.get(path)
    assert len(asked) > 1


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_language_has_its_own_words(client, language):
    prompt = Prompt.objects.get(code="P27")

    response = client.get(f"/{language}/samtale/P27/")

    with translation.override(language):
        for text in (prompt.text, prompt.intent, prompt.follow_up, prompt.pitfall, prompt.phase.name):
            assert text in response.content.decode().replace("&#x27;", "'")


def test_a_card_leads_on_within_what_was_chosen(client):
    first, second, third = in_phase(6)[:3]

    page = main_of(client.get(f"/nb/samtale/{second}/?fase=6"))

    assert f'rel="prev" href="/nb/samtale/{first}/?fase=6"' in page
    assert f'rel="next" href="/nb/samtale/{third}/?fase=6"' in page
    assert f"2 av {len(in_phase(6))}" in page


def test_the_first_and_last_card_lead_one_way_only(client):
    first, *_between, last = in_phase(6)

    assert 'rel="prev"' not in main_of(client.get(f"/nb/samtale/{first}/?fase=6"))
    assert 'rel="next"' not in main_of(client.get(f"/nb/samtale/{last}/?fase=6"))


def test_a_card_outside_what_was_chosen_lies_among_all_and_says_so(client):
    outside = in_phase(1)[0]

    page = main_of(client.get(f"/nb/samtale/{outside}/?fase=6"))

    assert f"av {Prompt.objects.live().count()}" in page
    assert "ikke blant dem du valgte" in page


def test_a_card_written_in_small_letters_is_found(client):
    response = client.get("/nb/samtale/p27/?fase=6")

    assert (response.status_code, response["Location"]) == (301, "/nb/samtale/P27/?fase=6")


@pytest.mark.parametrize("code", ["P99", "hei"])
def test_an_unknown_card_helps_on(client, code):
    response = client.get(f"/nn/samtale/{code}/")

    assert response.status_code == 404
    assert f"Vi har ikkje noko kort som heiter {code}" in response.content.decode()
    assert reverse("prompts:library").replace("/nb/", "/nn/") in main_of(response)


def test_a_draft_is_nobodys_to_see(client):
    Prompt.objects.filter(code="P27").update(live=False)

    assert client.get("/nb/samtale/P27/").status_code == 404
    assert "P27" not in listed(client.get("/nb/samtale/"))


def test_a_card_names_the_modules_that_use_it(client):
    page = main_of(client.get("/nb/samtale/P01/"))

    assert "Brukt i" in page
    assert re.search(r'href="[^"]*/nb/kurs/[^"]+"', page)


def test_the_deck_keeps_its_order_and_changes_by_links(client):
    page = main_of(client.get("/nb/samtale/bunke/?kort=P27&kort=P01&kort=P48"))

    assert page.index("/nb/samtale/P27/?kort=P27.P01.P48") < page.index("/nb/samtale/P01/?kort=P27.P01.P48")
    assert "/nb/samtale/bunke/?kort=P01.P27.P48" in page
    assert 'href="/nb/samtale/bunke/?kort=P27.P48"' in page


def test_cards_of_a_deck_are_gone_through_in_its_order(client):
    page = main_of(client.get("/nb/samtale/P01/?kort=P27.P01.P48"))

    assert 'rel="prev" href="/nb/samtale/P27/?kort=P27.P01.P48"' in page
    assert 'rel="next" href="/nb/samtale/P48/?kort=P27.P01.P48"' in page


def test_an_empty_deck_says_how_to_fill_it(client):
    assert "Bunken er tom." in main_of(client.get("/nb/samtale/bunke/"))


def test_the_sheet_prints_what_was_chosen(client):
    page = main_of(client.get("/nb/samtale/ark/?fase=6"))

    assert page.count('class="a6__card"') == len(in_phase(6))


def test_only_reading_is_offered(client):
    assert client.post("/nb/samtale/").status_code == 405


@pytest.mark.parametrize("path", ["/nb/samtale/?fase=6", "/nb/samtale/P27/", "/nb/samtale/ark/"])
def test_a_page_someone_has_visited_costs_no_query(client, settings, django_assert_num_queries, path):
    settings.PAGE_CACHE_SECONDS = 60
    client.get(path)

    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200
