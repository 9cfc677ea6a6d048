"""An editor writes a true/false from nothing in the CMS, and a learner answers it in a lesson."""

import re
import subprocess
import sys

from django.conf import settings

from accounts.demo import EDITOR

LESSON = "/nb/kurs/jobb-og-helse-i-gruppe/atte-gode-okter/"
NEW = "/admin/h5p/contents/write/"
PLACE = """
import json
from courses.models import ModulePage
from h5p_django.models import Content
page = next(p for p in ModulePage.objects.filter(key="m2") if p.url_path.endswith("%s"))
parts = [dict(part) for part in page.lesson.raw_data if part.get("id") != "written-h5p"]
content = Content.objects.get(title="Om kontakt i sykmeldingen")
value = {"content": content.pk, "title": "Sant?", "completion": "completed", "attempts": "best"}
parts.insert(1, {"type": "h5p", "id": "written-h5p", "value": {**value, "alternative": "<p>Som tekst.</p>"}})
page.lesson = json.dumps(parts)
page.save_revision().publish()
"""


def place(site):
    """Put what was written into the lesson, as an editor does in the page editor."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", PLACE % LESSON.rpartition("/kurs/")[2]],
        cwd=settings.BASE_DIR, env=site.environment, check=True,
    )  # fmt: skip


def rich(page, label):
    """The rich-text editor with this label."""
    return page.get_by_role("textbox", name=label)


def drag(page, element, to):
    """Take an element of a list by its handle and let it go on another."""
    handle = element.locator("> .h5p-element__tools [data-handle]")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), to.locator("> .h5p-element__tools [data-handle]").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] + end["height"] - 2, steps=20)
    page.mouse.up()


def test_a_true_false_is_written_from_nothing_and_answered_by_a_learner(visit, site):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    page = editor.page
    editor.go("/admin/h5p/contents/")
    page.get_by_role("link", name="Nytt innhold").first.click()
    page.get_by_role("button", name=re.compile("Sant eller usant")).click()
    rich(page, "Påstand").wait_for()
    editor.check_accessibility()

    page.get_by_label(re.compile("^Tittel")).first.fill("Om kontakt i sykmeldingen")
    page.get_by_role("button", name="Lagre").click()
    summary = page.locator("#h5p-summary")
    assert "Påstand: Fyll ut dette." in summary.inner_text()
    assert page.evaluate("document.activeElement.id") == "h5p-summary"
    assert page.get_by_label(re.compile("^Tittel")).first.input_value() == "Om kontakt i sykmeldingen"
    rich(page, "Påstand").wait_for()
    editor.check_accessibility()

    summary.get_by_role("link", name="Påstand").click()
    page.keyboard.type("Lederen kan ringe den som er sykmeldt.")
    page.get_by_role("button", name="Vis forhåndsvisningen").click()
    shown = page.frame_locator("#h5p-preview")
    shown.get_by_text("Lederen kan ringe den som er sykmeldt.").wait_for()

    page.get_by_role("button", name="Lagre").click()
    page.wait_for_url(re.compile(r"/admin/h5p/contents/\d+/$"))
    place(site)
    learner = visit()
    learner.go(f"{LESSON}?{id(learner)}")
    frame = "#written-h5p iframe"
    learner.page.locator(frame).scroll_into_view_if_needed()
    inside = learner.page.frame_locator(frame)
    inside.get_by_label("Sant", exact=True).check()
    inside.get_by_role("button", name="Sjekk svaret").click()
    inside.get_by_text(re.compile("1 av 1 poeng")).first.wait_for()
    learner.page.locator("#save-state[data-state=saved]").wait_for()


def test_a_list_is_changed_by_keyboard_and_by_dragging(visit):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    page = editor.page
    editor.go(f"{NEW}Byggestein.BranchingConversation-1.0/")
    steps = page.locator("[data-list='p/steps'] > ol > li")
    names = page.locator("input[name^='p/steps/'][name$='/name']")
    names.nth(0).fill("start")
    names.nth(1).fill("slutt")

    page.get_by_role("button", name="Legg til: steg").press("Enter")
    names.nth(2).fill("midten")
    up = steps.nth(2).locator("> .h5p-element__tools").get_by_role("button", name="Flytt opp")
    up.focus()
    page.keyboard.press("Enter")
    assert [each.input_value() for each in names.all()] == ["start", "midten", "slutt"]
    assert page.locator("[data-status]").inner_text() == "Flyttet til plass 2 av 3."
    for number in range(3):
        steps.nth(number).locator("> details > summary").click()
    drag(page, steps.nth(0), steps.nth(2))
    assert [each.input_value() for each in names.all()] == ["midten", "slutt", "start"]

    options = page.locator("datalist").first.locator("option")
    assert {each.get_attribute("value") for each in options.all()} == {"start", "midten", "slutt"}
    page.on("dialog", lambda dialog: dialog.accept())  # leaving without saving is asked about
    editor.go("/admin/h5p/contents/")
