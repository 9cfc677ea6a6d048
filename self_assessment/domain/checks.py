"""What to talk over before finishing: answers that do not go together, and what should be found out first."""

from collections.abc import Mapping
from dataclasses import dataclass

from self_assessment.domain.findings import Findings
from self_assessment.domain.suggestions import inputs_of
from self_assessment.domain.texts import Text
from self_assessment.domain.values import Scalar
from self_assessment.domain.wording import fill


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Answers to discuss. Changes no level and no suggestion."""

    id: str
    indicators: tuple[str, ...]
    text: Text
    inputs: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Clarification:
    """Something to find out, because what is missing decides which advice fits."""

    id: str
    rule_version: str
    title: Text
    action: Text
    why: Text
    first_week: tuple[Text, ...]
    effort_name: Text
    serves: tuple[str, ...]
    courses: tuple[str, ...]
    inputs: Mapping[str, Scalar]


def consistency(findings: Findings) -> tuple[CheckFinding, ...]:
    """The checks that are true, in release order."""
    return tuple(
        CheckFinding(
            id=check.id,
            indicators=check.indicators,
            text=fill(check.text, findings),
            inputs={reading.key: reading.value for reading in check.when.readings(findings)},
        )
        for check in findings.release.checks
        if check.when.evaluate(findings) is True
    )


def find_out(findings: Findings) -> tuple[Clarification, ...]:
    """The clarifying rules that fire, in release order. They take no place among the suggestions."""
    return tuple(
        Clarification(
            id=rule.id,
            rule_version=findings.release.version,
            title=fill(rule.title, findings),
            action=fill(rule.action, findings),
            why=fill(rule.reason, findings),
            first_week=tuple(fill(step, findings) for step in rule.first_week),
            effort_name=findings.release.effort_names[rule.effort],
            serves=rule.serves,
            courses=rule.courses,
            inputs=inputs_of(rule, findings),
        )
        for rule in findings.release.clarifications
        if rule.when.evaluate(findings) is True
    )
