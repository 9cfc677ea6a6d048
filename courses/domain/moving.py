"""What a learner keeps, and what they are asked for, when they take another version or renew. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from courses.domain.completion import Completion, Rule
from courses.domain.outline import CourseOutline
from courses.domain.progress import CourseProgress


class Fate(StrEnum):
    """What becomes of a module or of the questions at the end."""

    KEPT = "kept"  # done, and stays done
    AGAIN = "again"  # done, and something in it must be done again
    WAITING = "waiting"  # not done before either
    NEW = "new"  # was not there before
    GONE = "gone"  # is there no more; what was done in it stays in the record


@dataclass(frozen=True, slots=True)
class ModuleFate:
    """A module, what becomes of it, the parts that remain in it, and about how long they take (minutes)."""

    key: str
    fate: Fate
    remaining: tuple[str, ...] = ()
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Moving:
    """What it means to go on in another version. `quiz` is None for a course without questions at the end;
    `right_kept` is how many of their answers need not be given again. `finishes`: nothing remains."""

    modules: tuple[ModuleFate, ...]
    quiz: Fate | None
    right_kept: int
    finishes: bool

    @property
    def minutes(self) -> int:
        """About how long what remains takes, the questions at the end aside."""
        return sum(module.minutes for module in self.modules)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands in one version."""

    outline: CourseOutline
    progress: CourseProgress
    completion: Completion


def moving(was: Standing, becomes: Standing) -> Moving:
    """Return what becomes of each module, in the order of the new version, those that are gone last."""
    before = {module.key: module for module in was.progress.modules}
    lengths = {module.key: module for module in becomes.outline.modules}
    fates = []
    for module in becomes.progress.modules:
        had = before.get(module.key)
        if module.seen:
            fate = Fate.KEPT
        elif had is None:
            fate = Fate.NEW
        else:
            fate = Fate.AGAIN if had.seen else Fate.WAITING
        outline = lengths[module.key]
        left = 0 if module.seen else _share(outline.minutes, len(module.remaining), len(outline.blocks))
        fates.append(ModuleFate(module.key, fate, () if module.seen else module.remaining, left))
    gone = [ModuleFate(key, Fate.GONE) for key in before if key not in lengths]
    return Moving(
        modules=(*fates, *gone),
        quiz=_quiz(was.completion, becomes.completion),
        right_kept=len(becomes.progress.quiz.draft),
        finishes=becomes.completion.finished,
    )


def _share(minutes: int, parts: int, of: int) -> int:
    """Return the minutes that `parts` of `of` take, rounded up: nobody is promised too little time."""
    return -(-minutes * parts // of) if of else minutes


def _quiz(was: Completion, becomes: Completion) -> Fate | None:
    now = next((one for one in becomes.requirements if one.rule is Rule.QUIZ), None)
    if now is None:
        return None
    if now.met:
        return Fate.KEPT
    had = next((one for one in was.requirements if one.rule is Rule.QUIZ), None)
    if had is None:
        return Fate.NEW
    return Fate.AGAIN if had.met else Fate.WAITING
