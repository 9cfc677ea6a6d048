"""The one door into the courses: all that other rooms may import from here. Plain values, never models."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from base.content import Faults, LoadReport
from courses import content
from courses.certificates.my_certificates import MyCertificate, my_certificates
from courses.certificates.queries import holders as certificate_holders
from courses.checks.pages import addresses, course_problems, problems_of_page
from courses.content import CourseContent
from courses.editing.actions import keep_to_modules
from courses.explanations import Remaining, Resume
from courses.indicators import Helped, find_building_blocks_with
from courses.learner import COOKIE as DEVICE_COOKIE
from courses.learner import DEVICE_DAYS
from courses.media import content as media_content
from courses.media.content import MediaContent
from courses.media.queries import Lacking, RecordingLink
from courses.media.queries import lacking as lacking_recordings
from courses.media.queries import search as search_recordings
from courses.models import CoursePage, ModulePage, Prompt
from courses.my_learning import (
    CourseStatus,
    Joined,
    LatestMark,
    erase_person,
    export_person,
    joined_lately,
    latest_marks,
    my_courses,
)
from courses.prompts import content as prompt_content
from courses.prompts.content import PromptContent
from courses.prompts.queries import PromptLink
from courses.prompts.queries import all_links as all_prompts
from courses.prompts.queries import links as prompt_links
from courses.prompts.queries import search as search_prompts
from courses.walking.robot import walk_problems

__all__ = [
    "DEVICE_COOKIE",
    "DEVICE_DAYS",
    "CourseStatus",
    "Helped",
    "Joined",
    "Lacking",
    "LatestMark",
    "Link",
    "MyCertificate",
    "PromptLink",
    "RecordingLink",
    "Remaining",
    "Resume",
    "RoomContent",
    "addresses",
    "all_prompts",
    "certificate_holders",
    "course_links",
    "course_problems",
    "erase_person",
    "export_content",
    "export_course",
    "export_person",
    "export_recordings",
    "find_building_blocks_with",
    "h5p_of_course",
    "has_course",
    "joined_lately",
    "lacking_recordings",
    "latest_marks",
    "my_certificates",
    "my_courses",
    "problems_of_page",
    "prompt_links",
    "read_content",
    "search_prompts",
    "search_recordings",
    "texts_to_find",
    "walk_problems",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A course to link to. `minutes` is how long it takes in all."""

    key: str
    title: str
    url: str
    minutes: int


def course_links(keys: Sequence[str], language: str) -> list[Link]:
    """Return a link to each published course, in the order of `keys`; in nb where the language has none.

    A key without a published course is left out. Two queries."""
    pages = (
        CoursePage.objects.live()
        .filter(key__in=keys, locale__language_code__in=[language, "nb"])
        .select_related("locale")
        .defer_streamfields()
    )
    found: dict[str, CoursePage] = {}
    for page in sorted(pages, key=lambda page: page.locale.language_code == language):
        found[page.key] = page
    wanted = [found[key] for key in dict.fromkeys(keys) if key in found]
    return [Link(page.key, page.title, page.url, page.minutes) for page in wanted]


def texts_to_find(language: str) -> Iterator[str]:
    """Yield what is written in the published courses and prompts, marks and all. Three queries."""
    for course in CoursePage.objects.live().filter(locale__language_code=language).defer_streamfields():
        yield from (course.title, course.summary)
    for module in ModulePage.objects.live().filter(locale__language_code=language):
        yield from (module.title, module.lead)
        yield json.dumps(list(module.lesson.raw_data), ensure_ascii=False)
    for prompt in Prompt.objects.live():
        yield from (prompt.text_nb, prompt.text_nn, prompt.intent_nb, prompt.intent_nn)


@dataclass(frozen=True, slots=True)
class RoomContent:
    """The content of this room, checked: prompts and recordings first, since lessons point at them."""

    prompts: PromptContent
    recordings: MediaContent
    courses: CourseContent

    def load(self, report: LoadReport) -> None:
        self.prompts.load(report)
        self.recordings.load(report)
        self.courses.load(report)

    def load_course(self, missing: LoadReport, course: LoadReport) -> None:
        """Bring in the course of a package: it as `course` says, what it leans on as `missing` says.

        Modules that the package has no more are taken off the site; their history stays."""
        self.prompts.load(missing)
        self.recordings.load(missing)
        self.courses.load_below(missing, course)
        for one in self.courses.courses:
            keep_to_modules(course_key=one.key, keys=list(one.modules))


def read_content(folder: Path, faults: Faults, *, h5p: Sequence[str] = ()) -> RoomContent:
    """Read and check what ships with the product; `h5p` are the keys of the contents beside it. Writes nothing."""
    prompts = prompt_content.read_content(folder, faults)
    recordings = media_content.read_content(folder, faults)
    codes = [prompt["code"] for prompt in prompts.prompts]
    courses = content.read_content(folder, codes, recordings.keys, h5p, faults)
    return RoomContent(prompts, recordings, courses)


def export_content(folder: Path) -> None:
    """Write out what is published."""
    prompt_content.export_content(folder)
    media_content.export_content(folder)
    content.export_content(folder)


def has_course(key: str) -> bool:
    """Say whether a course with this key stands here, published or not."""
    return CoursePage.objects.filter(key=key).exists()


def export_course(folder: Path, key: str) -> bool:
    """Write one published course, and the prompts it may point at. False when there is no such course."""
    prompt_content.export_content(folder)
    return bool(content.export_content(folder, only=key))


def export_recordings(folder: Path, keys: Collection[str]) -> None:
    """Write the recordings with these keys, and their files."""
    media_content.export_content(folder, only=keys)


def h5p_of_course(key: str) -> set[int]:
    """Return the primary keys of the H5P contents that the published lessons of a course show."""
    courses = CoursePage.objects.live().filter(key=key)
    modules = [module for course in courses for module in ModulePage.objects.child_of(course).live()]
    found = (raw["value"].get("content") for module in modules for raw in module.lesson.raw_data)
    return {number for number in found if isinstance(number, int)}
