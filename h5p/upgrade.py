"""Bookkeeping of content upgrades (h5p-spec section 20). The steps are scripts and run in a browser.

The server decides which content is in a job, hands it out in batches, and takes back only what belongs to the
job and what the new version's semantics leave of it. Old revisions are the store's to keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from h5p import strict_json
from h5p.content import Content
from h5p.dependencies import Libraries
from h5p.errors import InvalidJSON, InvalidLibraryName
from h5p.field_rules import offered_libraries
from h5p.names import LibraryName
from h5p.semantics import MAX_LEVELS, Filtered, filter_content
from h5p.strict_json import Json

BATCH = 40


def targets(current: LibraryName, installed: Iterable[LibraryName]) -> list[LibraryName]:
    """Return the installed newer versions of a library, oldest first."""
    return sorted(each for each in installed if each.machine == current.machine and each > current)


def is_hook_needed(old: LibraryName, new: LibraryName, major: int, minor: int) -> bool:
    """Tell whether the upgrade hook of `major.minor` runs between two versions: those after old, up to new.

    The reference compares minors alone, which misses hooks when the major changes.
    """
    return (old.major, old.minor) < (major, minor) <= (new.major, new.minor)


@dataclass(frozen=True, slots=True)
class NestedUpgrade:
    """A sub-content that the new semantics want in another version; `problem` says why that cannot be."""

    place: str
    used: LibraryName
    wanted: LibraryName | None
    problem: str = ""  # "too-high-version", "not-supported" or ""


def nested_upgrades(new: LibraryName, parameters: Json, libraries: Libraries) -> list[NestedUpgrade]:
    """Return what must happen to sub-content when content moves to `new`; a report before anything runs."""
    return [each for each in _walk(libraries.semantics(new), parameters, "", 0) if each.used != each.wanted]


def _walk(described: Json, value: Json, place: str, level: int) -> Iterator[NestedUpgrade]:
    if level > MAX_LEVELS or not isinstance(described, list) or not isinstance(value, dict):
        return
    for field in described:
        if isinstance(field, dict) and isinstance(key := field.get("name"), str) and key in value:
            yield from _field(field, value[key], f"{place}/{key}" if place else key, level + 1)


def _field(field: Mapping[str, Json], value: Json, place: str, level: int) -> Iterator[NestedUpgrade]:
    if level > MAX_LEVELS:
        return
    match field.get("type"), value:
        case "group", _:
            described = field.get("fields")
            single = isinstance(described, list) and len(described) == 1 and not field.get("isSubContent")
            if single and isinstance(described, list) and isinstance(described[0], dict):
                yield from _field(described[0], value, place, level + 1)
            else:
                yield from _walk(described, value, place, level + 1)
        case "list", list(elements):
            inner = field.get("field")
            for index, element in enumerate(elements):
                if isinstance(inner, dict):
                    yield from _field(inner, element, f"{place}/{index}", level + 1)
        case "library", dict(used):
            found = _nested(field, used, place)
            if found:
                yield found


def _nested(field: Mapping[str, Json], value: Mapping[str, Json], place: str) -> NestedUpgrade | None:
    try:
        used = LibraryName.parse(str(value.get("library")))
        offered = [LibraryName.parse(name) for name in offered_libraries(field)]
    except InvalidLibraryName:
        return None
    alike = [each for each in offered if each.machine == used.machine]
    if not alike:
        return NestedUpgrade(place, used, None, "not-supported")
    wanted = max(alike)
    return NestedUpgrade(place, used, wanted, "too-high-version" if used > wanted else "")


@dataclass(frozen=True, slots=True)
class Job:
    """One upgrade of many contents. `waiting`, `handed_out`, `done` and `skipped` never share an id."""

    old: LibraryName
    new: LibraryName
    waiting: tuple[str, ...]
    handed_out: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()

    @property
    def left(self) -> int:
        """How many contents are still to be upgraded."""
        return len(self.waiting) + len(self.handed_out)

    def next_batch(self, size: int = BATCH) -> tuple[Job, tuple[str, ...]]:
        """Return the job with the next contents handed out, and their ids; a lost batch goes out again."""
        everything = (*sorted(self.handed_out), *self.waiting)
        batch = everything[:size]
        return replace(self, waiting=everything[size:], handed_out=frozenset(batch)), batch

    def take_back(self, upgraded: Iterable[str], skipped: Iterable[str]) -> Job:
        """Return the job after a batch came back; ids that were not handed out change nothing."""
        done = self.handed_out & frozenset(upgraded)
        left_out = self.handed_out & frozenset(skipped) - done
        return replace(
            self,
            handed_out=self.handed_out - done - left_out,
            done=self.done | done,
            skipped=self.skipped | left_out,
        )


def accepted(
    job: Job, content_id: str, content: Content, answer: bytes, libraries: Libraries
) -> Filtered | None:
    """Read what a browser made of one content: `{"params": …, "metadata": …}`, filtered by the new semantics.

    None when the content was not handed out or the answer is not usable; it then stays as it is.
    """
    if content_id not in job.handed_out or libraries.library(job.new) is None:
        return None
    try:
        value = strict_json.parse(answer)
    except InvalidJSON:
        return None
    params = value.get("params") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(params, dict):
        return None
    described = value.get("metadata")
    upgraded = content.upgraded(job.new, params)
    if isinstance(described, dict):
        upgraded = upgraded.with_parameters(params, described)
    return filter_content(upgraded, libraries)
