"""Rows of the tables to the domain's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from self_assessment.domain.values import Profile
from self_assessment.mapping.models import ProfessionEntry, ProfileChoice, ServiceEntry
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
    profession_rows: Mapping[str, ProfessionEntry] = field(default_factory=dict)


NO_TABLES = Tables()


def tables_of(assessment: Assessment) -> Tables:
    """Read the tables. Five queries at most."""
    services = {row.code: row for row in assessment.service_entries.prefetch_related("shared_with")}
    professions = {row.code: row for row in assessment.profession_entries.all()}
    chosen = assessment.profile_choices.last()
    has_profile = chosen is not None and chosen.profile
    return Tables(
        services={code: _service_options(row) for code, row in services.items()},
        professions={code: _options(row, PROFESSION_FIELDS) for code, row in professions.items()},
        facts={row.code: row.option for row in assessment.fact_entries.all() if row.option},
        profile=Profile(chosen.profile) if chosen and has_profile else None,
        chosen=chosen,
        service_rows=services,
        profession_rows=professions,
    )


def _service_options(row: ServiceEntry) -> dict[str, str]:
    """{question: option}. Of a service that is not there nothing else counts, whatever was once answered."""
    given = _options(row, SERVICE_FIELDS)
    return given if row.is_there else {code: option for code, option in given.items() if code == "finnes"}


def _options(row: ServiceEntry | ProfessionEntry, fields: Mapping[str, str]) -> dict[str, str]:
    """{question: option} of what is answered."""
    given = {question: getattr(row, column) for question, column in fields.items()}
    return {question: option for question, option in given.items() if option}
