"""The rule language: what a condition is, and how conditions are joined.

Source: content/framework/README.md, sections 2-3. An expression is true, false or unknown (None). Unknown
comes from what nobody has answered, so a rule that fires only on true never fires on missing input. Only
`Known`, `ProfileKnown` and `CompletenessIs` look at missingness.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from self_assessment.domain.logic import Truth, all_of, any_of, at_least, negation
from self_assessment.domain.values import Kind, Overlay, Part, Profile, Scalar


@dataclass(frozen=True, slots=True)
class Reading:
    """One input an expression looked at, and its value then (`svar:B2` 1); None is unanswered or unknown."""

    key: str
    value: Scalar


class Evidence(Protocol):
    """What an expression may ask about. None is unknown; see `findings.Findings`."""

    def level(self, indicator: str) -> int | None: ...
    def raw_answer(self, indicator: str) -> Scalar: ...
    def block_percent(self, block: str) -> Fraction | None: ...
    def settled_profile(self) -> Profile | None: ...
    def overlay(self, overlay: Overlay) -> Truth: ...
    def exists(self, service: str) -> Truth: ...
    def service_field(self, service: str, field: str) -> str | None: ...
    def profession_field(self, profession: str, field: str) -> str | None: ...
    def fact(self, fact: str) -> str | int | None: ...
    def kind(self) -> Kind: ...
    def completeness_percent(self, part: Part) -> int: ...
    def map_distance(self) -> int | None: ...


class Expression(ABC):
    """A condition. `parts` are the conditions it is made of."""

    __slots__ = ()

    @abstractmethod
    def evaluate(self, evidence: Evidence) -> Truth: ...

    @abstractmethod
    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        """All inputs the expression depends on, in the order they are written, with their values."""

    @property
    def parts(self) -> "tuple[Expression, ...]":
        return ()

    def walk(self) -> "Iterator[Expression]":
        """This expression and all inside it."""
        yield self
        for part in self.parts:
            yield from part.walk()


class _Compound(Expression):
    __slots__ = ()

    def readings(self, evidence: Evidence) -> Iterator[Reading]:
        for part in self.parts:
            yield from part.readings(evidence)


@dataclass(frozen=True, slots=True)
class AllOf(_Compound):
    conditions: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.conditions

    def evaluate(self, evidence: Evidence) -> Truth:
        return all_of(part.evaluate(evidence) for part in self.conditions)


@dataclass(frozen=True, slots=True)
class AnyOf(_Compound):
    conditions: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.conditions

    def evaluate(self, evidence: Evidence) -> Truth:
        return any_of(part.evaluate(evidence) for part in self.conditions)


@dataclass(frozen=True, slots=True)
class Not(_Compound):
    condition: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        return (self.condition,)

    def evaluate(self, evidence: Evidence) -> Truth:
        return negation(self.condition.evaluate(evidence))


@dataclass(frozen=True, slots=True)
class AtLeast(_Compound):
    count: int
    conditions: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        return self.conditions

    def evaluate(self, evidence: Evidence) -> Truth:
        return at_least(self.count, (part.evaluate(evidence) for part in self.conditions))
