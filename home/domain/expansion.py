"""Widening a search with the glossary: bokmål finds nynorsk, a synonym the term, a slip of the finger too.

Pure. The glossary is small (about 80 terms), so comparing with all of it costs well under a millisecond."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

MOST_WORDS = 12
MOST_WORDINGS = 12
LIKENESS = 0.8
"""How alike two words must be for one to be a misspelling of the other (0-1, difflib). Our choice, tried on
the glossary: lower turns rehabilitering into habilitering."""
SHORTEST_MISSPELT = 5

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ASIDE = re.compile(r"\s*\([^)]*\)")


def words_of(text: str, *, most: int | None = MOST_WORDS) -> list[str]:
    """Return the words of a text in small letters, at most twelve of them unless told otherwise."""
    return _WORD.findall(text.casefold())[:most]


def phrases_of(text: str) -> list[str]:
    """Return what a term may be called: `sykmelding / gradert sykmelding` is two phrases."""
    parts = [part for text in (text, _ASIDE.sub("", text)) for part in text.split(" / ")]
    aside = re.findall(r"\(([^)]*)\)", text)
    return list(dict.fromkeys(" ".join(words_of(part)) for part in [*parts, *aside] if words_of(part)))


@dataclass(frozen=True)
class Vocabulary:
    """Groups of phrases that mean the same, in small letters."""

    groups: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, terms: Iterable[Iterable[str]]) -> Vocabulary:
        """Make a vocabulary of terms, each given as all that it is called in any language."""
        groups = (dict.fromkeys(phrase for name in names for phrase in phrases_of(name)) for names in terms)
        return cls(tuple(tuple(group) for group in groups))

    @cached_property
    def words(self) -> list[str]:
        """Every word of the vocabulary that is long enough to be misspelt."""
        return sorted(
            {word for group in self.groups for phrase in group for word in phrase.split()}
            - {word for group in self.groups for phrase in group for word in phrase.split() if len(word) < 4}
        )


def expand(query: str, vocabulary: Vocabulary) -> list[str]:
    """Return the query and other wordings that mean the same, the query itself first, at most twelve.

    A phrase of the glossary anywhere in the query is replaced by each of the others of its group. A word the
    glossary nearly knows is read as that word first, and the result widened in the same way. A letter that
    stands alone beside words is left out: it is a slip."""
    words = [word for word in words_of(query) if len(word) > 1] or words_of(query)
    if not words:
        return []
    asked = " ".join(words)
    corrected = " ".join(_corrected(word, vocabulary) for word in words)
    found = dict.fromkeys([asked, corrected])
    for start in list(found):
        for group in vocabulary.groups:
            for phrase in group:
                if _holds(start, phrase):
                    found.update(dict.fromkeys(_replaced(start, phrase, other) for other in group))
    return list(found)[:MOST_WORDINGS]


def _corrected(word: str, vocabulary: Vocabulary) -> str:
    if len(word) < SHORTEST_MISSPELT or word in vocabulary.words:
        return word
    near = get_close_matches(word, vocabulary.words, n=1, cutoff=LIKENESS)
    return near[0] if near else word


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def _replaced(text: str, phrase: str, other: str) -> str:
    return f" {text} ".replace(f" {phrase} ", f" {other} ").strip()
