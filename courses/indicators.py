"""Which building blocks of the assessment something here helps with: told by the room that knows, which is above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Helped:
    """A building block (byggestein) that a course or a prompt helps with, and by which questions: {code: name}."""

    code: str
    name: str
    url: str
    indicators: Mapping[str, str]


class Finder(Protocol):
    """Finds the building blocks that something helps with. `indicators` are the codes it names itself."""

    def __call__(
        self, language: str, *, indicators: Collection[str] = (), course: str = "", prompt: str = ""
    ) -> list[Helped]: ...


_finders: list[Finder] = []


def find_building_blocks_with(finder: Finder) -> None:
    """Let `finder` tell what a course or a prompt helps with."""
    _finders[:] = [finder]


def blocks_helped(
    language: str, *, indicators: Collection[str] = (), course: str = "", prompt: str = ""
) -> list[Helped]:
    """Return the building blocks that a course or a prompt helps with; nothing when no room has told."""
    return [
        helped
        for find in _finders
        for helped in find(language, indicators=indicators, course=course, prompt=prompt)
    ]
