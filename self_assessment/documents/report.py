"""The full report as PDF: what the case memo is attached to, and what can be kept in the archive."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from base.drawing import charts
from base.paper import BRAND, compile_pdf, drawn_on_paper, mark_on_paper
from self_assessment.documents.editions import Edition, written_in
from self_assessment.documents.method import METHOD
from self_assessment.documents.page import page_of
from self_assessment.documents.tables import Sheet, legal_status, professions, services
from self_assessment.domain.texts import Text
from self_assessment.domain.values import Part
from self_assessment.plan.queries import ActionRow
from self_assessment.presentation import BlockRow, block_rows, duty_rows, next_steps
from self_assessment.queries import BlockItems, Item, overlays_that_hold

TEMPLATE = "self_assessment/documents/report.typ"
SHORT_CODE = 16
"""Signs of the check code at the foot of each page; the whole of it stands where it is explained."""


def report_pdf(edition: Edition) -> bytes:
    """Return the report in the language of the edition. It says it was made when the edition was signed."""
    with written_in(edition.language):
        return compile_pdf(TEMPLATE, report_data(edition), edition.snapshot.made_at)


def report_data(edition: Edition) -> dict[str, Any]:
    """Return all that report.typ says, in the active language."""
    sheet, found = edition.sheet, edition.sheet.result
    name, page = sheet.assessment.municipality.name, page_of(edition)
    signed = _day(edition.sign_off.signed_at)
    title = _("Work and health in %(municipality)s") % {"municipality": name}
    return {
        "lang": edition.language,
        "title": f"{title}, {signed}",
        "issuer": BRAND,
        "brand": BRAND,
        "mark": mark_on_paper(),
        "heading": title,
        "kind": f"{_kind(edition)}, {signed}",
        "page_label": _("Page"),
        "foot": _("Own assessment. Check code %(code)s") % {"code": edition.snapshot.digest[:SHORT_CODE]},
        "contents_heading": _("Contents"),
        "headline": page.headline,
        "lead": page.lead,
        "figures": [[figure.value, figure.text] for figure in page.figures],
        "decisions_heading": _("What we ask for"),
        "decisions": [[decision.title, decision.text] for decision in page.decisions],
        "facts": _facts(edition),
        "profile": {
            "heading": _("Profile of the municipality"),
            "title": _say(edition, found.profile_term.title),
            "text": _say(edition, found.profile_term.explanation),
            "why_label": _("Why this profile"),
            "why": _say(edition, found.profile_reason),
            "chosen": "" if edition.for_others else edition.document["profile_reason"],
            "traits": [_say(edition, one) for one in overlays_that_hold(sheet.release, found)],
        },
        "blocks": _blocks(edition),
        "law": _law(edition),
        "steps": _steps(edition),
        "plan": _plan(edition),
        "find_out": _find_out(edition),
        "answers": _answers(edition),
        "tables": [
            _table(_("Service map"), services(edition), drop=(0,)),
            _table(_("Profession table"), professions(edition)),
        ],
        "method": {
            "heading": _("How the result comes about"),
            "texts": [_say(edition, text) for text in METHOD],
            "completeness": _completeness(edition),
            "trace_heading": _("The calculation"),
            "trace": [
                *(_say(edition, found.block_explanations[code]) for code in found.blocks),
                _say(edition, found.overall_explanation),
            ],
            "codes_heading": _("Check codes"),
            "codes": [
                [_("This edition (SHA-256)"), edition.snapshot.digest],
                [_("The framework (SHA-256)"), sheet.assessment.release.digest],
            ],
            "reasons_heading": _("Opened again before this edition"),
            "reasons": [] if edition.for_others else list(edition.reasons),
        },
    }


def _kind(edition: Edition) -> str:
    kind = str(edition.sheet.assessment.get_kind_display())
    return kind[:1].upper() + kind[1:]


def _say(edition: Edition, text: Text | None) -> str:
    return text.in_language(edition.language) if text else ""


def _day(at: Any) -> str:
    return date_format(timezone.localtime(at), "j. F Y")


def _number(value: Any) -> str:
    return number_format(float(value), decimal_pos=1)


def _facts(edition: Edition) -> list[list[str]]:
    sheet = edition.sheet
    people = {} if edition.for_others else edition.document["participants"]
    found = [
        [_("Signed as"), edition.sign_off.role],
        [_("Confirmed by"), str(edition.sign_off.get_method_display())],
        [_("Edition"), f"{edition.snapshot.revision}"],
        [_("Framework"), _("%(version)s (draft)") % {"version": sheet.release.version}],
        [
            _("Answered"),
            _("%(answered)s of %(asked)s questions") % {"answered": sheet.answered, "asked": sheet.asked},
        ],
    ]
    if people:
        roles = sheet.release.roles_by_code
        named = [f"{_say(edition, roles[c].title) if c in roles else c} ({n})" for c, n in people.items()]
        found.append([_("Took part"), ", ".join(named)])
    return found


def _blocks(edition: Edition) -> dict[str, Any]:
    rows = block_rows(edition.sheet)
    axes = [charts.Axis(row.id, row.score, row.aim if row.found.relevant else None) for row in rows]
    label = _("Profile by building block. All the figures are in the table that follows.")
    return {
        "heading": _("The building blocks"),
        "lead": _("The profile is the result. There is no overall grade."),
        "radar": drawn_on_paper(charts.radar(axes, "")) if len(axes) > 2 else "",
        "radar_label": label,
        "columns": [_("Building block"), _("Now"), _("Target"), _("Answered")],
        "rows": [
            {
                "name": f"{row.id} {_say(edition, row.block.name)}",
                "score": row.score,
                "aim": row.aim,
                "now": _now(row),
                "target": f"{_number(row.target)} %" if row.found.relevant else "–",
                "answered": _("%(answered)s of %(of)s")
                % {"answered": row.answered, "of": row.found.relevant},
            }
            for row in rows
        ],
        "legend": _("The dark bar is now, the line is the target."),
    }


def _now(row: BlockRow) -> str:
    if row.found.shown is not None:
        return f"{_number(row.found.shown)} %"
    return _("Too few answers") if row.found.relevant else _("Not relevant")


def _law(edition: Edition) -> dict[str, Any]:
    return {
        "heading": _("Duties by law, for themselves"),
        "lead": _("This is your own view. It is not an inspection and never a ruling."),
        "columns": [_("Duty"), _("Status"), _("Legal basis"), _("Next")],
        "rows": [
            [
                f"{duty.indicator.code} {_say(edition, duty.indicator.name)}",
                legal_status(duty.found.status),
                _say(edition, duty.indicator.legal_basis),
                _say(edition, duty.next_step),
            ]
            for duty in duty_rows(edition.sheet)
            if duty.asked
        ],
    }


def _steps(edition: Edition) -> dict[str, Any]:
    return {
        "heading": _("Next steps"),
        "why_label": _("Why"),
        "or_label": _("Or together with others"),
        "week_label": _("This week"),
        "items": [
            {
                "title": _say(edition, step.suggestion.title),
                "action": _say(edition, step.suggestion.action),
                "why": _say(edition, step.suggestion.why),
                "alternative": _say(edition, step.suggestion.alternative),
                "week": [_say(edition, thing) for thing in step.suggestion.first_week],
                "facts": " · ".join(
                    filter(
                        None,
                        [
                            _("by law") if step.suggestion.legal else "",
                            _("Effort: %(effort)s") % {"effort": _say(edition, step.suggestion.effort_name)},
                            _("Helps with: %(codes)s") % {"codes": ", ".join(step.suggestion.serves)},
                            _("Courses: %(courses)s")
                            % {"courses": ", ".join(course.title for course in step.courses)}
                            if step.courses
                            else "",
                        ],
                    )
                ),
            }
            for step in next_steps(edition.sheet, edition.language)
        ],
    }


def _plan(edition: Edition) -> dict[str, Any]:
    groups = [(column.name, column.rows) for column in edition.board.columns if column.rows]
    if edition.board.done:
        groups.append((_("Done"), edition.board.done))
    return {
        "heading": _("Action plan"),
        "lead": _("As the plan stood %(day)s.") % {"day": date_format(edition.today, "j. F Y")},
        "columns": [_("What"), _("Responsible"), _("Deadline"), _("Cost"), _("Helps with")],
        "groups": [{"name": name, "rows": [_plan_row(row) for row in rows]} for name, rows in groups],
    }


def _plan_row(row: ActionRow) -> list[str]:
    action = row.action
    cost = number_format(action.cost, use_l10n=True, force_grouping=True) if action.cost else ""
    decided = action.decision_reference and _("Decision: %(decision)s") % {
        "decision": action.decision_reference
    }
    return [
        "\n".join(filter(None, (action.title, decided))),
        action.owner_role,
        date_format(action.due_date, "j. F Y") if action.due_date else "",
        f"{cost} kr" if cost else _("no cost") if action.cost == 0 else "",
        ", ".join(action.indicators),
    ]


def _find_out(edition: Edition) -> dict[str, Any]:
    found, items = edition.sheet.result, edition.sheet.items
    return {
        "heading": _("Find out"),
        "items": [
            *(f"{_say(edition, one.title)}: {_say(edition, one.why)}" for one in found.find_out),
            *(
                f"{code} {_say(edition, items[code].indicator.name)}"
                for code in found.unanswered
                if code in items
            ),
        ],
        "checks_heading": _("Talk this over"),
        "checks": [_say(edition, check.text) for check in found.checks],
    }


def _answers(edition: Edition) -> dict[str, Any]:
    return {
        "heading": _("All answers"),
        "blocks": [_block(edition, block) for block in edition.sheet.blocks],
        "target_label": _("Target"),
    }


def _block(edition: Edition, block: BlockItems) -> dict[str, Any]:
    return {
        "heading": f"{block.block.code} {_say(edition, block.block.name)}",
        "intro": _say(edition, block.block.introduction),
        "items": [_item(edition, item) for item in block.items],
    }


def _item(edition: Edition, item: Item) -> dict[str, Any]:
    sheet, indicator = edition.sheet, item.indicator
    row = None if edition.for_others else item.row
    return {
        "name": f"{indicator.code} {_say(edition, indicator.name)}",
        "law": _("by law") if indicator.statutory else "",
        "level": item.level,
        "said": _said(edition, item),
        "target": "" if item.not_relevant else f"{sheet.targets[indicator.code]}",
        "reason": row.reason if row else "",
        "comment": row.comment if row else "",
        "spread": _spread(edition, indicator.code),
    }


def _said(edition: Edition, item: Item) -> str:
    if item.level is not None:
        name = next(step.name for step in edition.sheet.release.scale if step.level == item.level)
        return f"{item.level} – {_say(edition, name)}. {_say(edition, item.indicator.ladder[item.level])}"
    if item.unknown:
        return pgettext("an answer", "Do not know")
    return _("Not relevant") if item.not_relevant else _("Not answered")


def _spread(edition: Edition, code: str) -> str:
    """How the group's own answers lay, in words: the lowest and the highest, never whose."""
    spread = None if edition.for_others else edition.document["spread"].get(code)
    levels = [level for level, people in enumerate(spread["per_level"]) if people] if spread else []
    if not levels or levels[0] == levels[-1]:
        return ""
    return _("The answers lay from %(lowest)s to %(highest)s before you agreed.") % {
        "lowest": levels[0],
        "highest": levels[-1],
    }


def _table(heading: str, sheet: Sheet, drop: tuple[int, ...] = ()) -> dict[str, Any]:
    """A table of the workbook as the report wants it, without the columns nobody filled in."""
    kept = [
        place
        for place in range(len(sheet.columns))
        if place not in drop and any(row[place] not in ("", None) for row in sheet.rows)
    ]
    filled = [row for row in sheet.rows if any(row[place] not in ("", None) for place in kept[2:])]
    return {
        "heading": heading,
        "columns": [sheet.columns[place] for place in kept],
        "rows": [[_cell(row[place]) for place in kept] for row in filled],
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return number_format(value) if isinstance(value, float) else str(value)


def _completeness(edition: Edition) -> str:
    part = Part.CORE if edition.sheet.assessment.is_quick else Part.ALL
    found = edition.sheet.result.completeness[part]
    return ngettext(
        "%(known)s of %(asked)s question is known.",
        "%(known)s of %(asked)s questions are known.",
        found.asked,
    ) % {"known": found.known, "asked": found.asked}
