"""Bring the front page and the theme pages in, and write them out again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from wagtail.models import Locale, Page

from base import content
from base.content import Entry, Faults, LoadReport
from base.knowledge.content import KnowledgeContent, shapes_by_key
from base.knowledge.shapes import Shape, without_empty
from home.blocks import DRAWINGS, TARGETS
from home.models import HomePage, ThemePage
from home.theme_shapes import (
    check_chosen,
    check_marks,
    export_language,
    export_shared,
    fill_page,
    read_languages,
    read_page,
)

ContentPage = TypeVar("ContentPage", HomePage, ThemePage)
FRONT, THEMES = "home.yaml", "themes.yaml"


@dataclass(frozen=True, slots=True)
class HomeContent:
    """The front page's shape, and those of the theme pages with a parent before its children."""

    front: Shape
    themes: list[Shape]

    def load(self, report: LoadReport) -> None:
        """Fill the front pages, and create or renew the theme pages no editor has touched."""
        fronts = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
        for code, language in self.front["languages"].items():
            _load_front(fronts[code], code, {"prompts": self.front["prompts"], **language}, report)
        for shape in self.themes:
            for code in shape["languages"]:
                _load_theme(shape, code, fronts[code], report)


def _load_front(page: HomePage, code: str, shape: Shape, report: LoadReport) -> None:
    def save() -> HomePage:
        page.title, page.heading = shape["title"], shape["heading"]
        page.heading_mark, page.lead = shape["heading_mark"], shape["lead"]
        page.prompt_codes = shape["prompts"]
        page.doors = json.dumps([_to_door(door, i) for i, door in enumerate(shape["doors"], 1)])
        return publish(page)

    content.bring_in(
        f"front:{code}",
        shape,
        # A front page without a heading is the empty one the site began with: it is nobody's yet.
        existing=page if page.heading else None,
        save=save,
        export=lambda page: _export_front(as_edited(page)),
        report=report,
    )


def _load_theme(shape: Shape, code: str, front: HomePage, report: LoadReport) -> None:
    pages = ThemePage.objects.filter(locale=front.locale)
    existing = pages.filter(key=shape["key"]).first()
    shared = {key: value for key, value in shape.items() if key != "languages"}

    def save() -> ThemePage:
        page = existing or ThemePage(locale=front.locale)
        fill_page(page, shape, shape["languages"][code])
        if existing is None:
            sibling = ThemePage.objects.filter(key=shape["key"]).first()
            if sibling is not None:
                page.translation_key = sibling.translation_key
            parent: Page = pages.get(key=shape["parent"]) if "parent" in shape else front
            parent.add_child(instance=page)
        return publish(page)

    content.bring_in(
        f"theme:{shape['key']}:{code}",
        {**shared, **shape["languages"][code]},
        existing=existing,
        save=save,
        export=partial(_export_as_edited, shape.get("parent", "")),
        report=report,
    )


def publish(page: ContentPage) -> ContentPage:
    """Save what was filled in and publish it, so that the CMS opens what the reader sees."""
    page.save()
    page.save_revision(changed=False, clean=False).publish(log_action=False)
    page.refresh_from_db()
    return page


def as_edited(page: Any) -> Any:
    """Return the page as its editor last left it, an unpublished draft too."""
    return page.get_latest_revision_as_object() if page.has_unpublished_changes else page


def _export_as_edited(parent: str, page: ThemePage) -> Shape:
    page = as_edited(page)
    return {**export_shared(page, parent), **export_language(page)}


# --- reading -----------------------------------------------------------------------------------------


def read_content(folder: Path, faults: Faults, *, knowledge: KnowledgeContent) -> HomeContent:
    """Read and check the front page and the theme pages, whose facts and examples must be in `knowledge`."""
    front = _read_front(content.read_file(folder / FRONT, folder, faults))
    top = content.read_file(folder / THEMES, folder, faults)
    entries = top.entries("pages") if top.values else []
    themes = [read_page(entry) for entry in entries]
    top.close()
    known = shapes_by_key(knowledge)
    keys = {kind: set(shapes) for kind, shapes in known.items()}
    for i, (entry, shape) in enumerate(zip(entries, themes, strict=True)):
        check_marks(entry, shape, known["facts"])
        check_chosen(entry, shape, keys)
        if "parent" in shape and shape["parent"] not in [page.get("key") for page in themes[:i]]:
            entry.fault("parent", f"there is no page {shape['parent']!r} before this one")
    return HomeContent(front, themes)


def _read_front(top: Entry) -> Shape:
    shape: Shape = {"prompts": top.strings("prompts") if top.values else [], "languages": {}}
    for code, language in (read_languages(top) if top.values else {}).items():
        names = ("title", "heading", "heading_mark", "lead")
        shape["languages"][code] = {
            **{name: language.text(name) for name in names},
            "doors": [_read_door(door) for door in language.entries("doors")],
        }
        language.close()
    top.close()
    return shape


def _read_door(entry: Entry) -> Shape:
    shape = {
        "drawing": entry.choice("drawing", DRAWINGS),
        "title": entry.text("title"),
        "text": entry.text("text"),
        "links": [_read_link(link) for link in entry.entries("links")],
    }
    entry.close()
    return shape


def _read_link(entry: Entry) -> Shape:
    shape = {"text": entry.text("text"), "target": entry.choice("target", TARGETS)}
    entry.close()
    return shape


def _to_door(door: Shape, number: int) -> Shape:
    links = [
        {"type": "item", "value": link, "id": f"door-{number}-{i}"} for i, link in enumerate(door["links"], 1)
    ]
    return {"type": "door", "id": f"door-{number}", "value": {**door, "links": links}}


# --- writing out -------------------------------------------------------------------------------------


def _export_front(page: HomePage) -> Shape:
    return {
        "prompts": page.prompt_codes,
        "title": page.title,
        "heading": page.heading,
        "heading_mark": page.heading_mark,
        "lead": page.lead,
        "doors": [_export_door(block.value) for block in page.doors],
    }


def _export_door(value: Any) -> Shape:
    links = [{"text": link["text"], "target": link["target"]} for link in value["links"]]
    return {"drawing": value["drawing"], "title": value["title"], "text": value["text"], "links": links}


def export_content(folder: Path) -> None:
    """Write the published front page and theme pages; the parts the languages share are bokmål's."""
    fronts = {
        page.locale.language_code: _export_front(page) for page in HomePage.objects.select_related("locale")
    }
    languages = {
        code: {key: value for key, value in fronts[code].items() if key != "prompts"}
        for code in content.LANGUAGES
        if fronts.get(code, {}).get("heading")
    }
    content.write_file(folder / FRONT, {"prompts": fronts["nb"]["prompts"], "languages": languages})
    content.write_file(folder / THEMES, {"pages": [_export_theme(page) for page in _pages_in("nb")]})


def _pages_in(code: str) -> list[ThemePage]:
    """Return the published theme pages of a language, in the order of the tree: parents first."""
    locale = Locale.objects.get(language_code=code)
    return list(ThemePage.objects.live().filter(locale=locale).order_by("path"))


def _export_theme(page: ThemePage) -> Shape:
    parent = page.get_parent().specific
    translations: Mapping[str, ThemePage] = {
        one.locale.language_code: one
        for one in page.get_translations(inclusive=True).live().select_related("locale")
    }
    return {
        **export_shared(page, parent.key if isinstance(parent, ThemePage) else ""),
        "languages": without_empty(
            {code: export_language(translations[code]) for code in content.LANGUAGES if code in translations}
        ),
    }
