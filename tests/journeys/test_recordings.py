"""A learner sees or reads a recording by keyboard, bookmarks a part, and finds it on their page."""

import re

from playwright.sync_api import expect

LESSON = "/nb/kurs/a-snakke-om-jobb/apne-samtalen/"


def begin(visitor):
    visitor.log_in("larer@demo.example")
    visitor.go(LESSON)
    visitor.page.locator("[data-block=m1-beste-apning] input[type=radio]").first.check()
    visitor.page.locator("[data-block=m1-beste-apning] button[type=submit]").click()
    expect(visitor.page.locator("#save-state")).to_contain_text("Lagret")


def test_by_keyboard_from_a_sentence_to_a_bookmark_found_again(visit):
    learner = visit(width=1280)
    begin(learner)
    page = learner.page

    sentence = page.locator("#m1-film .media__sentence", has_text="Hva er viktigst for deg")
    sentence.focus()
    with page.expect_response(re.compile("/sted/")):  # as it plays on, or at the latest when it is paused
        page.keyboard.press("Enter")
        expect(sentence).to_have_attribute("aria-current", "true")
        place = page.locator("#m1-film video")
        expect(place).to_have_js_property("paused", False)
        expect(place).to_have_js_property("seeking", False)
        place.evaluate("video => video.pause()")
    learner.check_accessibility()

    line = page.locator("[data-marks=m1-ide]")
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(line.get_by_role("button", name="Ta bort bokmerket")).to_be_focused()
    line.locator("textarea").fill("Spør om lov i første time.")
    expect(page.locator("#save-state")).to_contain_text("Lagret")
    with page.expect_response(re.compile("/merknad/")):
        line.get_by_role("button", name="Lagre notatet").press("Enter")

    learner.go("/nb/min-side/")
    page.get_by_role("link", name="Be om lov, si hvorfor").click()
    expect(page).to_have_url(re.compile(r"#m1-ide$"))
    expect(page.locator("[data-marks=m1-ide] summary")).to_contain_text("Bokmerke og notat")
    expect(page.locator("#m1-film [data-resumed]")).to_contain_text(re.compile(r"0:2\d"))
    learner.go("/nb/kurs/mine-merker/")
    expect(page.locator("main")).to_contain_text("Spør om lov i første time.")
    learner.check_accessibility()


def test_without_script_it_is_read_and_marked_all_the_same(visit):
    reader = visit(javascript=False, dark=True)
    reader.go(LESSON)
    page = reader.page

    expect(page.locator("#m1-film")).to_contain_text("Det trenger du ikke å vite.")
    line = page.locator("[data-marks=m1-ide]")
    line.locator("summary").click()
    line.get_by_role("button", name="Sett et bokmerke her").click()
    expect(page.locator("[data-marks=m1-ide] summary")).to_contain_text("Bokmerket")
    reader.go("/nb/kurs/mine-merker/")
    expect(page.locator("main")).to_contain_text("Be om lov, si hvorfor")


def test_a_whole_course_is_readable_before_it_is_printed(visit):
    reader = visit()
    reader.go("/nb/kurs/a-snakke-om-jobb/")
    reader.page.get_by_role("link", name="Hele kurset til utskrift").click()

    expect(reader.page.locator("#fasit")).to_be_visible()
    reader.check_accessibility()
