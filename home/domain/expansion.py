"""Widening a search with the glossary: bokmål finds nynorsk, a synonym the term, a slip of the finger too.

Pure. The glossary is small (about 80 terms), so comparing with all of it costs well under a millisecond."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import islice

MOST_WORDS = 12
MOST_WORDINGS = 12
LIKENESS = 0.8
"""How alike two words must be for one to be a misspelling of the other (0-1, difflib). Our choice, tried on
the glossary: lower turns rehabilitering into habilitering."""
SHORTEST_MISSPELT = 5
MOST_ASKED = 5
"""Wordings asked for at once: each is ranked in every page that matches. Our choice, by what a search costs."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ASIDE = re.compile(r"\s*\([^)]*\)")


def words_of(text: str, *, most: int | None = MOST_WORDS) -> list[str]:
    """Return the words of a text in small letters, at most twelve of them unless told otherwise."""
    return _WORD.findall(text.casefold())[:most]


def phrases_of(text: str) -> list[str]:
    """Return what a term may be called: `sykmelding / gradert sykmelding` is two phrases.

    A part without a letter is none: the 2 of `dialogmøte 1 / 2` would find every 2 there is."""
    parts = [part for text in (text, _ASIDE.sub("", text)) for part in text.split(" / ")]
    aside = re.findall(r"\(([^)]*)\)", text)
    phrases = [" ".join(words_of(part)) for part in [*parts, *aside]]
    return list(dict.fromkeys(phrase for phrase in phrases if any(map(str.isalpha, phrase))))


@dataclass(frozen=True)
class Vocabulary:
    """Groups of phrases that mean the same, in small letters. `names` are what the terms themselves are called:
    other phrases may be misspellings that people are known to search for."""

    groups: tuple[tuple[str, ...], ...]
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, terms: Iterable[tuple[Iterable[str], Iterable[str]]]) -> Vocabulary:
        """Make a vocabulary of terms, each given as (its names in any language, its synonyms in any)."""
        groups, names = [], set()
        for called, synonyms in terms:
            own = [phrase for name in called for phrase in phrases_of(name)]
            names.update(own)
            other = [phrase for name in synonyms for phrase in phrases_of(name)]
            groups.append(tuple(dict.fromkeys([*own, *other])))
        return cls(tuple(groups), frozenset(names))

    def is_slip(self, word: str) -> bool:
        """Tell whether a word is nearly one of the names, and none of them: not a wording to show anyone.

        Only words that begin alike are compared, as in the lexicon."""
        known = self._name_words
        if len(word) < SHORTEST_MISSPELT or word in known:
            return False
        near = [name for name in known if name[0] == word[0]]
        return bool(get_close_matches(word, near, n=1, cutoff=LIKENESS))

    @cached_property
    def _name_words(self) -> list[str]:
        return sorted({word for name in self.names for word in name.split()})

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


def to_show(
    wordings: Iterable[str], query: str, vocabulary: Vocabulary, *, most: int | None = None
) -> list[str]:
    """Return the wordings to tell the reader of: not the query itself, and none that is misspelt. At most `most`:
    to tell what is misspelt takes longer than all else here."""
    asked = query.casefold()
    fit = (
        wording
        for wording in wordings
        if wording not in asked and not any(vocabulary.is_slip(word) for word in wording.split())
    )
    return list(islice(fit, most))


def to_ask(wordings: Iterable[str]) -> list[str]:
    """Return the wordings worth asking for, in their order: one that holds all the words of another finds
    nothing more."""
    every = list(dict.fromkeys(wordings))
    words = {wording: frozenset(wording.split()) for wording in every}
    wanted = [one for one in every if not any(words[other] < words[one] for other in every)]
    return wanted[:MOST_ASKED]


@dataclass(frozen=True)
class Lexicon:
    """Words that stand in the texts, the commonest first, in small letters."""

    words: tuple[str, ...]

    def corrected(self, query: str) -> str:
        """Return the query with each unknown word read as the known one it is most like, if there is one.

        Only words that begin alike are compared: it is the rarest of slips, and it keeps this quick."""
        return " ".join(self._corrected(word) for word in words_of(query))

    def _corrected(self, word: str) -> str:
        if len(word) < SHORTEST_MISSPELT or word in self._known:
            return word
        near = [known for known in self.words if known[0] == word[0] and abs(len(known) - len(word)) <= 2]
        found = get_close_matches(word, near, n=1, cutoff=LIKENESS)
        return found[0] if found else word

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)


def _corrected(word: str, vocabulary: Vocabulary) -> str:
    if len(word) < SHORTEST_MISSPELT or word in vocabulary.words:
        return word
    near = get_close_matches(word, vocabulary.words, n=1, cutoff=LIKENESS)
    return near[0] if near else word


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def _replaced(text: str, phrase: str, other: str) -> str:
    return f" {text} ".replace(f" {phrase} ", f" {other} ").strip()
