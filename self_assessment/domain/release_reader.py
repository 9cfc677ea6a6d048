"""Read a release from its four documents. Norwegian keys end here; English terms begin."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from self_assessment.domain.documents import Cursor, Fault, InvalidDocument
from self_assessment.domain.framework import (
    BuildingBlock,
    Fact,
    Indicator,
    Option,
    Profession,
    Question,
    Release,
    Role,
    ScaleStep,
    Service,
    Term,
)
from self_assessment.domain.rules_reader import read_checks, read_parameters, read_rules
from self_assessment.domain.texts import Text
from self_assessment.domain.values import LEVELS, Effort, Overlay, Profile
from self_assessment.domain.vocabulary import Vocabulary, option_code, read_vocabulary, repeated_ids

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_STATUTORY = "lovpålagt"
_STEP_LEVELS = re.compile(r"([0-3])(?:-([0-3]))?", re.ASCII)
_HIGHEST_NUMBER = 1_000_000
_SECONDS_PER_QUESTION = 60  # ours, until a release says something else: twenty questions in twenty minutes
_EVERYBODY = Text("Svarer på alt.", "Svarer på alt.", "Answers everything.")


def read_release(*, framework: object, rules: object, services: object, professions: object) -> Release:
    """Make a release of four plain documents (as JSON or YAML gives them).

    Raises InvalidDocument listing every fault of all four with its path: a missing text in bokmål or nynorsk,
    an id used twice or never defined, weights that do not sum to 100, a condition that cannot be read.
    English may be missing; `lint` tells about that.
    """
    faults: list[Fault] = []
    framework_at, rules_at = Cursor(framework, "framework", faults), Cursor(rules, "rules", faults)
    services_at, professions_at = (
        Cursor(services, "services", faults),
        Cursor(professions, "professions", faults),
    )
    known = read_vocabulary(framework_at, rules_at, services_at, professions_at)
    profession_rows = _rows(professions_at["profesjoner"], lambda at: _profession(at, known))
    release = Release(
        version=rules_at["versjon"].string(),
        status=rules_at["status"].string(),
        notice=rules_at["beskrivelse"].text(),
        scale=_scale(framework_at["skala"]),
        blocks=_blocks(framework_at["byggesteiner"]),
        services=_rows(services_at["tjenester"], lambda at: _service(at, known)),
        service_questions=_rows(services_at["sporsmal"], _question),
        requirements=_rows(services_at["krav"], _term),
        professions=profession_rows,
        profession_columns=_rows(professions_at["kolonner"], _question),
        profession_names={at["id"].one_of(known.professions): at.text() for at in rules_at["fagnavn"].each()},
        facts=_rows(rules_at["fakta"], _fact),
        roles=_roles(framework_at.get("roller"), known),
        seconds_per_question=_seconds(framework_at.get("tidsanslag")),
        profiles=_terms(rules_at["profiler"], Profile, _term),
        overlays=_terms(rules_at["overlegg"], Overlay, lambda at: at["forklaring"].text()),
        effort_names={effort: rules_at["innsats"][effort.value].text() for effort in Effort},
        effect_names={effect: rules_at["effekt"][str(effect)].text() for effect in (1, 2, 3)},
        rules=read_rules(rules_at, known),
        checks=read_checks(rules_at, known),
        parameters=read_parameters(rules_at["parametre"], known),
    )
    if faults:
        raise InvalidDocument(faults)
    return release


def _rows(at: Cursor, read: Callable[[Cursor], T]) -> tuple[T, ...]:
    rows = at.each()
    repeated_ids(rows)
    return tuple(read(row) for row in rows)


def _terms(at: Cursor, kind: type[E], read: Callable[[Cursor], T]) -> dict[E, T]:
    """Read rows that must name each member of `kind` once."""
    rows = at.each()
    repeated_ids(rows)
    terms = {kind(code): read(row) for row in rows if (code := row["id"].one_of(frozenset(kind)))}
    for member in kind:
        if member not in terms:
            at.fault("missing", member.value)
    return terms


def _term(at: Cursor) -> Term:
    return Term(at["id"].string(), at["tittel"].text(), at["forklaring"].text())


# --- the framework ---


def _scale(at: Cursor) -> tuple[ScaleStep, ...]:
    steps = ((level, at[str(level)]) for level in LEVELS)
    return tuple(ScaleStep(level, step.text(), step["forklaring"].text()) for level, step in steps)


def _blocks(at: Cursor) -> tuple[BuildingBlock, ...]:
    rows = at.each()
    repeated_ids(rows)
    repeated_ids([indicator for row in rows for indicator in row["indikatorer"].each()])
    blocks = tuple(_block(row) for row in rows)
    if (total := sum(block.weight for block in blocks)) != 100:
        at.fault("weights-do-not-sum-to-100", total)
    return blocks


def _block(at: Cursor) -> BuildingBlock:
    code = at["id"].string()
    indicators = tuple(_indicator(row, code) for row in at["indikatorer"].each())
    if not indicators:
        at["indikatorer"].fault("empty")
    return BuildingBlock(
        code=code,
        name=at.text(),
        short_name=at["kort"].text(),
        long_name=at["lang"].text(),
        introduction=at["ingress"].text(),
        source=at["kilde"].text(),
        weight=at["vekt"].integer(1, 100),
        indicators=indicators,
    )


def _indicator(at: Cursor, block: str) -> Indicator:
    statutory = at["krav"].one_of((_STATUTORY, "anbefalt"), "unknown-choice") == _STATUTORY
    return Indicator(
        code=at["id"].string(),
        block=block,
        name=at.text(),
        explanation=at["forklaring"].text(),
        core=at["kjerne"].boolean(),
        statutory=statutory,
        threshold=at["lovkrav_fra_niva"].integer(1, LEVELS[-1]) if statutory else None,
        legal_basis=_legal_basis(at) if statutory else None,
        weight=at["vekt"].integer(1, 100),
        weight_reason=at.split_text("vekt_begrunnelse"),
        ladder=tuple(at["niva"][str(level)].text() for level in LEVELS),
        examples=_examples(at.get("eksempel")),
        next_steps=_next_steps(at["neste"]),
        documentation=_documentation(at),
        courses=tuple(course.string() for course in at["kurs"].each()),
    )


def _legal_basis(at: Cursor) -> Text:
    english = at.get("hjemmel")
    return Text(at["hjemmel_nb"].string(), at["hjemmel_nn"].string(), english.string() if english else "")


def _examples(at: Cursor | None) -> dict[int, Text]:
    by_key = {str(level): level for level in LEVELS}
    examples: dict[int, Text] = {}
    for key, example in at.items() if at else ():
        if key in by_key:
            examples[by_key[key]] = example.text()
        else:
            example.fault("unknown-level", key)
    return examples


def _next_steps(at: Cursor) -> dict[int, Text]:
    """Read next steps kept under `0-1`, `2`, `3` as one text per level 0-3."""
    steps: dict[int, Text] = {}
    for key, step in at.items():
        match = _STEP_LEVELS.fullmatch(key)
        if match is None:
            step.fault("unknown-level", key)
            continue
        lowest = int(match[1])
        steps |= dict.fromkeys(range(lowest, int(match[2] or lowest) + 1), step.text())
    for level in LEVELS[:-1]:
        if level not in steps:
            at.fault("missing", f"next step for level {level}")
    return steps


def _documentation(at: Cursor) -> tuple[Text, ...]:
    bokmal, nynorsk = at["dokumentasjon_nb"].each(), at["dokumentasjon_nn"].each()
    if len(bokmal) != len(nynorsk):
        at["dokumentasjon_nn"].fault("not-as-many-as-in-bokmål", len(nynorsk))
    return tuple(Text(nb.string(), nn.string()) for nb, nn in zip(bokmal, nynorsk, strict=False))


def _roles(at: Cursor | None, known: Vocabulary) -> tuple[Role, ...]:
    """Read who is asked what. Releases from before there were roles ask everybody everything."""
    if at is None:
        return (Role("deltaker", Text("Deltaker", "Deltakar", "Participant"), _EVERYBODY, known.indicators),)
    return _rows(at, lambda row: _role(row, known))


def _role(at: Cursor, known: Vocabulary) -> Role:
    asked = frozenset(code.one_of(known.indicators) for code in at["indikatorer"].each())
    if not asked:
        at["indikatorer"].fault("empty")
    return Role(at["id"].string(), at["tittel"].text(), at["forklaring"].text(), asked)


def _seconds(at: Cursor | None) -> int:
    return at["sekunder_per_sporsmal"].integer(1, 3600) if at else _SECONDS_PER_QUESTION


# --- services, professions, facts ---


def _service(at: Cursor, known: Vocabulary) -> Service:
    legal_basis = at.get("hjemmel")
    return Service(
        code=at["id"].string(),
        title=at["tittel"].text(),
        explanation=at["forklaring"].text(),
        owner=at["eier"].text(),
        requirement=at["krav"].string(),
        legal_basis=legal_basis.string() if legal_basis else None,
        basis=at["grunnlag"].string(),
        related=tuple(code.one_of(known.services) for code in at["lenker"].each()),
        indicators=tuple(code.one_of(known.indicators) for code in at["indikatorer"].each()),
        counts_in_map_level=at["teller_i_D6"].boolean(),
        counts_in_profile=at["teller_i_profil"].boolean(),
    )


def _profession(at: Cursor, known: Vocabulary) -> Profession:
    return Profession(
        code=at["id"].string(),
        title=at["tittel"].text(),
        explanation=at["forklaring"].text(),
        statutory=at["krav"].string() == _STATUTORY,
        counted_for_rehabilitation=at["riksrevisjonen_teller"].boolean(),
        columns=tuple(column.string() for column in at["kolonner"].each()),
        optional=at["valgfri"].boolean(),
    )


def _question(at: Cursor) -> Question:
    kind = at["slag"].one_of(("valg", "flervalg", "tall"), "unknown-choice")
    guidance = at.get("hjelp")
    return Question(
        code=at["id"].string(),
        kind=kind,
        text=at["tekst"].text(),
        options=()
        if kind == "tall"
        else tuple(Option(o["id"].string(), o.text()) for o in at["svar"].each()),
        help=guidance.text() if guidance else None,
        highest=at["maks"].integer(0, _HIGHEST_NUMBER) if kind == "tall" else None,
    )


def _fact(at: Cursor) -> Fact:
    counted = at["slag"].one_of(("valg", "tall"), "unknown-choice") == "tall"
    options = () if counted else tuple(option_code(option) for option in at["svar"].each())
    return Fact(at["id"].string(), at["sporsmal"].text(), options)
