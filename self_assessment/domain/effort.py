"""How many minutes are left, from what others have really spent. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LONGEST = 600  # seconds; who was away longer than this was doing something else
_LEAST_ANSWERS, _LEAST_PEOPLE = (
    20,
    5,
)  # under this a median says more about one person than about the questions


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds a question takes. `answers` and `people` it was measured on; both 0 for the framework's estimate."""

    seconds: float
    answers: int = 0
    people: int = 0

    @property
    def measured(self) -> bool:
        return self.answers > 0

    def minutes(self, questions: int) -> int:
        """Whole minutes for so many questions: at least one while any is left."""
        return max(1, round(self.seconds * questions / 60)) if questions else 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A first answer: whose (any number for a person in one assessment), in which block, when in seconds."""

    person: int
    block: str
    seconds: float


def paces(moments: Iterable[Moment], blocks: Iterable[str], estimate: float) -> dict[str, Pace]:
    """Return {block: pace}: the median time from one first answer to the next of the same person.

    Breaks of more than ten minutes are left out. A block with too few answers or people gets the estimate."""
    times: dict[str, list[float]] = {block: [] for block in blocks}
    people: dict[str, set[int]] = {block: set() for block in times}
    ordered = sorted(moments, key=lambda moment: (moment.person, moment.seconds))
    for before, after in pairwise(ordered):
        spent = after.seconds - before.seconds
        if before.person == after.person and after.block in times and 0 < spent <= _LONGEST:
            times[after.block].append(spent)
            people[after.block].add(after.person)
    return {
        block: Pace(median(spent), len(spent), len(people[block]))
        if len(spent) >= _LEAST_ANSWERS and len(people[block]) >= _LEAST_PEOPLE
        else Pace(estimate)
        for block, spent in times.items()
    }


def minutes_left(open_questions: Mapping[str, int], pace: Mapping[str, Pace]) -> int:
    """Whole minutes for {block: questions left}."""
    seconds = sum(pace[block].seconds * count for block, count in open_questions.items())
    return max(1, round(seconds / 60)) if any(open_questions.values()) else 0
