"""What helps with a building block, and the other way round: which of them something helps with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse

from courses.public import Helped, Link, PromptLink, course_links, prompt_links
from self_assessment.domain.framework import BuildingBlock, Indicator, Release
from self_assessment.models import FrameworkRelease
from self_assessment.models.release import NEWEST_RELEASE, NEWEST_RELEASE_SECONDS
from self_assessment.presentation import ExampleLink, example_links
from self_assessment.queries import release_with


def address_of(block: BuildingBlock) -> str:
    return reverse("self_assessment:building_block", args=[block.code])


def newest_release() -> Release | None:
    """The framework new assessments are answered in. One query now and then: public pages all ask for it."""
    digest = cache.get(NEWEST_RELEASE)
    if digest is None:
        row = FrameworkRelease.objects.newest()
        digest = row.digest if row else ""
        cache.set(NEWEST_RELEASE, digest, NEWEST_RELEASE_SECONDS)
    return release_with(digest) if digest else None


def building_block_codes() -> list[str]:
    """The codes of the building blocks that have a page. One query at most."""
    release = newest_release()
    return [block.code for block in release.blocks] if release else []


def building_blocks_helped(
    language: str, *, indicators: Collection[str] = (), course: str = "", prompt: str = "", example: str = ""
) -> list[Helped]:
    """Return the building blocks that something helps with, and by which questions, in the framework's order.

    It helps with the `indicators` it names itself, and with those that name it: a course by its key, a prompt
    by its code or an example by its key. One query at most."""
    release = newest_release()
    if release is None:
        return []
    helped = {
        code: indicator
        for code, indicator in release.indicators.items()
        if code in indicators
        or course in indicator.courses
        or prompt in release.prompts_by_indicator[code]
        or example in release.examples_by_indicator[code]
    }
    return [
        Helped(
            block.code,
            block.short_name.in_language(language),
            address_of(block),
            {one.code: one.name.in_language(language) for one in block.indicators if one.code in helped},
        )
        for block in release.blocks
        if any(one.code in helped for one in block.indicators)
    ]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One indicator as anyone may read it, with all that helps."""

    indicator: Indicator
    courses: list[Link]
    prompts: list[PromptLink]
    examples: list[ExampleLink]


def questions_of(release: Release, block: BuildingBlock, language: str) -> list[OpenQuestion]:
    """The indicators of a building block with what helps with each. Three queries, however many there are."""
    prompts_of, examples_of = release.prompts_by_indicator, release.examples_by_indicator
    codes = [one.code for one in block.indicators]
    courses = {link.key: link for link in course_links(_all(i.courses for i in block.indicators), language)}
    prompts = {link.code: link for link in prompt_links(_all(prompts_of[code] for code in codes), language)}
    examples = example_links(_all(examples_of[code] for code in codes))
    return [
        OpenQuestion(
            indicator,
            [courses[key] for key in indicator.courses if key in courses],
            [prompts[code] for code in prompts_of[indicator.code] if code in prompts],
            [examples[key] for key in examples_of[indicator.code] if key in examples],
        )
        for indicator in block.indicators
    ]


def _all(groups: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(key for group in groups for key in group))
