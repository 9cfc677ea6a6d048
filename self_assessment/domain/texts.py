"""Texts in bokmål, nynorsk and English side by side, and templates filled with a municipality's numbers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

LANGUAGES = ("nb", "nn", "en")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"(?P<name>[a-z_]+)(?::(?P<argument>\w+))?")
_SPACES = re.compile(r"  +")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages. Bokmål and nynorsk are always there; English may be empty."""

    nb: str
    nn: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text for "nb", "nn" or "en"; bokmål when there is no such text."""
        wanted = self.nn if language == "nn" else self.en if language == "en" else self.nb
        return wanted or self.nb

    def as_heading(self) -> Self:
        """The text without the full stop at its end."""
        return type(self)(*(words.rstrip().removesuffix(".") for words in (self.nb, self.nn, self.en)))

    @classmethod
    def same(cls, words: str) -> Self:
        """A text that reads the same in all three languages, such as a number or a name."""
        return cls(words, words, words)

    @classmethod
    def joined(cls, separator: str, texts: "list[Text]") -> Self:
        return cls(*(separator.join(t.in_language(language) for t in texts) for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{name}` or `{name:argument}` in a template, such as `{svar:B2}`."""

    name: str
    argument: str = ""

    @classmethod
    def parse(cls, inside: str) -> Self:
        """Read what stands between the braces. Raises ValueError for anything but a name and an argument."""
        match = _NAME.fullmatch(inside)
        if match is None:
            raise ValueError(f"not a placeholder: {inside!r}")
        return cls(match["name"], match["argument"] or "")


Parts = tuple[str | Placeholder, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders, cut into its parts once, so that filling it is only joining."""

    text: Text
    nb: Parts
    nn: Parts
    en: Parts
    placeholders: frozenset[Placeholder]

    @classmethod
    def parse(cls, text: Text) -> Self:
        """Cut `text` at its placeholders. Raises ValueError for a placeholder that cannot be read."""
        nb, nn, en = (_cut(text.in_language(language)) for language in LANGUAGES)
        placeholders = frozenset(part for part in nb + nn + en if isinstance(part, Placeholder))
        return cls(text, nb, nn, en, placeholders)

    def fill(self, value_of: Callable[[Placeholder], Text]) -> Text:
        """Return the text with each placeholder replaced; double spaces are closed up."""
        if not self.placeholders:
            return self.text
        values = {placeholder: value_of(placeholder) for placeholder in self.placeholders}
        return Text(
            _join(self.nb, {placeholder: value.nb for placeholder, value in values.items()}),
            _join(self.nn, {placeholder: value.nn for placeholder, value in values.items()}),
            _join(self.en, {placeholder: value.in_language("en") for placeholder, value in values.items()}),
        )


def _cut(words: str) -> Parts:
    pieces = _PLACEHOLDER.split(words)  # literal, inside, literal, inside, ..., literal
    parts = [Placeholder.parse(piece) if at % 2 else piece for at, piece in enumerate(pieces)]
    return tuple(part for part in parts if part != "") or ("",)


def _join(parts: Parts, values: Mapping[Placeholder, str]) -> str:
    words = "".join([part if isinstance(part, str) else values[part] for part in parts])
    return (_SPACES.sub(" ", words) if "  " in words else words).strip()
