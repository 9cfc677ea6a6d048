"""Everything a finished assessment says, as tables: one per sheet of the workbook. Numbers stay numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from self_assessment.documents.editions import Edition
from self_assessment.documents.method import METHOD
from self_assessment.domain.framework import Question
from self_assessment.domain.tables import LevelRange
from self_assessment.domain.texts import Text
from self_assessment.domain.values import LegalStatus, NoLevel, Part
from self_assessment.models import Answer
from self_assessment.plan.models import PlannedAction
from self_assessment.presentation import block_rows, duty_rows, next_steps, put_aside, target_rows
from self_assessment.queries import overlays_that_hold

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name (31 signs at most, as a spreadsheet wants), its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: list[Sequence[Cell]]


def sheets_of(edition: Edition) -> list[Sheet]:
    """All tables, in the active language. A dozen look-ups, however much was answered."""
    return [
        about(edition),
        blocks(edition),
        answers(edition),
        duties(edition),
        steps(edition),
        plan(edition),
        evidence(edition),
        services(edition),
        professions(edition),
        facts(edition),
        to_find_out(edition),
        checks(edition),
        aside(edition),
        method(edition),
    ]


def _say(edition: Edition, text: Text | None) -> str:
    return text.in_language(edition.language) if text else ""


def _list(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _percent(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _day(value: datetime | None) -> date | None:
    return timezone.localtime(value).date() if value else None


def about(edition: Edition) -> Sheet:
    """What it is an assessment of, who signed it, and what the profile and the overall number are."""
    sheet, found = edition.sheet, edition.sheet.result
    municipality = sheet.assessment.municipality
    completeness = found.completeness
    rows: list[Sequence[Cell]] = [
        (_("Municipality"), municipality.name),
        (_("Municipality number"), municipality.number),
        (_("County"), municipality.county),
        (_("Inhabitants"), municipality.population),
        (_("Inhabitants counted in"), municipality.population_year),
        (_("Centrality class"), municipality.centrality_class),
        (_("Written standard"), municipality.language_form),
        (_("In the Sami language area?"), _yes(municipality.in_sami_area)),
        (_("Runs its services by city district?"), _yes(sheet.situation.municipality.city_districts)),
        (_("Kind of assessment"), sheet.assessment.get_kind_display()),
        (_("Started"), _day(sheet.assessment.created_at)),
        (_("Edition"), edition.snapshot.revision),
        (_("Signed at"), _day(edition.sign_off.signed_at)),
        (_("Signed as"), edition.sign_off.role),
        (_("Confirmed by"), edition.sign_off.get_method_display()),
        (_("Check code"), edition.snapshot.digest),
        (_("Check code of the audit trail"), (edition.document.get("trail") or {}).get("digest")),
        (_("Framework"), sheet.release.version),
        (_("Check code of the framework"), sheet.assessment.release.digest),
        (_("Status of the framework"), _("draft")),
        (_("Profile"), _say(edition, found.profile_term.title)),
        (_("What the profile means"), _say(edition, found.profile_term.explanation)),
        (_("Why this profile"), _say(edition, found.profile_reason)),
        (_("Is the profile settled?"), _yes(found.profile.settled)),
        (_("Profiles the service map allows"), _allowed(edition)),
        (_("Why the lead chose it"), edition.document["profile_reason"]),
        (_("Traits"), _list(_say(edition, one) for one in overlays_that_hold(sheet.release, found))),
        (_("Overall, per cent"), _percent(found.overall.shown)),
        (_("How the overall number came about"), _say(edition, found.overall_explanation)),
        *(
            (
                _("Known of what was asked: %(part)s") % {"part": name},
                f"{completeness[part].known}/{completeness[part].asked}",
            )
            for part, name in _parts()
        ),
        (_("Answered “not relevant”"), sum(item.not_relevant for item in sheet.items.values())),
        *(
            (_("Take part: %(role)s") % {"role": _role(edition, code)}, count)
            for code, count in edition.document["participants"].items()
        ),
        *((_("Opened again because"), reason) for reason in edition.reasons),
        (_("Exported for the day"), edition.today),
    ]
    return Sheet(_("About"), (_("What"), _("Value")), rows)


def _allowed(edition: Edition) -> str:
    profile, profiles = edition.sheet.result.profile, edition.sheet.release.profiles
    return " – ".join(
        dict.fromkeys(_say(edition, profiles[one].title) for one in (profile.lowest, profile.highest))
    )


def _parts() -> list[tuple[Part, str]]:
    return [
        (Part.CORE, _("core questions")),
        (Part.ALL, _("all questions")),
        (Part.SERVICE_MAP, _("service map")),
        (Part.PROFESSION_TABLE, _("profession table")),
    ]


def _role(edition: Edition, code: str) -> str:
    role = edition.sheet.release.roles_by_code.get(code)
    return _say(edition, role.title) if role else code


def blocks(edition: Edition) -> Sheet:
    """The building blocks with number, target and how the number came about."""
    columns = (
        _("Building block"), _("Name"), _("Weight"), _("Now, per cent"), _("Target, per cent"),
        _("Answered"), _("Relevant"), _("How the number came about"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (
            row.id,
            _say(edition, row.block.name),
            row.block.weight,
            _percent(row.found.shown),
            _percent(row.target) if row.found.relevant else None,
            row.answered,
            row.found.relevant,
            _say(edition, row.explanation),
        )
        for row in block_rows(edition.sheet)
    ]
    return Sheet(_("Building blocks"), columns, rows)


def answers(edition: Edition) -> Sheet:
    """Every question asked: the answer, the grounds, how the group's own answers lay, the target and the gap."""
    columns = (
        _("Building block"), _("Question"), _("Name"), _("By law"), _("Core"), _("Weight"), _("Step"),
        _("Step in words"), _("What the step says"), _("Without a step"), _("Why not relevant"), _("Comment"),
        _("How sure"), *(_("Answered %(level)s") % {"level": level} for level in range(5)),
        _("Did not know"), _("Called it not relevant"), _("To be discussed"), _("Target"), _("Target chosen"),
        _("Target by"), _("Target decided by"), _("Note on the target"), _("Target decided at"),
        _("Gap"), _("Weight × gap"), _("Read from the tables"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = [
        row for block in edition.sheet.blocks for row in (_answer(edition, item) for item in block.items)
    ]
    return Sheet(pgettext("sheet of a workbook", "Answers"), columns, rows)


def _answer(edition: Edition, item: Any) -> Sequence[Cell]:
    sheet, indicator = edition.sheet, item.indicator
    said = item.row or Answer()
    scale = {step.level: step.name for step in sheet.release.scale}
    spread = edition.document["spread"].get(indicator.code)
    target, chosen = sheet.targets[indicator.code], sheet.background.targets.get(indicator.code)
    gap = None if item.level is None else max(0, target - item.level)
    per_level = spread["per_level"] if spread else [None] * 5
    return (
        indicator.block,
        indicator.code,
        _say(edition, indicator.name),
        _yes(indicator.statutory),
        _yes(indicator.core),
        indicator.weight,
        item.level,
        _say(edition, scale[item.level]) if item.level is not None else "",
        _say(edition, indicator.ladder[item.level]) if item.level is not None else "",
        _without(item.answer),
        said.reason,
        said.comment,
        said.get_confidence_display() if said.confidence else "",
        *per_level,
        spread["unknown"] if spread else None,
        spread["not_relevant"] if spread else None,
        _yes(_apart(spread)) if spread else "",
        None if item.not_relevant else target,
        _yes(chosen is not None and chosen.level is not None),
        chosen.due_date if chosen else None,
        chosen.decided_by_role if chosen else "",
        chosen.note if chosen else "",
        _day(chosen.decided_at) if chosen else None,
        gap,
        None if gap is None else gap * indicator.weight,
        _read(sheet.result.derived.get(indicator.code)),
    )


def _read(found: LevelRange | None) -> str:
    """The level a table points to; from the lowest to the highest while something is not filled in."""
    if found is None:
        return ""
    return str(found.lowest) if found.level is not None else f"{found.lowest}–{found.highest}"


def _apart(spread: Mapping[str, Any]) -> bool:
    levels = [level for level, people in enumerate(spread["per_level"]) if people]
    return bool(levels) and (levels[-1] - levels[0] >= 2 or bool(spread["not_relevant"]))


def _without(answer: object) -> str:
    if answer is None:
        return _("not answered")
    return {NoLevel.UNKNOWN: _("do not know"), NoLevel.NOT_RELEVANT: _("not relevant")}.get(answer, "")  # type: ignore[call-overload, no-any-return]


def duties(edition: Edition) -> Sheet:
    """The duties by law, in the municipality's own view."""
    columns = (
        _("Question"), _("Name"), _("Status"), _("Step"), _("Needed step"), _("Legal basis"),
        _("How it was worked out"), _("Next"), _("Asked in this assessment"),
    )  # fmt: skip
    explanations = edition.sheet.result.legal_explanations
    rows: list[Sequence[Cell]] = [
        (
            duty.indicator.code,
            _say(edition, duty.indicator.name),
            legal_status(duty.found.status),
            duty.found.level,
            duty.indicator.threshold,
            _say(edition, duty.indicator.legal_basis),
            _say(edition, explanations[duty.indicator.code]),
            _say(edition, duty.next_step),
            _yes(duty.asked),
        )
        for duty in duty_rows(edition.sheet)
    ]
    return Sheet(_("Duties by law"), columns, rows)


def legal_status(status: LegalStatus) -> str:
    return {
        LegalStatus.MET: _("Met"),
        LegalStatus.NOT_MET: _("Not met yet"),
        LegalStatus.UNSETTLED: _("Not settled"),
    }[status]


def steps(edition: Edition) -> Sheet:
    """The next steps with all that leads to them and from them."""
    columns = (
        _("No."), _("Rule"), _("Next step"), _("What to do"), _("Why"), _("Or together with others"),
        _("First week"), _("Effort"), _("Expected effect"), _("By law"), _("Can lift you further"),
        _("Points"), _("Helps with"), _("Courses"), _("Questions to ask"), _("Examples"), _("Inputs"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = []
    for number, step in enumerate(next_steps(edition.sheet, edition.language), start=1):
        one = step.suggestion
        rows.append(
            (
                number,
                one.id,
                _say(edition, one.title),
                _say(edition, one.action),
                _say(edition, one.why),
                _say(edition, one.alternative),
                "\n".join(_say(edition, thing) for thing in one.first_week),
                _say(edition, one.effort_name),
                _say(edition, one.effect_name),
                _yes(one.legal),
                _yes(one.lifts_further),
                float(one.points),
                _list(f"{i.code} {_say(edition, i.name)}" for i in step.serves),
                _list(course.title for course in step.courses),
                "\n".join(f"{prompt.code} {prompt.text}" for prompt in step.prompts),
                _list(example.title for example in step.examples),
                _list(f"{key}={value}" for key, value in one.inputs.items()),
            )
        )
    return Sheet(_("Next steps"), columns, rows)


def plan(edition: Edition) -> Sheet:
    """The action plan."""
    columns = (
        _("When"), _("What"), _("How it goes"), _("Responsible role"), _("Deadline"), _("Cost in kroner"),
        _("Decision"), _("Helps with"), _("More about it"), _("Next step"), _("Taken along"), _("Done at"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (
            str(PlannedAction.Phase(action.phase).label),
            action.title,
            str(PlannedAction.Status(action.status).label),
            action.owner_role,
            action.due_date,
            action.cost,
            action.decision_reference,
            _list(action.indicators),
            action.description,
            action.step,
            _yes(action.carried_from_id is not None),
            _day(action.done_at),
        )
        for action in edition.actions
    ]
    return Sheet(_("Action plan"), columns, rows)


def evidence(edition: Edition) -> Sheet:
    """The evidence as it was signed. Editions from before there was any have an empty table."""
    columns = (
        _("What it is"), _("Link"), _("Kind of file"), _("Check code (SHA-256)"), _("Holds until"), _("Speaks for"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (
            one["title"],
            one["url"],
            one["kind"],
            one["sha256"],
            date.fromisoformat(one["holds_until"]) if one["holds_until"] else None,
            _list(one["indicators"]),
        )
        for one in edition.document.get("evidence", [])
    ]
    return Sheet(_("Evidence"), columns, rows)


def services(edition: Edition) -> Sheet:
    """The service map: one row per service of the framework, whether it was filled in or not."""
    release, document = edition.sheet.release, edition.document
    questions = [question for question in release.service_questions if question.kind == "valg"]
    referral = next((q for q in release.service_questions if q.kind == "flervalg"), None)
    names = {service.code: service.title for service in release.services}
    columns = (
        _("Service"), _("Name"), *(_say(edition, question.text) for question in questions),
        *([_say(edition, referral.text)] if referral else []), _("Works with"), _("Shared with"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = []
    for service in release.services:
        told = edition.sheet.background.tables.services.get(service.code, {})
        more = document["services"].get(service.code, {"referral": [], "linked_to": [], "shared_with": []})
        rows.append(
            (
                service.code,
                _say(edition, service.title),
                *(_option(edition, question, told.get(question.code)) for question in questions),
                *([_list(_option(edition, referral, o) for o in more["referral"])] if referral else []),
                _list(_say(edition, names[code]) for code in more["linked_to"] if code in names),
                _list(more["shared_with"]),
            )
        )
    return Sheet(_("Service map"), columns, rows)


def _option(edition: Edition, question: Question, code: str | None) -> str:
    return next((_say(edition, one.name) for one in question.options if one.code == code), code or "")


def professions(edition: Edition) -> Sheet:
    """The profession table."""
    release = edition.sheet.release
    questions = [question for question in release.profession_columns if question.kind == "valg"]
    columns = (
        _("Profession"), _("By law"), _("Posts"), *(_say(edition, question.text) for question in questions),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = []
    for profession in release.professions:
        told = edition.sheet.background.tables.professions.get(profession.code, {})
        posts = edition.document["professions"].get(profession.code, {}).get("posts")
        rows.append(
            (
                _say(edition, profession.title),
                _yes(profession.statutory),
                None if posts is None else float(posts),
                *(_option(edition, question, told.get(question.code)) for question in questions),
            )
        )
    return Sheet(_("Professions"), columns, rows)


def facts(edition: Edition) -> Sheet:
    """The extra questions of the framework, and counts the site fills in."""
    given = edition.sheet.situation.facts
    rows: list[Sequence[Cell]] = [
        (fact.code, _say(edition, fact.question), given.get(fact.code))
        for fact in edition.sheet.release.facts
    ]
    return Sheet(_("Facts"), (_("Code"), _("Question"), _("Answer")), rows)


def to_find_out(edition: Edition) -> Sheet:
    """What is not known: questions without a step, and what decides which advice fits."""
    columns = (_("What"), _("Name"), _("Why"), _("What to do"), _("Effort"))
    found, items = edition.sheet.result, edition.sheet.items
    rows: list[Sequence[Cell]] = [
        (
            one.id,
            _say(edition, one.title),
            _say(edition, one.why),
            _say(edition, one.action),
            _say(edition, one.effort_name),
        )
        for one in found.find_out
    ]
    rows += [
        (code, _say(edition, items[code].indicator.name), _without(items[code].answer), "", "")
        for code in found.unanswered
        if code in items
    ]
    return Sheet(_("Find out"), columns, rows)


def checks(edition: Edition) -> Sheet:
    """Answers that do not go together."""
    rows: list[Sequence[Cell]] = [
        (
            check.id,
            _say(edition, check.text),
            _list(check.indicators),
            _list(f"{k}={v}" for k, v in check.inputs.items()),
        )
        for check in edition.sheet.result.checks
    ]
    return Sheet(_("Talk this over"), (_("Check"), _("Text"), _("Questions"), _("Inputs")), rows)


def aside(edition: Edition) -> Sheet:
    """The steps that were put aside, and why."""
    rows: list[Sequence[Cell]] = [
        (
            one.dismissal.step,
            _say(edition, one.title),
            one.dismissal.reason,
            _day(one.dismissal.dismissed_at),
            one.dismissal.rule_version,
            _list(f"{key}={value}" for key, value in one.dismissal.inputs.items()),
        )
        for one in put_aside(edition.sheet)
    ]
    columns = (_("Rule"), _("Next step"), _("Why"), _("When"), _("Version of the rules"), _("Inputs"))
    return Sheet(pgettext("sheet of a workbook", "Put aside"), columns, rows)


def method(edition: Edition) -> Sheet:
    """How the result comes about, in words; and the order of what matters most."""
    rows: list[Sequence[Cell]] = [
        (number, _say(edition, text)) for number, text in enumerate(METHOD, start=1)
    ]
    order = _list(
        f"{row.item.indicator.code} ({row.points})" for row in target_rows(edition.sheet) if row.points
    )
    rows.append((len(rows) + 1, _("Order by weight × gap: %(order)s") % {"order": order}))
    rows.append((len(rows) + 1, _("Made %(day)s") % {"day": date_format(edition.today, "DATE_FORMAT")}))
    return Sheet(_("Method"), (_("No."), _("Text")), rows)
