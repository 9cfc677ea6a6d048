"""An H5P content in a lesson, in a real browser: played and taken up again; and a hostile one, held in its frame."""

import base64
import subprocess
import sys

import pytest
from django.conf import settings

from accounts.demo import LEARNER
from tests.factories.h5p_django import package

LESSON = "/nb/kurs/jobb-og-helse-i-gruppe/hvorfor-gruppe/"
FRAME = "#m1-h5p iframe"

QUIZ = b"""
H5P.Quiz = function (params, id, extras) {
  H5P.EventDispatcher.call(this);
  const state = (extras && extras.previousState) || {};
  this.getCurrentState = () => state;
  this.attach = ($at) => {
    const button = document.createElement("button");
    button.textContent = state.done ? "Svart" : "Svar";
    button.onclick = () => {
      state.done = true;
      button.textContent = "Svart";
      this.triggerXAPIScored(2, 2, "answered");
    };
    $at.append(button);
  };
};
"""
HOSTILE = b"""
H5P.Quiz = function () {
  this.attach = async ($at) => {
    const tried = {};
    const attempt = async (name, doing) => {
      try { tried[name] = String(await doing()); } catch { tried[name] = "refused"; }
    };
    await attempt("cookies", () => document.cookie);
    await attempt("page", () => parent.document.title);
    await attempt("storage", () => parent.localStorage.length);
    await attempt("address", () => { top.location.href = "/nb/"; return "moved"; });
    await attempt("request", async () => (await fetch("/nb/min-side/", { credentials: "include" })).status);
    const forget = { method: "POST", credentials: "include", mode: "no-cors" };
    await attempt("post", async () => (await fetch("/nb/kurs/glem/", forget)).type);
    await attempt("foreign", async () => (await fetch("https://example.org/")).status);
    await attempt("origin", () => self.origin);
    $at.append(JSON.stringify(tried));
  };
};
"""
PLACE = """
import base64, io, json, sys
from django.utils import timezone
from courses.models import ModulePage
from h5p_django import actions
content = actions.ship(file=io.BytesIO(base64.b64decode(sys.stdin.read())), key="journey", at=timezone.now())
page = next(p for p in ModulePage.objects.filter(key="m1") if p.url_path.endswith("%s"))
parts = [dict(part) for part in page.lesson.raw_data if part["type"] != "h5p"]
value = {"content": content.pk, "title": "Quiz", "completion": "completed", "attempts": "best"}
parts.insert(1, {"type": "h5p", "id": "m1-h5p", "value": {**value, "alternative": "<p>Som tekst.</p>"}})
page.lesson = json.dumps(parts)
page.save_revision().publish()
"""


@pytest.fixture
def put(site):
    """Put a content with this script into the lesson."""

    def place(script: bytes, patch: int) -> None:
        made = package(patch=patch, **{"H5P.Quiz-1.2/js/quiz.js": script}).getvalue()
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", PLACE % LESSON.rpartition("/kurs/")[2]],
            cwd=settings.BASE_DIR, env=site.environment, input=base64.b64encode(made), check=True,
        )  # fmt: skip

    return place


def open_lesson(visitor):
    # The address as no cache has it: the lesson was changed outside the server.
    visitor.go(f"{LESSON}?{id(visitor)}")
    visitor.page.locator(FRAME).scroll_into_view_if_needed()
    return visitor.page.frame_locator(FRAME)


def wait_for_an_empty_queue(page):
    """All that was done is acknowledged. (Playwright's own waiting needs eval, which our pages refuse.)"""
    for _ in range(100):
        if page.evaluate("() => localStorage.getItem('h5p-queue')") == "[]":
            return
        page.wait_for_timeout(100)
    pytest.fail("the queue was not emptied within ten seconds")


def test_a_content_is_played_saved_and_taken_up_again(visit, put):
    put(QUIZ, patch=20)
    visitor = visit()
    inside = open_lesson(visitor)
    inside.get_by_role("button", name="Svar", exact=True).wait_for()
    assert visitor.context.cookies() == []

    inside.get_by_role("button", name="Svar", exact=True).click()
    visitor.page.locator("#save-state[data-state=saved]").wait_for()
    wait_for_an_empty_queue(visitor.page)
    inside = open_lesson(visitor)

    inside.get_by_role("button", name="Svart").wait_for()
    assert "2 av 2 poeng" in visitor.page.locator("#m1-h5p").inner_text()


def test_the_script_of_a_package_reaches_nothing_of_ours(visit, put):
    put(HOSTILE, patch=21)
    visitor = visit()
    visitor.log_in(LEARNER.email)
    inside = open_lesson(visitor)

    told = inside.get_by_text('"origin"').inner_text()

    assert '"cookies":"refused"' in told
    assert '"page":"refused"' in told
    assert '"storage":"refused"' in told
    assert '"request":"refused"' in told
    assert '"post":"refused"' in told
    assert '"foreign":"refused"' in told
    assert '"origin":"null"' in told
    assert LESSON in visitor.page.url
    visitor.complaints.clear()  # the browser says, rightly, what it refused
