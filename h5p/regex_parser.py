"""The grammar of the regular expressions that `regex` understands: text in, tree out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from h5p.errors import H5PError


class UnsupportedPattern(H5PError, ValueError):
    """The pattern is invalid, too large, or uses what our engine does not know."""

    code = "unsupported-pattern"


@dataclass(frozen=True, slots=True)
class Test:
    """One character that must satisfy `accepts`."""

    accepts: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Assertion:
    """A position; `holds` gets the characters before and after it, "" at the ends of the text."""

    holds: Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Look:
    """A look-ahead: `inner` must match here (or must not)."""

    inner: Node
    wanted: bool


@dataclass(frozen=True, slots=True)
class Repeat:
    """`inner` from `least` to `most` times; most None is for ever."""

    inner: Node
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    parts: tuple[Node, ...]


Node: TypeAlias = Test | Assertion | Look | Repeat | Sequence | Choice

_MAX_DEPTH = 40
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}


def _is_word(character: str) -> bool:
    return character == "_" or (character.isascii() and character.isalnum())


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


_CLASSES: dict[str, Callable[[str], bool]] = {"w": _is_word, "d": _is_digit, "s": str.isspace}


def parse(pattern: str, modifiers: str = "") -> Node:
    """Return the tree of `pattern`. Raises UnsupportedPattern."""
    parser = _Parser(pattern, frozenset(modifiers))
    tree = parser.choice(0)
    if not parser.at_end():
        raise UnsupportedPattern("unbalanced parenthesis")
    return tree


class _Parser:
    def __init__(self, pattern: str, modifiers: frozenset[str]) -> None:
        self._pattern = pattern
        self._at = 0
        self._ignore_case = "i" in modifiers
        self._many_lines = "m" in modifiers
        self._dot_all = "s" in modifiers

    def at_end(self) -> bool:
        return self._at >= len(self._pattern)

    def choice(self, depth: int) -> Node:
        if depth > _MAX_DEPTH:
            raise UnsupportedPattern("too deep")
        parts = [self._sequence(depth)]
        while self._take("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self, depth: int) -> Node:
        parts: list[Node] = []
        while not self.at_end() and self._peek() not in "|)":
            parts.append(self._quantified(self._atom(depth)))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _quantified(self, atom: Node) -> Node:
        bounds = self._quantifier()
        if bounds is None:
            return atom
        if isinstance(atom, (Assertion, Look)):
            raise UnsupportedPattern("quantified assertion")
        if not self._take("?") and self._take("+"):  # lazy matches the same texts; possessive does not
            raise UnsupportedPattern("possessive quantifier")
        if self._quantifier() is not None:
            raise UnsupportedPattern("quantified quantifier")
        return Repeat(atom, *bounds)

    def _quantifier(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        end = self._pattern.find("}", self._at)
        if self._peek() != "{" or end < 0:
            return None
        least, comma, most = self._pattern[self._at + 1 : end].partition(",")
        if not _number(least) or (most and not _number(most)):
            return None  # `{` is then a letter
        self._at = end + 1
        low, high = int(least), int(most) if most else (None if comma else int(least))
        if high is not None and high < low:
            raise UnsupportedPattern("quantifier range")
        return low, high

    def _quantifier_at(self, at: int) -> bool:
        here, self._at = self._at, at
        found = self._quantifier() is not None
        self._at = here
        return found

    def _atom(self, depth: int) -> Node:
        character = self._next()
        match character:
            case "(":
                return self._group(depth + 1)
            case "[":
                return self._set()
            case ".":
                return Test(lambda _: True) if self._dot_all else Test(lambda c: c != "\n")
            case "^":
                many = self._many_lines
                return Assertion(lambda before, _: before == "" or (many and before == "\n"))
            case "$":
                many = self._many_lines
                return Assertion(lambda _, after: after == "" or (many and after == "\n"))
            case "\\":
                return self._escape()
            case "{" if self._quantifier_at(self._at - 1):
                raise UnsupportedPattern("nothing to repeat")
            case "*" | "+" | "?":
                raise UnsupportedPattern("nothing to repeat")
        return self._literal(character)

    def _group(self, depth: int) -> Node:
        look: bool | None = None
        if self._take("?"):
            match self._next():
                case ":":
                    pass
                case "=":
                    look = True
                case "!":
                    look = False
                case "<" if self._peek() not in ("=", "!", ""):
                    self._at = self._pattern.find(">", self._at) + 1 or len(self._pattern)
                case _:
                    raise UnsupportedPattern("group")
        inner = self.choice(depth)
        if not self._take(")"):
            raise UnsupportedPattern("unclosed group")
        return inner if look is None else Look(inner, look)

    def _escape(self) -> Node:
        letter = self._next()
        if letter in "bB":
            boundary = letter == "b"
            return Assertion(lambda before, after: (_word_at(before) != _word_at(after)) is boundary)
        if letter in "AzZ":
            return Assertion(
                (lambda before, _: before == "") if letter == "A" else (lambda _, after: after == "")
            )
        kind = self._class(letter)
        return Test(kind) if kind else self._literal(self._escaped(letter))

    def _class(self, letter: str) -> Callable[[str], bool] | None:
        known = _CLASSES.get(letter.lower())
        if known is None or letter.islower():
            return known
        return lambda character: not known(character)

    def _escaped(self, letter: str) -> str:
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if letter in ("x", "u"):
            length = 2 if letter == "x" else 4
            digits = self._pattern[self._at : self._at + length]
            if len(digits) < length or not all(d in "0123456789abcdefABCDEF" for d in digits):
                raise UnsupportedPattern("escape")
            self._at += length
            return chr(int(digits, 16))
        if letter.isascii() and letter.isalnum():
            raise UnsupportedPattern(f"escape {letter}")
        return letter

    def _set(self) -> Node:
        negated = self._take("^")
        singles: set[str] = set()
        tests: list[Callable[[str], bool]] = []
        first = True
        while first or self._peek() != "]":
            first = False
            low = self._set_member(tests)
            if low is None:
                continue
            if self._peek() == "-" and self._pattern[self._at + 1 : self._at + 2] not in ("]", ""):
                self._at += 1
                high = self._set_member(tests)
                if high is None or high < low:
                    raise UnsupportedPattern("range")
                tests.append(_between(low, high))
            else:
                singles.add(low)
        self._at += 1
        return Test(self._in_set(frozenset(singles), tuple(tests), negated))

    def _set_member(self, tests: list[Callable[[str], bool]]) -> str | None:
        """Read one member of a set; a class such as `\\d` goes to `tests` and None comes back."""
        character = self._next()
        if character != "\\":
            return character
        letter = self._next()
        kind = self._class(letter)
        if kind:
            tests.append(kind)
            return None
        return "\b" if letter == "b" else self._escaped(letter)

    def _in_set(
        self, singles: frozenset[str], tests: tuple[Callable[[str], bool], ...], negated: bool
    ) -> Callable[[str], bool]:
        def accepts(character: str) -> bool:
            return (character in singles or any(test(character) for test in tests)) is not negated

        if not self._ignore_case:
            return accepts
        return lambda c: accepts(c) or (not negated and (accepts(c.lower()) or accepts(c.upper())))

    def _literal(self, character: str) -> Node:
        if self._ignore_case:
            wanted = character.lower()
            return Test(lambda c: c.lower() == wanted)
        return Test(lambda c: c == character)

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _next(self) -> str:
        character = self._peek()
        if not character:
            raise UnsupportedPattern("ends too early")
        self._at += 1
        return character

    def _take(self, character: str) -> bool:
        if self._peek() == character:
            self._at += 1
            return True
        return False


def _between(low: str, high: str) -> Callable[[str], bool]:
    return lambda character: low <= character <= high


def _word_at(character: str) -> bool:
    return character != "" and _is_word(character)


def _number(text: str) -> bool:
    return 0 < len(text) <= 4 and text.isascii() and text.isdigit()
