"""Our own H5P types in a real browser with H5P's own core: by keyboard, read aloud, reported and taken up again.

The page is the least a host can be, with as strict a policy as ours; its files come from memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

from h5p import player
from h5p.content import Content
from h5p.names import LibraryName
from h5p.results import Statement, read_statement
from h5p.semantics import filter_content
from h5p.state import State
from h5p_django import own_types
from tests.journeys.conftest import AXE, AXE_TAGS

HOST = "https://host.example"
IRI = f"{HOST}/h5p/1"
CORE = settings.BASE_DIR / "node_modules" / "h5p-standalone" / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; img-src 'self' data:; connect-src 'self'"
)
KINDS = {
    "js": "text/javascript",
    "css": "text/css",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "woff": "font/woff",
}
COLLECT = "window.told = []; H5P.externalDispatcher.on('xAPI', (event) => told.push(event.data.statement));"


@dataclass
class Learner:
    """One person at one content of our own."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def open(self, machine: str, parameters: dict[str, Any] | None = None, state: Any = None) -> None:
        """Open the example of a type, with some parameters and a saved state of one's own."""
        example = own_types.example(LibraryName(f"Byggestein.{machine}", 1, 0))
        content = replace(example, parameters=example.parameters | (parameters or {}))
        self.files = _page(content, state)
        self.page.goto(HOST)
        self.page.wait_for_selector(".bst")

    def tell(self, expression: str) -> Any:
        """Ask the instance: `getScore()`."""
        return self.page.evaluate(f"H5P.instances[0].{expression}")

    def statements(self, verb: str) -> list[dict[str, Any]]:
        told = self.page.evaluate("told")
        return [each for each in told if each["verb"]["id"].endswith(f"/{verb}")]

    def only(self, verb: str) -> tuple[dict[str, Any], Statement]:
        """Return the one statement with this verb, as sent and as our reader takes it."""
        (sent,) = self.statements(verb)
        return sent, read_statement(json.dumps(sent).encode(), content=IRI)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.innerText")

    def check_accessibility(self) -> None:
        for width in (320, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            found = self.page.evaluate(
                "tags => axe.run({runOnly: tags, resultTypes: ['violations']})", AXE_TAGS
            )
            assert [(each["id"], each["nodes"][0]["target"]) for each in found["violations"]] == []

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if route.request.method == "POST":
            route.fulfill(json={"success": True})
        elif path.startswith("/core/"):
            route.fulfill(body=(CORE / path.removeprefix("/core/")).read_bytes(), content_type=_kind(path))
        elif path in self.files:
            headers = {"content-type": _kind(path), "content-security-policy": POLICY}
            route.fulfill(body=self.files[path], headers=headers)
        else:
            route.fulfill(status=404)


def _kind(path: str) -> str:
    return KINDS.get(path.rpartition(".")[2], "text/html; charset=utf-8")


def _page(content: Content, state: Any) -> dict[str, bytes]:
    """Return {path: bytes} of a page that plays a content."""
    own = own_types.OwnLibraries()
    filtered = filter_content(content, own)
    assert filtered.faults == ()
    integration = player.integration(
        content_id="1",
        filtered=filtered,
        library=own.library(content.main_library),
        addresses=player.Addresses(HOST, f"{HOST}/files", f"{HOST}/libraries", IRI, "/state", "/finished"),
        states={} if state is None else {("0", "state"): State(json.dumps(state))},
        save_every=600,
    )
    assets = player.page_assets(filtered)
    files = {
        f"/{asset.library.name.folder}/{asset.path}": asset for asset in (*assets.scripts, *assets.styles)
    }
    styles = ["/core/styles/h5p.css", *(path for path in files if path.endswith(".css"))]
    scripts = [
        "/integration.js",
        "/core/frame.bundle.js",
        "/collect.js",
        *(path for path in files if path.endswith(".js")),
    ]
    links = "".join(f'<link rel="stylesheet" href="{path}">' for path in styles)
    tags = "".join(f'<script src="{path}"></script>' for path in scripts)
    head = (
        f'<meta charset="utf-8"><title>H5P</title><meta name="viewport" content="width=device-width">{links}'
    )
    # Not deferred: core's jQuery takes the page for ready between two deferred scripts, before the type is there.
    body = f'<div class="h5p-content" data-content-id="1"></div>{tags}'
    return {
        "/": f'<!doctype html><html lang="nb"><head>{head}</head><body>{body}</body></html>'.encode(),
        "/favicon.ico": b"",
        "/integration.js": f"window.H5PIntegration = {json.dumps(integration)}".encode(),
        "/collect.js": COLLECT.encode(),
        **{path: b"".join(own.open_library(asset.library.name, asset.path)) for path, asset in files.items()},
    }


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


@pytest.fixture
def learner(chromium: Browser) -> Iterator[Learner]:
    yield from _learner(chromium)


@pytest.fixture
def learner_in(chromium: Browser, scheme: str) -> Iterator[Learner]:
    yield from _learner(chromium, color_scheme=scheme)


def _learner(chromium: Browser, **context: Any) -> Iterator[Learner]:
    browser = chromium.new_context(locale="nb-NO", reduced_motion="reduce", **context)
    browser.set_default_timeout(10_000)
    made = Learner(browser.new_page())
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    made.page.on("console", lambda each: each.type == "error" and made.complaints.append(each.text))
    browser.route("**/*", made.serve)
    yield made
    browser.close()
    assert made.complaints == []


def test_a_statement_is_judged_by_keyboard_alone(learner):
    learner.open("TrueFalse")

    learner.press("Tab", "Space", "Tab", "Enter")

    assert learner.focused().startswith("✓ Riktig – 1 av 1 poeng")
    sent, read = learner.only("answered")
    assert (read.score.raw, read.score.max, read.success, read.completed) == (1, 1, True, True)
    assert sent["result"]["response"] == "true"
    assert sent["object"]["definition"]["interactionType"] == "true-false"
    assert sent["object"]["definition"]["correctResponsesPattern"] == ["true"]
    assert len(learner.statements("attempted")) == 1
    assert learner.page.get_by_role("radio", name="Sant Riktig").is_disabled()


def test_checking_without_an_answer_asks_for_one(learner):
    learner.open("TrueFalse")

    learner.page.get_by_role("button", name="Sjekk svaret").press("Enter")

    assert learner.page.get_by_role("alert").inner_text() == "Svar før du sjekker."
    assert learner.statements("answered") == []
    assert learner.tell("getAnswerGiven()") is False


def test_a_wrong_choice_is_told_why_and_may_be_taken_again(learner):
    learner.open("Choice")
    learner.page.get_by_role("radio", name="Du bør komme i gang snart.").press("Space")
    learner.page.get_by_role("button", name="Sjekk svaret").press("Enter")

    assert "Prøv å spørre før du gir råd." in learner.focused()
    learner.page.get_by_role("button", name="Vis fasit").press("Enter")
    assert learner.page.get_by_role("radio", name="Hva er det tyngste nå? riktig").count() == 1
    learner.page.get_by_role("button", name="Prøv igjen").press("Enter")

    assert learner.page.evaluate("document.activeElement.type") == "radio"
    learner.press("Space")
    learner.page.get_by_role("button", name="Sjekk svaret").press("Enter")
    first, second = learner.statements("answered")
    assert (first["result"]["score"]["raw"], first["result"]["response"]) == (0, "1")
    assert (second["result"]["score"]["raw"], second["result"]["response"]) == (1, "0")
    assert [each["id"] for each in first["object"]["definition"]["choices"]] == ["0", "1", "2"]
    assert first["object"]["definition"]["correctResponsesPattern"] == ["0"]


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        pytest.param("AC", 2, id="all"),
        pytest.param("A", 1, id="one"),
        pytest.param("ABC", 1, id="one-too-many"),
        pytest.param("BD", 0, id="never-below-nothing"),
    ],
)
def test_of_several_answers_right_ones_give_and_wrong_ones_take(learner, chosen, points):
    answers = [{"text": letter, "correct": letter in "AC"} for letter in "ABCD"]
    learner.open("Choice", {"mode": "multiple", "answers": answers, "behaviour": {"shuffle": True}})
    for letter in chosen:
        learner.page.get_by_role("checkbox", name=letter).check()

    learner.page.get_by_role("button", name="Sjekk svaret").click()

    sent, read = learner.only("answered")
    assert (read.score.raw, read.score.max, read.success) == (points, 2, points == 2)
    assert sent["result"]["response"] == "[,]".join(str("ABCD".index(letter)) for letter in chosen)
    assert sent["object"]["definition"]["correctResponsesPattern"] == ["0[,]2"]


