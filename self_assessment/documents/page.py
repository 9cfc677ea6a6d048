"""The one page for the director: three figures, three decisions, two minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from self_assessment.documents.editions import Edition
from self_assessment.domain.texts import Text
from self_assessment.domain.values import LegalStatus, Profile
from self_assessment.presentation import BlockRow, block_rows, target_rows

MOST_DECISIONS = 3

_HEADLINES = {
    Profile.START: Text(
        "Vi kan begynne med samtalene vi allerede har",
        "Vi kan byrje med samtalane vi alt har",
        "We can begin with the conversations we already have",
    ),
    Profile.BUILD: Text(
        "Vi har noe å bygge på, og ett hull å fylle først",
        "Vi har noko å byggje på, og eitt hol å fylle først",
        "We have something to build on, and one gap to fill first",
    ),
    Profile.COORDINATE: Text(
        "Vi har tjenestene. Nå må de henge sammen",
        "Vi har tenestene. No må dei henge saman",
        "We have the services. Now they must hang together",
    ),
}
_LEADS = {
    Profile.START: Text(
        "Mange med helseplager vil og kan bruke arbeidsevnen sin. Kommunen møter dem tidlig. Vi kan spørre om jobb "
        "uten nye stillinger, og dele resten med naboer.",
        "Mange med helseplager vil og kan bruke arbeidsevna si. Kommunen møter dei tidleg. Vi kan spørje om jobb "
        "utan nye stillingar, og dele resten med naboar.",
    ),
    Profile.BUILD: Text(
        "Mange med helseplager vil og kan bruke arbeidsevnen sin. Helsehjelp og støtte til arbeid samtidig virker "
        "best. Vi har en del på plass, og kan koble det sammen mens vi fyller det viktigste hullet.",
        "Mange med helseplager vil og kan bruke arbeidsevna si. Helsehjelp og støtte til arbeid samtidig verkar "
        "best. Vi har ein del på plass, og kan kople det saman medan vi fyller det viktigaste holet.",
    ),
    Profile.COORDINATE: Text(
        "Mange med helseplager vil og kan bruke arbeidsevnen sin. Helsehjelp og støtte til arbeid samtidig virker "
        "best. Tjenestene finnes, men de arbeider for mye hver for seg.",
        "Mange med helseplager vil og kan bruke arbeidsevna si. Helsehjelp og støtte til arbeid samtidig verkar "
        "best. Tenestene finst, men dei arbeider for mykje kvar for seg.",
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure and what it says."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing the director is asked for: what, and in short what it takes."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    headline: str
    lead: str
    figures: list[Figure]
    rows: list[BlockRow]
    decisions: list[Decision]
    from_plan: bool


def page_of(edition: Edition) -> Page:
    """Work out what stands on the page, in the active language."""
    profile = edition.sheet.result.profile.profile
    from_plan = bool(edition.board.open)
    return Page(
        headline=_HEADLINES[profile].in_language(edition.language),
        lead=_LEADS[profile].in_language(edition.language),
        figures=[_duties(edition), _services(edition), _on_target(edition)],
        rows=block_rows(edition.sheet),
        decisions=(_from_plan(edition) if from_plan else _from_steps(edition))[:MOST_DECISIONS],
        from_plan=from_plan,
    )


def _duties(edition: Edition) -> Figure:
    asked = [one for one in edition.sheet.result.legal if one.indicator.code in edition.sheet.items]
    counts = {status: sum(one.status is status for one in asked) for status in LegalStatus}
    text = _(
        "duties by law are met in our own view. %(not_met)s are not met yet, %(unsettled)s are not settled."
    ) % {"not_met": counts[LegalStatus.NOT_MET], "unsettled": counts[LegalStatus.UNSETTLED]}
    return Figure(_of(counts[LegalStatus.MET], len(asked)), text)


def _services(edition: Edition) -> Figure:
    found = edition.sheet.result.profile
    text = _("services that should hang together are open to people of working age.")
    if found.unknown:
        text = _(
            "services that should hang together are open to people of working age. "
            "%(unknown)s are not settled."
        ) % {"unknown": found.unknown}
    return Figure(_of(found.count, len(found.places)), text)


def _on_target(edition: Edition) -> Figure:
    rows = target_rows(edition.sheet)
    there = sum(row.gap == 0 for row in rows)
    return Figure(_of(there, len(rows)), _("questions are on the target we have set, or above it."))


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def _from_plan(edition: Edition) -> list[Decision]:
    rows = [row for column in edition.board.columns for row in column.rows]
    return [
        Decision(
            row.action.title,
            _sentence(
                row.action.owner_role and _("Responsible: %(role)s") % {"role": row.action.owner_role},
                row.action.due_date and _("By %(day)s") % {"day": _day(row.action.due_date)},
                _cost(row.action.cost),
            ),
        )
        for row in rows
    ]


def _cost(cost: int | None) -> str:
    if not cost:
        return "" if cost is None else _("No cost")
    return _("Cost: %(cost)s kroner") % {"cost": number_format(cost, use_l10n=True, force_grouping=True)}


def _from_steps(edition: Edition) -> list[Decision]:
    return [
        Decision(
            one.title.in_language(edition.language),
            _sentence(
                _("A duty by law") if one.legal else "",
                _("Effort: %(effort)s") % {"effort": _small(one.effort_name.in_language(edition.language))},
            ),
        )
        for one in edition.sheet.result.suggestions
    ]


def _sentence(*parts: object) -> str:
    return " ".join(f"{part}." for part in parts if part)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _day(day: date) -> str:
    return date_format(day, "j. F Y")
