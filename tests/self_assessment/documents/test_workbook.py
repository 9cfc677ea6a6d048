"""The workbook: every field of what was signed stands in it, and its rows give the same numbers once more."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.utils import timezone

from accounts.models import Municipality
from self_assessment.documents.book import workbook_of
from self_assessment.documents.editions import edition_of
from self_assessment.domain.findings import find
from self_assessment.domain.scoring import half_up, score_overall
from self_assessment.domain.values import LegalStatus, NoLevel, Part
from self_assessment.finishing.documents import situation_in
from self_assessment.mapping.actions import choose_profile
from self_assessment.mapping.models import ServiceEntry
from self_assessment.models import Answer, Assessment, Snapshot
from self_assessment.queries import release_of, whole_sheet_of
from self_assessment.steps.actions import dismiss
from self_assessment.targets.actions import set_target
from tests.factories.finished import agreed, map_services, sign
from tests.factories.self_assessment import join, member
from tests.self_assessment.documents import second_computation as second
from tests.self_assessment.domain.shipped import release

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ASSESSMENTS = 10_000
STATUS = {
    LegalStatus.MET: "Oppfylt",
    LegalStatus.NOT_MET: "Ikke oppfylt ennå",
    LegalStatus.UNSETTLED: "Ikke avklart",
}


def signed(answers):
    """A signed edition in which every part of what is kept is used."""
    lead, now = member(Municipality.objects.get(pk="1818")), timezone.now()
    place = lead.memberships.get().municipality
    assessment = agreed(by=lead, municipality=place, answers=answers, comment="Vi ble enige om")
    map_services(assessment)
    ServiceEntry.objects.filter(assessment=assessment, code="S11").update(linked_to=["S15"])
    for level in (1, 2):
        own = {"assessment": assessment, "respondent": join(assessment), "indicator": "C1"}
        Answer.objects.create(level=level, version=1, saved_at=now, **own)
    choose_profile(assessment=assessment, profile="bygge", reason="Avtalt med naboene", by=lead, at=now)
    set_target(
        assessment=assessment, indicator="B2", level=4, due_date=date(2027, 3, 4),
        decided_by_role="Kommunalsjef", note="Vi vil lenger.", by=lead, at=now,
    )  # fmt: skip
    sheet = whole_sheet_of(Assessment.objects.with_context().get(pk=assessment.pk))
    last = sheet.result.suggestions[-1]
    dismiss(assessment=assessment, suggestion=last, reason="Vi tar det til våren.", by=lead, at=now)
    sign(assessment, by=lead)
    snapshot = Snapshot.objects.with_context().get(assessment=assessment)
    return edition_of(snapshot, language="nb", today=timezone.localdate())


# --- nothing is left out ---

ROWS = {
    "answers": ("Svar", "Spørsmål"),
    "spread": ("Svar", "Spørsmål"),
    "targets": ("Svar", "Spørsmål"),
    "situation.svar": ("Svar", "Spørsmål"),
    "situation.mal": ("Svar", "Spørsmål"),
    "result.gaps": ("Svar", "Spørsmål"),
    "result.derived": ("Svar", "Spørsmål"),
    "result.unanswered": ("Finn ut", "Hva"),
    "result.find_out": ("Finn ut", "Hva"),
    "result.checks": ("Drøft dette", "Kontroll"),
    "result.legal": ("Lovkrav", "Spørsmål"),
    "result.blocks": ("Byggesteiner", "Byggestein"),
    "result.suggestions": ("Neste steg", "Regel"),
    "services": ("Tjenestekart", "Tjeneste"),
    "situation.tjenester": ("Tjenestekart", "Tjeneste"),
    "professions": ("Fagfolk", "Profesjon"),
    "situation.fag": ("Fagfolk", "Profesjon"),
    "situation.fakta": ("Fakta", "Kode"),
    "dismissals": ("Lagt bort", "Regel"),
    "situation.avvist": ("Lagt bort", "Regel"),
}
"""Where each part of the document stands: a sheet, and the column its rows are known by. The rest is on «Om»."""
NOT_SAID = {
    "format",  # of the file, not of the assessment
    "assessment.id",  # a number of the database's own
    "result.profile.basis",  # whether it is settled, and why, is said in words
}


def leaves(value, path=()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every plain value of the document with its path. Lists of things with a name are walked by that name."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves(inside, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inside in value:
            yield from leaves(inside, (*path, inside.get("id") or inside["step"]))
    elif isinstance(value, list) and path[-1] in ("gaps", "terms"):
        for code, *rest in value:
            yield from ((("result.gaps", code), one) for one in rest)
    elif isinstance(value, list) and path[-1] in ("unanswered", "find_out", "checks"):
        yield from (((*path, one), one) for one in value)
    elif isinstance(value, list):
        for inside in value:
            yield from leaves(inside, path)
    elif value not in (None, "") and not {"nn", "en"} & set(path):
        yield path, value


def said_of(release) -> dict[str, set[str]]:
    """{code: the words it is said in}: options of the tables, profiles, roles, professions and the like."""
    said: dict[str, set[str]] = {}
    for question in (*release.service_questions, *release.profession_columns):
        for option in question.options:
            said.setdefault(option.code, set()).add(option.name.nb)
    for profile, term in release.profiles.items():
        said[profile.value] = {term.title.nb}
    for one in (*release.roles, *release.professions, *release.services):
        said.setdefault(one.code, set()).add(one.title.nb)
    for overlay, text in release.overlays.items():
        said.setdefault(overlay.value, set()).add(text.nb)
    for effort, text in release.effort_names.items():
        said[effort.value] = {text.nb}
    said |= {status.value: {words} for status, words in STATUS.items()}
    said |= {"vet_ikke": {"vet ikke"}, "ikke_relevant": {"ikke relevant"}, "sure": {"ganske sikre"}}
    return said | {"full": {"full kartlegging"}}


def stands(path, value, sheets, said) -> bool:
    """Tell whether a value stands in the row its path leads to."""
    part = next((one for one in ROWS if ".".join(path).startswith(f"{one}.")), None)
    if part is None:
        row = [cell for each in sheets["Om"] for cell in each.values()]
    else:
        sheet, column = ROWS[part]
        key = ".".join(path).removeprefix(f"{part}.").split(".")[0]
        names = {key} | said.get(key, set())
        row = [cell for each in sheets[sheet] if each[column] in names for cell in each.values()]
    return any(words in _cells(row) for words in _forms(path, value, said))


def _cells(row) -> "Cells":
    return Cells(row)


class Cells:
    """Cells of a row: a number is one of them, a text stands in one of them."""

    def __init__(self, row) -> None:
        self.numbers = {float(cell) for cell in row if isinstance(cell, int | float)}
        self.words = "\n".join(str(cell) for cell in row if cell is not None).lower()

    def __contains__(self, said: object) -> bool:
        if isinstance(said, int | float) and float(said) in self.numbers:
            return True
        return str(said).lower() in self.words


def _forms(path, value, said) -> Iterator[object]:
    """The ways a value may be written."""
    if isinstance(value, bool):
        yield from said.get(path[-1], ()) if value else ()
        yield "ja" if value else "nei"
    elif isinstance(value, str):
        yield from said.get(value, ())
        yield value[:10] if path[-1] in ("due_date", "decided_at", "at", "started_at") else value
        if path[-1] in ("percent", "points", "posts"):
            yield float(half_up(Fraction(value), 1 if path[-1] == "percent" else 2))
    else:
        yield value


def test_every_field_of_what_was_signed_stands_in_the_workbook():
    edition = signed(
        {"J1": NoLevel.UNKNOWN, "K3": NoLevel.NOT_RELEVANT, "H2": None, "E1": 4, "F5": 4, "D6": 0}
    )
    sheets, said = second.read(workbook_of(edition)), said_of(edition.sheet.release)
    lost = [
        (".".join(path), value)
        for path, value in leaves(edition.document)
        if ".".join(path) not in NOT_SAID and not stands(path, value, sheets, said)
    ]

    assert lost == []
    assert len(list(leaves(edition.document))) > 500


# --- the same numbers, by another way ---


def random_answers(chance, codes) -> dict:
    """Levels with something missing, now little and now much."""
    missing = chance.choice([0.0, 0.1, 0.5])
    without = (NoLevel.UNKNOWN, NoLevel.NOT_RELEVANT, None)
    return {
        code: chance.choice(without) if chance.random() < missing else chance.randrange(5) for code in codes
    }


def assert_the_same(sheets, overall, blocks, legal, gaps, known):
    """What the second computation makes of the rows, against the product's numbers."""
    answers = sheets["Svar"]
    found = second.blocks(answers)
    weights = {row["Byggestein"]: row["Vekt"] for row in sheets["Byggesteiner"]}
    assert {block: second.shown(share) for block, share in found.items()} == blocks
    assert second.shown(second.overall(found, weights)) == overall
    assert second.duties(answers, sheets["Lovkrav"], sheets["Fagfolk"]) == legal
    assert {code: points for code, points in second.gaps(answers).items() if points} == gaps
    assert second.known(answers) == known


