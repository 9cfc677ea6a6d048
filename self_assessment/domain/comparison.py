"""Two finished assessments of one municipality: what moved, and why. Pure.

Questions are aligned by their codes, also over releases; where a question or a step reads differently, that
is said, since a level may then mean something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from self_assessment.domain.framework import BuildingBlock, Indicator, Release
from self_assessment.domain.result import Result
from self_assessment.domain.scoring import BlockScore, Term, half_up
from self_assessment.domain.situation import Situation
from self_assessment.domain.values import Answer, LegalStatus


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what was told, and what came of it."""

    release: Release
    situation: Situation
    result: Result


class Way(StrEnum):
    """How an answer moved."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    FOUND_OUT = "found_out"  # a level now, none before
    LOST = "lost"  # a level before, none now
    OTHER = "other"  # no level either time, but not the same
    NEW = "new"  # not asked before
    GONE = "gone"  # not asked now


@dataclass(frozen=True, slots=True)
class Move:
    """One question then and now. `reworded`: it, or one of its steps, reads differently."""

    indicator: Indicator
    before: Answer | None
    after: Answer | None
    way: Way
    reworded: bool

    @property
    def steps(self) -> int:
        """Steps up; minus for down; 0 when there is no level on both sides."""
        both = isinstance(self.before, int) and isinstance(self.after, int)
        return self.after - self.before if both else 0  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class BlockMove:
    """One building block then and now, in per cent with one decimal; None without a number.

    `by_answers` is what the changed levels of questions with a level both times account for, `by_questions`
    what comes of counting other questions or other weights; together they are the change. Rounded once, so
    that the parts always add up to the whole."""

    block: BuildingBlock
    before: Fraction | None
    after: Fraction | None
    by_answers: Fraction | None
    by_questions: Fraction | None

    @property
    def change(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class LegalMove:
    """One duty whose status is another now. None: it was not among the duties then, or is not now."""

    indicator: Indicator
    before: LegalStatus | None
    after: LegalStatus | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`moves` in the order of the later framework, all of them; `blocks` those both have."""

    moves: tuple[Move, ...]
    blocks: tuple[BlockMove, ...]
    legal: tuple[LegalMove, ...]
    same_release: bool

    def of(self, *ways: Way) -> list[Move]:
        return [move for move in self.moves if move.way in ways]


def compare(before: Side, after: Side) -> Comparison:
    """Lay the earlier beside the later."""
    return Comparison(
        moves=tuple(_moves(before, after)),
        blocks=tuple(
            _block_move(block, before.result.blocks[block.code], after.result.blocks[block.code])
            for block in after.release.blocks
            if block.code in before.result.blocks
        ),
        legal=tuple(_legal(before.result, after.result)),
        same_release=before.release == after.release,
    )


def _asked(side: Side) -> Mapping[str, Indicator]:
    quick = side.situation.kind.value == "rask"
    return {code: one for code, one in side.release.indicators.items() if one.core or not quick}


def _moves(before: Side, after: Side) -> list[Move]:
    then, now = _asked(before), _asked(after)
    moves = [_move(then.get(code), indicator, before, after) for code, indicator in now.items()]
    gone = [
        Move(indicator, before.situation.answers.get(code), None, Way.GONE, False)
        for code, indicator in then.items()
        if code not in now
    ]
    return moves + gone


def _move(then: Indicator | None, now: Indicator, before: Side, after: Side) -> Move:
    answer = after.situation.answers.get(now.code)
    if then is None:
        return Move(now, None, answer, Way.NEW, False)
    earlier = before.situation.answers.get(now.code)
    reworded = (then.name, then.ladder) != (now.name, now.ladder)
    return Move(now, earlier, answer, _way(earlier, answer), reworded)


def _way(before: Answer | None, after: Answer | None) -> Way:
    if isinstance(before, int) and isinstance(after, int):
        return Way.UP if after > before else Way.DOWN if after < before else Way.SAME
    if isinstance(after, int):
        return Way.FOUND_OUT
    if isinstance(before, int):
        return Way.LOST
    return Way.SAME if before is after else Way.OTHER


def _block_move(block: BuildingBlock, before: BlockScore, after: BlockScore) -> BlockMove:
    if before.shown is None or after.shown is None:
        return BlockMove(block, before.shown, after.shown, None, None)
    change = after.shown - before.shown
    both = {term.indicator for term in before.terms} & {term.indicator for term in after.terms}
    if not both:
        return BlockMove(block, before.shown, after.shown, Fraction(0), change)
    weights = {term.indicator: term.weight for term in after.terms}
    levels = {term.indicator: term.level for term in before.terms}
    then = [Term(code, weights[code], levels[code]) for code in sorted(both)]
    now = [term for term in after.terms if term.indicator in both]
    by_answers = half_up(_share(now) - _share(then), 1)
    return BlockMove(block, before.shown, after.shown, by_answers, change - by_answers)


def _share(terms: list[Term]) -> Fraction:
    """Per cent of the most these could give."""
    possible = 4 * sum(term.weight for term in terms)
    return Fraction(100 * sum(term.weight * term.level for term in terms), possible)


def _legal(before: Result, after: Result) -> list[LegalMove]:
    then = {found.indicator.code: found for found in before.legal}
    now = {found.indicator.code: found for found in after.legal}
    moves = []
    for code in dict.fromkeys((*now, *then)):
        earlier, later = then.get(code), now.get(code)
        one = later or earlier
        status = (earlier.status if earlier else None, later.status if later else None)
        if one is not None and status[0] is not status[1]:
            moves.append(LegalMove(one.indicator, *status))
    return moves
