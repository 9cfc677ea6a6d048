"""What a release of the framework is made of. All values; `release_reader.read_release` makes them.

A release holds everything a result depends on, so that a finished assessment can be read again years later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from self_assessment.domain.conditions import MISSINGNESS, TAILORED
from self_assessment.domain.expressions import Expression
from self_assessment.domain.texts import Template, Text
from self_assessment.domain.values import Answer, Effort, NoLevel, Overlay, Profile, RuleType

SAMI_INDICATOR = "J2"  # statutory only in the administrative area for Sami languages (sameloven chapter 3)
PROFESSION_INDICATOR = "E1"  # statutory professions (helse- og omsorgstjenesteloven section 3-2)
SOCIAL_WORKER_INDICATOR = "E2"
MAP_INDICATOR = "D6"  # breadth of services, which the service map can answer as well


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """What one level (0-4) means in general."""

    level: int
    name: Text
    explanation: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question of the assessment: a ladder of five observable statements.

    `threshold` is the level (1-4) from which a statutory indicator counts as met, None for recommended ones.
    `next_steps` holds one text per level 0-3, `examples` one for some levels (bokmål and nynorsk only).
    """

    code: str
    block: str
    name: Text
    explanation: Text
    core: bool
    statutory: bool
    threshold: int | None
    legal_basis: Text | None
    weight: int
    weight_reason: Text
    ladder: tuple[Text, ...]
    examples: Mapping[int, Text]
    next_steps: Mapping[int, Text]
    documentation: tuple[Text, ...]
    courses: tuple[str, ...]

    def accepts(self, answer: Answer, *, sami_area: bool) -> bool:
        """Tell whether the answer may be given. A duty is never irrelevant, save the Sami one elsewhere."""
        if answer is not NoLevel.NOT_RELEVANT or not self.statutory:
            return True
        return self.code == SAMI_INDICATOR and not sami_area


@dataclass(frozen=True, slots=True)
class BuildingBlock:
    """A recommended building block (byggestein). The weights of all blocks sum to 100."""

    code: str
    name: Text
    short_name: Text
    long_name: Text
    introduction: Text
    source: Text
    weight: int
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, stored by its code."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a service or a profession.

    `kind` is `valg` (one option), `flervalg` (several) or `tall`.
    """

    code: str
    kind: str
    text: Text
    options: tuple[Option, ...]
    help: Text | None
    highest: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the framework with its explanation: a kind of requirement, a profile, an overlay."""

    code: str
    title: Text
    explanation: Text


@dataclass(frozen=True, slots=True)
class Service:
    """A row of the service map (tjenestekart)."""

    code: str
    title: Text
    explanation: Text
    owner: Text
    requirement: str
    legal_basis: str | None
    basis: str
    related: tuple[str, ...]
    indicators: tuple[str, ...]
    counts_in_map_level: bool
    counts_in_profile: bool


@dataclass(frozen=True, slots=True)
class Profession:
    """A row of the profession table (kompetansetabell)."""

    code: str
    title: Text
    explanation: Text
    statutory: bool
    counted_for_rehabilitation: bool
    columns: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Role:
    """A part a person may have in an assessment (behandler, nav ...), and the indicators that part is asked."""

    code: str
    title: Text
    explanation: Text
    indicators: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """An extra question a rule needs. Without options it is a count the platform fills in."""

    code: str
    question: Text
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """Multiplies a rule's points, never a score, when the condition holds."""

    times: int
    when: Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """When the condition is true, this is suggested.

    `main` are the indicators whose gap gives it points, `serves` those the action helps. `effect` is 1-3.
    `without_gap`: suggested even where the target is reached. `builds`: it sets up a new service, so a
    municipality that should not build alone gets it only with the `alternative` beside it.
    """

    id: str
    type: RuleType
    when: Expression
    title: Template
    action: Template
    reason: Template
    first_week: tuple[Template, ...]
    alternative: Template | None
    effort: Effort
    effect: int
    statutory: bool
    main: tuple[str, ...]
    serves: tuple[str, ...]
    courses: tuple[str, ...]
    prompts: tuple[str, ...]
    examples: tuple[str, ...]
    group: str | None
    factor: Factor | None
    without_gap: bool
    builds: bool
    tailored: bool

    def looks_at_missingness(self) -> bool:
        return any(isinstance(part, MISSINGNESS) for part in self.when.walk())


