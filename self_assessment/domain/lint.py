"""Remarks on a release that can be read but may not be good enough: for the editor, before it is released."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass

from self_assessment.domain.framework import Indicator, Release, Rule
from self_assessment.domain.texts import Template, Text
from self_assessment.domain.values import Profile, RuleType

_FIRST_WEEK = range(3, 6)  # steps a first week should have
_FORBIDDEN = re.compile(r"\blovbr[uo]", re.IGNORECASE)  # we never rule: "not met in your own view"
_ONLY_BOKMAL = frozenset(
    """
    ikke jeg hva hvem hvor hvordan hvorfor hvilke hvilken noen noe fra uke uker mer dere deres tjeneste
    tjenester tjenesten tjenestene sykmeldt sykefravær flere brukere ansatte gjøre kommuner måneder navn
    spørsmålene
    """.split()  # noqa: SIM905 - words read better so
)
_ONLY_NYNORSK = frozenset(
    """
    ikkje kva kven korleis kvifor nokre nokon noko frå veke veker meir dykk dykkar teneste tenester tenesta
    tenestene sjukmeld sjukefråvær fleire brukarar tilsette gjere kommunar månader namn spørsmåla
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something an editor should look at. `code` is stable and translatable."""

    path: str
    code: str
    detail: str = ""


def lint(
    release: Release,
    *,
    courses: Collection[str] | None = None,
    prompts: Collection[str] | None = None,
    examples: Collection[str] | None = None,
) -> tuple[Remark, ...]:
    """Return all remarks, sorted by place.

    The collections are the ids links may point at; None leaves them unchecked.
    """
    remarks = [remark for path, text in _texts(release, "") for remark in _text_remarks(path, text)]
    for rule in release.rules:
        remarks += _rule_remarks(release, rule)
        for kind, links, known in (
            ("course", rule.courses, courses),
            ("prompt", rule.prompts, prompts),
            ("example", rule.examples, examples),
        ):
            remarks += _dead_links(rule.id, kind, links, known)
    helped = {code for rule in release.rules if rule.type is RuleType.ACTION for code in rule.serves}
    for indicator in release.indicators.values():
        remarks += _dead_links(indicator.code, "course", indicator.courses, courses)
        remarks += _indicator_remarks(indicator, helped)
    return tuple(sorted({*remarks, *_table_remarks(release)}))


def _texts(value: object, path: str) -> Iterator[tuple[str, Text]]:
    """All texts inside a value, with a path made of field names and codes."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Template):
        yield path, value.text
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}")
    elif isinstance(value, tuple):
        for at, inner in enumerate(value):
            name = getattr(inner, "code", None) or getattr(inner, "id", None) or at
            yield from _texts(inner, f"{path}[{name}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for inside in fields(value):
            yield from _texts(getattr(value, inside.name), f"{path}.{inside.name}".lstrip("."))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _text_remarks(path: str, text: Text) -> Iterator[Remark]:
    # Ladder examples and documentation are for Norwegian readers filling in the form, and have no English.
    if not text.en and ".examples" not in path and ".documentation" not in path:
        yield Remark(path, "no-english")
    for language, words, foreign in (("nb", text.nb, _ONLY_NYNORSK), ("nn", text.nn, _ONLY_BOKMAL)):
        if mixed := _words(words) & foreign:
            yield Remark(
                path, "words-of-the-other-written-standard", f"{language}: {', '.join(sorted(mixed))}"
            )
        if _FORBIDDEN.search(words):
            yield Remark(path, "passes-judgement", language)
    if (
        len({frozenset(re.findall(r"\{[^}]+\}", words)) for words in (text.nb, text.nn, text.en) if words})
        > 1
    ):
        yield Remark(path, "placeholders-differ-between-languages")


def _rule_remarks(release: Release, rule: Rule) -> Iterator[Remark]:
    path, action = f"rules[{rule.id}]", rule.type is RuleType.ACTION
    if len(rule.first_week) not in _FIRST_WEEK:
        yield Remark(path, "first-week-not-three-to-five-steps", str(len(rule.first_week)))
    if rule.statutory != (action and any(release.indicators[code].statutory for code in rule.main)):
        yield Remark(path, "statutory-mark-does-not-fit-its-indicators")
    if rule.builds and rule.alternative is None:
        yield Remark(path, "builds-without-alternative")
    if not action and not rule.serves:
        yield Remark(path, "serves-no-indicator")
    if action and not rule.main and not rule.without_gap:
        yield Remark(path, "can-never-earn-points")


def _indicator_remarks(indicator: Indicator, helped: set[str]) -> Iterator[Remark]:
    if indicator.statutory and indicator.code not in helped:
        yield Remark(f"indicators[{indicator.code}]", "duty-without-a-rule")


def _dead_links(
    owner: str, kind: str, links: tuple[str, ...], known: Collection[str] | None
) -> Iterator[Remark]:
    for link in links:
        if known is not None and link not in known:
            yield Remark(owner, f"unknown-{kind}", link)


def _table_remarks(release: Release) -> Iterator[Remark]:
    in_places = {service for place in release.parameters.profile_places for service in place}
    marked = {service.code for service in release.services if service.counts_in_profile}
    if in_places != marked:
        yield Remark("services", "profile-marks-do-not-fit-the-places", ", ".join(sorted(in_places ^ marked)))
    counted = {profession.code for profession in release.professions if profession.counted_for_rehabilitation}
    if counted != set(release.parameters.rehabilitation_professions):
        yield Remark("professions", "rehabilitation-marks-do-not-fit-the-parameters")
    if set(release.profiles) != set(Profile):
        yield Remark("profiles", "profile-without-a-text")
