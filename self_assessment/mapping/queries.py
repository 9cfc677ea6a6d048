"""Rows of the tables to the domain's values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from self_assessment.domain.framework import (
    MAP_INDICATOR,
    PROFESSION_INDICATOR,
    SOCIAL_WORKER_INDICATOR,
    Release,
)
from self_assessment.domain.situation import Municipality, Situation
from self_assessment.domain.tables import (
    LevelRange,
    breadth_level,
    profession_level,
    social_worker_level,
)
from self_assessment.domain.values import Profile
from self_assessment.mapping.models import FactEntry, ProfessionEntry, ProfileChoice, ServiceEntry
from self_assessment.models.assessment import Assessment

SERVICE_FIELDS = {
    "finnes": "exists",
    "yrkesaktive": "working_age",
    "arbeid": "work_topic",
    "kontaktrolle": "contact_role",
}
"""{question of the release: the column it is kept in}, of those with one option."""
PROFESSION_FIELDS = {"tilgjengelig": "available", "tilknytning": "attached", "vikar": "cover"}


@dataclass(frozen=True, slots=True)
class Tables:
    """The service map, the profession table and the facts as the domain reads them, and the rows behind.

    `profile` and `chosen` are None when the lead has not chosen one."""

    services: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    professions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    profile: Profile | None = None
    chosen: ProfileChoice | None = None
    service_rows: Mapping[str, ServiceEntry] = field(default_factory=dict)
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """{service: names of the municipalities it is shared with}"""
    profession_rows: Mapping[str, ProfessionEntry] = field(default_factory=dict)
    fact_rows: Mapping[str, FactEntry] = field(default_factory=dict)


NO_TABLES = Tables()


def tables_of(assessment: Assessment) -> Tables:
    """Read the tables. Five queries at most."""
    services = {row.code: row for row in assessment.service_entries.prefetch_related("shared_with")}
    professions = {row.code: row for row in assessment.profession_entries.all()}
    facts = {row.code: row for row in assessment.fact_entries.all()}
    chosen = assessment.profile_choices.last()
    has_profile = chosen is not None and chosen.profile
    return Tables(
        services={code: _service_options(row) for code, row in services.items()},
        professions={code: _options(row, PROFESSION_FIELDS) for code, row in professions.items()},
        facts={code: row.option for code, row in facts.items() if row.option},
        profile=Profile(chosen.profile) if chosen and has_profile else None,
        chosen=chosen,
        service_rows=services,
        neighbours={code: tuple(one.name for one in row.shared_with.all()) for code, row in services.items()},
        profession_rows=professions,
        fact_rows=facts,
    )


def _service_options(row: ServiceEntry) -> dict[str, str]:
    """{question: option}. Of a service that is not there nothing else counts, whatever was once answered."""
    given = _options(row, SERVICE_FIELDS)
    return given if row.is_there else {code: option for code, option in given.items() if code == "finnes"}


def _options(row: ServiceEntry | ProfessionEntry, fields: Mapping[str, str]) -> dict[str, str]:
    """{question: option} of what is answered."""
    given = {question: getattr(row, column) for question, column in fields.items()}
    return {question: option for question, option in given.items() if option}


def read_level(release: Release, municipality: Municipality, tables: Tables, code: str) -> int | None:
    """The level (0-4) the tables point to for D6, E1 or E2; None for others, or when too little is filled in."""
    read = _READ.get(code)
    if read is None:
        return None
    return read(
        release, Situation(municipality, services=tables.services, professions=tables.professions)
    ).level


_READ: Mapping[str, Callable[[Release, Situation], LevelRange]] = {
    MAP_INDICATOR: breadth_level,
    PROFESSION_INDICATOR: profession_level,
    SOCIAL_WORKER_INDICATOR: lambda _release, situation: social_worker_level(situation),
}
READ_FROM_TABLES = frozenset(_READ)
