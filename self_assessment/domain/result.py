"""The one door of the pure core: a situation and a release in, everything a municipality is shown out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from self_assessment.domain.checks import CheckFinding, Clarification, consistency, find_out
from self_assessment.domain.findings import find
from self_assessment.domain.framework import Release, Term
from self_assessment.domain.logic import Truth
from self_assessment.domain.profile import ProfileFinding
from self_assessment.domain.scoring import BlockScore, Completeness, Gap, LegalFinding, Overall, score_overall
from self_assessment.domain.situation import Situation
from self_assessment.domain.suggestions import Suggestion, suggest
from self_assessment.domain.tables import LevelRange
from self_assessment.domain.texts import Text
from self_assessment.domain.values import Overlay, Part
from self_assessment.domain.wording import explain_block, explain_legal, explain_overall, explain_profile


@dataclass(frozen=True)
class Result:
    """All that follows from one situation under one release; the same input always gives the same result.

    `blocks` {block: score} in release order. `gaps` largest first. `unanswered` relevant indicators without a
    level. `derived` {D6, E1, E2: the level the service map or the profession table proposes}.
    """

    release_version: str
    profile: ProfileFinding
    profile_term: Term
    overlays: Mapping[Overlay, Truth]
    blocks: Mapping[str, BlockScore]
    completeness: Mapping[Part, Completeness]
    legal: tuple[LegalFinding, ...]
    gaps: tuple[Gap, ...]
    suggestions: tuple[Suggestion, ...]
    find_out: tuple[Clarification, ...]
    unanswered: tuple[str, ...]
    checks: tuple[CheckFinding, ...]
    derived: Mapping[str, LevelRange]

    @cached_property
    def profile_reason(self) -> Text:
        return explain_profile(self.profile, self.overlays)

    @cached_property
    def block_explanations(self) -> Mapping[str, Text]:
        """{block: how its score came about, in words}."""
        return {code: explain_block(score) for code, score in self.blocks.items()}

    @cached_property
    def legal_explanations(self) -> Mapping[str, Text]:
        """{statutory indicator: its status in words}."""
        return {finding.indicator.code: explain_legal(finding) for finding in self.legal}

    @cached_property
    def overall(self) -> Overall:
        """Never shown larger than the profile: the profile is the result."""
        return score_overall(tuple(self.blocks.values()))

    @cached_property
    def overall_explanation(self) -> Text:
        return explain_overall(self.overall, tuple(self.blocks.values()))


def assess(release: Release, situation: Situation) -> Result:
    """Work out the whole result. Pure; well under a millisecond for a full assessment."""
    findings = find(release, situation)
    return Result(
        release_version=release.version,
        profile=findings.profile,
        profile_term=release.profiles[findings.profile.profile],
        overlays=findings.overlays,
        blocks=findings.blocks,
        completeness=findings.completeness,
        legal=findings.legal,
        gaps=findings.gaps,
        suggestions=suggest(findings),
        find_out=find_out(findings),
        unanswered=tuple(i.code for i in findings.relevant if i.code not in findings.levels),
        checks=consistency(findings),
        derived=findings.derived,
    )
