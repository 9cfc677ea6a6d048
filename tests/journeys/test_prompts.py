"""Between two consultations: find a prompt on a phone, open it, go on to the next."""

import pytest

LIBRARY = "/nb/samtale/"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_find_and_open_a_prompt_about_the_employer_and_go_to_the_next(visit, javascript):
    visitor = visit(javascript=javascript, touch=True)
    page = visitor.page
    visitor.go("/nb/")
    page.get_by_role("link", name="Samtale", exact=True).first.click()

    page.get_by_role("radio", name="Arbeidsgiver").check()
    if not javascript:
        page.get_by_role("button", name="Vis", exact=True).click()
    page.wait_for_url("**fase=*")
    row = page.locator("a[href*='/samtale/P27/']").first
    row.click()
    page.wait_for_url("**/samtale/P27/**")

    assert "lederen" in page.locator("h1").inner_text()
    assert page.get_by_text("Følg opp med").is_visible()
    first = page.url
    page.locator("a[rel=next]").click()
    page.wait_for_url(lambda url: url != first)
    assert "fase=" in page.url, "the filter comes along"


def test_keys_turn_the_cards_and_details_unfold(visit):
    visitor = visit()
    page = visitor.page
    visitor.go("/nb/samtale/P27/")

    page.locator("summary", has_text="Pass på").press("Enter")
    assert page.locator("details[open]").count() == 1
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/samtale/P28/**")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/samtale/P27/**")


def test_no_page_of_the_library_has_a_free_text_field(visit):
    visitor = visit()

    for path in (LIBRARY, "/nb/samtale/P27/"):
        visitor.go(path)
        assert (
            visitor.page.locator("main input[type=text], main input[type=search], main textarea").count() == 0
        )


@pytest.mark.parametrize("path", [LIBRARY, "/nn/samtale/P27/", "/nb/samtale/ark/"])
def test_the_library_is_accessible(visit, path):
    visitor = visit()
    visitor.go(path)
    visitor.check_accessibility()


def test_the_library_is_accessible_in_the_dark(visit):
    visitor = visit(dark=True)
    visitor.go(LIBRARY)
    visitor.check_accessibility()
