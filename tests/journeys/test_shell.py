"""The frame round every page: menu, look and language, by keyboard and without script."""

import pytest

PAGE = "/nb/samtale/"


def scheme(page):
    return page.get_attribute("html", "data-color-scheme")


def test_the_menu_opens_and_closes_by_key_and_gives_focus_back(visit):
    visitor = visit()
    visitor.go(PAGE)
    button = visitor.page.locator(".site-header__menu summary")

    button.press("Enter")
    visitor.page.locator("#site-search").focus()
    visitor.page.keyboard.press("Escape")

    assert not visitor.page.locator("#site-search").is_visible()
    assert button.evaluate("element => element === document.activeElement")


def test_the_first_key_leads_past_the_menu(visit):
    visitor = visit()
    visitor.go(PAGE)

    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")

    assert visitor.page.evaluate("document.activeElement.id") == "innhold"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_look_is_chosen_once_and_is_there_from_the_first_byte_of_the_next_page(visit, javascript):
    visitor = visit(javascript=javascript)
    visitor.go(PAGE)

    visitor.page.click(".site-header__menu summary")
    visitor.page.click("button[value=dark]")
    visitor.page.wait_for_selector("html[data-color-scheme=dark]", state="attached")
    next_page = visitor.context.request.get(f"{visitor.site.url}/nn/samtale/").text()

    assert '<html lang="nn" data-color-scheme="dark">' in next_page
    assert visitor.page.locator("button[value=dark]").get_attribute("aria-pressed") == "true"
    assert visitor.page.url.endswith(PAGE)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_language_changes_and_the_page_stays(visit, javascript):
    visitor = visit(javascript=javascript)
    visitor.go(PAGE)

    visitor.page.click(".site-header__menu summary")
    visitor.page.click(".site-header__langs a[lang=nn]")
    visitor.page.wait_for_url("**/nn/samtale/")
    visitor.go("/")

    assert visitor.page.url.endswith("/nn/"), "the choice is kept"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_open_menu_is_accessible(visit, dark):
    visitor = visit(dark=dark)
    visitor.go(PAGE)

    visitor.page.click(".site-header__menu summary")

    visitor.check_accessibility()
