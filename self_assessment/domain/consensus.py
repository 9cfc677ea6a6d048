"""How far apart a group's own answers lie, before they agree on one, and what to talk about first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from self_assessment.domain.values import LEVELS, Answer, NoLevel

_DISCUSS_FROM = 2  # levels apart


@dataclass(frozen=True, slots=True)
class Spread:
    """Answers of several people to one indicator, as numbers, never names.

    `per_level` {level 0-4: people}. `lowest` and `highest` are None when nobody gave a level.
    """

    per_level: Mapping[int, int]
    unknown: int
    not_relevant: int
    lowest: int | None
    highest: int | None

    @property
    def range(self) -> int:
        """Levels between the lowest and the highest answer."""
        return 0 if self.lowest is None or self.highest is None else self.highest - self.lowest

    @property
    def people(self) -> int:
        """How many answered, also with "do not know"."""
        return sum(self.per_level.values()) + self.unknown + self.not_relevant

    @property
    def apart(self) -> int:
        """How many of those who gave a level gave another than the most given one."""
        return sum(self.per_level.values()) - max(self.per_level.values(), default=0)

    @property
    def unanimous(self) -> int | None:
        """The level everybody who answered gave; None when they differ, or someone did not know."""
        everybody = self.lowest is not None and not self.unknown and not self.not_relevant
        return self.lowest if everybody and self.range == 0 else None

    @property
    def discuss(self) -> bool:
        """Two levels or more apart, or some call irrelevant what others gave a level. Needs a note to finish.

        The latter is ours: one cannot be right when the other is.
        """
        return self.range >= _DISCUSS_FROM or bool(self.not_relevant and self.lowest is not None)


def spread(answers: Iterable[Answer]) -> Spread:
    counts = Counter(answers)
    levels = [level for level in LEVELS if counts[level]]
    return Spread(
        per_level={level: counts[level] for level in LEVELS},
        unknown=counts[NoLevel.UNKNOWN],
        not_relevant=counts[NoLevel.NOT_RELEVANT],
        lowest=levels[0] if levels else None,
        highest=levels[-1] if levels else None,
    )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One indicator with how the answers to it lie."""

    indicator: str
    spread: Spread


def rank_disagreement(
    answers: Mapping[str, Iterable[Answer]], weights: Mapping[str, int]
) -> tuple[Disagreement, ...]:
    """Order indicators by how far apart the answers lie: what to talk about first, first.

    `answers` {indicator: one answer a person}, `weights` {indicator: weight}. First those to be discussed, then
    by range, by how many are outside the most given level, by weight; else in the order given. The order after
    range is ours. An indicator nobody answered comes last."""
    found = [Disagreement(code, spread(given)) for code, given in answers.items()]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.spread.discuss,
                -one.spread.range,
                -one.spread.apart,
                one.spread.people == 0,
                -weights.get(one.indicator, 0),
            ),
        )
    )