def test_blanks_take_other_spellings_and_are_there_after_a_reload(learner):
    learner.open("FillIn")
    blanks = learner.page.get_by_role("textbox")
    learner.press("Tab")
    learner.page.keyboard.type(" STOPPE ")
    learner.press("Tab")
    learner.page.keyboard.type("mente")
    learner.press("Tab")
    learner.page.keyboard.type("lov")
    learner.press("Enter")

    sent, read = learner.only("answered")
    assert (read.score.raw, read.score.max, read.success) == (2, 3, False)
    assert sent["result"]["response"] == " STOPPE [,]mente[,]lov"
    patterns = sent["object"]["definition"]["correctResponsesPattern"]
    assert patterns == [f"{{case_matters=false}}{word}[,]hørte[,]lov" for word in ("stanse", "stoppe")]
    assert "__________" in sent["object"]["definition"]["description"]["en-US"]
    saved = learner.tell("getCurrentState()")

    learner.open("FillIn", state=saved)

    assert [blank.input_value() for blank in blanks.all()] == [" STOPPE ", "mente", "lov"]
    assert learner.page.get_by_text("2 av 3 poeng").is_visible()
    assert learner.page.get_by_label("Felt 2 av 3").get_attribute("aria-invalid") == "true"
    assert learner.statements("answered") == [], "what was reported is not reported again"
    learner.page.get_by_role("button", name="Vis fasit").click()
    assert learner.page.get_by_text("Riktig svar: hørte").is_visible()


