"""Scoring with rules and trace: one full assessment, and all 357 municipalities with eight respondents."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from bench.measure import Measure, cpu_milliseconds
from self_assessment.domain.consensus import spread
from self_assessment.domain.framework import Release
from self_assessment.domain.release_reader import read_release
from self_assessment.domain.result import assess
from self_assessment.domain.situation import Situation, read_situation

MUNICIPALITIES, RESPONDENTS = 357, 8
DOCUMENTS = {
    "framework": "rammeverk",
    "rules": "regler",
    "services": "tjenester",
    "professions": "profesjoner",
}


def shipped(name: str) -> dict:
    return json.loads((settings.CONTENT_ROOT / "framework" / f"{name}.json").read_text(encoding="utf-8"))


def full_situation(release: Release) -> Situation:
    """The worked municipality that has told most."""
    documents = shipped("test_municipalities")["kommuner"]
    return read_situation(max(documents, key=lambda told: len(json.dumps(told))), release)


def assess_all(release: Release, situation: Situation) -> float:
    """Return the seconds it takes to see the spread of eight answers on every item and score everyone."""
    chance = random.Random(1)
    codes = list(situation.answers)
    answers = [
        [[chance.randrange(5) for _ in range(RESPONDENTS)] for _ in codes] for _ in range(MUNICIPALITIES)
    ]
    start = time.process_time()
    for sheets in answers:
        for levels in sheets:
            spread(levels)
        agreed = {code: sorted(levels)[RESPONDENTS // 2] for code, levels in zip(codes, sheets, strict=True)}
        result = assess(release, replace(situation, answers=agreed))
        _ = result.block_explanations, result.profile_reason
    return round(time.process_time() - start, 2)


def measure() -> Iterator[Measure]:
    release = read_release(**{name: shipped(file) for name, file in DOCUMENTS.items()})
    situation = full_situation(release)

    def one() -> None:
        result = assess(release, situation)
        _ = result.block_explanations, result.profile_reason, result.legal_explanations

    yield Measure("scoring-one-full-assessment", cpu_milliseconds(one), "ms", 5)
    yield Measure("scoring-357-municipalities", assess_all(release, situation), "s", 2)
