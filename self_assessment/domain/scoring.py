"""Scoring: block scores, completeness, legal status, targets and gaps. All exact; rounded only to be shown.

Source: content/framework/README.md, section 5. An unknown answer is never level 0: it lowers
completeness and leaves the score to what is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from self_assessment.domain.framework import (
    PROFESSION_INDICATOR,
    SAMI_INDICATOR,
    BuildingBlock,
    Indicator,
    Release,
)
from self_assessment.domain.situation import Situation
from self_assessment.domain.tables import lacking_professions
from self_assessment.domain.values import Kind, LegalStatus, NoLevel

_TOP = 4  # the highest level
_UNKNOWN_GAP = 1  # ours: an unknown level may hide a gap, so it counts a little in ranking, nowhere else


def half_up(value: Fraction, decimals: int = 0) -> Fraction:
    """Round half upwards, as people do by hand; Python's own `round` goes to the even neighbour."""
    scale = 10**decimals
    return Fraction((2 * value.numerator * scale + value.denominator) // (2 * value.denominator), scale)


class Term(NamedTuple):
    """One answered indicator's part in a block score."""

    indicator: str
    weight: int
    level: int


@dataclass(frozen=True, slots=True)
class BlockScore:
    """The score of one block with all it was computed from.

    `percent` is exact, 0-100, or None when less than `needed_percent` of the relevant indicators have a
    level.
    """

    block: BuildingBlock
    terms: tuple[Term, ...]
    relevant: int
    needed_percent: int
    percent: Fraction | None

    @property
    def unanswered(self) -> int:
        return self.relevant - len(self.terms)

    @property
    def shown(self) -> Fraction | None:
        """Per cent with one decimal, as people see it."""
        return None if self.percent is None else half_up(self.percent, 1)


@dataclass(frozen=True, slots=True)
class Overall:
    """Mean of the block scores by block weight. `scored_weight` (0-100): of the blocks with a score.

    None when the scored blocks weigh less than the share a block itself needs; that is ours,
    by likeness with the blocks.
    """

    percent: Fraction | None
    scored_weight: int

    @property
    def shown(self) -> Fraction | None:
        return None if self.percent is None else half_up(self.percent, 1)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much is known of what was asked. Nothing asked is complete."""

    known: int
    asked: int

    @property
    def percent(self) -> int:
        """Whole per cent."""
        return int(half_up(Fraction(100 * self.known, self.asked))) if self.asked else 100


@dataclass(frozen=True, slots=True)
class LegalFinding:
    """One statutory indicator, in the municipality's own view.

    `next_step_level` picks the indicator's next step.
    """

    indicator: Indicator
    status: LegalStatus
    level: int | None

    @property
    def next_step_level(self) -> int | None:
        """The level whose next step to show: None at the top, or when nothing is known yet."""
        if self.level is None:
            return 0 if self.status is LegalStatus.NOT_MET else None
        return self.level if self.level < _TOP else None


@dataclass(frozen=True, slots=True)
class Gap:
    """How far an answered indicator lies under its target. `priority` is weight times gap."""

    indicator: Indicator
    level: int
    target: int

    @property
    def size(self) -> int:
        return self.target - self.level

    @property
    def priority(self) -> int:
        return self.indicator.weight * self.size


def relevant_indicators(release: Release, situation: Situation) -> tuple[Indicator, ...]:
    """The indicators this kind of assessment asks, less those answered "not relevant", in release order."""
    quick = situation.kind is Kind.QUICK
    return tuple(
        indicator
        for code, indicator in release.indicators.items()
        if (indicator.core or not quick) and situation.answers.get(code) is not NoLevel.NOT_RELEVANT
    )


def score_block(
    block: BuildingBlock, relevant: Sequence[Indicator], levels: Mapping[str, int], needed_percent: int
) -> BlockScore:
    """Sum of weight x level over sum of weight x 4, of the block's relevant indicators that have a level."""
    terms = tuple([Term(i.code, i.weight, levels[i.code]) for i in relevant if i.code in levels])
    enough = bool(terms) and 100 * len(terms) >= needed_percent * len(relevant)
    reached = sum([term.weight * term.level for term in terms])
    possible = _TOP * sum([term.weight for term in terms])
    percent = Fraction(100 * reached, possible) if enough else None
    return BlockScore(block, terms, len(relevant), needed_percent, percent)


def score_overall(scores: Sequence[BlockScore]) -> Overall:
    needed_percent = max((score.needed_percent for score in scores), default=0)
    scored = [(score.block.weight, score.percent) for score in scores if score.percent is not None]
    weight = sum(block_weight for block_weight, _ in scored)
    if not weight or weight < needed_percent:
        return Overall(None, weight)
    return Overall(sum((w * percent for w, percent in scored), Fraction(0)) / weight, weight)


def legal_findings(
    release: Release, situation: Situation, levels: Mapping[str, int]
) -> tuple[LegalFinding, ...]:
    """Every statutory indicator with its status, in release order; the Sami one only where the duty holds.

    The profession indicator without a level is not met when the profession table has a "no" among the five.
    """
    findings = []
    for code, indicator in release.indicators.items():
        if indicator.threshold is None or (code == SAMI_INDICATOR and not situation.municipality.sami_area):
            continue
        level = levels.get(code)
        if level is not None:
            status = LegalStatus.MET if level >= indicator.threshold else LegalStatus.NOT_MET
        elif code == PROFESSION_INDICATOR and lacking_professions(release, situation):
            status = LegalStatus.NOT_MET
        else:
            status = LegalStatus.UNSETTLED
        findings.append(LegalFinding(indicator, status, level))
    return tuple(findings)


def targets_of(release: Release, situation: Situation) -> dict[str, int]:
    """{indicator: the level aimed for}: what the municipality has chosen, else the release's own."""
    return {**release.default_targets, **situation.targets}


def ranking_gap(level: int | None, target: int) -> int:
    """The gap used in ranking only: an unknown level counts as one step."""
    return _UNKNOWN_GAP if level is None else max(0, target - level)


def find_gaps(
    release: Release, relevant: Iterable[Indicator], levels: Mapping[str, int], targets: Mapping[str, int]
) -> tuple[Gap, ...]:
    """All gaps of relevant indicators: largest weight x gap first, then statutory, block weight, code."""
    found = [
        Gap(indicator, levels[indicator.code], targets[indicator.code])
        for indicator in relevant
        if indicator.code in levels and targets[indicator.code] > levels[indicator.code]
    ]
    weights = release.block_weights
    found.sort(
        key=lambda g: (-g.priority, not g.indicator.statutory, -weights[g.indicator.block], g.indicator.code)
    )
    return tuple(found)
