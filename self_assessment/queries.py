"""Rows to the domain's values: the release, the situation, and how far an assessment has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Self

from django.db.models import Q

from accounts.models import Municipality, User
from self_assessment.domain import situation
from self_assessment.domain.framework import BuildingBlock, Indicator, Release, Role, Term
from self_assessment.domain.result import Result, assess
from self_assessment.domain.scoring import targets_of
from self_assessment.domain.texts import Text
from self_assessment.domain.values import Kind, NoLevel
from self_assessment.mapping.queries import NO_TABLES, Tables, tables_of
from self_assessment.models import Answer, Assessment, Dismissal, FrameworkRelease, Participant, Target
from self_assessment.release_documents import parse

KINDS = {Assessment.Kind.QUICK: Kind.QUICK, Assessment.Kind.FULL: Kind.FULL}
OSLO = "0301"  # the only municipality whose city districts run the services


@lru_cache(maxsize=8)
def release_with(digest: str) -> Release:
    """Return a release by its digest. Read and parsed once per process: a release never changes."""
    return parse(FrameworkRelease.objects.get(digest=digest).documents)


def release_of(row: FrameworkRelease) -> Release:
    """Return the release as a domain value."""
    return release_with(row.digest)


def facts_about(municipality: Municipality) -> situation.Municipality:
    return situation.Municipality(
        name=municipality.name,
        population=municipality.population,
        centrality=municipality.centrality_class,
        written_standard=municipality.language_form,
        sami_area=municipality.in_sami_area,
        city_districts=municipality.number == OSLO,
    )


@dataclass(frozen=True, slots=True)
class FirstGuess:
    """What can be said of a municipality before it has answered anything."""

    profile: Term
    reason: Text
    overlays: list[Text]


def first_guess(municipality: Municipality) -> FirstGuess | None:
    """Guess a profile from size and place; None without a framework. Two queries at most."""
    row = FrameworkRelease.objects.newest()
    if row is None:
        return None
    release = release_of(row)
    found = assess(release, situation.Situation(facts_about(municipality), Kind.QUICK))
    return FirstGuess(found.profile_term, found.profile_reason, overlays_that_hold(release, found))


def overlays_that_hold(release: Release, found: Result) -> list[Text]:
    """The traits of the municipality that change the advice, in words."""
    return [release.overlays[overlay] for overlay, holds in found.overlays.items() if holds]


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator with the municipality's answer to it, if there is one."""

    indicator: Indicator
    row: Answer | None
    answer: int | NoLevel | None

    @classmethod
    def of(cls, indicator: Indicator, row: Answer | None) -> Self:
        return cls(indicator, row, row.values.answer if row else None)

    @property
    def answered(self) -> bool:
        """True also for "do not know": it is an honest answer."""
        return self.answer is not None

    @property
    def level(self) -> int | None:
        return self.answer if isinstance(self.answer, int) else None

    @property
    def unknown(self) -> bool:
        return self.answer is NoLevel.UNKNOWN

    @property
    def not_relevant(self) -> bool:
        return self.answer is NoLevel.NOT_RELEVANT


@dataclass(frozen=True, slots=True)
class BlockItems:
    """The items of one building block that this assessment asks."""

    block: BuildingBlock
    items: tuple[Item, ...]

    @property
    def answered(self) -> int:
        return sum(item.answered for item in self.items)

    @property
    def unknown(self) -> list[Item]:
        return [item for item in self.items if item.unknown]


@dataclass(frozen=True, slots=True)
class Background:
    """What a result rests on besides the answers."""

    tables: Tables = NO_TABLES
    targets: Mapping[str, Target] = field(default_factory=dict)
    dismissals: tuple[Dismissal, ...] = ()
    finished: int = 0
    planned: int = 0
    """How many actions the plan holds; a rule asks when there are some to put before the politicians."""


