"""Names of places, so that they are found however they are typed. Pure; no Django."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"đ": "d", "ŋ": "n", "ŧ": "t", "ø": "o", "æ": "a", "ß": "ss"})
"""Letters that are no letter with a mark, and so survive taking the marks off."""


@lru_cache(maxsize=4096)  # the names of the 357 are folded at every search
def fold(text: str) -> str:
    """Return `text` in small letters without marks: `Kárášjohka` and `KARASJOHKA` become the same.

    Old and keyboard spellings meet too: aa, ae and oe fold as å, æ and ø do. Hyphens become spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    for pair, letter in (("aa", "a"), ("ae", "a"), ("oe", "o")):
        bare = bare.replace(pair, letter)
    return " ".join(bare.replace("-", " ").split())


def rank(query: str, names: tuple[str, ...]) -> int | None:
    """Return how well the folded `query` fits the best of the folded `names`: 0 is best, None not at all.

    The whole name comes first, then its beginning, then the beginning of a later word, then the middle."""
    ranks = []
    for name in names:
        if name == query:
            ranks.append(0)
        elif name.startswith(query):
            ranks.append(1)
        elif f" {query}" in name:
            ranks.append(2)
        elif len(query) > 2 and query in name:
            ranks.append(3)
    return min(ranks, default=None)
