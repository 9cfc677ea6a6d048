# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""The accessible twin: each family of content types as text and questions, and any JSON without surprises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.names import LibraryName
from h5p.twin import (
    Cards,
    Choice,
    Conversation,
    Gaps,
    Heading,
    Link,
    Media,
    Option,
    Order,
    Text,
    Twin,
    make_twin,
)
from h5p.twin.questions import QUESTIONS
from h5p.twin.readable import TYPES
from h5p.twin.reading import MAX_PARTS
from tests.h5p.builders import calm


class Described:
    """Semantics of the types a test says; nothing of all others."""

    def __init__(self, **described: Any) -> None:
        self.described = described

    def semantics(self, name: LibraryName) -> Any:
        return self.described.get(name.machine.replace(".", "_"), [])


def twin(machine: str, params: Any, **described: Any) -> Twin:
    return make_twin(LibraryName(machine, 1, 0), params, Described(**described))


def only(machine: str, params: Any) -> Any:
    (question,) = twin(machine, params).questions
    return question


def used(machine: str, params: Any, **more: Any) -> dict[str, Any]:
    return {"library": f"{machine} 1.0", "params": params, "subContentId": "x", "metadata": more}


def text(html: str) -> dict[str, Any]:
    return used("H5P.AdvancedText", {"text": html})


CHOICE = {
    "question": "<p>Hva åpner best?</p>",
    "answers": [
        {"text": "<div>Et råd</div>\n", "correct": False, "tipsAndFeedback": {"chosenFeedback": "Vent."}},
        {"text": "<div>Et spørsmål</div>\n", "correct": True, "tipsAndFeedback": {}},
    ],
    "behaviour": {"type": "auto", "singlePoint": False},
}


def test_a_multiple_choice_with_one_right_answer_asks_for_one():
    question = only("H5P.MultiChoice", CHOICE)

    assert question.prompt == "Hva åpner best?"
    assert question.options == (Option("Et råd", False, "Vent."), Option("Et spørsmål", True))
    assert not question.several


def test_a_multiple_choice_with_two_right_answers_asks_for_several():
    answers = [*CHOICE["answers"], {"text": "Stillhet", "correct": True}]

    assert only("H5P.MultiChoice", {**CHOICE, "answers": answers}).several


def test_the_first_answer_of_a_single_choice_set_is_right_but_does_not_always_stand_first():
    answers = [["Oslo", "Bergen", "Hamar"], ["Mjøsa", "Femunden"], ["Ja", "Nei"], ["Grønn", "Rød", "Blå"]]
    params = {"choices": [{"question": f"<p>{n}</p>", "answers": texts} for n, texts in enumerate(answers)]}

    questions = twin("H5P.SingleChoiceSet", params).questions

    assert [next(o.text for o in q.options if o.right) for q in questions] == ["Oslo", "Mjøsa", "Ja", "Grønn"]
    assert len({[o.right for o in q.options].index(True) for q in questions}) > 1


def test_a_true_false_question_speaks_with_its_own_words_and_feedback():
    params = {
        "question": "<p>Lederen kan ringe.</p>",
        "correct": "false",
        "l10n": {"trueText": "Sant", "falseText": "Usant"},
        "behaviour": {"feedbackOnCorrect": "Nettopp.", "feedbackOnWrong": "Jo da."},
    }

    question = only("H5P.TrueFalse", params)

    assert question.options == (Option("Sant", False, "Jo da."), Option("Usant", True, "Nettopp."))


def test_blanks_keep_their_alternatives_hints_and_lines():
    params = {
        "text": "<p>Fyll inn.</p>",
        "questions": ["<p>Be om *lov/samtykke:tre bokstaver* først.</p>", "<p>Så *lytt*.</p>"],
        "behaviour": {"caseSensitive": True, "acceptSpellingErrors": True},
    }

    question = only("H5P.Blanks", params)

    assert question.answers == (("lov", "samtykke"), ("lytt",))
    assert question.pieces == ("Be om ", " (tre bokstaver) først.\n\nSå ", ".")
    assert question.exact
    assert question.lenient