def is_tailored(when: Expression) -> bool:
    """Tell whether a condition looks at profile, overlay or services; such rules go before general ones."""
    return any(isinstance(part, TAILORED) for part in when.walk())


@dataclass(frozen=True, slots=True)
class ConsistencyCheck:
    """Two answers that do not go together. Shown for discussion; changes no level and no suggestion."""

    id: str
    when: Expression
    indicators: tuple[str, ...]
    text: Template


@dataclass(frozen=True, slots=True)
class Parameters:
    """The numbers behind scoring and ranking."""

    effort_divisor: Mapping[Effort, int]
    most_suggestions: int
    most_legal_first: int
    statutory_target: int
    core_target: int
    other_target: int
    least_answered_percent: int
    profile_places: tuple[tuple[str, ...], ...]
    rehabilitation_professions: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """One version of the whole framework. Immutable once released."""

    version: str
    status: str
    notice: Text
    scale: tuple[ScaleStep, ...]
    blocks: tuple[BuildingBlock, ...]
    services: tuple[Service, ...]
    service_questions: tuple[Question, ...]
    requirements: tuple[Term, ...]
    professions: tuple[Profession, ...]
    profession_columns: tuple[Question, ...]
    profession_names: Mapping[str, Text]
    facts: tuple[Fact, ...]
    roles: tuple[Role, ...]
    seconds_per_question: int
    profiles: Mapping[Profile, Term]
    overlays: Mapping[Overlay, Text]
    effort_names: Mapping[Effort, Text]
    effect_names: Mapping[int, Text]
    rules: tuple[Rule, ...]
    checks: tuple[ConsistencyCheck, ...]
    parameters: Parameters

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by code, in the order of the framework."""
        return {indicator.code: indicator for block in self.blocks for indicator in block.indicators}

    @cached_property
    def roles_by_code(self) -> Mapping[str, Role]:
        """All roles by code. The first is that of the lead, which is asked everything."""
        return {role.code: role for role in self.roles}

    @cached_property
    def block_weights(self) -> Mapping[str, int]:
        return {block.code: block.weight for block in self.blocks}

    @cached_property
    def rule_weights(self) -> Mapping[str, int]:
        """{rule: the weight of the heaviest block among its main indicators}."""
        blocks = {rule.id: {self.indicators[code].block for code in rule.main} for rule in self.rules}
        return {
            rule: max((self.block_weights[b] for b in codes), default=0) for rule, codes in blocks.items()
        }

    @cached_property
    def actions(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.type is RuleType.ACTION)

    @cached_property
    def clarifications(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.type is RuleType.CLARIFY)

    @cached_property
    def prompts_by_indicator(self) -> Mapping[str, tuple[str, ...]]:
        """Prompts of the rules an indicator is the main one of; the framework itself names none."""
        return {code: _gather(r.prompts for r in self.rules if code in r.main) for code in self.indicators}

    @cached_property
    def examples_by_indicator(self) -> Mapping[str, tuple[str, ...]]:
        """Examples of the rules that serve an indicator."""
        return {code: _gather(r.examples for r in self.rules if code in r.serves) for code in self.indicators}

    @cached_property
    def default_targets(self) -> Mapping[str, int]:
        """{indicator: the level aimed for when the municipality has chosen none}."""
        return {code: self._default_target(indicator) for code, indicator in self.indicators.items()}

    def _default_target(self, indicator: Indicator) -> int:
        if indicator.statutory:
            return self.parameters.statutory_target
        return self.parameters.core_target if indicator.core else self.parameters.other_target


def _gather(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))
