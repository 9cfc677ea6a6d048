"""The ids a release defines, gathered before the rest is read, so that every reference can be checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from self_assessment.domain.documents import Cursor


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All ids. `service_fields`, `profession_fields` and `choices` {one-option question: its options}."""

    indicators: frozenset[str]
    blocks: frozenset[str]
    services: frozenset[str]
    professions: frozenset[str]
    service_fields: Mapping[str, frozenset[str]]
    profession_fields: Mapping[str, frozenset[str]]
    choices: Mapping[str, frozenset[str]]
    counts: frozenset[str]
    groups: frozenset[str]


def read_vocabulary(framework: Cursor, rules: Cursor, services: Cursor, professions: Cursor) -> Vocabulary:
    """Gather the ids. Silent about faults: the same rows are read again, whole, and faults are told then."""
    framework, rules, services, professions = (
        Cursor(at.value, at.path, []) for at in (framework, rules, services, professions)
    )
    blocks, facts = framework["byggesteiner"].each(), rules["fakta"].each()
    return Vocabulary(
        blocks=_ids(blocks),
        indicators=_ids([row for block in blocks for row in block["indikatorer"].each()]),
        services=_ids(services["tjenester"].each()),
        professions=_ids(professions["profesjoner"].each()),
        service_fields=_choices(services["sporsmal"].each()),
        profession_fields=_choices(professions["kolonner"].each()),
        choices=_choices(facts),
        counts=_ids([fact for fact in facts if _kind(fact) == "tall"]),
        groups=frozenset(key for key, _ in rules["grupper"].items()),
    )


def repeated_ids(rows: list[Cursor]) -> None:
    """Note a fault at each id that an earlier row has."""
    seen: set[str] = set()
    for row in rows:
        code = row["id"].string()
        if code in seen:
            row["id"].fault("id-used-twice", code)
        seen.add(code)


def _ids(rows: list[Cursor]) -> frozenset[str]:
    return frozenset(code for row in rows if (code := row["id"].string()))


def _kind(question: Cursor) -> object:
    return question["slag"].value


def _choices(questions: list[Cursor]) -> dict[str, frozenset[str]]:
    return {
        question["id"].string(): frozenset(option_code(option) for option in question["svar"].each())
        for question in questions
        if _kind(question) == "valg"
    }


def option_code(option: Cursor) -> str:
    """An option is written as its code alone, or as a text with an id."""
    return option["id"].string() if isinstance(option.value, Mapping) else option.string()
