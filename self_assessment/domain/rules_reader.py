"""Read rules, consistency checks and parameters from their data form."""

from self_assessment.domain.documents import Cursor
from self_assessment.domain.expression_reader import read_expression
from self_assessment.domain.framework import ConsistencyCheck, Factor, Parameters, Rule, is_tailored
from self_assessment.domain.values import LEVELS, Effort, Part, RuleType
from self_assessment.domain.vocabulary import Vocabulary, repeated_ids

_PLAIN_PLACEHOLDERS = (
    "antall_tjenester",
    "antall_uten_arbeid",
    "antall_valgte_tiltak",
    "folketall",
    "kommune",
    "mangler_fag",
    "sentralitetsklasse",
)


def read_rules(at: Cursor, known: Vocabulary) -> tuple[Rule, ...]:
    rows = at["regler"].each()
    repeated_ids(rows)
    allowed = _placeholders(known)
    return tuple(_rule(row, known, allowed) for row in rows)


def read_checks(at: Cursor, known: Vocabulary) -> tuple[ConsistencyCheck, ...]:
    rows = at["kontroller"].each()
    repeated_ids(rows)
    allowed = _placeholders(known)
    return tuple(
        ConsistencyCheck(
            id=row["id"].string(),
            when=read_expression(row["when"], known),
            indicators=_indicators(row["indikatorer"], known),
            text=row["tekst"].template(allowed),
        )
        for row in rows
    )


def read_parameters(at: Cursor, known: Vocabulary) -> Parameters:
    target = at["mal"]
    return Parameters(
        effort_divisor={effort: at["innsats_deler"][effort.value].integer(1, 100) for effort in Effort},
        most_suggestions=at["maks_forslag"].integer(1, 20),
        most_legal_first=at["maks_lovkrav"].integer(0, 20),
        statutory_target=target["lovpålagt"].integer(0, LEVELS[-1]),
        core_target=target["kjerne"].integer(0, LEVELS[-1]),
        other_target=target["ellers"].integer(0, LEVELS[-1]),
        least_answered_percent=at["blokk_min_besvart"].integer(0, 100),
        profile_places=tuple(
            tuple(service.one_of(known.services) for service in place.each())
            for place in at["profil_plasser"].each()
        ),
        rehabilitation_professions=tuple(
            row.one_of(known.professions) for row in at["lovpalagte_fag"].each()
        ),
    )


def _placeholders(known: Vocabulary) -> frozenset[str]:
    return frozenset(
        (
            *_PLAIN_PLACEHOLDERS,
            *(f"svar:{code}" for code in known.indicators),
            *(f"blokk:{code}" for code in known.blocks),
            *(f"kompletthet:{part.value}" for part in Part),
        )
    )


def _rule(at: Cursor, known: Vocabulary, allowed: frozenset[str]) -> Rule:
    when = read_expression(at["when"], known)
    group, alternative, factor = at.get("gruppe"), at.get("alternativ"), at.get("faktor")
    return Rule(
        id=at["id"].string(),
        type=at["type"].enum(RuleType, RuleType.CLARIFY),
        when=when,
        title=at["tittel"].template(allowed),
        action=at["tiltak"].template(allowed),
        reason=at["begrunnelse"].template(allowed),
        first_week=tuple(step.template(allowed) for step in at["forste_uke"].each()),
        alternative=alternative.template(allowed) if alternative else None,
        effort=at["innsats"].enum(Effort, Effort.LARGE),
        effect=at["effekt"].integer(1, 3),
        statutory=at["lovkrav"].boolean(),
        main=_indicators(at["hoved"], known),
        serves=_indicators(at["tjener"], known),
        courses=_strings(at["kurs"]),
        prompts=_strings(at["sporsmal"]),
        examples=_strings(at["eksempler"]),
        group=group.one_of(known.groups) if group else None,
        factor=_factor(factor, known) if factor else None,
        without_gap=_flag(at.get("uten_gap")),
        builds=_flag(at.get("bygger")),
        tailored=is_tailored(when),
    )


def _factor(at: Cursor, known: Vocabulary) -> Factor:
    return Factor(at["gang"].integer(1, 100), read_expression(at["naar"], known))


def _indicators(at: Cursor, known: Vocabulary) -> tuple[str, ...]:
    return tuple(code.one_of(known.indicators) for code in at.each())


def _strings(at: Cursor) -> tuple[str, ...]:
    return tuple(code.string() for code in at.each())


def _flag(at: Cursor | None) -> bool:
    return at.boolean() if at else False