def test_the_file_gives_its_own_numbers_once_more():
    chance = random.Random(8)
    sheets = second.read(workbook_of(signed(random_answers(chance, release().indicators))))
    about = {row["Hva"]: row["Verdi"] for row in sheets["Om"]}
    known, asked = about["Så mye vet dere av det vi spurte om: alle spørsmål"].split("/")

    assert_the_same(
        sheets,
        overall=about.get("Samlet, prosent"),
        blocks={row["Byggestein"]: row["Nå, prosent"] for row in sheets["Byggesteiner"]},
        legal={row["Spørsmål"]: row["Status"] for row in sheets["Lovkrav"]},
        gaps={row["Spørsmål"]: row["Vekt × avstand"] for row in sheets["Svar"] if row["Vekt × avstand"]},
        known=(int(known), int(asked)),
    )


def test_a_second_computation_agrees_on_ten_thousand_assessments():
    """The rows are those of a real export; only what was answered and aimed for is another each time."""
    edition, chance = signed({}), random.Random(10_000)
    sheets, told = second.read(workbook_of(edition)), situation_in(edition.snapshot)
    chosen = release_of(edition.snapshot.assessment.release)

    for _ in range(ASSESSMENTS):
        given = random_answers(chance, chosen.indicators)
        aims = {code: chance.randrange(5) for code in chance.sample(list(chosen.indicators), 8)}
        targets = chosen.default_targets | aims
        for row in sheets["Svar"]:
            answer = given[row["Spørsmål"]]
            row["Trinn"] = answer if isinstance(answer, int) else None
            row["Uten trinn"] = "ikke relevant" if answer is NoLevel.NOT_RELEVANT else None
            row["Mål"] = targets[row["Spørsmål"]]
        answers = {code: answer for code, answer in given.items() if answer is not None}
        found = find(chosen, replace(told, answers=answers, targets=aims))
        known = found.completeness[Part.ALL]

        assert_the_same(
            sheets,
            overall=number(score_overall(tuple(found.blocks.values())).shown),
            blocks={code: number(block.shown) for code, block in found.blocks.items()},
            legal={one.indicator.code: STATUS[one.status] for one in found.legal},
            gaps={gap.indicator.code: gap.priority for gap in found.gaps},
            known=(known.known, known.asked),
        )


def number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
