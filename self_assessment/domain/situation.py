"""What one municipality has told in one assessment, as plain values, and a reader of the exchange format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from self_assessment.domain.documents import Cursor, Fault, InvalidDocument
from self_assessment.domain.framework import Question, Release
from self_assessment.domain.values import LEVELS, Answer, Kind, NoLevel, Profile, Scalar

NEXT_STEP = "NS-"  # an indicator's own next step: NS-A1
_HIGHEST_POPULATION = 10_000_000
_HIGHEST_COUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class Municipality:
    """Public facts about the municipality (kommune).

    `centrality` is Statistics Norway's class, 1 central - 6 remote.
    """

    name: str
    population: int
    centrality: int
    written_standard: str = "nøytral"
    sami_area: bool = False
    city_districts: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a result is computed from, besides the release.

    `answers` {indicator: level 0-4 or NoLevel}, `targets` {indicator: level}, `services` {service: {field:
    option}}, `professions` {profession: {column: option}}, `facts` {fact: option or count}. A missing key is
    unanswered. `profile_override`: set by the lead, with a reason kept elsewhere. `dismissed` {rule: {input:
    value it had then}}.
    """

    municipality: Municipality
    kind: Kind = Kind.FULL
    answers: Mapping[str, Answer] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    services: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    professions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts: Mapping[str, str | int] = field(default_factory=dict)
    profile_override: Profile | None = None
    dismissed: Mapping[str, Mapping[str, Scalar]] = field(default_factory=dict)


def read_situation(document: object, release: Release) -> Situation:
    """Read a situation in the exchange format (`navn`, `svar`, `tjenester` ...; other keys are left alone).

    Raises InvalidDocument with every fault: an unknown id, a level outside 0-4, an answer the question does
    not have.
    """
    faults: list[Fault] = []
    root = Cursor(document, "", faults)
    override = root.get("profil_satt")
    situation = Situation(
        municipality=_municipality(root),
        kind=root["type"].enum(Kind, Kind.FULL),
        answers={code: _answer(at) for code, at in _given(root.get("svar"), release)},
        targets={code: _level(at) for code, at in _given(root.get("mal"), release)},
        services=_table(root.get("tjenester"), {s.code for s in release.services}, release.service_questions),
        professions=_table(
            root.get("fag"), {p.code for p in release.professions}, release.profession_columns
        ),
        facts=_facts(root.get("fakta"), release),
        profile_override=override.enum(Profile, Profile.START) if override else None,
        dismissed={step: _inputs(at) for step, at in _known(root.get("avvist"), _steps(release))},
    )
    if faults:
        raise InvalidDocument(faults)
    return situation


def _municipality(root: Cursor) -> Municipality:
    sami, districts, standard = root.get("samisk"), root.get("bydeler"), root.get("malform")
    return Municipality(
        name=root["navn"].string(),
        population=root["folketall"].integer(0, _HIGHEST_POPULATION),
        centrality=root["sentralitetsklasse"].integer(1, 6),
        written_standard=standard.string() if standard else "nøytral",
        sami_area=sami.boolean() if sami else False,
        city_districts=districts.boolean() if districts else False,
    )


def _steps(release: Release) -> set[str]:
    """What may be dismissed: a rule (R-01), or an indicator's own next step (NS-A1)."""
    return {rule.id for rule in release.rules} | {f"{NEXT_STEP}{code}" for code in release.indicators}


def _known(at: Cursor | None, known: Mapping[str, object] | set[str]) -> list[tuple[str, Cursor]]:
    """The entries of a mapping whose keys are known; an unknown key is a fault."""
    entries = at.items() if at else []
    for code, entry in entries:
        if code not in known:
            entry.fault("unknown-id", code)
    return [(code, entry) for code, entry in entries if code in known]


def _given(at: Cursor | None, release: Release) -> list[tuple[str, Cursor]]:
    """Entries per indicator; null is unanswered, as is no entry."""
    return [(code, entry) for code, entry in _known(at, release.indicators) if entry.value is not None]


def _level(at: Cursor) -> int:
    return at.integer(LEVELS[0], LEVELS[-1])


def _answer(at: Cursor) -> Answer:
    return at.enum(NoLevel, NoLevel.UNKNOWN) if isinstance(at.value, str) else _level(at)


def _table(at: Cursor | None, rows: set[str], columns: tuple[Question, ...]) -> dict[str, dict[str, str]]:
    """Read the one-option columns of a table; the other kinds of columns steer nothing and are left out."""
    by_code = {column.code: column for column in columns}
    return {
        row: {
            code: cell.one_of([option.code for option in by_code[code].options], "unknown-choice")
            for code, cell in _known(entry, by_code)
            if by_code[code].kind == "valg" and cell.value is not None
        }
        for row, entry in _known(at, rows)
    }


def _facts(at: Cursor | None, release: Release) -> dict[str, str | int]:
    options = {fact.code: fact.options for fact in release.facts}
    return {
        code: cell.one_of(options[code], "unknown-choice")
        if options[code]
        else cell.integer(0, _HIGHEST_COUNT)
        for code, cell in _known(at, options)
        if cell.value is not None
    }


def _inputs(at: Cursor) -> dict[str, Scalar]:
    """Inputs a rule was dismissed on. A bare indicator code (`B2`) means the answer to it (`svar:B2`)."""
    inputs: dict[str, Scalar] = {}
    for key, entry in at.items():
        if entry.value is None or isinstance(entry.value, str | int):
            inputs[key if ":" in key or key.islower() else f"svar:{key}"] = entry.value
        else:
            entry.fault("not-a-simple-value", entry.value)
    return inputs
