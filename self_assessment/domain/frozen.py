"""A situation and its result written out as plain values, to be kept for ever and read again. Pure.

What is written is read by `situation.read_situation`, and `plain_result` of what that gives under the same
release is what was written: the same numbers, years later. Fractions are kept exact, as "53/2"."""

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from self_assessment.domain.chain import canonical
from self_assessment.domain.result import Result
from self_assessment.domain.situation import Situation
from self_assessment.domain.suggestions import Suggestion
from self_assessment.domain.texts import Text
from self_assessment.domain.values import NoLevel

FORMAT = 1


def digest_of(document: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the document's canonical JSON."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def plain_situation(situation: Situation) -> dict[str, Any]:
    """The situation in the exchange format."""
    about = situation.municipality
    return {
        "navn": about.name,
        "folketall": about.population,
        "sentralitetsklasse": about.centrality,
        "malform": about.written_standard,
        "samisk": about.sami_area,
        "bydeler": about.city_districts,
        "type": situation.kind.value,
        "svar": {
            code: answer.value if isinstance(answer, NoLevel) else answer
            for code, answer in situation.answers.items()
        },
        "mal": dict(situation.targets),
        "tjenester": {code: dict(row) for code, row in situation.services.items()},
        "fag": {code: dict(row) for code, row in situation.professions.items()},
        "fakta": dict(situation.facts),
        "profil_satt": situation.profile_override.value if situation.profile_override else None,
        "avvist": {step: dict(inputs) for step, inputs in situation.dismissed.items()},
    }


def plain_result(result: Result) -> dict[str, Any]:
    """All numbers of a result with what they came from, and the advice in words."""
    profile = result.profile
    return {
        "release": result.release_version,
        "profile": {
            "profile": profile.profile.value,
            "basis": profile.basis.value,
            "count": profile.count,
            "unknown": profile.unknown,
            "lowest": profile.lowest.value,
            "highest": profile.highest.value,
            "why": _words(result.profile_reason),
        },
        "overlays": {overlay.value: holds for overlay, holds in result.overlays.items()},
        "blocks": {
            code: {
                "terms": [list(term) for term in score.terms],
                "relevant": score.relevant,
                "percent": _exact(score.percent),
                "how": _words(result.block_explanations[code]),
            }
            for code, score in result.blocks.items()
        },
        "overall": {
            "percent": _exact(result.overall.percent),
            "weight": result.overall.scored_weight,
            "how": _words(result.overall_explanation),
        },
        "completeness": {
            part.value: [found.known, found.asked] for part, found in result.completeness.items()
        },
        "legal": {finding.indicator.code: [finding.status.value, finding.level] for finding in result.legal},
        "gaps": [[gap.indicator.code, gap.level, gap.target, gap.priority] for gap in result.gaps],
        "suggestions": [_suggestion(suggestion) for suggestion in result.suggestions],
        "find_out": [one.id for one in result.find_out],
        "unanswered": list(result.unanswered),
        "checks": [check.id for check in result.checks],
        "derived": {code: [found.lowest, found.highest] for code, found in result.derived.items()},
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "points": _exact(suggestion.points),
        "effort": suggestion.effort.value,
        "effect": suggestion.effect,
        "legal": suggestion.legal,
        "serves": list(suggestion.serves),
        "inputs": dict(suggestion.inputs),
        "title": _words(suggestion.title),
        "why": _words(suggestion.why),
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _words(text: Text) -> dict[str, str]:
    return {"nb": text.nb, "nn": text.nn, "en": text.en}
