"""How many of a group something may be said of, so that it says nothing of any one of them. Pure; no Django."""

from dataclasses import dataclass
from enum import Enum


class Shown(Enum):
    """What is said: the number, or only on which side of the least group it lies."""

    FEW = "few"
    MANY = "many"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a count. `number` is None unless it is told as it is."""

    shown: Shown
    number: int | None = None


def told(count: int, *, of: int, least: int) -> Told:
    """Tell `count` of a group of `of` people, where nothing may be told of fewer than `least` of them.

    None at all is told as few: "nobody" speaks of each one. And when those left over are fewer than `least`,
    the number would speak of them, so it is told only that they are many. The rule of both sides is ours."""
    if count < least:
        return Told(Shown.FEW)
    return Told(Shown.MANY) if of - count < least else Told(Shown.NUMBER, count)
