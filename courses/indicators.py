"""What the indicators a course serves are called: told by the room that knows them, which is not below this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Finder = Callable[[Sequence[str], str], list[str]]
_finders: list[Finder] = []


def name_indicators_with(finder: Finder) -> None:
    """Let `finder` give the names of indicators (codes, language) in the order asked for."""
    _finders[:] = [finder]


def indicator_names(codes: Sequence[str], language: str) -> list[str]:
    """Return the names of indicators; nothing when no room has told them."""
    return [name for finder in _finders for name in finder(codes, language)]
