"""An editor builds a course from nothing, sees it as a learner will, and publishes; a learner finishes it."""

import re

from playwright.sync_api import expect

from accounts.demo import EDITOR, LEARNER

PARTS = ("Situasjon", "Idé", "Velg svar", "Prøv i morgen")


def test_a_course_is_built_previewed_published_and_finished(visit):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    page = editor.page
    course = new_page(editor, "coursepage", number_of(editor, "CourseIndexPage", locale__language_code="nb"))
    page.fill("[name=title]", "Å spørre om jobb på ti minutter")
    page.fill("[name=summary]", "To korte moduler om det første spørsmålet.")
    insert(page, "outcomes")
    page.fill("[name=outcomes-0-value]", "Du kan stille ett spørsmål om jobb.")
    for name, text in {"minutes": "20", "key": "T1", "version": "0.1", "audience": "fysioterapeut"}.items():
        page.fill(f"[name={name}]", text)
    publish(page)
    course = number_of(editor, "CoursePage", key="T1")

    for number, title in enumerate(("Før du spør", "Når du spør"), start=1):
        new_page(editor, "modulepage", course)
        page.fill("[name=title]", title)
        page.fill("[name=lead]", "Etter modulen kan du begynne.")
        page.fill("[name=minutes]", "10")
        page.fill("[name=key]", f"m{number}")
        write_lesson(page)
        publish(page)

    module = number_of(editor, "ModulePage", key="m2", title="Når du spør")
    editor.go(f"/admin/pages/{module}/view_draft/?mode=finished")
    assert "Du tar imot." in page.locator("main").inner_text()
    editor.check_accessibility()
    editor.go(f"/admin/pages/{module}/view_draft/?mode=outline")
    assert "Øving: Hva sier du først?" in " ".join(page.locator("main").inner_text().split())
    editor.check_accessibility()
    editor.go(f"/admin/courses/{course}/order/")
    page.get_by_role("button", name="Ned Før du spør").click()
    page.wait_for_load_state()
    assert page.locator("tbody tr td:nth-child(2) a").all_inner_texts() == ["Når du spør", "Før du spør"]

    learner = visit()
    learner.log_in(LEARNER.email)
    address = page_said(editor, "CoursePage.objects.get(key='T1').url")
    learner.go(address)
    learner.check_accessibility()
    for title in ("Når du spør", "Før du spør"):
        learner.go(address)
        learner.page.get_by_role("link", name=title).first.click()
        learner.page.get_by_label("«Det høres tungt ut.»").check()
        learner.page.get_by_role("button", name="Sjekk svaret").click()
        learner.page.get_by_text("Du tar imot.").wait_for()
        learner.page.locator("form[action*='/ferdig/'] button").first.click()
        learner.page.wait_for_load_state()
    learner.go(address)
    assert "Kurset er fullført" in learner.page.locator("main").inner_text()


def test_a_new_page_published_while_the_cms_saves_it_is_made_once(visit):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    page = editor.page
    index = number_of(editor, "CourseIndexPage", locale__language_code="nb")
    editor.go(f"/admin/pages/add/courses/coursepage/{index}/")
    page.evaluate(
        """() => {
          const ask = window.fetch;
          window.fetch = async (...asked) => {  // the page is made at once, but the answer takes its time
            const answer = await ask(...asked);
            if (asked[1]?.method?.toUpperCase() === "POST" && answer.ok) {
              document.body.dataset.made = "";
              await new Promise((done) => setTimeout(done, 4000));
            }
            return answer;
          };
        }"""
    )
    said = {
        "title": "Midt i det",
        "summary": "Hei.",
        "minutes": "20",
        "key": "T2",
        "version": "0.1",
        "audience": "lege",
    }
    for name, text in said.items():
        page.fill(f"[name={name}]", text)
    insert(page, "outcomes")
    page.fill("[name=outcomes-0-value]", "Du kan det.")
    page.wait_for_selector("body[data-made]")
    publish(page)

    made = "'|'.join(CoursePage.objects.filter(key='T2', live=True).values_list('slug', flat=True))"
    assert page_said(editor, made) == "midt-i-det"


def number_of(editor, model, **wanted):
    """The primary key of a page, as nobody but the database knows it."""
    asked = ", ".join(f"{name}={value!r}" for name, value in wanted.items())
    return int(page_said(editor, f"{model}.objects.get({asked}).pk"))


def page_said(editor, code):
    code = f"from courses.models import CourseIndexPage, CoursePage, ModulePage; print({code})"
    return editor.site.manage("shell", "--no-imports", "-c", code).split()[-1]


def new_page(editor, kind, parent):
    editor.go(f"/admin/pages/add/courses/{kind}/{parent}/")
    write_in_peace(editor.page)


def write_in_peace(page):
    """Keep the CMS from saving by itself, which it does at times that depend on how fast the machine is."""
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => document.querySelectorAll('[data-controller~="w-autosave"]').forEach((part) => {
          part.dataset.controller = part.dataset.controller.replace("w-autosave", "");
        })"""
    )


def insert(page, field, part=None):
    """Press the last + of a stream field, and choose the kind of part when there are several."""
    count = page.locator(f"[name={field}-count]")
    after = str(int(count.input_value()) + 1)
    page.locator(f"[id$='-{field}-section'] button.c-sf-add-button").last.click()
    if part:
        page.get_by_role("option", name=part, exact=True).last.click()
    expect(count).to_have_value(after)


def write_lesson(page):
    for part in PARTS:
        insert(page, "lesson", part)
    rich = page.locator("[id$='-lesson-section'] .public-DraftEditor-content")
    for place, text in enumerate(("Torsdag. En bussjåfør kommer inn.", "Still ett spørsmål.")):
        rich.nth(place).click()
        page.keyboard.type(text)
    page.fill("[name=lesson-1-value-text]", "Spør først.")
    page.fill("[name=lesson-2-value-question]", "Hva sier du først?")
    options = (("«Det høres tungt ut.»", "Du tar imot."), ("«Kom i gang.»", "Det kan bli press."))
    page.locator("[data-contentpath=options] button.c-sf-add-button").last.click()
    for place, (text, feedback) in enumerate(options):
        page.fill(f"[name=lesson-2-value-options-{place}-value-text]", text)
        page.fill(f"[name=lesson-2-value-options-{place}-value-feedback]", feedback)
    page.check("[name=lesson-2-value-options-0-value-correct]")


def publish(page):
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))


def test_what_an_editor_wrote_is_there_when_the_browser_has_died(visit):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    module = number_of(editor, "ModulePage", key="m6", locale__language_code="nb", title="Grenser og etikk")
    editor.go(f"/admin/pages/{module}/edit/")
    editor.page.wait_for_load_state("networkidle")
    editor.page.wait_for_timeout(11_000)  # the CMS looks for changes from ten seconds after it has opened
    with editor.page.expect_response(
        lambda answer: answer.request.method == "POST" and "/edit/" in answer.url
    ):
        editor.page.locator("[name=lead]").press_sequentially("Halvskrevet: ")
        editor.page.keyboard.press("Tab")
    editor.context.close()

    again = visit(width=1280)
    again.log_in(EDITOR.email)
    again.go(f"/admin/pages/{module}/edit/")

    assert "Halvskrevet: " in again.page.input_value("[name=lead]")
    assert "Halvskrevet" not in page_text(again, module)


def page_text(visitor, module):
    """What readers get of the page meanwhile."""
    visitor.go(page_said(visitor, f"ModulePage.objects.get(pk={module}).url"))
    return visitor.page.locator("main").inner_text()
