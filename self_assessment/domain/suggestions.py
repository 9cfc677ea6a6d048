"""Choose at most five suggestions, and say why. Source: content/framework/README.md, sections 6-7.

Ours, to be confirmed by the competence centre: at most two legal rules come first, however many duties are
not met. A list of five orders would hide what a pressed municipality can start on Monday; all duties stand in
their own list.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, islice

from self_assessment.domain.expressions import Reading
from self_assessment.domain.findings import Findings
from self_assessment.domain.framework import Rule
from self_assessment.domain.scoring import Gap, ranking_gap
from self_assessment.domain.situation import NEXT_STEP
from self_assessment.domain.texts import Text
from self_assessment.domain.values import Effort, Profile, Scalar
from self_assessment.domain.wording import explain_gap, fill, own_step

_EFFORT_ORDER = tuple(Effort)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to do next, with all that was looked at to choose it.

    `points` exact; 0 means the target is reached and it "may lift further". `effect` 1-3, None for an
    indicator's own next step. `serves` the indicators it helps. `inputs` {what was read: value then}, to be
    stored, together with `rule_version`, and used as the basis of a dismissal.
    """

    id: str
    rule_version: str
    title: Text
    action: Text
    why: Text
    first_week: tuple[Text, ...]
    alternative: Text | None
    effort: Effort
    effort_name: Text
    effect: int | None
    effect_name: Text | None
    legal: bool
    points: Fraction
    serves: tuple[str, ...]
    courses: tuple[str, ...]
    prompts: tuple[str, ...]
    examples: tuple[str, ...]
    inputs: Mapping[str, Scalar]

    @property
    def lifts_further(self) -> bool:
        return self.points == 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that may be suggested, as ranking sees it. Either a rule or a gap stands behind it."""

    id: str
    effort: Effort
    legal: bool
    points: int | Fraction
    group: str | None
    serves: tuple[str, ...]
    rule: Rule | None = None
    gap: Gap | None = None


def suggest(findings: Findings) -> tuple[Suggestion, ...]:
    """Return the suggestions, the most pressing first."""
    return tuple(_suggestion(candidate, findings) for candidate in _choose(findings))


# --- candidates ---


def _fits(rule: Rule, findings: Findings) -> bool:
    """The rule fires, is not dismissed, and does not ask a municipality to build alone."""
    if rule.when.evaluate(findings) is not True or is_dismissed(rule, findings):
        return False
    return not (rule.builds and rule.alternative is None and findings.profile.profile is Profile.START)


def is_dismissed(rule: Rule, findings: Findings) -> bool:
    """A dismissal holds as long as every input stored with it is what it was."""
    return _is_put_aside(rule.id, inputs_of(rule, findings), findings)


def _is_put_aside(step: str, now: Mapping[str, Scalar], findings: Findings) -> bool:
    stored = findings.situation.dismissed.get(step)
    return stored is not None and all(_current(k, now, findings) == value for k, value in stored.items())


def _current(key: str, now: Mapping[str, Scalar], findings: Findings) -> Scalar:
    source, _, code = key.partition(":")
    return now[key] if key in now else findings.raw_answer(code) if source == "svar" else None


def inputs_of(rule: Rule, findings: Findings) -> dict[str, Scalar]:
    """What the rule's condition read, and the answers its points come from."""
    main = (Reading(f"svar:{code}", findings.raw_answer(code)) for code in rule.main)
    return {reading.key: reading.value for reading in (*rule.when.readings(findings), *main)}


def inputs_of_gap(gap: Gap) -> dict[str, Scalar]:
    """What an indicator's own next step rests on."""
    return {f"svar:{gap.indicator.code}": gap.level, f"mal:{gap.indicator.code}": gap.target}


def _candidates(findings: Findings) -> list[_Candidate]:
    """Rules that fit, best first."""
    ranked = [(_rank(rule, findings), rule) for rule in findings.release.actions if _fits(rule, findings)]
    ranked.sort(key=lambda pair: pair[0].order)
    return [
        _Candidate(rule.id, rule.effort, rank.legal, rank.points, rule.group, rule.serves, rule=rule)
        for rank, rule in ranked
    ]


@dataclass(frozen=True, slots=True)
class _Rank:
    legal: bool
    points: int | Fraction
    order: tuple[int | Fraction, bool, bool, int, int, str]


def _rank(rule: Rule, findings: Findings) -> _Rank:
    """Points: weight x gap x effect x factor of the weightiest main indicator, divided by effort.

    A rule that answers a broken duty is not divided: a duty does not shrink because it is hard.
    """
    release = findings.release
    legal = rule.statutory and any(code in findings.not_met for code in rule.main)
    most = (
        max((_pull(code, rule, findings) for code in rule.main), default=0)
        * rule.effect
        * _factor(rule, findings)
    )
    points = most if legal else _shared(most, release.parameters.effort_divisor[rule.effort])
    block = release.rule_weights[rule.id]
    effort = _EFFORT_ORDER.index(rule.effort)
    return _Rank(legal, points, (-points, not rule.without_gap, not rule.tailored, -block, effort, rule.id))