def test_words_to_drag_are_chosen_from_a_mixed_bank_with_the_distractors():
    params = {
        "taskDescription": "Dra ordene.",
        "textField": "Hun *stanser:først*, og ber om *lov\\+Fint.\\-Prøv igjen*.",
        "distractors": "*skylder på*",
    }

    question = only("H5P.DragText", params)

    assert question.answers == (("stanser",), ("lov",))
    assert set(question.bank) == {"stanser", "lov", "skylder på"}
    assert question.pieces == ("Hun ", " (først), og ber om ", ".")


def test_words_to_mark_are_told_by_their_asterisks_which_are_not_shown():
    params = {"taskDescription": "Merk verbene.", "textField": "<p>Hun *går*, «*ler*» og 2 ** 2.</p>"}

    question = only("H5P.MarkTheWords", params)

    assert [o.text for o in question.options] == ["Hun", "går,", "«ler»", "og", "2", "*", "2."]
    assert [o.text for o in question.options if o.right] == ["går,", "«ler»"]


def test_cards_and_flashcards():
    dialogs = [{"text": "<p>Ord</p>", "answer": "<p>Forklaring</p>"}]
    flash = [
        {"text": "Hovedstad?", "answer": "Oslo/Kristiania"},
        {"imageAltText": "Et flagg", "answer": "Sverige"},
    ]

    assert only("H5P.Dialogcards", {"dialogs": dialogs}) == Cards("", (("Ord", "Forklaring"),))
    first, second = twin("H5P.Flashcards", {"cards": flash}).questions
    assert (first.prompt, first.answers) == ("Hovedstad?", (("Oslo", "Kristiania"),))
    assert second.prompt == "Et flagg"


def test_a_summary_asks_for_the_first_statement_of_each_group():
    params = {"intro": "Velg.", "summaries": [{"summary": ["Rett", "Galt"]}, {"summary": ["Sant", "Usant"]}]}

    questions = twin("H5P.Summary", params).questions

    assert [o.text for q in questions for o in q.options if o.right] == ["Rett", "Sant"]


def test_sequences_are_put_in_order():
    images = [{"imageDescription": word} for word in ("Spør", "Lytt", "Avtal")]

    assert only("H5P.ImageSequencing", {"sequenceImages": images}) == Order("", ("Spør", "Lytt", "Avtal"))
    assert only("H5P.SortParagraphs", {"paragraphs": ["<p>A b</p>", "<p>C</p>"]}).steps == ("A b", "C")


def test_things_to_drag_are_sorted_when_all_of_them_have_words():
    def element(word: str) -> dict[str, Any]:
        return {"type": used("H5P.AdvancedText", {"text": f"<p>{word}</p>"}), "dropZones": ["0", "1"]}

    zones = [
        {"label": "<div>Legen</div>", "correctElements": ["0"]},
        {"label": "Nav", "correctElements": ["1"]},
    ]
    task = {"elements": [element("Graden"), element("Dialogmøte 2")], "dropZones": zones}

    question = only("H5P.DragQuestion", {"question": {"task": task}, "behaviour": {"applyPenalties": True}})

    assert question.places == ("Legen", "Nav")
    assert question.items == (("Graden", (0,)), ("Dialogmøte 2", (1,)))
    assert question.wrong_costs
    zones[1]["label"] = ""
    parts = twin("H5P.DragQuestion", {"question": {"task": task}}).parts
    assert [part.html for part in parts if isinstance(part, Text)] == ["<p>Graden</p>", "<p>Dialogmøte 2</p>"]


def test_an_accordion_is_read_with_its_headings():
    params = {"panels": [{"title": "Roller", "content": text("<p>Legen vurderer.</p>")}]}

    assert twin("H5P.Accordion", params).parts == (Heading("Roller"), Text("<p>Legen vurderer.</p>"))


