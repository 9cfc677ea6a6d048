"""How the answers of the group lie, as numbers, and what is agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from self_assessment.domain.consensus import Disagreement, Spread, rank_disagreement, spread
from self_assessment.domain.values import Answer as GivenAnswer
from self_assessment.domain.values import NoLevel
from self_assessment.models import Assessment
from self_assessment.queries import Item, Sheet

FIRST_TO_TALK_ABOUT = 5


class Given(NamedTuple):
    """One person's answer to one indicator, without whose it is. `confidence` is empty when it was not said."""

    indicator: str
    answer: GivenAnswer
    confidence: str


def given_answers(assessment: Assessment) -> list[Given]:
    """All that persons answered, each for themselves. One query, and no model made of each row."""
    rows = assessment.answers.individual().values_list("indicator", "level", "without_level", "confidence")
    found = []
    for indicator, level, without, confidence in rows:
        answer = NoLevel(without) if without else level
        if answer is not None:
            found.append(Given(indicator, answer, confidence))
    return found


def _by_indicator(given: Iterable[Given]) -> dict[str, list[GivenAnswer]]:
    found: dict[str, list[GivenAnswer]] = {}
    for one in given:
        found.setdefault(one.indicator, []).append(one.answer)
    return found


def spreads_of(assessment: Assessment) -> dict[str, Spread]:
    """{indicator: spread} of what was answered. One query."""
    answers = _by_indicator(given_answers(assessment))
    return {code: spread(levels) for code, levels in answers.items()}


@dataclass(frozen=True, slots=True)
class Matter:
    """One indicator the group is to agree on: how the answers lie, and the agreed answer, if there is one."""

    item: Item
    spread: Spread

    @property
    def settled(self) -> bool:
        return self.item.answered

    @property
    def lacks_note(self) -> bool:
        """The answers lie far apart, and nothing is said of how they came together."""
        row = self.item.row
        return self.spread.discuss and (row is None or not row.comment.strip())

    @property
    def per_level(self) -> list[int]:
        """People per level, 0 to 4."""
        return list(self.spread.per_level.values())

    @property
    def levels(self) -> list[int]:
        """One level a person, lowest first, as the drawing wants them."""
        return [level for level, people in self.spread.per_level.items() for _ in range(people)]


@dataclass(frozen=True)
class Agenda:
    """All matters, those the answers lie furthest apart on first."""

    sheet: Sheet
    matters: tuple[Matter, ...]
    given: tuple[Given, ...]

    @property
    def first(self) -> tuple[Matter, ...]:
        """What to talk about first: at most five, and only where somebody sees it differently."""
        apart = [matter for matter in self.matters if matter.spread.range or matter.spread.discuss]
        return tuple(apart[:FIRST_TO_TALK_ABOUT])

    @property
    def begin_with(self) -> Matter | None:
        """The first of those that is not agreed on yet."""
        return next((matter for matter in self.first if not matter.settled), None)

    @cached_property
    def open(self) -> tuple[Matter, ...]:
        return tuple(matter for matter in self.matters if not matter.settled)

    @cached_property
    def lacking_notes(self) -> tuple[Matter, ...]:
        return tuple(matter for matter in self.matters if matter.lacks_note)

    @cached_property
    def alike(self) -> int:
        """Matters not settled on which at least two answered, all the same."""
        return sum(m.spread.people > 1 and m.spread.unanimous is not None for m in self.open)

    @property
    def settled(self) -> int:
        return len(self.matters) - len(self.open)

    def of(self, code: str) -> Matter:
        return next(matter for matter in self.matters if matter.item.indicator.code == code)

    def neighbours(self, code: str) -> tuple[Item | None, Item | None]:
        """The matters before and after, in the order of the agenda."""
        codes = [matter.item.indicator.code for matter in self.matters]
        at = codes.index(code)
        before = self.matters[at - 1].item if at else None
        return before, self.matters[at + 1].item if at + 1 < len(codes) else None


def agenda_of(sheet: Sheet) -> Agenda:
    """Order what the group is to agree on. One query besides the sheet's."""
    given = given_answers(sheet.assessment)
    by_indicator = _by_indicator(given)
    answers = {code: by_indicator.get(code, []) for code in sheet.items}
    weights = {code: item.indicator.weight for code, item in sheet.items.items()}
    matters = tuple(_matter(sheet.items, found) for found in rank_disagreement(answers, weights))
    return Agenda(sheet, matters, tuple(given))


def _matter(items: Mapping[str, Item], found: Disagreement) -> Matter:
    return Matter(items[found.indicator], found.spread)
