"""What is kept of a finished assessment: an assessment as one document, and the document as an assessment again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import Municipality
from self_assessment.consensus.queries import agenda_of
from self_assessment.domain.frozen import FORMAT, plain_result, plain_situation
from self_assessment.domain.situation import Situation, read_situation
from self_assessment.domain.values import NoLevel
from self_assessment.evidence.queries import plain_evidence
from self_assessment.finishing.models import Snapshot
from self_assessment.mapping.models import ProfessionEntry, ProfileChoice, ServiceEntry
from self_assessment.mapping.queries import Tables
from self_assessment.models import Answer, Assessment, Dismissal, Target
from self_assessment.models.answer import AnswerValues
from self_assessment.queries import Background, Sheet, release_of, sheet_from_rows

Document = dict[str, Any]


def document_of(sheet: Sheet) -> Document:
    """Write out all that a result follows from and all that is said about it, as plain values.

    `sheet` is whole (`whole_sheet_of`). The same answers give the same document, whoever asks and whenever.
    Three queries."""
    assessment = sheet.assessment
    return {
        "format": FORMAT,
        "municipality": {
            "number": assessment.municipality.number,
            "county": assessment.municipality.county,
            "population_year": assessment.municipality.population_year,
        },
        "assessment": {"id": assessment.pk, "started_at": assessment.created_at.isoformat()},
        "release": {"version": sheet.release.version, "digest": assessment.release.digest},
        "situation": plain_situation(sheet.situation),
        "answers": {
            code: {"reason": row.reason, "comment": row.comment, "confidence": row.confidence}
            for code, item in sheet.items.items()
            if (row := item.row) is not None and item.answered
        },
        "spread": _spreads(sheet),
        "participants": _participants(assessment),
        **_tables(sheet.background.tables),
        "targets": {
            code: {
                "due_date": target.due_date.isoformat() if target.due_date else None,
                "decided_by_role": target.decided_by_role,
                "note": target.note,
                "decided_at": target.decided_at.isoformat(),
            }
            for code, target in sheet.background.targets.items()
        },
        "dismissals": [
            {
                "step": one.step,
                "reason": one.reason,
                "rule_version": one.rule_version,
                "at": one.dismissed_at.isoformat(),
            }
            for one in sheet.background.dismissals
        ],
        "evidence": plain_evidence(assessment),
        "result": plain_result(sheet.result),
    }


def _spreads(sheet: Sheet) -> dict[str, Any]:
    """{indicator: people per level, unknown, not relevant}: numbers, never names. Empty for a quick check."""
    if not sheet.assessment.is_agreed_together:
        return {}
    return {
        matter.item.indicator.code: {
            "per_level": matter.per_level,
            "unknown": matter.spread.unknown,
            "not_relevant": matter.spread.not_relevant,
        }
        for matter in sorted(agenda_of(sheet).matters, key=lambda one: one.item.indicator.code)
        if matter.spread.people
    }


def _participants(assessment: Assessment) -> dict[str, int]:
    """{role: how many take part}"""
    counts: dict[str, int] = {}
    for role in assessment.participants.present().values_list("role", flat=True):
        counts[role] = counts.get(role, 0) + 1
    return dict(sorted(counts.items()))


def _tables(tables: Tables) -> Document:
    """The parts of the tables that steer nothing: ways in, links, neighbours, posts, and why a profile was set."""
    return {
        "services": {
            code: {
                "referral": sorted(row.referral),
                "linked_to": sorted(row.linked_to),
                "shared_with": sorted(tables.neighbours.get(code, ())),
            }
            for code, row in sorted(tables.service_rows.items())
        },
        "professions": {
            code: {"posts": None if row.posts is None else f"{row.posts:.2f}"}
            for code, row in sorted(tables.profession_rows.items())
        },
        "profile_reason": tables.chosen.reason if tables.chosen and tables.chosen.profile else "",
    }


# --- and back ---


def situation_in(snapshot: Snapshot) -> Situation:
    """Read the situation a snapshot was made of. Raises InvalidDocument if the release does not know it."""
    return read_situation(snapshot.document["situation"], release_of(snapshot.assessment.release))


def sheet_of_snapshot(snapshot: Snapshot) -> Sheet:
    """Return the assessment as it was: rows made from the document and never saved. No query but the release's.

    The municipality, too, is as it was then: its number of inhabitants, and what it was called."""
    document, told = snapshot.document, situation_in(snapshot)
    assessment = _assessment(snapshot, told)
    rows = [_answer(assessment, code, given, document["answers"]) for code, given in told.answers.items()]
    background = Background(
        tables=_tables_in(document, told),
        targets=_targets(document, told),
        dismissals=tuple(_dismissal(one, told) for one in document["dismissals"]),
        finished=int(told.facts.get("ferdige_kartlegginger", 1)) - 1,
        planned=int(told.facts.get("antall_valgte_tiltak", 0)),
    )
    return replace(sheet_from_rows(assessment, rows), background=background)


def _assessment(snapshot: Snapshot, told: Situation) -> Assessment:
    now, about = snapshot.assessment, told.municipality
    then = Municipality(
        number=now.municipality.number,
        name=about.name,
        county=snapshot.document["municipality"]["county"],
        population=about.population,
        population_year=snapshot.document["municipality"]["population_year"],
        centrality_class=about.centrality,
        language_form=about.written_standard,
        in_sami_area=about.sami_area,
    )
    assessment = Assessment(
        pk=now.pk, release=now.release, kind=now.kind, state=now.state, created_at=now.created_at
    )
    assessment.municipality = then
    return assessment


def _answer(assessment: Assessment, code: str, given: int | NoLevel, said: Mapping[str, Any]) -> Answer:
    words = said.get(code, {})
    row = Answer(assessment=assessment, indicator=code)
    row.values = AnswerValues(
        given, words.get("reason", ""), words.get("comment", ""), words.get("confidence", "")
    )
    return row


def _tables_in(document: Document, told: Situation) -> Tables:
    chosen = None
    if told.profile_override is not None:
        chosen = ProfileChoice(profile=told.profile_override.value, reason=document["profile_reason"])
    return Tables(
        services=told.services,
        professions=told.professions,
        facts={code: option for code, option in told.facts.items() if isinstance(option, str)},
        profile=told.profile_override,
        chosen=chosen,
        service_rows={
            code: ServiceEntry(
                code=code,
                exists=told.services.get(code, {}).get("finnes", ""),
                referral=row["referral"],
                linked_to=row["linked_to"],
            )
            for code, row in document["services"].items()
        },
        neighbours={code: tuple(row["shared_with"]) for code, row in document["services"].items()},
        profession_rows={
            code: ProfessionEntry(code=code, posts=None if row["posts"] is None else Decimal(row["posts"]))
            for code, row in document["professions"].items()
        },
    )


def _targets(document: Document, told: Situation) -> dict[str, Target]:
    return {
        code: Target(
            indicator=code,
            level=told.targets.get(code),
            due_date=date.fromisoformat(row["due_date"]) if row["due_date"] else None,
            decided_by_role=row["decided_by_role"],
            note=row["note"],
            decided_at=datetime.fromisoformat(row["decided_at"]),
        )
        for code, row in document["targets"].items()
    }


def _dismissal(row: Mapping[str, Any], told: Situation) -> Dismissal:
    return Dismissal(
        step=row["step"],
        reason=row["reason"],
        rule_version=row["rule_version"],
        inputs=dict(told.dismissed[row["step"]]),
        dismissed_at=datetime.fromisoformat(row["at"]),
    )
