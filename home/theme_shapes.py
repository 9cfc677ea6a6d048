"""The shipped form of theme pages: one body a language, each block with the keys of what it shows."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from base.content import Entry
from base.knowledge.domain.figures import statements, states
from base.knowledge.models import Example, Fact, KnowledgeItem, Resource
from base.knowledge.shapes import Shape, read_date, read_key, without_empty
from base.markdown import to_html, to_markdown
from home.models import ThemePage

CHOSEN: Mapping[str, type[KnowledgeItem]] = {"facts": Fact, "examples": Example, "resources": Resource}
"""Blocks that show chosen items, by block type; the list in the block has the same name."""

BLOCKS = ("section", "timeline", *CHOSEN)


def read_page(entry: Entry) -> Shape:
    """Read a theme page: what the languages share, and under `languages` what each of them says."""
    shape: Shape = {
        "key": read_key(entry),
        "parent": entry.text("parent", required=False),
        "slug": entry.text("slug"),
        "status": entry.choice("status", KnowledgeItem.Status.values),
        "courses": entry.strings("courses", required=False),
        "indicators": entry.strings("indicators", required=False),
        "review_by": read_date(entry, "review_by"),
        "languages": {},
    }
    for code, language in read_languages(entry).items():
        shape["languages"][code] = {
            "title": language.text("title"),
            "lead": language.text("lead"),
            "body": [_read_block(block) for block in language.entries("body")],
        }
        language.close()
    entry.close()
    return without_empty(shape)


def read_languages(entry: Entry) -> dict[str, Entry]:
    """Return what stands under `languages`: nb and nn must be there, en may be."""
    languages = entry.entry("languages")
    if languages is None:
        return {}
    found = {code: languages.entry(code, required=code != "en") for code in ("nb", "nn", "en")}
    languages.close()
    return {code: language for code, language in found.items() if language is not None}


def _read_block(entry: Entry) -> Shape:
    shape: Shape = {
        "id": entry.text("id"),
        "type": entry.choice("type", BLOCKS),
        "heading": entry.text("heading"),
    }
    if shape["type"] == "section":
        shape["text"] = entry.text("text")
    elif shape["type"] in CHOSEN:
        shape[shape["type"]] = entry.strings(shape["type"])
    entry.close()
    return shape


def check_marks(entry: Entry, shape: Shape, facts: Mapping[str, Shape]) -> None:
    """Note source marks that name no fact, and figures that are not the fact's. `facts` are shapes by key."""
    for code, language in shape.get("languages", {}).items():
        for block in language["body"]:
            for key, words in statements(block.get("text", "")):
                fact = facts.get(key)
                if fact is None:
                    entry.fault("languages", f"{code} {block['id']}: there is no fact {key!r}")
                elif not states(words, code, fact.get("value", ""), fact.get("unit", "")):
                    entry.fault("languages", f"{code} {block['id']}: does not say {fact['value']} ({key})")


def check_chosen(entry: Entry, shape: Shape, keys: Mapping[str, set[str]]) -> None:
    """Note blocks that show an item which does not exist. `keys` {block type: the keys there are}."""
    for code, language in shape.get("languages", {}).items():
        for block in language["body"]:
            for key in block.get(block["type"], []) if block["type"] in CHOSEN else []:
                if key not in keys[block["type"]]:
                    entry.fault("languages", f"{code} {block['id']}: there is no {block['type']} {key!r}")


def fill_page(page: ThemePage, shape: Shape, language: Shape) -> None:
    """Write the shipped form into a page. Costs a query a kind of chosen item."""
    page.key, page.slug, page.status = shape["key"], shape["slug"], shape["status"]
    page.review_by = datetime.date.fromisoformat(shape["review_by"]) if "review_by" in shape else None
    page.courses, page.indicators = shape.get("courses", []), shape.get("indicators", [])
    page.title, page.lead = language["title"], language["lead"]
    page.body = json.dumps([_to_block(block) for block in language["body"]])


def _to_block(block: Shape) -> Shape:
    value: dict[str, Any] = {"heading": block["heading"]}
    if block["type"] == "section":
        value["text"] = to_html(block["text"])
    elif block["type"] in CHOSEN:
        keys = block[block["type"]]
        records = CHOSEN[block["type"]].objects.in_bulk(keys, field_name="key")
        value[block["type"]] = [
            {"type": "item", "value": records[key].pk, "id": f"{block['id']}-{key}"} for key in keys
        ]
    return {"type": block["type"], "id": block["id"], "value": value}


def export_language(page: ThemePage) -> Shape:
    """Return what one language of a theme page says."""
    return {"title": page.title, "lead": page.lead, "body": [_export_block(block) for block in page.body]}


def _export_block(block: Any) -> Shape:
    shape: Shape = {"id": block.id, "type": block.block_type, "heading": block.value["heading"]}
    if block.block_type == "section":
        shape["text"] = re.sub(r"\s*\Z", "\n", to_markdown(block.value["text"].source))
    elif block.block_type in CHOSEN:
        shape[block.block_type] = [item.key for item in block.value[block.block_type]]
    return shape


def export_shared(page: ThemePage, parent: str) -> Shape:
    """Return what the languages of a theme page share."""
    return without_empty(
        {
            "key": page.key,
            "parent": parent,
            "slug": page.slug,
            "status": page.status,
            "courses": page.courses,
            "indicators": page.indicators,
            "review_by": page.review_by.isoformat() if page.review_by else "",
        }
    )
