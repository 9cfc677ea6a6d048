"""All that is computed before any rule is asked. This is what rules and texts look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from self_assessment.domain.framework import (
    MAP_INDICATOR,
    PROFESSION_INDICATOR,
    SOCIAL_WORKER_INDICATOR,
    Indicator,
    Release,
)
from self_assessment.domain.logic import Truth
from self_assessment.domain.profile import ProfileFinding, find_overlays, find_profile
from self_assessment.domain.scoring import (
    BlockScore,
    Completeness,
    Gap,
    LegalFinding,
    find_gaps,
    legal_findings,
    relevant_indicators,
    score_block,
    targets_of,
)
from self_assessment.domain.situation import Situation
from self_assessment.domain.tables import (
    LevelRange,
    breadth_level,
    exists,
    known_option,
    profession_level,
    social_worker_level,
)
from self_assessment.domain.values import (
    UNKNOWN_OPTION,
    Kind,
    LegalStatus,
    NoLevel,
    Overlay,
    Part,
    Profile,
    Scalar,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """One situation read against one release. It is the evidence (`expressions.Evidence`) of every condition.

    `levels` {indicator: 0-4} holds only known levels, `relevant` the indicators that were asked and count,
    `derived` the levels the tables propose for D6, E1 and E2.
    """

    release: Release
    situation: Situation
    levels: Mapping[str, int]
    relevant: tuple[Indicator, ...]
    services_found: Mapping[str, Truth]
    profile: ProfileFinding
    overlays: Mapping[Overlay, Truth]
    blocks: Mapping[str, BlockScore]
    completeness: Mapping[Part, Completeness]
    legal: tuple[LegalFinding, ...]
    not_met: frozenset[str]
    derived: Mapping[str, LevelRange]
    targets: Mapping[str, int]
    gaps: tuple[Gap, ...]

    def level(self, indicator: str) -> int | None:
        return self.levels.get(indicator)

    def raw_answer(self, indicator: str) -> Scalar:
        """The answer as it is stored: a level, `vet_ikke`, `ikke_relevant`, or None when unanswered."""
        answer = self.situation.answers.get(indicator)
        return answer.value if isinstance(answer, NoLevel) else answer

    def block_percent(self, block: str) -> Fraction | None:
        return self.blocks[block].shown

    def settled_profile(self) -> Profile | None:
        return self.profile.profile if self.profile.settled else None

    def overlay(self, overlay: Overlay) -> Truth:
        return self.overlays[overlay]

    def exists(self, service: str) -> Truth:
        return self.services_found.get(service)

    def service_field(self, service: str, field: str) -> str | None:
        return known_option(self.situation.services.get(service), field)

    def profession_field(self, profession: str, field: str) -> str | None:
        return known_option(self.situation.professions.get(profession), field)

    def fact(self, fact: str) -> str | int | None:
        value = self.situation.facts.get(fact)
        return None if value == UNKNOWN_OPTION else value

    def kind(self) -> Kind:
        return self.situation.kind

    def completeness_percent(self, part: Part) -> int:
        return self.completeness[part].percent

    def map_distance(self) -> int | None:
        given, read = self.levels.get(MAP_INDICATOR), self.derived[MAP_INDICATOR].level
        return None if given is None or read is None else abs(given - read)


def find(release: Release, situation: Situation) -> Findings:
    """Read a situation against a release."""
    levels = {code: answer for code, answer in situation.answers.items() if not isinstance(answer, NoLevel)}
    relevant = relevant_indicators(release, situation)
    targets = targets_of(release, situation)
    services_found = {service.code: exists(situation, service.code) for service in release.services}
    legal = legal_findings(release, situation, levels)
    return Findings(
        release=release,
        situation=situation,
        levels=levels,
        relevant=relevant,
        services_found=services_found,
        profile=find_profile(release, situation),
        overlays=find_overlays(situation),
        blocks=_block_scores(release, relevant, levels),
        completeness={
            Part.SERVICE_MAP: _count([found is not None for found in services_found.values()]),
            Part.PROFESSION_TABLE: _count(
                [
                    known_option(situation.professions.get(code), "tilgjengelig") is not None
                    for code in release.parameters.rehabilitation_professions
                ]
            ),
            Part.CORE: _count([indicator.code in levels for indicator in relevant if indicator.core]),
            Part.ALL: _count([indicator.code in levels for indicator in relevant]),
        },
        legal=legal,
        not_met=frozenset(
            finding.indicator.code for finding in legal if finding.status is LegalStatus.NOT_MET
        ),
        derived={
            MAP_INDICATOR: breadth_level(release, situation),
            PROFESSION_INDICATOR: profession_level(release, situation),
            SOCIAL_WORKER_INDICATOR: social_worker_level(situation),
        },
        targets=targets,
        gaps=find_gaps(release, relevant, levels, targets),
    )


def _block_scores(
    release: Release, relevant: tuple[Indicator, ...], levels: Mapping[str, int]
) -> dict[str, BlockScore]:
    of_block: dict[str, list[Indicator]] = {block.code: [] for block in release.blocks}
    for indicator in relevant:
        of_block[indicator.block].append(indicator)
    needed = release.parameters.least_answered_percent
    return {block.code: score_block(block, of_block[block.code], levels, needed) for block in release.blocks}


def _count(known: list[bool]) -> Completeness:
    return Completeness(known=sum(known), asked=len(known))
