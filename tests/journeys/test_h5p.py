"""An H5P content in a lesson, in a real browser: played and taken up again; and a hostile one, held in its frame."""

import base64
import json
import subprocess
import sys

import pytest
from django.conf import settings

from accounts.demo import LEARNER
from tests.factories.h5p_django import package
from tests.h5p.builders import library_json, needs, to_bytes

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
COUNTER = b"""
H5P.Quiz = function (params, id, extras) {
  H5P.EventDispatcher.call(this);
  const state = { times: 0, ...(extras && extras.previousState) };
  this.getCurrentState = () => state;
  this.attach = ($at) => {
    const button = document.createElement("button");
    const tell = () => { button.textContent = "Svart " + state.times; };
    button.onclick = () => {
      state.times += 1;
      tell();
      this.triggerXAPIScored(state.times, 9, "answered");
    };
    tell();
    $at.append(button);
  };
};
"""
PICTURE = b"""
H5P.Quiz = function (params, id) {
  this.attach = ($at) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.getContext("2d").drawImage(image, 0, 0);
      $at.append(canvas.toDataURL().slice(0, 14));
    };
    H5P.setSource(image, { path: "images/dot.png" }, id);
  };
};
"""
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=="
)
HOSTILE = b"""
H5P.Quiz = function () {
  this.attach = async ($at) => {
    const tried = {};
    const site = location.ancestorOrigins[0];
    const attempt = async (name, doing) => {
      try { tried[name] = String(await doing()); } catch { tried[name] = "refused"; }
    };
    const send = (path, more) => fetch(site + path, { credentials: "include", ...more });
    const image = (src) => new Promise((resolve, reject) => {
      Object.assign(new Image(), { src, onload: () => resolve("loaded"), onerror: reject });
    });
    await attempt("cookies", () => document.cookie || (() => { throw 0; })());
    await attempt("page", () => parent.document.title);
    await attempt("storage", () => parent.localStorage.length);
    await attempt("address", () => { top.location.href = "/nb/"; return "moved"; });
    await attempt("request", async () => (await send("/nb/min-side/")).status);
    await attempt("here", async () => (await fetch("/nb/min-side/", { credentials: "include" })).status);
    await attempt("post", async () => (await send("/nb/kurs/glem/", { method: "POST", mode: "no-cors" })).type);
    await attempt("beacon", () => navigator.sendBeacon(site + "/nb/kurs/glem/", "x") && image(site + "/x.png"));
    await attempt("worker", () => navigator.serviceWorker.register("/h5p/pakke/x.js"));
    await attempt("window", () => open(site + "/nb/min-side/").document.title);
    await attempt("foreign", async () => (await fetch("https://example.org/")).status);
    tried.origin = self.origin;
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

    def place(script: bytes, patch: int, needs: list | None = None, **more: bytes) -> None:
        library = library_json(
            patch=patch, preloadedJs=[{"path": "js/quiz.js"}], preloadedDependencies=needs or []
        )
        scripts = {"H5P.Quiz-1.2/library.json": to_bytes(library), "H5P.Quiz-1.2/js/quiz.js": script}
        made = package(**scripts, **more).getvalue()
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


def result_count(site) -> int:
    counting = (
        "from courses.models import LearningEvent as E; print(E.objects.filter(kind='h5p_result').count())"
    )
    return int(site.manage("shell", "-v", "0", "-c", counting))


def wait_for_an_empty_queue(page):
    """All that was done is acknowledged. (Playwright's own waiting needs eval, which our pages refuse.)"""
    for _ in range(100):
        if page.evaluate("() => localStorage.getItem('h5p-queue')") in ("[]", None):
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
    visitor.check_accessibility()


def test_a_picture_of_the_package_may_be_drawn_on(visit, put):
    put(PICTURE, patch=25, **{"content/images/dot.png": DOT})

    open_lesson(visit()).get_by_text("data:image/png").wait_for()


@pytest.mark.parametrize("apart", [False, True], ids=["without-origin", "host-of-its-own"])
def test_the_script_of_a_package_reaches_nothing_of_ours(visit, put, site, request, apart):
    put(HOSTILE, patch=31 + apart)
    server = request.getfixturevalue("site_apart") if apart else site
    visitor = visit(at=server)
    visitor.log_in(LEARNER.email)
    inside = open_lesson(visitor)

    told = json.loads(inside.get_by_text('"origin"').inner_text())

    assert told.pop("origin") == (server.origins[1] if apart else "null")
    assert set(told.values()) == {"refused"}, told
    assert LESSON in visitor.page.url
    visitor.complaints.clear()  # the browser says, rightly, what it refused


def test_from_a_host_of_its_own_a_content_is_played_saved_and_taken_up_again(visit, put, site_apart):
    put(QUIZ, patch=33)
    visitor = visit(at=site_apart)
    inside = open_lesson(visitor)

    inside.get_by_role("button", name="Svar", exact=True).click()
    visitor.page.locator("#save-state[data-state=saved]").wait_for()
    wait_for_an_empty_queue(visitor.page)
    inside = open_lesson(visitor)

    inside.get_by_role("button", name="Svart").wait_for()
    assert {cookie["domain"] for cookie in visitor.context.cookies()} == {"127.0.0.1"}


def test_closing_the_tab_right_after_an_answer_loses_nothing(visit, put):
    put(QUIZ, patch=40)
    visitor = visit()
    inside = open_lesson(visitor)
    visitor.context.set_offline(True)  # the answer cannot have left when the tab is closed
    inside.get_by_role("button", name="Svar", exact=True).click()
    visitor.page.locator("#save-state[data-state=failed]").wait_for()

    visitor.page.close()
    visitor.context.set_offline(False)
    visitor.page = visitor.context.new_page()
    visitor.go("/nb/")
    wait_for_an_empty_queue(visitor.page)

    open_lesson(visitor).get_by_role("button", name="Svart").wait_for()
    assert "2 av 2 poeng" in visitor.page.locator("#m1-h5p").inner_text()


def test_a_server_that_falls_in_the_middle_loses_nothing(visit, put, site):
    put(COUNTER, patch=41)
    visitor = visit()
    button = open_lesson(visitor).get_by_role("button")
    button.click()
    visitor.page.locator("#save-state[data-state=saved]").wait_for()
    told = result_count(site)

    button.click()
    button.click()
    site.kill()
    button.click()
    visitor.page.locator("#save-state[data-state=failed]").wait_for()
    site.start()
    visitor.page.evaluate("() => dispatchEvent(new Event('online'))")
    wait_for_an_empty_queue(visitor.page)

    assert result_count(site) == told + 3
    open_lesson(visitor).get_by_role("button", name="Svart 4").wait_for()
    assert "4 av 9 poeng" in visitor.page.locator("#m1-h5p").inner_text()


@pytest.mark.parametrize(
    ("script", "patch"),
    [(b"const = not a script;", 50), (b"throw new Error('in vain');", 51)],
    ids=["unreadable", "throws"],
)
def test_one_bad_script_does_not_stop_the_others(visit, put, script, patch):
    library = library_json("H5P.Bad 1.0", runnable=0, patch=patch, preloadedJs=[{"path": "bad.js"}])
    put(
        QUIZ,
        patch=patch,
        needs=needs("H5P.Bad 1.0"),
        **{"H5P.Bad-1.0/library.json": to_bytes(library), "H5P.Bad-1.0/bad.js": script},
    )
    visitor = visit()

    open_lesson(visitor).get_by_role("button", name="Svar", exact=True).wait_for()

    assert visitor.complaints
    visitor.complaints.clear()  # what is wrong with the script is told, twice: joined, and by itself