@pytest.mark.parametrize(
    ("machine", "params"),
    [
        ("H5P.QuestionSet", {"questions": [used("H5P.MultiChoice", CHOICE)]}),
        ("H5P.Column", {"content": [{"content": used("H5P.MultiChoice", CHOICE)}]}),
        (
            "H5P.InteractiveBook",
            {"chapters": [used("H5P.Column", {"content": [{"content": used("H5P.MultiChoice", CHOICE)}]})]},
        ),
        (
            "H5P.CoursePresentation",
            {"presentation": {"slides": [{"elements": [{"action": used("H5P.MultiChoice", CHOICE)}]}]}},
        ),
        (
            "H5P.InteractiveVideo",
            {"interactiveVideo": {"assets": {"interactions": [{"action": used("H5P.MultiChoice", CHOICE)}]}}},
        ),
    ],
)
def test_containers_ask_what_they_contain(machine, params):
    assert isinstance(only(machine, params), Choice)


def test_a_pool_asks_as_many_questions_as_the_player_draws():
    questions = [used("H5P.MultiChoice", CHOICE)] * 5

    assert len(twin("H5P.QuestionSet", {"questions": questions, "poolSize": 2}).questions) == 2


def test_a_video_stops_in_the_order_of_its_time():
    def at(seconds: float, word: str) -> dict[str, Any]:
        return {"duration": {"from": seconds}, "action": text(word)}

    film = {"path": "videos/a.mp4", "mime": "video/mp4"}
    track = {"label": "Norsk", "kind": "subtitles", "srcLang": "nb", "track": {"path": "files/a.vtt"}}
    video = {"files": [film], "textTracks": {"videoTrack": [track]}}
    params = {
        "interactiveVideo": {"video": video, "assets": {"interactions": [at(9, "Sist"), at(2, "Først")]}}
    }

    assert twin("H5P.InteractiveVideo", params).parts == (
        Media("video", "videos/a.mp4", tracks=(("files/a.vtt", "subtitles", "nb", "Norsk"),)),
        Text("Først"),
        Text("Sist"),
    )


def test_a_branching_scenario_is_a_conversation_with_ends():
    asked = {
        "question": "<p>Hva sier du?</p>",
        "alternatives": [
            {"text": "Spør", "nextContentId": 1, "feedback": {"title": "Godt"}},
            {"text": "Gå", "nextContentId": -1},
        ],
    }
    params = {
        "branchingScenario": {
            "content": [
                {"type": used("H5P.BranchingQuestion", {"branchingQuestion": asked})},
                {"type": text("<p>Hun svarer.</p>"), "nextContentId": -1},
            ],
            "endScreens": [{"endScreenTitle": "Slutt", "contentId": -1}],
        },
    }

    question = only("H5P.BranchingScenario", params)

    assert isinstance(question, Conversation)
    assert [(reply.text, reply.to, reply.feedback) for reply in question.steps[0].replies] == [
        ("Spør", "1", "Godt"),
        ("Gå", "end", ""),
    ]
    assert question.steps[1].says == "<p>Hun svarer.</p>"
    assert question.steps[2].title == "Slutt"


def test_our_own_conversation_ends_where_a_reply_leads_nowhere():
    steps = [
        {
            "name": "a",
            "says": "<p>Hei</p>",
            "choices": [{"text": "Hei", "to": "b"}, {"text": "Ha det", "to": "x"}],
        },
        {"name": "b", "says": "<p>Takk</p>"},
    ]

    question = only("Byggestein.BranchingConversation", {"steps": steps})

    assert [reply.to for reply in question.steps[0].replies] == ["1", "end"]
    assert [step.key for step in question.steps if not step.replies] == ["1", "end"]


def test_a_type_nobody_knows_is_read_by_its_semantics():
    fields = [
        {"name": "lead", "type": "text", "widget": "html", "tags": ["p"]},
        {"name": "button", "type": "text", "common": True},
        {"name": "photo", "type": "image"},
    ]
    params = {"lead": "<p>Les dette.</p>", "button": "Neste side", "photo": {"path": "images/a.png"}}

    assert twin("Acme.New", params, Acme_New=fields).parts == (
        Text("<p>Les dette.</p>"),
        Media("image", "images/a.png"),
    )


