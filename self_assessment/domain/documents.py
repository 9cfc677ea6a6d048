"""Walk a plain document (as JSON or YAML gives it) and gather every fault in it, each with its place.

A fault never stops the walk: the reader gets a harmless stand-in, and the caller raises once, at the end.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from self_assessment.domain.texts import Template, Text

E = TypeVar("E", bound=Enum)
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a document.

    `code` is stable and translatable, `path` is where, `detail` is what stood there.
    """

    path: str
    code: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.code}" + (f" ({self.detail})" if self.detail else "")


class InvalidDocument(ValueError):
    """A document that cannot be used. Nothing of it was taken; `faults` lists all that is wrong."""

    code = "invalid-document"

    def __init__(self, faults: Collection[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Cursor:
    """A place in a document. Reading from a place that is missing tells it once and goes on."""

    __slots__ = ("faults", "path", "value")

    def __init__(self, value: object, path: str, faults: list[Fault]) -> None:
        self.value, self.path, self.faults = value, path, faults

    def fault(self, code: str, detail: object = "") -> None:
        if self.value is not _MISSING:
            self.faults.append(Fault(self.path, code, str(detail)[:200]))

    def _child(self, key: object, value: object) -> "Cursor":
        path = (
            f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}.{key}" if self.path else str(key)
        )
        return Cursor(value, path, self.faults)

    def _mapping(self) -> Mapping[object, object]:
        if isinstance(self.value, Mapping):
            return self.value
        self.fault("not-a-mapping", self.value)
        return {}

    def __getitem__(self, key: str) -> "Cursor":
        """Go to a key that must be there."""
        mapping = self._mapping()
        if key in mapping:
            return self._child(key, mapping[key])
        if key.isdigit() and int(key) in mapping:  # YAML reads 0 as a number, JSON as text
            return self._child(key, mapping[int(key)])
        if isinstance(self.value, Mapping):
            self._child(key, None).fault("missing")
        return self._child(key, _MISSING)

    def get(self, key: str) -> "Cursor | None":
        """Go to a key that may be absent; null counts as absent."""
        value = self._mapping().get(key)
        return None if value is None else self._child(key, value)

    def items(self) -> "list[tuple[str, Cursor]]":
        """Keys as text (YAML reads 0 as a number, JSON as text) with their places."""
        return [(str(key), self._child(str(key), value)) for key, value in self._mapping().items()]

    def each(self) -> "list[Cursor]":
        if isinstance(self.value, list | tuple):
            return [self._child(at, value) for at, value in enumerate(self.value)]
        self.fault("not-a-list", self.value)
        return []

    def string(self) -> str:
        if isinstance(self.value, str) and self.value.strip():
            return self.value
        self.fault("not-a-text", self.value)
        return ""

    def integer(self, lowest: int, highest: int) -> int:
        if (
            isinstance(self.value, int)
            and not isinstance(self.value, bool)
            and lowest <= self.value <= highest
        ):
            return self.value
        self.fault("not-a-whole-number-in-range", f"{self.value!r}, not {lowest}-{highest}")
        return lowest

    def boolean(self) -> bool:
        if isinstance(self.value, bool):
            return self.value
        self.fault("not-true-or-false", self.value)
        return False

    def one_of(self, known: Collection[str], code: str = "unknown-id") -> str:
        """Read an id that must be among `known`."""
        if isinstance(self.value, str) and self.value in known:
            return self.value
        self.fault(code, self.value)
        return ""

    def enum(self, kind: type[E], fallback: E) -> E:
        try:
            return kind(self.value)
        except ValueError:
            self.fault("unknown-choice", self.value)
            return fallback

    def text(self) -> Text:
        """Read a text; bokmål and nynorsk must be there, English may be missing."""
        english = self.get("en")
        return Text(self["nb"].string(), self["nn"].string(), english.string() if english else "")

    def template(self, allowed: Collection[str]) -> Template:
        """Read a text whose placeholders are all among `allowed` (`"svar:B2"`, `"kommune"`)."""
        text = self.text()
        try:
            template = Template.parse(text)
        except ValueError as error:
            self.fault("unknown-placeholder", error)
            return Template.parse(Text.same(""))
        for placeholder in template.placeholders:
            written = ":".join(filter(None, (placeholder.name, placeholder.argument)))
            if written not in allowed:
                self.fault("unknown-placeholder", written)
        return template

    def split_text(self, key: str) -> Text:
        """Read a text kept as `key_nb`, `key_nn` and perhaps `key_en`."""
        english = self.get(f"{key}_en")
        return Text(
            self[f"{key}_nb"].string(), self[f"{key}_nn"].string(), english.string() if english else ""
        )
