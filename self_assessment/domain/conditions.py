"""The conditions of the rule language that look at what a municipality has told: one class per form."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from self_assessment.domain.expressions import Evidence, Expression, Reading
from self_assessment.domain.logic import Truth, all_of, at_least
from self_assessment.domain.values import Kind, Overlay, Part, Profile

COMPARE: Mapping[str, Callable[[int | Fraction, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`<= 1`, waiting for a number. An unknown number gives unknown."""

    compare: Callable[[int | Fraction, int], bool]
    limit: int

    def of(self, value: int | Fraction | None) -> Truth:
        return None if value is None else self.compare(value, self.limit)


def is_in(value: str | int | None, values: frozenset[str]) -> Truth:
    return None if value is None else value in values


@dataclass(frozen=True, slots=True)
class LevelIs(Expression):
    indicator: str
    comparison: Comparison

    def evaluate(self, evidence: Evidence) -> Truth:
        return self.comparison.of(evidence.level(self.indicator))

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading(f"svar:{self.indicator}", evidence.raw_answer(self.indicator))


@dataclass(frozen=True, slots=True)
class BlockIs(Expression):
    """Compares the score as it is shown, with one decimal, so that the rule and its reason never disagree."""

    block: str
    comparison: Comparison

    def evaluate(self, evidence: Evidence) -> Truth:
        return self.comparison.of(evidence.block_percent(self.block))

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        percent = evidence.block_percent(self.block)
        yield Reading(f"blokk:{self.block}", None if percent is None else f"{float(percent):.1f}")


@dataclass(frozen=True, slots=True)
class ProfileIn(Expression):
    """Unknown while the profile is only a guess."""

    profiles: frozenset[Profile]

    def evaluate(self, evidence: Evidence) -> Truth:
        return is_in(evidence.settled_profile(), self.profiles)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield _profile_reading(evidence)


@dataclass(frozen=True, slots=True)
class OverlayIs(Expression):
    name: Overlay

    def evaluate(self, evidence: Evidence) -> Truth:
        return evidence.overlay(self.name)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading(f"overlegg:{self.name.value}", evidence.overlay(self.name))


@dataclass(frozen=True, slots=True)
class Exists(Expression):
    """The municipality has the service: its own, with others, or by agreement."""

    service: str

    def evaluate(self, evidence: Evidence) -> Truth:
        return evidence.exists(self.service)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield _service_reading(evidence, self.service, "finnes")


@dataclass(frozen=True, slots=True)
class ServiceIs(Expression):
    service: str
    field: str
    options: frozenset[str]

    def evaluate(self, evidence: Evidence) -> Truth:
        return is_in(evidence.service_field(self.service, self.field), self.options)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield _service_reading(evidence, self.service, self.field)


@dataclass(frozen=True, slots=True)
class ServiceCount(Expression):
    """At least `count` of the services exist and have one of the options in the field."""

    services: tuple[str, ...]
    field: str
    options: frozenset[str]
    count: int

    def evaluate(self, evidence: Evidence) -> Truth:
        return at_least(self.count, [self._counts(evidence, service) for service in self.services])

    def _counts(self, evidence: Evidence, service: str) -> Truth:
        field = is_in(evidence.service_field(service, self.field), self.options)
        return all_of((evidence.exists(service), field))

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        for service in self.services:
            for field in dict.fromkeys(("finnes", self.field)):
                yield _service_reading(evidence, service, field)


@dataclass(frozen=True, slots=True)
class ProfessionIs(Expression):
    profession: str
    field: str
    options: frozenset[str]

    def evaluate(self, evidence: Evidence) -> Truth:
        return is_in(evidence.profession_field(self.profession, self.field), self.options)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        value = evidence.profession_field(self.profession, self.field)
        yield Reading(f"fag:{self.profession}.{self.field}", value)


@dataclass(frozen=True, slots=True)
class FactIs(Expression):
    fact: str
    options: frozenset[str]

    def evaluate(self, evidence: Evidence) -> Truth:
        return is_in(evidence.fact(self.fact), self.options)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading(f"fakta:{self.fact}", evidence.fact(self.fact))


@dataclass(frozen=True, slots=True)
class FactCount(Expression):
    fact: str
    comparison: Comparison

    def evaluate(self, evidence: Evidence) -> Truth:
        value = evidence.fact(self.fact)
        return self.comparison.of(value if isinstance(value, int) else None)

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading(f"fakta:{self.fact}", evidence.fact(self.fact))


@dataclass(frozen=True, slots=True)
class KindIn(Expression):
    kinds: frozenset[Kind]

    def evaluate(self, evidence: Evidence) -> Truth:
        return evidence.kind() in self.kinds

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading("type", evidence.kind().value)


@dataclass(frozen=True, slots=True)
class Known(Expression):
    """A level is given. Never unknown."""

    indicator: str

    def evaluate(self, evidence: Evidence) -> Truth:
        return evidence.level(self.indicator) is not None

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading(f"svar:{self.indicator}", evidence.raw_answer(self.indicator))


@dataclass(frozen=True, slots=True)
class ProfileKnown(Expression):
    """The profile is settled, not guessed. Never unknown."""

    def evaluate(self, evidence: Evidence) -> Truth:
        return evidence.settled_profile() is not None

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield _profile_reading(evidence)


@dataclass(frozen=True, slots=True)
class CompletenessIs(Expression):
    """Compares the share known, in whole per cent. Never unknown."""

    of: Part
    comparison: Comparison

    def evaluate(self, evidence: Evidence) -> Truth:
        return self.comparison.of(evidence.completeness_percent(self.of))

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading(f"kompletthet:{self.of.value}", evidence.completeness_percent(self.of))


@dataclass(frozen=True, slots=True)
class MapDistance(Expression):
    """How many levels the answer to D6 lies from the level read from the service map."""

    comparison: Comparison

    def evaluate(self, evidence: Evidence) -> Truth:
        return self.comparison.of(evidence.map_distance())

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        yield Reading("avvik_d6", evidence.map_distance())


TAILORED = (
    ProfileIn,
    OverlayIs,
    Exists,
    ServiceIs,
    ServiceCount,
)  # forms that look at what sort of municipality it is
MISSINGNESS = (Known, ProfileKnown, CompletenessIs)  # forms that can be true because something is missing


def _profile_reading(evidence: Evidence) -> Reading:
    profile = evidence.settled_profile()
    return Reading("profil", None if profile is None else profile.value)


def _service_reading(evidence: Evidence, service: str, field: str) -> Reading:
    return Reading(f"tjeneste:{service}.{field}", evidence.service_field(service, field))
