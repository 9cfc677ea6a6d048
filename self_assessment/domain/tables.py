"""What the service map and the profession table say: which services exist, and levels read from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from self_assessment.domain.framework import Release
from self_assessment.domain.logic import Truth, all_of
from self_assessment.domain.situation import Situation
from self_assessment.domain.values import UNKNOWN_OPTION

EXISTING = frozenset({"egen", "interkommunal", "avtale"})
_OPEN = frozenset({"ja", "delvis"})
_AVAILABLE = frozenset({"ja", "timer"})
_SOCIAL_WORKER = "sosionom"
_SOCIAL_WORKER_LEVELS = {"nei": 0, "timer": 2, "ja": 3}


@dataclass(frozen=True, slots=True)
class LevelRange:
    """A level read from a table: from `lowest` to `highest`, whatever the unknown fields turn out to be."""

    lowest: int
    highest: int

    @property
    def level(self) -> int | None:
        """The level, when nothing unknown can change it."""
        return self.lowest if self.lowest == self.highest else None


def known_option(row: Mapping[str, str] | None, field: str) -> str | None:
    """The option given in a row of a table; None when unanswered or "don't know"."""
    option = row.get(field) if row else None
    return None if option == UNKNOWN_OPTION else option


def exists(situation: Situation, service: str) -> Truth:
    """The municipality has the service: its own, with others, or by agreement."""
    option = known_option(situation.services.get(service), "finnes")
    return None if option is None else option in EXISTING


def open_to_working_age(situation: Situation, service: str) -> Truth:
    """The service exists and is open to people of working age, at least in part."""
    option = known_option(situation.services.get(service), "yrkesaktive")
    return all_of((exists(situation, service), None if option is None else option in _OPEN))


def without_work(release: Release, situation: Situation) -> int:
    """How many existing services say that work is not a topic."""
    rows = ((service.code, situation.services.get(service.code)) for service in release.services)
    return sum(exists(situation, code) is True and known_option(row, "arbeid") == "nei" for code, row in rows)


def lacking_professions(release: Release, situation: Situation) -> tuple[str, ...]:
    """Those of the five rehabilitation professions that the table says are not available."""
    rows = ((code, situation.professions.get(code)) for code in release.parameters.rehabilitation_professions)
    return tuple(code for code, row in rows if known_option(row, "tilgjengelig") == "nei")


def breadth_level(release: Release, situation: Situation) -> LevelRange:
    """D6 read from the service map, 0-3: the share of the counted services that exist, by quarters.

    Level 2 at most when more than one existing service is closed to people of working age. Level 4 cannot be
    read from a map. A service not known to be closed counts as open.
    """
    counted = [service.code for service in release.services if service.counts_in_map_level]
    found = {code: exists(situation, code) for code in counted}
    closed = sum(
        known_option(situation.services.get(code), "yrkesaktive") == "nei"
        for code, there in found.items()
        if there
    )
    present, unknown = sum(t is True for t in found.values()), sum(t is None for t in found.values())
    return LevelRange(*(_quarters(n, len(counted), closed) for n in (present, present + unknown)))


def _quarters(present: int, counted: int, closed: int) -> int:
    quarter = min(3, 4 * present // counted) if counted else 0
    return min(quarter, 2) if closed > 1 else quarter


def profession_level(release: Release, situation: Situation) -> LevelRange:
    """E1 read from the profession table, 0-4. Only a proposal; the group decides.

    0: two or more of the five not attached. 1: one not attached. 2: all attached, not all available. 3: all
    available. 4: all available and covered in absence. Ours: a profession that is available counts as
    attached unless the table says that it is not.
    """
    rows = [situation.professions.get(code) for code in release.parameters.rehabilitation_professions]
    return LevelRange(
        *(_profession_level([_Row.read(row, hopeful) for row in rows]) for hopeful in (False, True))
    )


@dataclass(frozen=True, slots=True)
class _Row:
    attached: bool
    available: bool
    covered: bool

    @classmethod
    def read(cls, row: Mapping[str, str] | None, hopeful: bool) -> "_Row":
        """Read one row, the unknown fields filled in with the best or the worst they may be."""
        attachment, availability, cover = (
            known_option(row, f) for f in ("tilknytning", "tilgjengelig", "vikar")
        )
        available = hopeful if availability is None else availability in _AVAILABLE
        attached = (hopeful or available) if attachment is None else attachment != "ingen"
        return cls(attached, available, hopeful if cover is None else cover == "ja")


def _profession_level(rows: list[_Row]) -> int:
    unattached = sum(not row.attached for row in rows)
    if unattached:
        return 0 if unattached > 1 else 1
    if not all(row.available for row in rows):
        return 2
    return 4 if all(row.covered for row in rows) else 3


def social_worker_level(situation: Situation) -> LevelRange:
    """E2 read from the profession table, 0-3: no, agreed hours, yes. Level 4 cannot be read from it."""
    level = _SOCIAL_WORKER_LEVELS.get(
        known_option(situation.professions.get(_SOCIAL_WORKER), "tilgjengelig") or ""
    )
    return LevelRange(0, max(_SOCIAL_WORKER_LEVELS.values())) if level is None else LevelRange(level, level)
