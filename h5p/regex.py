"""Regular expressions written by library authors, matched in bounded time (h5p-spec sections 9 and 10).

Python's `re` backtracks, so one pattern in a package could hold a worker for hours. This engine walks all
alternatives at once (Thompson's construction) and remembers the sets of states it has met, which makes the
common case one dictionary look-up a character. Only "does it match somewhere" is answered.

Understood: literals, classes, `.`, escapes such as `\\d` and `\\b`, groups, alternatives, greedy and lazy
quantifiers, `^ $`, look-ahead, and the modifiers i m s u g. Anything else (back references, look-behind,
possessive quantifiers, `\\p`) is an UnsupportedPattern; callers treat it as the reference treats invalid
ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from h5p.regex_parser import Assertion, Choice, Look, Node, Repeat, Sequence, Test, UnsupportedPattern, parse

_MAX_STATES = 4_000
_MAX_REMEMBERED = 1_000  # sets of states a graph remembers; forgotten when full
_WORK = 400_000  # steps one search may take in all, about a fifth of a second

_State: TypeAlias = int


class _OutOfWork(Exception):
    """The search took more steps than it may."""


class Pattern:
    """A compiled pattern."""

    def __init__(self, pattern: str, modifiers: str = "") -> None:
        """Raises UnsupportedPattern for what is invalid, too large, or not understood."""
        if len(pattern) > 2_000 or set(modifiers) - set("imsug"):
            raise UnsupportedPattern(modifiers)
        self._graph = _Graph(parse(pattern, modifiers))

    def search(self, text: str) -> bool | None:
        """Tell whether the pattern matches anywhere in `text`; None when finding out would take too long."""
        try:
            return self._graph.matches(text, 0, _Budget(_WORK), anchored=False)
        except _OutOfWork:
            return None


@lru_cache(maxsize=256)
def compile_pattern(pattern: str, modifiers: str = "") -> Pattern | None:
    """Return the compiled pattern, or None when it is not understood."""
    try:
        return Pattern(pattern, modifiers)
    except UnsupportedPattern:
        return None


@dataclass(slots=True)
class _Budget:
    left: int

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _OutOfWork


@dataclass(slots=True, eq=False)
class _Set:
    """The states a search may be in before reading a character, and where each character led from here."""

    states: frozenset[_State]
    before: str  # the character just read, reduced to what assertions can tell apart
    after: dict[str, _Set] = field(default_factory=dict)


_MATCHED = _Set(frozenset(), "")


class _Graph:
    """States and what leads to the next: a test of a character, an assertion, a look-ahead or a fork."""

    def __init__(self, tree: Node) -> None:
        self._kinds: list[Test | Assertion | tuple[_Graph, bool] | None] = []
        self._next: list[list[_State]] = []
        self._end = self._add(None)
        self._start = self._build(tree, self._end)
        self._sets: dict[tuple[frozenset[_State], str], _Set] = {}

    def matches(self, text: str, at: int, budget: _Budget, *, anchored: bool) -> bool:
        """Tell whether a match begins at `at` (or anywhere after it unless anchored). Raises _OutOfWork."""
        always = frozenset[_State]() if anchored else frozenset({self._start})
        current = self._set(frozenset({self._start}), _told_apart(text[at - 1 : at]))
        budget.spend(1)
        for position in range(at, len(text) + 1):
            character = text[position : position + 1]  # "" behind the last one
            following = current.after.get(character)
            if following is None:
                following = self._step(current, character, always, text, position, budget)
            if following is _MATCHED:
                budget.spend(position - at)
                return True
            if not following.states:
                break
            current = following
        budget.spend(position - at)
        return False

    def _step(
        self,
        current: _Set,
        character: str,
        always: frozenset[_State],
        text: str,
        position: int,
        budget: _Budget,
    ) -> _Set:
        """Read one character from `current`; remember the answer when it holds at every position."""
        reached: set[_State] = set()
        everywhere = True
        seen = set(current.states)
        stack = list(seen)
        following = None
        while stack:
            state = stack.pop()
            if state == self._end:
                following = _MATCHED
                break
            kind = self._kinds[state]
            if isinstance(kind, Test):
                if character and kind.accepts(character):
                    reached.update(self._next[state])
                continue
            if isinstance(kind, Assertion):
                goes_on = kind.holds(current.before, character)
            elif kind is not None:
                ahead, wanted = kind
                everywhere = False
                goes_on = ahead.matches(text, position, budget, anchored=True) is wanted
            else:
                goes_on = True
            if goes_on:
                stack += [each for each in self._next[state] if each not in seen]
                seen.update(self._next[state])
        budget.spend(len(seen))
        if following is None:
            following = self._set(frozenset(reached) | always, _told_apart(character))
        if everywhere:
            current.after[character] = following
        return following

    def _set(self, states: frozenset[_State], before: str) -> _Set:
        known = self._sets.get((states, before))
        if known is None:
            if len(self._sets) >= _MAX_REMEMBERED:
                self._sets.clear()
            known = self._sets[states, before] = _Set(states, before)
        return known

    def _add(self, kind: Test | Assertion | tuple[_Graph, bool] | None, *following: _State) -> _State:
        if len(self._kinds) >= _MAX_STATES:
            raise UnsupportedPattern("too large")
        self._kinds.append(kind)
        self._next.append(list(following))
        return len(self._kinds) - 1

    def _build(self, node: Node, then: _State) -> _State:
        """Add `node` so that it continues at `then`; return the state it begins at."""
        match node:
            case Test() | Assertion():
                return self._add(node, then)
            case Look(inner, wanted):
                return self._add((_Graph(inner), wanted), then)
            case Sequence(parts):
                for part in reversed(parts):
                    then = self._build(part, then)
                return then
            case Choice(parts):
                return self._add(None, *[self._build(part, then) for part in parts])
            case Repeat(inner, least, most):
                return self._build_repeat(inner, least, most, then)

    def _build_repeat(self, inner: Node, least: int, most: int | None, then: _State) -> _State:
        if most is None:
            loop = self._add(None)
            self._next[loop] += [self._build(inner, loop), then]
            then = loop
        for _ in range((most or least) - least):
            then = self._add(None, self._build(inner, then), then)
        for _ in range(least):
            then = self._build(inner, then)
        return then


def _told_apart(character: str) -> str:
    """Reduce the character before a position to what `^` and `\\b` look at."""
    if character in ("", "\n"):
        return character
    return "a" if character == "_" or (character.isascii() and character.isalnum()) else " "
