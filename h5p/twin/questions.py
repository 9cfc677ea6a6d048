"""Questions of the content types that ask: from their parameters to plain values.

The parameters are those of the types' own semantics. What a type gives points for, and how many, is the same
here, so that whoever answers the twin gets what the player would have given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from h5p.fields import boolean
from h5p.strict_json import Json
from h5p.twin.reading import MAX_ITEMS, Html, items, line, mixed, obj, plain
from h5p.twin.values import (
    Cards,
    Choice,
    Conversation,
    Gaps,
    Option,
    Order,
    Part,
    Question,
    Reply,
    Step,
    Text,
)

Params = Mapping[str, Json]
_BLANK = re.compile(r"\*([^*\n]+)\*")
_FEEDBACK = re.compile(r"\\[+-][^\\*:]*")
_PREFIX = re.compile(r"[\[({⟨¿¡“\"«„]+")
_SUFFIX = re.compile(r"[\",….:;?!\])}⟩»”]+\Z")


def _asked(html: Html, value: Json, make: Callable[[str], Question]) -> Iterator[Part]:
    """Yield the question, with what cannot stand in its own line before it."""
    before, prompt = html.prompt(value)
    if before:
        yield Text(before)
    yield make(prompt)


def _yes(value: Json) -> bool:
    return boolean(value) is True


def _choice(options: tuple[Option, ...], prompt: str) -> Choice:
    return Choice(prompt, options)


def _word_to_write(answers: tuple[str, ...], exact: bool, prompt: str) -> Gaps:
    return Gaps(prompt, ("", ""), (answers,), exact=exact)


def multi_choice(params: Params, html: Html) -> Iterator[Part]:
    """H5P.MultiChoice: radio buttons when just one is right or it is set to one answer."""
    behaviour = obj(params.get("behaviour"))
    options = [_option(obj(each)) for each in items(params.get("answers"))]
    right = sum(option.right for option in options)
    kind = behaviour.get("type")
    several = kind == "multi" or (kind != "single" and right != 1)
    if "type" not in behaviour and "singleAnswer" in behaviour:
        several = not _yes(behaviour.get("singleAnswer"))
    if _yes(behaviour.get("randomAnswers")):
        options = _mixed_options(options)
    if options:
        yield from _asked(
            html,
            params.get("question"),
            lambda prompt: Choice(
                prompt, tuple(options), several, one_point=_yes(behaviour.get("singlePoint")) or right == 0
            ),
        )


def _option(answer: Params) -> Option:
    said = obj(answer.get("tipsAndFeedback"))
    return Option(plain(answer.get("text")), _yes(answer.get("correct")), line(said.get("chosenFeedback")))


def _mixed_options(options: Sequence[Option]) -> list[Option]:
    places = {text: place for place, text in enumerate(mixed({option.text for option in options}))}
    return sorted(options, key=lambda option: places[option.text])


def _first_is_right(answers: Json) -> tuple[Option, ...]:
    """Return options of a list in which the first is the right one; mixed, so that its place says nothing."""
    texts = list(dict.fromkeys(filter(None, map(plain, items(answers)))))
    return tuple(Option(text, right=text == texts[0]) for text in mixed(texts))


def single_choice_set(params: Params, html: Html) -> Iterator[Part]:
    for each in items(params.get("choices")):
        options = _first_is_right(obj(each).get("answers"))
        if options:
            yield from _asked(html, obj(each).get("question"), partial(_choice, options))


def summary(params: Params, html: Html) -> Iterator[Part]:
    """H5P.Summary: of each group of statements one is right; it stands first."""
    if intro := html(params.get("intro")):
        yield Text(intro)
    for each in items(params.get("summaries")):
        group = obj(each).get("summary") if isinstance(each, dict) else each
        options = _first_is_right(group)
        if options:
            yield Choice("", options)


def true_false(params: Params, html: Html) -> Iterator[Part]:
    behaviour, words = obj(params.get("behaviour")), obj(params.get("l10n"))
    yield from _true_or_false(
        html,
        params,
        (line(words.get("trueText")), line(words.get("falseText"))),
        (line(behaviour.get("feedbackOnCorrect")), line(behaviour.get("feedbackOnWrong"))),
    )


def own_true_false(params: Params, html: Html) -> Iterator[Part]:
    words = obj(params.get("texts"))
    yield from _true_or_false(
        html,
        params,
        (line(words.get("true")), line(words.get("false"))),
        (line(params.get("whenRight")), line(params.get("whenWrong"))),
    )


def _true_or_false(
    html: Html, params: Params, words: tuple[str, str], said: tuple[str, str]
) -> Iterator[Part]:
    is_true = params.get("correct") not in ("false", False)
    options = tuple(
        Option(word, right, said[0] if right else said[1])
        for word, right in zip(words, (is_true, not is_true), strict=True)
    )
    yield from _asked(
        html,
        params.get("question"),
        lambda prompt: Choice(prompt, options, is_true_false=True, feedback_for_all=False),
    )


def own_choice(params: Params, html: Html) -> Iterator[Part]:
    answers = [obj(each) for each in items(params.get("answers"))]
    options = [
        Option(plain(each.get("text")), _yes(each.get("correct")), line(each.get("feedback")))
        for each in answers
    ]
    if _yes(obj(params.get("behaviour")).get("shuffle")):
        options = _mixed_options(options)
    if options:
        several = params.get("mode") == "multiple"
        yield from _asked(
            html, params.get("question"), lambda prompt: Choice(prompt, tuple(options), several)
        )


def mark_the_words(params: Params, html: Html) -> Iterator[Part]:
    options = tuple(_word(each) for each in plain(params.get("textField")).split()[: 4 * MAX_ITEMS])
    if options:
        yield from _asked(
            html,
            params.get("taskDescription"),
            lambda prompt: Choice(
                prompt,
                options,
                several=True,
                as_words=True,
                one_point=not any(option.right for option in options),
            ),
        )


def _word(token: str) -> Option:
    """Read `*word*`, with the signs around it; two asterisks stand for one."""
    marked = token.replace("**", "\0")
    core = _SUFFIX.sub("", _PREFIX.sub("", marked, count=1))
    is_right = len(core) > 2 and core.startswith("*") and core.endswith("*")
    return Option(marked.replace("*", "").replace("\0", "*"), is_right)


def blanks(params: Params, html: Html) -> Iterator[Part]:
    """H5P.Blanks: `*answer/another:hint*`. Case matters unless it is told not to."""
    behaviour = obj(params.get("behaviour"))
    lines = "\n\n".join(plain(each) for each in items(params.get("questions")))
    pieces, answers = _gaps(lines, _BLANK, hint=True)
    if answers:
        yield from _asked(
            html,
            params.get("text"),
            lambda prompt: Gaps(
                prompt,
                pieces,
                answers,
                exact=behaviour.get("caseSensitive", True) is not False,
                lenient=_yes(behaviour.get("acceptSpellingErrors")),
            ),
        )


def own_fill_in(params: Params, html: Html) -> Iterator[Part]:
    pieces, answers = _gaps(plain(params.get("text")), _BLANK, hint=False)
    if answers:
        exact = _yes(obj(params.get("behaviour")).get("caseMatters"))
        yield from _asked(html, params.get("task"), lambda prompt: Gaps(prompt, pieces, answers, exact=exact))


def _gaps(
    written: str, blank: re.Pattern[str], *, hint: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    r"""Return the pieces of a text and the accepted answers between them. A hint stands after its gap."""
    written = re.sub(r"\n+", "\n\n", written)
    pieces: list[str] = [""]
    answers: list[tuple[str, ...]] = []
    for place, part in enumerate(blank.split(written)):
        solution, _, told = part.partition(":") if hint and place % 2 else (part, "", "")
        accepted = tuple(filter(None, (each.strip() for each in solution.split("/")))) if place % 2 else ()
        if not accepted or len(answers) >= MAX_ITEMS:
            pieces[-1] += part
            continue
        answers.append(accepted)
        pieces.append(f" ({told.strip()})" if told.strip() else "")
    return tuple(pieces), tuple(answers)


def drag_text(params: Params, html: Html) -> Iterator[Part]:
    r"""H5P.DragText: `*word:hint\+when right\-when wrong*`; the words are dragged from a list."""
    written = re.sub(r"\n+", "\n\n", plain(params.get("textField")))
    pieces: list[str] = [""]
    words: list[str] = []
    for place, part in enumerate(_BLANK.split(written)):
        if not place % 2 or len(words) >= MAX_ITEMS:
            pieces[-1] += part
            continue
        word, hint = _draggable(part)
        words.append(word)
        pieces.append(f" ({hint})" if hint else "")
    others = [_draggable(each)[0] for each in _BLANK.findall(plain(params.get("distractors")))]
    bank = tuple(mixed(dict.fromkeys(filter(None, (*words, *others[:MAX_ITEMS])))))
    if any(words):
        yield from _asked(
            html,
            params.get("taskDescription"),
            lambda prompt: Gaps(
                prompt, tuple(pieces), tuple((word,) for word in words), bank=bank, exact=True
            ),
        )


def _draggable(solution: str) -> tuple[str, str]:
    """Return the word and its hint."""
    word, _, hint = _FEEDBACK.sub("", solution).partition(":")
    return word.strip(), hint.strip()


def flashcards(params: Params, html: Html) -> Iterator[Part]:
    """H5P.Flashcards: a question or picture, and a word to write."""
    if description := html(params.get("description")):
        yield Text(description)
    for each in map(obj, items(params.get("cards"))):
        answers = tuple(filter(None, (word.strip() for word in line(each.get("answer")).split("/"))))
        asked = each.get("text") or each.get("imageAltText")
        if answers:
            yield from _asked(
                html,
                asked,
                partial(_word_to_write, answers, _yes(params.get("caseSensitive"))),
            )


def dialog_cards(params: Params, html: Html) -> Iterator[Part]:
    """H5P.Dialogcards: nothing to answer, and no points."""
    cards = tuple(
        (
            plain(each.get("text")) or line(each.get("imageAltText")),
            plain(each.get("answer")) or line(each.get("imageAltText")),
        )
        for each in map(obj, items(params.get("dialogs")))
    )
    yield from _cards(html, params.get("description"), cards)


def own_dialog_cards(params: Params, html: Html) -> Iterator[Part]:
    cards = tuple(
        (plain(each.get("front")), plain(each.get("back"))) for each in map(obj, items(params.get("cards")))
    )
    yield from _cards(html, params.get("task"), cards, counted=True)


def _cards(
    html: Html, prompt: Json, cards: tuple[tuple[str, str], ...], *, counted: bool = False
) -> Iterator[Part]:
    if cards:
        yield from _asked(html, prompt, lambda prompt: Cards(prompt, cards, counted))


def image_sequencing(params: Params, html: Html) -> Iterator[Part]:
    steps = [line(obj(each).get("imageDescription")) for each in items(params.get("sequenceImages"))]
    yield from _steps(html, params.get("taskDescription"), steps)


def sort_paragraphs(params: Params, html: Html) -> Iterator[Part]:
    by_neighbours = obj(params.get("behaviour")).get("scoringMode") == "transitions"
    steps = [plain(each) for each in items(params.get("paragraphs"))]
    yield from _steps(html, params.get("taskDescription"), steps, by_neighbours=by_neighbours)


def _steps(html: Html, prompt: Json, steps: Sequence[str], *, by_neighbours: bool = False) -> Iterator[Part]:
    if len(steps) > 1 and all(steps):
        yield from _asked(html, prompt, lambda prompt: Order(prompt, tuple(steps), by_neighbours))


def own_conversation(params: Params, html: Html) -> Iterator[Part]:
    """Byggestein.BranchingConversation: a reply that leads nowhere leads to an end, as in the player."""
    named = [(line(each.get("name")), each) for each in map(obj, items(params.get("steps")))]
    if not named:
        return
    keys: dict[str, str] = {}
    for place, (name, _) in enumerate(named):
        keys.setdefault(name, str(place))
    steps = tuple(
        Step(
            str(place),
            html(each.get("says")),
            tuple(
                Reply(
                    plain(reply.get("text")),
                    keys.get(line(reply.get("to")), "end"),
                    line(reply.get("feedback")),
                )
                for reply in map(obj, items(each.get("choices")))
            ),
        )
        for place, (_, each) in enumerate(named)
    )
    if intro := html(params.get("intro")):
        yield Text(intro)
    if steps[0].replies:
        yield Conversation("", (*steps, Step("end", "")), counted=True)
    elif steps[0].says:
        yield Text(steps[0].says)


QUESTIONS: Mapping[str, Callable[[Params, Html], Iterator[Part]]] = {
    "H5P.MultiChoice": multi_choice,
    "H5P.SingleChoiceSet": single_choice_set,
    "H5P.TrueFalse": true_false,
    "H5P.Summary": summary,
    "H5P.MarkTheWords": mark_the_words,
    "H5P.Blanks": blanks,
    "H5P.DragText": drag_text,
    "H5P.Flashcards": flashcards,
    "H5P.Dialogcards": dialog_cards,
    "H5P.ImageSequencing": image_sequencing,
    "H5P.SortParagraphs": sort_paragraphs,
    "Byggestein.TrueFalse": own_true_false,
    "Byggestein.Choice": own_choice,
    "Byggestein.FillIn": own_fill_in,
    "Byggestein.DialogCards": own_dialog_cards,
    "Byggestein.BranchingConversation": own_conversation,
}
"""The types that ask, by machine name."""
