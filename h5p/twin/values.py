"""What a twin is made of. `html` has passed the HTML policy; every other text is plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from h5p.plain_text import from_html


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows; `level` counts from 1, below the title of the whole."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """Something to read. With `title` it is kept behind it until one asks: a hint, a solution."""

    html: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, sound, film or file. `path` is one of the content's files, or an address of the web.

    `alternative` is what a picture shows in words; `tracks` are (path, kind, language, label) of texts to a film."""

    kind: str
    path: str
    alternative: str = ""
    caption: str = ""
    tracks: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with answers to choose among, one or `several`.

    Points: one right answer is a point. Of several, each right one gives a point and each wrong one takes one,
    never below none; with `one_point` all of them together are one point. `as_words`: the options are the words
    of a running text. `feedback_for_all`: when all is right, what is said to the others is told too."""

    prompt: str
    options: tuple[Option, ...]
    several: bool = False
    one_point: bool = False
    as_words: bool = False
    is_true_false: bool = False
    feedback_for_all: bool = True


@dataclass(frozen=True, slots=True)
class Gaps:
    """A text with gaps: `pieces` stand around them, one more than there are gaps; `answers` are accepted.

    A line of the text begins with a blank line. `bank`: the words to choose among, mixed; empty when one writes.
    `exact`: case matters. `lenient`: small slips of spelling do not (Damerau-Levenshtein, as H5P.Blanks)."""

    prompt: str
    pieces: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    bank: tuple[str, ...] = ()
    exact: bool = False
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """Steps in their right order; a point for each at its place, or `by_neighbours` for each right next one."""

    prompt: str
    steps: tuple[str, ...]
    by_neighbours: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """Things to put where they belong: `items` are (text, the numbers of the `places` that are right for it).

    A point for each; `wrong_costs`: one less for each that is wrong; `one_point`: all of them are one point."""

    prompt: str
    places: tuple[str, ...]
    items: tuple[tuple[str, tuple[int, ...]], ...]
    wrong_costs: bool = False
    one_point: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards with a front and a back, to think about and turn. `counted`: the type gives a point for each."""

    prompt: str
    cards: tuple[tuple[str, str], ...]
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to say or choose, the key of the step it leads to, and what is said to it."""

    text: str
    to: str
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What is said (HTML), and the replies to it; a step without any is an end, called `title`."""

    key: str
    says: str
    replies: tuple[Reply, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A way through steps, the first one first; every reply leads to one of them. `counted`: an end is a point."""

    prompt: str
    steps: tuple[Step, ...]
    counted: bool = False


Question = Choice | Gaps | Order | Sorting | Cards | Conversation
Part = Heading | Text | Media | Link | Question


@dataclass(frozen=True, slots=True)
class Twin:
    """A content as text and questions, in the order one meets them."""

    title: str
    parts: tuple[Part, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(part for part in self.parts if isinstance(part, Question))

    @property
    def plain_text(self) -> str:
        """All of it as text for a search, a line or more for each part. What is only right or wrong is left out."""
        return "\n".join(text for part in self.parts for text in _words(part) if text)


def _words(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            yield part.text
        case Text():
            yield part.title
            yield from_html(part.html)
        case Media():
            yield part.alternative
            yield part.caption
        case Link():
            yield part.text
        case Choice():
            yield from_html(part.prompt)
            yield (" " if part.as_words else "\n").join(option.text for option in part.options)
        case Gaps():
            yield from_html(part.prompt)
            filled = zip(part.pieces, (*(answer[0] for answer in part.answers), ""), strict=True)
            yield "".join(piece + word for piece, word in filled)
        case Order():
            yield from_html(part.prompt)
            yield "\n".join(part.steps)
        case Sorting():
            yield from_html(part.prompt)
            yield "\n".join((*part.places, *(text for text, _right in part.items)))
        case Cards():
            yield from_html(part.prompt)
            yield from (text for card in part.cards for text in card)
        case Conversation():
            yield from_html(part.prompt)
            for step in part.steps:
                yield from_html(step.says)
                yield from (reply.text for reply in step.replies)
