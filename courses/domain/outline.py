"""What a course asks for, as progress sees it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PassRule:
    """What finishing a course asks for. `quiz` in per cent right, or None when there is no quiz."""

    modules: bool = True
    quiz: int | None = None
    scenarios: bool = False


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    """A course module as progress sees it: its parts in order, and which are practice conversations.

    `played` are the H5P contents that count only by what is done in them, not by being passed. `to_answer`
    are the exercises that count only by being answered: those of a module that may not be declared done.
    `after` holds the keys of the modules that come first."""

    key: str
    blocks: tuple[str, ...]
    scenarios: tuple[str, ...] = ()
    minutes: int = 0
    played: tuple[str, ...] = ()
    to_answer: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course as progress sees it. `quiz` holds the ids of its questions in order.

    `groups` is {question id: its group} of those that have one, and `draws` {group: how many are drawn};
    a group that is not drawn from is asked whole. `after` holds the keys of the courses that come first."""

    key: str
    version: str
    rule: PassRule
    modules: tuple[ModuleOutline, ...]
    quiz: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    draws: Mapping[str, int] = field(default_factory=dict)
    after: tuple[str, ...] = ()

    @property
    def fixed(self) -> frozenset[str]:
        """The questions every attempt asks."""
        return frozenset(id for id in self.quiz if self.groups.get(id) not in self.draws)

    @property
    def asked(self) -> int:
        """How many questions an attempt has."""
        banks = {group: sum(of == group for of in self.groups.values()) for group in self.draws}
        return len(self.fixed) + sum(min(self.draws[group], size) for group, size in banks.items())
