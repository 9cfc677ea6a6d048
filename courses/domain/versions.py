"""What of a learner's record counts in another version of the course than the one it was made in. Pure.

A part counts when it says the same in both versions. Nothing is ever changed or taken out of the log: which
of it counts is worked out anew for the version the learner takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from courses.domain.events import Event, Kind


@dataclass(frozen=True)
class Edition:
    """What one version teaches: {module key: {block id: digest}} in order, and {question id: digest}.

    `fixed` are the questions that every attempt asks."""

    version: str
    modules: Mapping[str, Mapping[str, str]]
    quiz: Mapping[str, str]
    fixed: frozenset[str] = frozenset()

    @cached_property
    def parts(self) -> dict[str, str]:
        """{block or question id: digest} of the whole course."""
        blocks = {id: digest for module in self.modules.values() for id, digest in module.items()}
        return {**blocks, **self.quiz}


@dataclass(frozen=True, slots=True)
class Difference:
    """How two versions differ: ids of the parts that are the same, that say something else, and are new."""

    same: frozenset[str]
    changed: frozenset[str]
    new: frozenset[str]


def difference(was: Edition, now: Edition) -> Difference:
    same = {id for id, digest in now.parts.items() if was.parts.get(id) == digest}
    new = now.parts.keys() - was.parts.keys()
    return Difference(frozenset(same), frozenset(now.parts.keys() - same - new), frozenset(new))


def counting_in(now: Edition, events: Iterable[Event], editions: Mapping[str, Edition]) -> list[Event]:
    """Return the events as they count in `now`. `editions` are the versions known, by name.

    An event of a version that nothing is known of counts as it is: nobody loses what they did because we
    did not keep the text."""
    found = []
    for event in events:
        was = editions.get(event.version)
        if was is not None and event.version != now.version:
            event = _carried(event, was, now)
        found.append(event)
    return found


def _carried(event: Event, was: Edition, now: Edition) -> Event:
    """Return the event as it counts in `now`. What no longer counts still tells where the learner was."""

    def same(id: str) -> bool:
        return id in now.parts and was.parts.get(id) == now.parts[id]

    match event.kind:
        case Kind.VERSION_CHOSEN | Kind.MODULE_REOPENED:
            return event
        case Kind.MODULE_DONE:
            return _declared(event, was, now)
        case Kind.BLOCK_REACHED:
            blocks = [id for id in event.data.get("blocks", []) if same(id)]
            return replace(event, block=event.block if same(event.block) else "", data={"blocks": blocks})
        case Kind.QUIZ_SUBMITTED:
            return _handed_in(event, was, now)
        case Kind.QUIZ_DRAWN:
            return replace(event, data={**event.data, "attempt": 0})
    if same(event.block):
        return event
    return replace(event, kind=Kind.BLOCK_REACHED, block="", data={"blocks": []})


def _declared(event: Event, was: Edition, now: Edition) -> Event:
    """A module that was said to be done is, for the parts of it that say the same."""
    before, after = was.modules.get(event.module, {}), now.modules.get(event.module, {})
    covered = event.data.get("blocks", list(before))
    blocks = [id for id in covered if id in after and before.get(id) == after[id]]
    return event if set(blocks) == set(after) else replace(event, data={"blocks": blocks})


def _handed_in(event: Event, was: Edition, now: Edition) -> Event:
    """An attempt counts when all it asked is still asked, and all that must be asked was."""
    digests = event.data.get("digests") or {id: was.quiz.get(id, "") for id in event.data["answers"]}
    unchanged = {id for id in digests if id in now.quiz and was.quiz.get(id) == now.quiz[id]}
    counts = unchanged == set(digests) and now.fixed <= unchanged
    return replace(event, data={**event.data, "counts": counts, "kept": sorted(unchanged)})
