"""How easy a text is to read: LIX, long sentences, and words with a plainer one beside them. Pure.

LIX is Björnsson's measure (1968): words per sentence, plus the share of words longer than six letters in
per cent. Newspapers lie about 45; 50 and more is heavy for most. Colons end sentences, as in his own count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from base.checks.domain.plain_words import PLAIN_WORDS

HEAVY = 50
"""LIX above which a text is to be looked at."""
ENOUGH = 80
"""Words below which LIX says nothing; our choice."""
LONGEST_SENTENCE = 30
"""Words. Our choice; a plain-language course would say 25."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"(?:(?<=[.!?:])|(?<=[.!?:][»”)]))\s+|\n+")
_SHORTENED = re.compile(r"\b(?:bl\.a|f\.eks|dvs|ca|jf|nr|mv|osv|t\.d|m\.a|St|Meld|Prop|Dok|kap|pst)\.$")
_NUMBERED = re.compile(r"\d\.$")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text. A new line ends one too; a known abbreviation does not."""
    found: list[str] = []
    held = ""
    for piece, ended in _pieces(text):
        goes_on = _SHORTENED.search(held) or (_NUMBERED.search(held) and piece[:1].islower())
        if held and goes_on:
            held = f"{held} {piece}"
        else:
            found.append(held)
            held = piece
        if ended:
            found.append(held)
            held = ""
    return [sentence for sentence in [*found, held] if words(sentence)]


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what may be a sentence, and whether the line ends there."""
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.start()].strip(), "\n" in match.group()
        start = match.end()
    yield text[start:].strip(), True


def lix(text: str) -> int | None:
    """Return the LIX of a plain text, rounded, or None when it is too short to tell."""
    found = words(text)
    if len(found) < ENOUGH:
        return None
    long = sum(len(word) > 6 for word in found)
    return round(len(found) / len(sentences(text)) + 100 * long / len(found))


def long_sentences(text: str) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST_SENTENCE]


def heavy_words(text: str, language: str) -> list[tuple[str, str]]:
    """Return (word as it stands, plainer word) once for each, in the order of the list.

    Languages without a list have none."""
    found = []
    for pattern, plainer in _patterns(language):
        match = pattern.search(text)
        if match:
            found.append((match.group(), plainer))
    return found


@lru_cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = PLAIN_WORDS.get(language, {})
    return tuple(
        (re.compile(rf"(?<!\w)(?:{heavy})(?!\w)", re.IGNORECASE), plainer)
        for heavy, plainer in listed.items()
    )
