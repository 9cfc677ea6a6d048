"""What to look over before finishing, made ready to be shown: each contradiction as two answers side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from self_assessment.consensus.queries import Agenda
from self_assessment.domain.checks import CheckFinding
from self_assessment.domain.framework import MAP_INDICATOR, Indicator, Question, Release
from self_assessment.domain.quality import QualityFinding, second_looks
from self_assessment.domain.texts import Text
from self_assessment.domain.values import NoLevel, Scalar
from self_assessment.evidence.queries import indicators_with_evidence
from self_assessment.queries import Sheet

_MOST_SHOWN = 3
_MAP = Text("Tjenestekartet", "Tenestekartet", "The service map")
_TABLE = Text("Kompetansetabellen", "Kompetansetabellen", "The profession table")
_FINISHED = Text("Ferdige kartlegginger", "Ferdige kartleggingar", "Finished assessments")
_UNANSWERED = Text("ikke besvart", "ikkje svart på", "not answered")
_NO_LEVEL = {
    NoLevel.UNKNOWN.value: Text("vet ikke", "veit ikkje", "don't know"),
    NoLevel.NOT_RELEVANT.value: Text("ikke relevant", "ikkje relevant", "not relevant"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers that do not go together: what was asked, what was said, and where it may be changed."""

    asked: Text
    said: Text
    url: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    text: Text
    sides: list[Side]


def contradictions_of(sheet: Sheet) -> list[Contradiction]:
    """Answers that do not go together, in the order of the release."""
    return [Contradiction(check.text, _sides(sheet, check)) for check in sheet.result.checks]


def _sides(sheet: Sheet, check: CheckFinding) -> list[Side]:
    answers = [_answer(sheet, code) for code in check.indicators]
    others = [
        side
        for key, value in check.inputs.items()
        if not key.startswith("svar:") and (side := _other(sheet, key, value)) is not None
    ]
    if len(others) > _MOST_SHOWN:
        others = [_in_short(sheet, check.inputs)]
    return [*answers, *others]


def _answer(sheet: Sheet, code: str) -> Side:
    indicator = sheet.release.indicators[code]
    item = sheet.items.get(code)
    desk = "agree" if sheet.assessment.is_agreed_together else "question"
    return Side(
        asked=Text.joined(" ", [Text.same(code), indicator.name]),
        said=_said(sheet.release, item.answer if item else None, indicator),
        url=reverse(f"self_assessment:{desk}", args=[sheet.assessment.pk, code]),
    )


def _said(release: Release, answer: int | NoLevel | None, indicator: Indicator) -> Text:
    if isinstance(answer, NoLevel):
        return _NO_LEVEL[answer.value]
    if answer is None:
        return _UNANSWERED
    return Text.joined(" – ", [Text.same(str(answer)), release.scale[answer].name, indicator.ladder[answer]])


def _other(sheet: Sheet, key: str, value: Scalar) -> Side | None:
    """What a table or a count says. None for what says nothing by itself."""
    source, _, name = key.partition(":")
    row, _, column = name.partition(".")
    release, pk = sheet.release, sheet.assessment.pk
    if source == "avvik_d6":
        level = sheet.result.derived[MAP_INDICATOR].level
        said = Text(f"peker på nivå {level}", f"peikar på nivå {level}", f"points to level {level}")
        return Side(_MAP, said, reverse("self_assessment:service_map", args=[pk]))
    if source == "tjeneste":
        title = next(service.title for service in release.services if service.code == row)
        return _cell(_MAP, title, release.service_questions, column, value, "service_map", pk)
    if source == "fag":
        title = release.profession_names.get(row) or next(
            p.title for p in release.professions if p.code == row
        )
        return _cell(_TABLE, title, release.profession_columns, column, value, "professions", pk)
    if source == "fakta":
        return Side(_FINISHED, Text.same(str(value)), "")
    return None


def _cell(
    table: Text, title: Text, questions: tuple[Question, ...], column: str, value: Scalar, page: str, pk: int
) -> Side:
    question = next(question for question in questions if question.code == column)
    names = {option.code: option.name for option in question.options}
    return Side(
        asked=Text.joined(": ", [table, title, question.text]),
        said=names.get(str(value), _UNANSWERED),
        url=reverse(f"self_assessment:{page}", args=[pk]),
    )


def _in_short(sheet: Sheet, inputs: Mapping[str, Scalar]) -> Side:
    """Many cells of one table: those that say no, by name; else only that there are many."""
    sides = {key: side for key, value in inputs.items() if (side := _other(sheet, key, value)) is not None}
    refusing = [side.asked for key, side in sides.items() if inputs[key] == "nei"]
    first = next(iter(sides.values()))
    whole = _TABLE if next(iter(sides)).startswith("fag") else _MAP
    if whole is _MAP or not refusing:
        count = len(sides)
        said = Text(
            f"ingen av de {count} svarene passer med det",
            f"ingen av dei {count} svara passar med det",
            f"none of the {count} answers goes with it",
        )
        return Side(whole, said, first.url)
    return Side(whole, Text.joined("; ", [*refusing]), first.url)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Answers of one kind that are worth looking at again."""

    concern: str
    indicators: list[Indicator]


def second_looks_of(sheet: Sheet, agenda: Agenda | None) -> list[SecondLook]:
    """Thin, copied and odd answers, the most pressing kind first. One query."""
    agreed = {code: item.answer for code, item in sheet.items.items() if item.answer is not None}
    grounds = {code: item.row.comment for code, item in sheet.items.items() if item.row is not None}
    spreads = {m.item.indicator.code: m.spread for m in agenda.matters} if agenda else {}
    evidenced = indicators_with_evidence(sheet.assessment)
    return [_look(sheet, found) for found in second_looks(agreed, grounds, spreads, evidenced)]


def _look(sheet: Sheet, found: QualityFinding) -> SecondLook:
    return SecondLook(found.concern.value, [sheet.release.indicators[code] for code in found.indicators])