def test_a_type_whose_library_is_gone_is_read_by_what_looks_like_text():
    params = {"lead": "<p>Les dette.</p>", "mode": "dark", "behaviour": {"button": "Neste side nå"}}

    assert twin("Acme.Gone", params).parts == (Text("<p>Les dette.</p>"),)


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x()">Hei</p>',
        "<p>Hei<script>x()</script></p>",
        '<p style="color:red">Hei</p><iframe src="https://x.example"></iframe>',
        '<a href="javascript:x()">Hei</a>',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(html):
    (part,) = twin("H5P.AdvancedText", {"text": html}).parts

    assert not any(sign in part.html for sign in ("onclick", "<script", "<iframe", "javascript:"))


@pytest.mark.parametrize(
    "path", ["../../secret", "/etc/passwd", "javascript:x()", "file:///x", "images/../../x"]
)
def test_a_file_is_the_contents_own_or_of_the_web(path):
    assert twin("H5P.Image", {"file": {"path": path}, "alt": "x"}).parts == ()


def test_a_film_of_elsewhere_is_a_link():
    params = {"sources": [{"path": "https://youtu.be/x", "mime": "video/YouTube"}]}

    assert twin("H5P.Video", params).parts == (Link("https://youtu.be/x", "https://youtu.be/x"),)


def test_what_does_not_fit_in_a_line_stands_before_its_question():
    parts = twin("H5P.MultiChoice", {**CHOICE, "question": "<ul><li>En</li></ul><p>Hva?</p>"}).parts

    assert parts[0] == Text("<ul><li>En</li></ul><p>Hva?</p>")
    assert parts[1].prompt == ""


def test_the_search_finds_questions_answers_and_gaps():
    assert "Be om lov først." in twin("H5P.Blanks", {"questions": ["Be om *lov* først."]}).plain_text
    assert "Et spørsmål" in twin("H5P.MultiChoice", CHOICE).plain_text


CONTAINERS = [
    "H5P.Column",
    "H5P.QuestionSet",
    "H5P.InteractiveBook",
    "H5P.CoursePresentation",
    "H5P.Accordion",
]
CONTAINERS += ["H5P.InteractiveVideo", "H5P.BranchingScenario", "H5P.ImageHotspots", "Acme.Unknown"]
MACHINES = st.sampled_from([*QUESTIONS, *TYPES, *CONTAINERS])
KEYS = st.sampled_from(
    (
        "question questions answers text correct behaviour choices steps cards content library params textField "
        "media type presentation slides elements action interactiveVideo assets interactions duration panels "
        "files branchingScenario branchingQuestion alternatives nextContentId path mime task dialogs summaries"
    ).split()
)
LIBRARIES = MACHINES.map("{} 1.0".format)
WORDS = st.one_of(
    st.text(max_size=30), LIBRARIES, st.sampled_from(["*a/b:c*", "<p>x</p>", "*", "\ud800", "\0"])
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@calm
@given(MACHINES, VALUES)
def test_no_json_is_too_strange(machine, params):
    made = twin(machine, params)

    made.plain_text.encode()
    for question in made.questions:
        if isinstance(question, Gaps):
            assert len(question.pieces) == len(question.answers) + 1
        if isinstance(question, Conversation):
            assert {reply.to for step in question.steps for reply in step.replies} <= {
                s.key for s in question.steps
            }


def test_a_content_within_itself_and_a_content_without_end_are_cut_short():
    deep: Any = text("<p>Innerst</p>")
    for _ in range(500):
        deep = used("H5P.Column", {"content": [{"content": deep}]})
    wide = {
        "content": [{"content": used("H5P.Column", {"content": [{"content": text("<p>x</p>")}] * 400})}] * 400
    }

    assert twin("H5P.Column", deep["params"]).parts == ()
    assert len(twin("H5P.Column", wide).parts) == MAX_PARTS
