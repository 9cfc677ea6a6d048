"""The whole way of an H5P package: uploaded, let in, placed in a lesson, played, taken up again and completed."""

import re

from accounts.demo import EDITOR, LEARNER
from tests.h5p.builders import library_json, manifest, to_bytes, zipped
from tests.journeys.test_course_building import number_of, page_said, publish, write_in_peace
from tests.journeys.test_h5p import wait_for_an_empty_queue

MODULE = "Tre spørsmål i alle førstesamtaler"
TASK = b"""
H5P.Steps = function (params, id, extras) {
  H5P.EventDispatcher.call(this);
  const state = { step: 0, ...(extras && extras.previousState) };
  this.getCurrentState = () => state;
  this.attach = ($at) => {
    const button = document.createElement("button");
    const tell = () => { button.textContent = "Steg " + state.step + " av 2"; };
    button.onclick = () => {
      state.step += 1;
      tell();
      this.trigger("resize");
      if (state.step === 2) this.triggerXAPIScored(2, 2, "completed");
      else this.triggerXAPI("interacted");
    };
    tell();
    $at.append(button);
  };
};
"""
LET_IN = """
from django.contrib.auth.models import Permission
from accounts.models import User
user = User.objects.get(email="leder@demo.example")
names = ["access_admin", "install_library", "view_content", "view_package"]
user.user_permissions.add(*Permission.objects.filter(codename__in=names))
"""


def steps_package() -> bytes:
    """A package of a content type that nobody has seen here before."""
    library = library_json("H5P.Steps 1.0", license="MIT", preloadedJs=[{"path": "steps.js"}])
    told = manifest("H5P.Steps 1.0", title="To steg")
    return zipped(
        {
            "h5p.json": to_bytes(told),
            "content/content.json": to_bytes({"text": "Ta to steg."}),
            "H5P.Steps-1.0/library.json": to_bytes(library),
            "H5P.Steps-1.0/steps.js": TASK,
            "H5P.Steps-1.0/semantics.json": to_bytes([{"name": "text", "type": "text", "label": "Text"}]),
        }
    )


def frame(visitor):
    visitor.page.locator("iframe").first.scroll_into_view_if_needed()
    return visitor.page.frame_locator("iframe").first


def test_a_package_goes_the_whole_way_to_a_learners_tick(visit, site):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    page = editor.page
    editor.go("/admin/h5p/contents/new/")
    editor.check_accessibility()
    package = {"name": "to-steg.h5p", "mimeType": "application/zip", "buffer": steps_package()}
    page.set_input_files("[name=file]", package)
    page.locator("main form button[type=submit]").click()
    page.get_by_text("venter på godkjenning").first.wait_for()

    site.manage("shell", "-v", "0", "-c", LET_IN)
    approver = visit(width=1280)
    approver.log_in("leder@demo.example")
    approver.go("/admin/h5p/packages/")
    approver.page.get_by_role("link", name=re.compile("To steg|to-steg")).first.click()
    approver.page.get_by_text("H5P.Steps").first.wait_for()
    approver.check_accessibility()
    approver.page.get_by_role("button", name="Godkjenn").click()
    approver.page.wait_for_load_state()

    module = number_of(editor, "ModulePage", title=MODULE, locale__language_code="nb")
    editor.go(f"/admin/pages/{module}/edit/")
    write_in_peace(page)
    # Before the last part: a lesson closes with what to try tomorrow.
    page.locator("[id$='-lesson-section'] button.c-sf-add-button").nth(-2).click()
    page.get_by_role("option", name="H5P-innhold", exact=True).last.click()
    part = page.locator("[id$='-lesson-section'] [data-contentpath]:has(.chooser)").last
    part.get_by_role("button", name=re.compile("^Velg")).first.click()
    page.get_by_role("link", name="To steg").click()
    page.fill("[name$='-value-title'][name^=lesson]:visible >> nth=-1", "Ta to steg")
    publish(page)

    learner = visit()
    learner.log_in(LEARNER.email)
    address = page_said(editor, f"ModulePage.objects.get(pk={module}).url")
    learner.go(address)
    learner.check_accessibility()
    frame(learner).get_by_role("button", name="Steg 0 av 2").click()
    frame(learner).get_by_role("button", name="Steg 1 av 2").wait_for()
    wait_for_an_empty_queue(learner.page)

    learner.go(address)
    frame(learner).get_by_role("button", name="Steg 1 av 2").click()
    frame(learner).get_by_role("button", name="Steg 2 av 2").wait_for()
    wait_for_an_empty_queue(learner.page)
    learner.go(address)
    learner.page.get_by_text("Resultat: 2 av 2 poeng.").wait_for()
