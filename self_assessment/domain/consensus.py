"""How far apart a group's own answers lie, before they agree on one."""

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