def test_markup_in_answers_and_texts_stays_text(learner):
    learner.open("FillIn", {"text": "<p>*&lt;b&gt;x*</p>"})
    learner.page.get_by_role("textbox").fill("<b>x")

    learner.page.get_by_role("textbox").press("Enter")

    assert learner.only("answered")[1].success is True


def test_all_cards_turned_is_the_end_and_is_remembered(learner):
    learner.open("DialogCards")
    turn = learner.page.get_by_role("button", name="Snu kortet")
    turn.press("Enter")
    assert "slik den er tilrettelagt" in learner.page.locator(".bst-card").inner_text()
    assert learner.statements("completed") == []
    learner.page.get_by_role("button", name="Neste kort").press("Enter")
    turn.press("Enter")

    _, read = learner.only("completed")
    assert (read.score.raw, read.score.max) == (2, 2)
    assert learner.page.get_by_role("status").inner_text() == "Du har snudd alle kortene."
    saved = learner.tell("getCurrentState()")
    learner.open("DialogCards", state=saved)
    assert learner.page.get_by_text("Kort 2 av 2").is_visible()
    assert learner.page.get_by_text("Du har snudd alle kortene.").is_visible()
    turn.press("Enter")
    assert learner.statements("completed") == []


def test_a_conversation_goes_on_by_what_one_says_and_may_go_back(learner):
    learner.open("BranchingConversation")
    learner.page.get_by_role("button", name="Du er her for at vi skal lage en plan.").press("Enter")
    assert "det er din plan" in learner.focused()
    learner.page.get_by_role("button", name="Gå ett steg tilbake").press("Enter")
    assert learner.focused() == "«Jeg vet ikke helt hvorfor jeg er her.»"
    learner.page.get_by_role("button", name="Er det greit?").press("Enter")

    sent, read = learner.only("completed")
    assert (read.score.raw, read.score.max, sent["result"]["response"]) == (1, 1, "1")
    assert learner.page.get_by_text("Samtalen er slutt.").is_visible()
    saved = learner.tell("getCurrentState()")
    learner.open("BranchingConversation", state=saved)
    assert learner.page.get_by_text("noen å tenke høyt med").is_visible()
    assert learner.statements("completed") == []


def test_a_saved_conversation_is_walked_as_far_as_it_still_goes(learner):
    learner.open("BranchingConversation", state={"path": [1, 7, 0], "done": False})

    assert learner.tell("getCurrentState()") == {"path": [1], "done": False}
    assert learner.page.get_by_text("Hva slags plan, da?").is_visible()


TYPES = [name.machine.removeprefix("Byggestein.") for name in own_types.types()]


@pytest.mark.parametrize("machine", TYPES)
def test_axe_finds_nothing_before_or_after_the_answer(learner_in, machine):
    learner_in.open(machine)
    learner_in.check_accessibility()

    _answer(learner_in, machine)
    learner_in.tell("showSolutions()")

    learner_in.check_accessibility()


@pytest.mark.parametrize("machine", TYPES)
def test_hosts_find_what_they_ask_of_a_content(learner, machine):
    learner.open(machine)
    assert (learner.tell("getAnswerGiven()"), learner.tell("getScore()")) == (False, 0)
    before = learner.tell("getCurrentState()")

    _answer(learner, machine)

    assert learner.tell("getAnswerGiven()") is True
    assert 0 < learner.tell("getScore()") <= learner.tell("getMaxScore()")
    report = learner.tell("getXAPIData().statement.result.score")
    assert report["raw"] == learner.tell("getScore()")
    learner.tell("resetTask()")
    assert learner.tell("getCurrentState()") == before


@pytest.mark.parametrize("machine", TYPES)
@pytest.mark.parametrize(
    "state",
    [
        pytest.param([1, 2], id="list"),
        pytest.param({"answer": 7, "path": 3, "turned": "x", "place": -4}, id="other-shapes"),
        pytest.param(
            {"answer": [{}, None], "path": [None, "x"], "turned": [99], "place": 99}, id="other-values"
        ),
    ],
)
def test_a_state_that_makes_no_sense_does_no_harm(learner, machine, state):
    learner.open(machine, state=state)

    assert learner.tell("getScore()") == 0
    _answer(learner, machine)
    assert learner.tell("getScore()") > 0


def _answer(learner: Learner, machine: str) -> None:
    page = learner.page
    match machine:
        case "TrueFalse" | "Choice":
            page.get_by_role("radio").first.check()
            page.get_by_role("button", name="Sjekk svaret").click()
        case "FillIn":
            page.get_by_role("textbox").first.fill("stanse")
            page.get_by_role("button", name="Sjekk svaret").click()
        case "DialogCards":
            page.get_by_role("button", name="Snu kortet").click()
        case "BranchingConversation":
            page.locator(".bst-button--say").first.click()