def _shared(points: int, divisor: int) -> int | Fraction:
    """Divide exactly; whole numbers stay whole, they are quicker to compare."""
    return Fraction(points, divisor) if points % divisor else points // divisor


def _pull(code: str, rule: Rule, findings: Findings) -> int:
    """Weight times gap of one main indicator."""
    gap = ranking_gap(findings.level(code), findings.targets[code])
    return findings.release.indicators[code].weight * (max(gap, 1) if rule.without_gap else gap)


def _factor(rule: Rule, findings: Findings) -> int:
    return rule.factor.times if rule.factor and rule.factor.when.evaluate(findings) is True else 1


def _next_steps(findings: Findings) -> Iterator[_Candidate]:
    """The indicators' own next steps, heaviest gap first. Broken duties have a list of their own."""
    weights = findings.release.block_weights
    open_gaps = [gap for gap in findings.gaps if gap.indicator.code not in findings.not_met]
    open_gaps.sort(key=lambda g: (-g.priority, -weights[g.indicator.block], g.indicator.code))
    for gap in open_gaps:
        code = gap.indicator.code
        if _is_put_aside(f"{NEXT_STEP}{code}", inputs_of_gap(gap), findings):
            continue
        yield _Candidate(f"{NEXT_STEP}{code}", Effort.SMALL, False, gap.priority, None, (code,), gap=gap)


# --- choice ---


@dataclass(slots=True)
class _Places:
    """The places being filled: each suggestion once, each group once."""

    most: int
    taken: list[_Candidate] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)

    def fill(self, candidates: Iterable[_Candidate], up_to: int | None = None) -> None:
        for candidate in candidates:
            if len(self.taken) >= (self.most if up_to is None else up_to):
                return
            if candidate.group not in self.groups and candidate not in self.taken:
                self.taken.append(candidate)
                self.groups |= {candidate.group} if candidate.group else set()

    def served(self) -> set[str]:
        return {code for candidate in self.taken for code in candidate.serves}


def _choose(findings: Findings) -> list[_Candidate]:
    parameters = findings.release.parameters
    rules = _candidates(findings)
    legal = [candidate for candidate in rules if candidate.legal]
    places = _Places(parameters.most_suggestions)
    places.fill(legal, min(parameters.most_legal_first, places.most))
    places.fill(c for c in rules if not c.legal and c.points > 0)
    places.fill(legal)
    served = places.served()
    places.fill(step for step in _next_steps(findings) if step.serves[0] not in served)
    places.fill(c for c in rules if not c.legal and c.points == 0)
    return _with_a_small_one(places, rules, _next_steps(findings))


def _with_a_small_one(
    places: _Places, rules: Iterable[_Candidate], steps: Iterable[_Candidate]
) -> list[_Candidate]:
    """Make sure that at least one suggestion can be done in a few hours, in the last place if need be."""
    if not places.taken or any(candidate.effort is Effort.SMALL for candidate in places.taken):
        return places.taken
    free = (c for c in rules if c.effort is Effort.SMALL and c.group not in places.groups)
    small = list(islice(chain(free, steps), 1))
    return places.taken[: places.most - len(small)] + small


# --- words ---


def _suggestion(candidate: _Candidate, findings: Findings) -> Suggestion:
    if candidate.rule is not None:
        return _from_rule(candidate, candidate.rule, findings)
    assert candidate.gap is not None  # noqa: S101 - a candidate without a rule is always a gap
    return _from_gap(candidate, candidate.gap, findings)


def _from_rule(candidate: _Candidate, rule: Rule, findings: Findings) -> Suggestion:
    release = findings.release
    return Suggestion(
        id=rule.id,
        rule_version=release.version,
        title=fill(rule.title, findings),
        action=fill(rule.action, findings),
        why=fill(rule.reason, findings),
        first_week=tuple(fill(step, findings) for step in rule.first_week),
        alternative=fill(rule.alternative, findings) if rule.alternative else None,
        effort=rule.effort,
        effort_name=release.effort_names[rule.effort],
        effect=rule.effect,
        effect_name=release.effect_names[rule.effect],
        legal=candidate.legal,
        points=Fraction(candidate.points),
        serves=rule.serves,
        courses=rule.courses,
        prompts=rule.prompts,
        examples=rule.examples,
        inputs=inputs_of(rule, findings),
    )


def _from_gap(candidate: _Candidate, gap: Gap, findings: Findings) -> Suggestion:
    release, code = findings.release, gap.indicator.code
    return Suggestion(
        id=candidate.id,
        rule_version=release.version,
        title=gap.indicator.next_steps[gap.level].as_heading(),
        action=own_step(gap.indicator),
        why=explain_gap(gap),
        first_week=(),
        alternative=None,
        effort=candidate.effort,
        effort_name=release.effort_names[candidate.effort],
        effect=None,
        effect_name=None,
        legal=False,
        points=Fraction(candidate.points),
        serves=candidate.serves,
        courses=gap.indicator.courses,
        prompts=release.prompts_by_indicator[code],
        examples=release.examples_by_indicator[code],
        inputs=inputs_of_gap(gap),
    )
