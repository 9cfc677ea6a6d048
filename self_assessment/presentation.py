"""A result made ready to be shown: rows of the chart and of the duties, and next steps with links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from base.drawing.heat import HeatCell, HeatRow
from base.knowledge.models import Example, Fact
from courses.public import Link, PromptLink, course_links, prompt_links
from self_assessment.consensus.queries import Given
from self_assessment.domain.framework import BuildingBlock, Indicator
from self_assessment.domain.scoring import BlockScore, LegalFinding, half_up
from self_assessment.domain.situation import NEXT_STEP
from self_assessment.domain.suggestions import Suggestion
from self_assessment.domain.texts import Text
from self_assessment.domain.values import LEVELS, LegalStatus, NoLevel
from self_assessment.models import Dismissal, Target
from self_assessment.queries import Item, Sheet


def scale_of(sheet: Sheet) -> dict[int, Text]:
    """{level: its name}"""
    return {step.level: step.name for step in sheet.release.scale}


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One bar of the chart and one row of its table. `score` and `target` are per cent; no score is None."""

    block: BuildingBlock
    found: BlockScore
    target: Fraction
    explanation: Text

    @property
    def id(self) -> str:
        return self.block.code

    @property
    def score(self) -> float | None:
        return None if self.found.shown is None else float(self.found.shown)

    @property
    def aim(self) -> float:
        return float(self.target)

    @property
    def answered(self) -> int:
        return len(self.found.terms)


def block_rows(sheet: Sheet) -> list[BlockRow]:
    """One row per building block, in the order of the framework."""
    explanations = sheet.result.block_explanations
    return [
        BlockRow(
            asked.block,
            sheet.result.blocks[asked.block.code],
            _target(sheet, [item.indicator for item in asked.items if not item.not_relevant]),
            explanations[asked.block.code],
        )
        for asked in sheet.blocks
    ]


def _target(sheet: Sheet, indicators: list[Indicator]) -> Fraction:
    """The score of a block whose indicators are all on target, in per cent with one decimal."""
    possible = LEVELS[-1] * sum(indicator.weight for indicator in indicators)
    targets = sheet.targets
    aimed = sum(indicator.weight * targets[indicator.code] for indicator in indicators)
    return half_up(Fraction(100 * aimed, possible), 1) if possible else Fraction(0)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator with its level, its target and how far it is from the one to the other.

    `points` is weight times gap, what the list is ordered by; None when there is no level."""

    item: Item
    target: int
    chosen: Target | None
    points: int | None

    @property
    def gap(self) -> int | None:
        return None if self.item.level is None else max(0, self.target - self.item.level)


def target_rows(sheet: Sheet) -> list[TargetRow]:
    """Every indicator asked and relevant: the largest weight times gap first, then the statutory ones."""
    targets, chosen = sheet.targets, sheet.background.targets
    rows = [
        TargetRow(item, targets[code], chosen.get(code), _points(item, targets[code]))
        for code, item in sheet.items.items()
        if not item.not_relevant
    ]
    return sorted(
        rows, key=lambda row: (row.points is None, -(row.points or 0), not row.item.indicator.statutory)
    )


def _points(item: Item, target: int) -> int | None:
    return None if item.level is None else item.indicator.weight * max(0, target - item.level)


def heat_rows(sheet: Sheet) -> list[HeatRow]:
    """One row per building block, one cell per question."""
    return [
        HeatRow(block.block.code, [HeatCell(item.indicator.code, item.level) for item in block.items])
        for block in sheet.blocks
    ]


@dataclass(frozen=True, slots=True)
class SureRow:
    """How sure people were in one building block, as numbers of answers. Never whose."""

    block: BuildingBlock
    sure: int
    unsure: int
    unknown: int
    unsaid: int

    @property
    def answers(self) -> int:
        return self.sure + self.unsure + self.unknown + self.unsaid


def sure_rows(sheet: Sheet, given: Iterable[Given]) -> list[SureRow]:
    """Count the answers of each block by how sure they are."""
    counts: dict[str, Counter[str]] = {block.block.code: Counter() for block in sheet.blocks}
    for one in given:
        indicator = sheet.release.indicators.get(one.indicator)
        if indicator is not None:
            unknown = one.answer is NoLevel.UNKNOWN
            counts[indicator.block]["unknown" if unknown else one.confidence or "unsaid"] += 1
    return [
        SureRow(block.block, found["sure"], found["unsure"], found["unknown"], found["unsaid"])
        for block, found in ((block, counts[block.block.code]) for block in sheet.blocks)
    ]


@dataclass(frozen=True, slots=True)
class PutAside:
    """A step that was put aside, in words, and whether that still holds."""

    dismissal: Dismissal
    title: Text


def put_aside(sheet: Sheet) -> list[PutAside]:
    """The steps that were put aside, the newest first."""
    rules = {rule.id: rule.title.text for rule in sheet.release.rules}
    rows = []
    for dismissal in reversed(sheet.background.dismissals):
        code = dismissal.step.removeprefix(NEXT_STEP)
        own = sheet.release.indicators[code].name if code in sheet.release.indicators else None
        rows.append(PutAside(dismissal, own or rules.get(dismissal.step) or Text.same(dismissal.step)))
    return rows


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One statutory indicator: what the municipality says of it, and whether this assessment asks it."""

    found: LegalFinding
    asked: bool

    @property
    def indicator(self) -> Indicator:
        return self.found.indicator

    @property
    def is_met(self) -> bool:
        return self.found.status is LegalStatus.MET

    @property
    def is_unsettled(self) -> bool:
        return self.found.status is LegalStatus.UNSETTLED

    @property
    def next_step(self) -> Text | None:
        """What to do next about a duty that is not met."""
        level = self.found.next_step_level
        return None if self.is_met or level is None else self.indicator.next_steps[level]


def duty_rows(sheet: Sheet) -> list[DutyRow]:
    """All duties, in the order of the framework."""
    return [DutyRow(found, found.indicator.code in sheet.items) for found in sheet.result.legal]


@dataclass(frozen=True, slots=True)
class ExampleLink:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """A suggestion with everything it leads to."""

    suggestion: Suggestion
    serves: list[Indicator]
    courses: list[Link]
    prompts: list[PromptLink]
    examples: list[ExampleLink]


def next_steps(sheet: Sheet, language: str) -> list[NextStep]:
    """The suggestions with links in `language`. Three look-ups in all, however many steps there are."""
    suggestions = sheet.result.suggestions
    courses = {link.key: link for link in course_links(_all(s.courses for s in suggestions), language)}
    prompts = {link.code: link for link in prompt_links(_all(s.prompts for s in suggestions), language)}
    examples = example_links(_all(s.examples for s in suggestions))
    return [
        NextStep(
            suggestion,
            [sheet.release.indicators[code] for code in suggestion.serves],
            [courses[key] for key in suggestion.courses if key in courses],
            [prompts[code] for code in suggestion.prompts if code in prompts],
            [examples[key] for key in suggestion.examples if key in examples],
        )
        for suggestion in suggestions
    ]


def _all(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(key for group in groups for key in group))


def example_links(keys: list[str]) -> dict[str, ExampleLink]:
    """Published examples by key."""
    found = Example.objects.live().filter(key__in=keys) if keys else []
    return {example.key: ExampleLink(example.title, example.get_absolute_url()) for example in found}


def lacking_professions_fact() -> Fact | None:
    """The figure that tells how common it is to lack something; None if an editor took it away."""
    return Fact.objects.live().select_related("source").filter(key="riksrev_mangler_lovpalagt").first()
