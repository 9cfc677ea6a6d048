"""The quick check for a real municipality: nothing acknowledged is ever lost, and the result leads on."""

import re

import pytest

from accounts.demo import LEAD


def begin(visitor, municipality: str) -> None:
    """Choose a municipality by typing, and begin its quick check as the demo lead."""
    page = visitor.page
    visitor.log_in(LEAD.email)
    visitor.go("/nb/kartlegging/")
    page.fill("main input[name=q]", municipality)
    page.press("main input[name=q]", "Enter")
    page.wait_for_load_state()
    if "/kommune/" not in page.url or "?q=" in page.url:
        page.locator("main a[href*='/kommune/']").first.click()
        page.wait_for_load_state()
    page.get_by_role("button", name="Begynn").click()
    page.wait_for_load_state()


def choose(visitor, level: int) -> None:
    visitor.page.locator(f"label.ladder__step:has(input[value='{level}'])").click()


def test_two_municipalities_with_one_name_are_told_apart_by_county(visit):
    visitor = visit()
    visitor.go("/nb/kartlegging/kommune/?q=Herøy")

    text = visitor.page.locator("main").inner_text()
    assert "Møre og Romsdal" in text
    assert "Nordland" in text


def test_what_was_said_to_be_saved_survives_a_killed_server(visit, site):
    visitor = visit()
    begin(visitor, "Kvitsøy")
    page = visitor.page
    page.locator("main a[href$='/A1/']").first.click()
    page.wait_for_selector(".ladder")

    choose(visitor, 1)
    page.get_by_text(re.compile(r"Lagret \d\d:\d\d")).first.wait_for()
    site.kill()
    choose(visitor, 2)
    page.get_by_text("Ikke lagret ennå").first.wait_for()
    site.start()

    page.get_by_text(re.compile(r"Lagret \d\d:\d\d")).first.wait_for(timeout=40_000)
    page.reload()
    assert page.locator("input[name=answer][value='2']").is_checked()


@pytest.mark.parametrize(
    ("javascript", "municipality"), [(True, "Utsira"), (False, "Træna")], ids=["script", "no-script"]
)
def test_the_whole_quick_check_gives_a_result_with_explained_next_steps(visit, javascript, municipality):
    visitor = visit(javascript=javascript)
    begin(visitor, municipality)
    page = visitor.page
    page.locator("main a[href$='/A1/']").first.click()

    for _ in range(17):
        page.wait_for_selector(".ladder")
        choose(visitor, 1)
        here = page.url
        page.locator("nav.answer-pager button[type=submit]").click()
        page.wait_for_url(lambda url, here=here: url != here)
    page.goto(re.sub(r"(/kartlegging/\d+/).*", r"\1resultat/", page.url))

    text = page.locator("main").inner_text()
    assert "Starte i konsultasjonen" in text
    assert "etter egen vurdering" in text.lower() or "egen vurdering" in text.lower()
    steps = page.locator(".step")
    assert 1 <= steps.count() <= 5
    assert "Fordi dere svarte" in text
    assert page.locator(".step a[href*='/kurs/']").count() > 0
    if javascript:
        visitor.check_accessibility()


def test_answering_is_accessible_and_a_wrong_entry_is_told_beside_the_field(visit):
    visitor = visit()
    begin(visitor, "Bokn")
    page = visitor.page
    page.locator("main a[href$='/A1/']").first.click()
    page.wait_for_selector(".ladder")
    visitor.check_accessibility()

    choose(visitor, 3)
    page.fill("#id_comment", "Ring 22 33 44 55 for mer")
    page.locator("nav.answer-pager button[type=submit]").click()

    page.locator(".ds-validation-message:visible").first.wait_for()
    assert page.input_value("#id_comment") == "Ring 22 33 44 55 for mer"
    visitor.check_accessibility()
