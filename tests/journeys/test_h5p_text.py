"""An H5P exercise of a lesson, done as text with the keyboard alone; and the same conversation done either way."""

import pytest

LESSON = "/nb/kurs/arbeidsfokus-i-rehabilitering/arbeid-som-mal-i-planen/"
CONVERSATION = "/nb/kurs/a-snakke-om-jobb/ov-nakkesmerter-og-en-ubesvart-melding/"
LINK = "Gjør denne oppgaven som tekst"


def press_until(page, key: str, *, focused: str) -> None:
    """Press a key until what has the focus is `focused` (a selector)."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.locator(f"{focused}:focus").count():
            return
    pytest.fail(f"{focused} was not reached by {key}")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_learner_does_the_exercise_as_text_by_keyboard_and_gets_the_tick(visit, javascript):
    visitor = visit(javascript=javascript)
    page = visitor.page
    visitor.go(LESSON)
    page.locator("#m5-mal3").get_by_role("link", name=LINK).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/som-tekst/**")
    page.get_by_role("heading", level=1, name="Skriv om det tredje målet").wait_for()
    assert "Lyst før plikt" not in page.content()

    press_until(page, "Tab", focused="input[name=option]")
    page.keyboard.press("ArrowDown")
    if javascript:
        visitor.check_accessibility()
    press_until(page, "Tab", focused="button[type=submit]")
    page.keyboard.press("Enter")
    page.get_by_text("Lyst før plikt").wait_for()
    page.get_by_text("Den teller som gjort i leksjonen.").first.wait_for()
    if javascript:
        visitor.check_accessibility()
    page.get_by_role("link", name="Tilbake til leksjonen").first.click()

    page.wait_for_url(f"**{LESSON}**")
    assert "1 av 1 poeng" in page.locator("#m5-mal3").inner_text()


def test_on_paper_it_is_a_sheet_without_buttons(visit):
    visitor = visit(width=1280)
    visitor.go(LESSON)
    visitor.page.get_by_role("link", name=LINK).click()
    visitor.page.wait_for_url("**/som-tekst/**")

    visitor.page.emulate_media(media="print")

    assert visitor.page.get_by_text("Snu døgnrytmen").is_visible()
    assert not visitor.page.get_by_role("button", name="Sjekk svaret").is_visible()
    assert not visitor.page.locator(".site-header").is_visible()


def test_the_conversation_in_the_player_counts_as_the_one_in_the_lesson(visit):
    visitor = visit()
    page = visitor.page
    visitor.go(CONVERSATION)
    part = page.locator("#m3-scenario")
    part.get_by_text("Ta den samme samtalen som en H5P-oppgave").click()
    inside = page.frame_locator("#m3-scenario iframe")
    for _ in range(12):
        inside.locator(".bst-talk").wait_for()
        replies = inside.locator(".bst-now button")
        if not replies.count():
            break
        replies.first.click()
    inside.get_by_text("Samtalen er slutt").wait_for()
    page.locator("#save-state[data-state=saved]").wait_for()

    visitor.go(f"{CONVERSATION}?igjen")

    page.locator("#m3-scenario").get_by_text("Du har tatt samtalen til en slutt.").wait_for()
    visitor.check_accessibility()
