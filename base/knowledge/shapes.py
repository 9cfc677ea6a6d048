"""The shipped form of each kind of knowledge: read it from a file, write it into a record, write it out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from base.content import LANGUAGES, Entry
from base.knowledge.models import (
    KnowledgeItem,
    Source,
)

Shape = dict[str, Any]
"""A record as plain values, with the keys of the file; what is empty is left out."""

KEY = re.compile(r"[a-z0-9_-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: the list it stands in, how to read an entry, fill a record, and write it out."""

    name: str
    model: type[Any]
    read: Callable[[Entry], Shape]
    fill: Callable[[Any, Shape, Mapping[str, Source]], None]
    export: Callable[[Any], Shape]


def without_empty(shape: Mapping[str, Any]) -> Shape:
    return {key: value for key, value in shape.items() if value not in (None, "", [], {})}


def texts_of(record: Any, name: str) -> dict[str, str]:
    """Return {language: text} of a record's text, the empty ones left out."""
    return without_empty({code: getattr(record, f"{name}_{code}") for code in LANGUAGES})


def fill_texts(record: Any, shape: Shape, *names: str) -> None:
    for name in names:
        for code in LANGUAGES:
            setattr(record, f"{name}_{code}", shape.get(name, {}).get(code, ""))


def read_key(entry: Entry) -> str:
    key = entry.text("key")
    if key and not KEY.fullmatch(key):
        entry.fault("key", "should be small letters a-z, numbers, - and _, at most 60")
    return key


def read_texts(entry: Entry, *names: str, required: bool = True) -> Shape:
    return {name: without_empty(entry.texts(name, required=required)) for name in names}


def read_optional_texts(entry: Entry, *names: str) -> Shape:
    """Texts that may be left out; if one of nb and nn is there, the other must be."""
    shape = read_texts(entry, *names, required=False)
    for name, texts in shape.items():
        if ("nb" in texts) != ("nn" in texts):
            entry.fault(name, "stands in only one of nb and nn")
    return shape


def read_date(entry: Entry, key: str) -> str:
    text = entry.text(key, required=False)
    try:
        return text and datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        entry.fault(key, f"{text!r} is not a date such as 2027-01-31")
        return ""


def read_item(entry: Entry) -> Shape:
    """What all knowledge items have."""
    return {"key": read_key(entry), "status": entry.choice("status", KnowledgeItem.Status.values)}


def read_end(entry: Entry, shape: Shape) -> Shape:
    """Read what stands last in every item, and note the keys nobody knows."""
    shape["review_by"] = read_date(entry, "review_by")
    entry.close()
    return without_empty(shape)


def fill_item(item: KnowledgeItem, shape: Shape) -> None:
    item.status = shape["status"]
    item.review_by = datetime.date.fromisoformat(shape["review_by"]) if "review_by" in shape else None


def export_item(item: KnowledgeItem, shape: Mapping[str, Any]) -> Shape:
    review_by = item.review_by.isoformat() if item.review_by else ""
    return without_empty({"key": item.key, "status": item.status, **shape, "review_by": review_by})


def optional_choice(entry: Entry, key: str, allowed: Sequence[str]) -> str:
    return entry.choice(key, allowed) if key in entry.values else ""
