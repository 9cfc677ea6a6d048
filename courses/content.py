"""The courses as they ship: `content/courses/`, brought in as pages and written out again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.models import Locale, Site

from base.content import LANGUAGES, Faults, LoadReport, bring_in, read_file, write_file
from base.knowledge.models import Example
from base.markdown import to_html, to_markdown
from courses.blocks import plain_value
from courses.content_files import FOLDER, CourseFiles, Known, read_courses, read_index
from courses.models import CourseIndexPage, CoursePage, Media, ModulePage, Prompt
from courses.shapes import BLOCKS, QUESTIONS, ListOf, MapOf, Shape, convert
from h5p_django.public import shipped_contents

INDEX_SLUG = "kurs"
"""The list of courses has this address in every language: other addresses of the room lie under it."""


@dataclass(frozen=True, slots=True)
class CourseContent:
    """The courses of a content folder, checked. `index` is {language: {title, lead}}."""

    index: Mapping[str, Shape]
    courses: Sequence[CourseFiles]

    def load(self, report: LoadReport) -> None:
        """Bring the pages in, in each language they are written in. An editor's changes, drafts too, stay."""
        self.load_below(report, report)

    def load_below(self, index_report: LoadReport, report: LoadReport) -> None:
        """Bring the lists of courses in as `index_report` says, and the courses below them as `report` says."""
        references = _References.read()
        for code, shape in self.index.items():
            index = _load_index(shape, code, index_report)
            for course in self.courses:
                if code in course.languages:
                    _load_course(course, code, index, references, report)


def read_content(
    folder: Path, prompts: Sequence[str], recordings: Sequence[str], h5p: Sequence[str], faults: Faults
) -> CourseContent:
    """Read and check the courses; `prompts`, `recordings` and `h5p` are those that ship beside them.

    Writes nothing."""
    examples = read_file(folder / "examples.yaml", folder, Faults()).values.get("examples", [])
    known = Known(
        prompts=frozenset([*prompts, *Prompt.objects.values_list("code", flat=True)]),
        examples=frozenset(
            [*(one.values.get("key") for one in examples), *Example.objects.values_list("key", flat=True)]
        ),
        recordings=frozenset([*recordings, *Media.objects.values_list("key", flat=True)]),
        h5p=frozenset([*h5p, *shipped_contents()]),
    )
    return CourseContent(read_index(folder, faults), read_courses(folder, known, faults))


# --- loading ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _References:
    """Primary keys of what lessons point at, by the codes and keys that files use."""

    prompts: Mapping[str, int]
    examples: Mapping[str, int]
    recordings: Mapping[str, int]
    h5p: Mapping[str, int]

    @classmethod
    def read(cls) -> _References:
        return cls(
            dict(Prompt.objects.values_list("code", "pk")),
            dict(Example.objects.values_list("key", "pk")),
            dict(Media.objects.values_list("key", "pk")),
            shipped_contents(),
        )

    def stream(self, blocks: Sequence[Shape], forms: Mapping[str, Any]) -> str:
        """Return blocks as the JSON of a StreamField, with the ids of the files."""
        return json.dumps([self._block(block, forms[block["type"]]) for block in blocks])

    def _block(self, block: Shape, fields: Mapping[str, Any]) -> dict[str, Any]:
        value = convert(block, fields, to_html)
        if block["type"] == "prompts":
            value["ids"] = self._pks(value["ids"])
        if block["type"] == "example":
            value["key"] = self.examples[value["key"]]
        if block["type"] == "media":
            value["recording"] = self.recordings[value["recording"]]
        if block["type"] in ("h5p", "branching"):
            value["content"] = self.h5p.get(value.get("content", ""))
        for end in value.get("ends", {}).values():
            end["prompts"] = self._pks(end["prompts"])
        return {"type": block["type"], "id": block["id"], "value": _to_raw(value, fields, block["id"])}

    def _pks(self, codes: Sequence[str]) -> list[int]:
        return [self.prompts[code] for code in codes]