@dataclass(frozen=True)
class Sheet:
    """A whole assessment as it stands: every item asked, in the order of the framework.

    With a `role` it is one person's own, and holds what that role is asked."""

    assessment: Assessment
    release: Release
    blocks: tuple[BlockItems, ...]
    role: Role | None = None
    background: Background = Background()

    @cached_property
    def items(self) -> Mapping[str, Item]:
        return {item.indicator.code: item for block in self.blocks for item in block.items}

    @property
    def asked(self) -> int:
        return len(self.items)

    @cached_property
    def answered(self) -> int:
        return sum(item.answered for item in self.items.values())

    @cached_property
    def first_open(self) -> Item | None:
        """The first item without an answer."""
        return next((item for item in self.items.values() if not item.answered), None)

    def neighbours(self, code: str) -> tuple[Item | None, Item | None]:
        """The items before and after `code`."""
        items = list(self.items.values())
        at = list(self.items).index(code)
        return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None

    @cached_property
    def situation(self) -> situation.Situation:
        answers = {code: item.answer for code, item in self.items.items()}
        tables = self.background.tables
        return situation.Situation(
            municipality=facts_about(self.assessment.municipality),
            kind=KINDS[Assessment.Kind(self.assessment.kind)],
            answers={code: answer for code, answer in answers.items() if answer is not None},
            targets={
                code: target.level
                for code, target in self.background.targets.items()
                if target.level is not None and code in self.release.indicators
            },
            services=tables.services,
            professions=tables.professions,
            # This one counts too: a check asks whether it is repeated, and it is about to be finished.
            facts={
                **tables.facts,
                "ferdige_kartlegginger": self.background.finished + 1,
                "antall_valgte_tiltak": self.background.planned,
            },
            profile_override=tables.profile,
            dismissed={one.step: one.inputs for one in self.background.dismissals},
        )

    @cached_property
    def targets(self) -> Mapping[str, int]:
        """{indicator: the level aimed for}: what the municipality has chosen, else the framework's own."""
        return targets_of(self.release, self.situation)

    @cached_property
    def result(self) -> Result:
        return assess(self.release, self.situation)


def sheet_of(assessment: Assessment) -> Sheet:
    """Read what the municipality stands by, of an assessment that came `with_context`.

    One query, two the first time a release is read."""
    return sheet_from_rows(assessment, list(assessment.answers.agreed()))


def whole_sheet_of(assessment: Assessment) -> Sheet:
    """The same with all that a result rests on. Eight queries, however much there is."""
    background = Background(
        tables=tables_of(assessment),
        targets={target.indicator: target for target in assessment.targets.in_force()},
        dismissals=tuple(assessment.dismissals.in_force()),
        finished=Assessment.objects.filter(
            municipality=assessment.municipality_id, state=Assessment.State.FINISHED
        )
        .exclude(pk=assessment.pk)
        .count(),
        planned=assessment.planned_actions.chosen().count(),
    )
    return replace(sheet_of(assessment), background=background)


def own_sheet_of(assessment: Assessment, participant: Participant) -> Sheet:
    """Read one person's own answers, to what the person's role is asked. One query."""
    rows = list(assessment.answers.of(participant.user_id))
    return sheet_from_rows(assessment, rows, role_of(release_of(assessment.release), participant.role))


def role_of(release: Release, code: str) -> Role:
    """The role of that code; one the release does not know is asked everything, as the lead is."""
    return release.roles_by_code.get(code) or release.roles[0]


def sheets_of(assessments: list[Assessment], user: User) -> list[Sheet]:
    """Several as `user` has them: the own answers where the person takes part, else the municipality's.

    Two queries."""
    parts = {part.assessment_id: part for part in Participant.objects.present().of(user)}
    rows: dict[int, list[Answer]] = {assessment.pk: [] for assessment in assessments}
    answers = Answer.objects.filter(Q(respondent=None) | Q(respondent=user), assessment__in=rows)
    for answer in answers:
        if (answer.respondent_id is not None) == (answer.assessment_id in parts):
            rows[answer.assessment_id].append(answer)
    return [
        sheet_from_rows(
            assessment,
            rows[assessment.pk],
            role_of(release_of(assessment.release), parts[assessment.pk].role)
            if assessment.pk in parts
            else None,
        )
        for assessment in assessments
    ]


def sheet_from_rows(assessment: Assessment, rows: list[Answer], role: Role | None = None) -> Sheet:
    """Lay out rows that have been read already."""
    release = release_of(assessment.release)
    of_indicator = {row.indicator: row for row in rows}
    all_asked = assessment.kind == Assessment.Kind.FULL
    blocks = (
        BlockItems(
            block,
            tuple(
                Item.of(indicator, of_indicator.get(indicator.code))
                for indicator in block.indicators
                if (indicator.core or all_asked) and (role is None or indicator.code in role.indicators)
            ),
        )
        for block in release.blocks
    )
    return Sheet(assessment, release, tuple(block for block in blocks if block.items), role)