def _to_raw(value: Mapping[str, Any], fields: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return a value as a StreamField keeps it. Items of lists get the same ids in every language."""
    raw = dict(value)
    for marked, kind in fields.items():
        name = marked.removesuffix("?")
        if name not in raw:
            continue
        parts = raw[name]
        if isinstance(kind, MapOf):
            parts = [{"key": key, **part} for key, part in parts.items()]
        if isinstance(kind, ListOf | MapOf):
            raw[name] = [_to_item(part, kind.part, f"{place}/{name}/{n}") for n, part in enumerate(parts)]
    return raw


def _to_item(part: Any, fields: Any, place: str) -> dict[str, Any]:
    value = _to_raw(part, fields, place) if isinstance(part, dict) else part
    return {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_URL, place))}


def _simple_stream(kind: str, place: str, values: Sequence[Any]) -> str:
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{place}/{kind}/{n}"))}
            for n, value in enumerate(values)
        ]
    )


def _load_index(shape: Shape, code: str, report: LoadReport) -> CourseIndexPage:
    locale = Locale.objects.get(language_code=code)
    existing = CourseIndexPage.objects.filter(locale=locale).first()

    def save() -> CourseIndexPage:
        page = existing or CourseIndexPage(locale=locale, slug=INDEX_SLUG)
        page.title, page.lead = shape["title"], shape["lead"]
        if existing is None:
            root = Site.objects.get(is_default_site=True).root_page
            front_page = root if root.locale == locale else root.get_translation(locale)
            _share_key(page, CourseIndexPage.objects.first())
            front_page.add_child(instance=page)
        return publish(page)

    return bring_in(
        f"courses:{code}",
        shape,
        existing=existing,
        save=save,
        export=lambda page: _export_index(as_edited(page)),
        report=report,
    )


def _load_course(
    course: CourseFiles, code: str, index: CourseIndexPage, references: _References, report: LoadReport
) -> None:
    shape = course.languages[code]
    existing = CoursePage.objects.child_of(index).filter(key=course.key).first()

    def save() -> CoursePage:
        page = existing or CoursePage(locale=index.locale, key=course.key, slug=_slug(shape["title"]))
        _fill_course(page, shape, references)
        if existing is None:
            _share_key(page, CoursePage.objects.filter(key=course.key).first())
            index.add_child(instance=page)
        return publish(page)

    page = bring_in(
        f"course:{course.key}:{code}",
        shape,
        existing=existing,
        save=save,
        export=lambda page: export_course(as_edited(page)),
        report=report,
    )
    for key, languages in course.modules.items():
        if code in languages:
            _load_module(f"module:{course.key}/{key}:{code}", languages[code], page, references, report)


def _fill_course(page: CoursePage, shape: Shape, references: _References) -> None:
    passing = shape["pass"]
    page.title, page.summary = shape["title"], shape["summary"]
    page.version, page.status, page.minutes = shape["version"], shape["status"], shape["minutes"]
    page.review_by = _day(shape)
    page.audience, page.indicators = shape["audience"], shape["indicators"]
    page.quiz_percent = passing.get("quiz")
    page.asks_for_scenarios = "scenarios" in passing
    page.after = shape.get("after", [])
    page.outcomes = _simple_stream("outcome", shape["id"], shape["outcomes"])
    page.sources = _simple_stream("source", shape["id"], shape["sources"])
    page.quiz = references.stream(shape["quiz"], QUESTIONS)
    draws = [{"group": group, "count": count} for group, count in shape.get("draw", {}).items()]
    page.draws = _simple_stream("draw", shape["id"], draws)


def _load_module(
    key: str, shape: Shape, course: CoursePage, references: _References, report: LoadReport
) -> None:
    existing = ModulePage.objects.child_of(course).filter(key=shape["id"]).first()

    def save() -> ModulePage:
        page = existing or ModulePage(locale=course.locale, key=shape["id"], slug=_slug(shape["title"]))
        page.title, page.lead, page.minutes = shape["title"], shape["lead"], shape["minutes"]
        page.after, page.may_declare = shape.get("after", []), shape.get("may_declare", True)
        page.review_by = _day(shape)
        page.lesson = references.stream(shape["blocks"], BLOCKS)
        if existing is None:
            others = CoursePage.objects.filter(translation_key=course.translation_key)
            twins = [ModulePage.objects.child_of(one).filter(key=shape["id"]).first() for one in others]
            _share_key(page, next((twin for twin in twins if twin), None))
            course.add_child(instance=page)
        return publish(page)

    bring_in(
        key,
        shape,
        existing=existing,
        save=save,
        export=lambda page: export_module(as_edited(page)),
        report=report,
    )


def _day(shape: Shape) -> date | None:
    return date.fromisoformat(shape["review_by"]) if "review_by" in shape else None


def _review(page: CoursePage | ModulePage) -> Shape:
    return {"review_by": page.review_by.isoformat()} if page.review_by else {}


def _share_key(page: Any, twin: Any) -> None:
    """Let the page be a translation of the one that stands in another language already."""
    if twin is not None:
        page.translation_key = twin.translation_key


def _slug(title: str) -> str:
    return str(slugify(string_to_ascii(title)))[:80]


PageKind = TypeVar("PageKind", CourseIndexPage, CoursePage, ModulePage)


def publish(page: PageKind) -> PageKind:
    """Save what was filled in and publish it, so that the CMS opens what the reader sees."""
    page.save()
    page.save_revision(changed=False, clean=False).publish(log_action=False)
    page.refresh_from_db()
    return page


def as_edited(page: PageKind) -> PageKind:
    """Return the page as its editor last left it, an unpublished draft too."""
    if not page.has_unpublished_changes:
        return page
    draft: PageKind = page.get_latest_revision_as_object()
    return draft


# --- writing out ------------------------------------------------------------------------------------


def export_content(folder: Path, *, only: str = "") -> list[str]:
    """Write the published courses to `folder`, or `only` one of them. Returns the keys of those written.

    Files are the same, byte for byte, for the same pages."""
    indexes = {
        page.locale.language_code: page for page in CourseIndexPage.objects.live().select_related("locale")
    }
    shapes = {code: _export_index(indexes[code]) for code in LANGUAGES if code in indexes}
    names = ("title", "lead")
    write_file(folder / FOLDER / "index.yaml", {name: _by_language(shapes, name) for name in names})
    pages: dict[str, dict[str, CoursePage]] = {}
    found = CoursePage.objects.live().filter(**({"key": only} if only else {}))
    for page in found.select_related("locale").order_by("key"):
        pages.setdefault(page.key, {})[page.locale.language_code] = page
    for key, languages in pages.items():
        _export_files(
            folder / FOLDER / key, {code: languages[code] for code in LANGUAGES if code in languages}
        )
    return list(pages)


def _export_files(folder: Path, pages: Mapping[str, CoursePage]) -> None:
    modules = {
        code: list(ModulePage.objects.child_of(page).live().order_by("path")) for code, page in pages.items()
    }
    shapes = {code: export_course(page) for code, page in pages.items()}
    shared = shapes["nb"]
    outcomes = zip(*(shape["outcomes"] for shape in shapes.values()), strict=True)
    value: Shape = {
        "id": shared["id"],
        "version": shared["version"],
        "status": shared["status"],
        **{name: shared[name] for name in ("review_by",) if name in shared},
        "title": _by_language(shapes, "title"),
        "summary": _by_language(shapes, "summary"),
        "outcomes": [dict(zip(shapes, texts, strict=True)) for texts in outcomes],
        "audience": shared["audience"],
        "minutes": shared["minutes"],
        "indicators": shared["indicators"],
        "modules": [module.key for module in modules["nb"]],
        "pass": shared["pass"],
        **{name: shared[name] for name in ("after", "draw") if name in shared},
    }
    if shared["quiz"]:
        value["quiz"] = {code: shape["quiz"] for code, shape in shapes.items() if shape["quiz"]}
    write_file(folder / "course.yaml", {**value, "sources": shared["sources"]})
    for code, found in modules.items():
        for module in found:
            write_file(folder / f"{module.key}.{code}.yaml", export_module(module))


def _by_language(shapes: Mapping[str, Shape], name: str) -> dict[str, str]:
    return {code: shape[name] for code, shape in shapes.items()}


def _export_index(page: CourseIndexPage) -> Shape:
    return {"title": page.title, "lead": page.lead}


def export_course(page: CoursePage) -> Shape:
    """Return what a file tells of the course in the page's language."""
    passing: Shape = {"modules": "all"}
    if page.quiz_percent:
        passing["quiz"] = page.quiz_percent
    if page.asks_for_scenarios:
        passing["scenarios"] = "end"
    draws = {child.value["group"]: child.value["count"] for child in page.draws}
    return {
        "id": page.key,
        "version": page.version,
        "status": page.status,
        **_review(page),
        "audience": list(page.audience),
        "minutes": page.minutes,
        "indicators": list(page.indicators),
        "pass": passing,
        **({"after": list(page.after)} if page.after else {}),
        **({"draw": draws} if draws else {}),
        "sources": [_export_source(child.value) for child in page.sources],
        "title": page.title,
        "summary": page.summary,
        "outcomes": [child.value for child in page.outcomes],
        "quiz": [_export_block(child, QUESTIONS) for child in page.quiz],
    }


def _export_source(value: Mapping[str, Any]) -> Shape:
    day = value.get("verified")
    source = {name: value[name] for name in ("key", "title", "year", "url")}
    return {**source, "verified": day.isoformat()} if day else source


def export_module(page: ModulePage) -> Shape:
    """Return what a file tells of the module in the page's language."""
    return {
        "id": page.key,
        "title": page.title,
        "minutes": page.minutes,
        "lead": page.lead,
        **({"after": list(page.after)} if page.after else {}),
        **({} if page.may_declare else {"may_declare": False}),
        **_review(page),
        "blocks": [_export_block(child, BLOCKS) for child in page.lesson],
    }


def _export_block(child: Any, forms: Mapping[str, Any]) -> Shape:
    fields = forms[child.block_type]
    return {"id": child.id, "type": child.block_type, **convert(plain_value(child), fields, to_markdown)}
