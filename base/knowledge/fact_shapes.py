"""The shipped form of sources, facts and the timeline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from base.content import Entry
from base.knowledge.domain.figures import states
from base.knowledge.models import Fact, Source, TimelineItem
from base.knowledge.models.fact import Certainty
from base.knowledge.shapes import (
    Kind,
    Shape,
    export_item,
    fill_item,
    fill_texts,
    optional_choice,
    read_date,
    read_end,
    read_item,
    read_key,
    read_optional_texts,
    read_texts,
    texts_of,
    without_empty,
)


def read_source(entry: Entry) -> Shape:
    shape = {
        "key": read_key(entry),
        "title": entry.text("title"),
        "publisher": entry.text("publisher"),
        "year": entry.integer("year", required=False),
        "url": entry.text("url", required=False),
    }
    entry.close()
    return {key: value for key, value in shape.items() if value}


def fill_source(source: Source, shape: Shape, sources: Mapping[str, Source]) -> None:
    source.title, source.publisher = shape["title"], shape["publisher"]
    source.year, source.url = shape.get("year"), shape.get("url", "")


def export_source(source: Source) -> Shape:
    names = ("key", "title", "publisher", "year", "url")
    return without_empty({name: getattr(source, name) for name in names})


def read_fact(entry: Entry) -> Shape:
    shape = {
        **read_item(entry),
        "value": entry.text("value", required=False),
        "unit": optional_choice(entry, "unit", Fact.Unit.values),
        "year": entry.integer("year"),
        "source": entry.text("source"),
        "certainty": entry.choice("certainty", Certainty.values),
        "verified": read_date(entry, "verified"),
        **read_texts(entry, "text"),
        **read_optional_texts(entry, "note"),
        "indicators": entry.strings("indicators", required=False),
    }
    for code, text in shape["text"].items():
        if not states(text, code, shape["value"], shape["unit"]):
            entry.fault("text", f"the {code} text does not say {shape['value']}")
    return read_end(entry, shape)


def fill_fact(fact: Fact, shape: Shape, sources: Mapping[str, Source]) -> None:
    fill_item(fact, shape)
    fill_texts(fact, shape, "text", "note")
    fact.value, fact.unit, fact.year = shape.get("value", ""), shape.get("unit", ""), shape["year"]
    fact.certainty, fact.indicators = shape["certainty"], shape.get("indicators", [])
    fact.source = sources[shape["source"]]
    fact.verified_on = date.fromisoformat(shape["verified"]) if "verified" in shape else None


def export_fact(fact: Fact) -> Shape:
    return export_item(
        fact,
        {
            "value": fact.value,
            "unit": fact.unit,
            "year": fact.year,
            "source": fact.source.key,
            "certainty": fact.certainty,
            "verified": fact.verified_on.isoformat() if fact.verified_on else "",
            "text": texts_of(fact, "text"),
            "note": texts_of(fact, "note"),
            "indicators": fact.indicators,
        },
    )


def read_timeline_item(entry: Entry) -> Shape:
    shape = {
        **read_item(entry),
        "date": entry.text("date"),
        "source": entry.text("source"),
        "certainty": entry.choice("certainty", Certainty.values),
        **read_texts(entry, "title", "text"),
    }
    if shape["date"] and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", shape["date"], re.ASCII):
        entry.fault("date", "should be 2026, 2026-01 or 2026-01-31")
    return read_end(entry, shape)


def fill_timeline_item(item: TimelineItem, shape: Shape, sources: Mapping[str, Source]) -> None:
    fill_item(item, shape)
    fill_texts(item, shape, "title", "text")
    item.date, item.certainty, item.source = shape["date"], shape["certainty"], sources[shape["source"]]


def export_timeline_item(item: TimelineItem) -> Shape:
    return export_item(
        item,
        {
            "date": item.date,
            "source": item.source.key,
            "certainty": item.certainty,
            "title": texts_of(item, "title"),
            "text": texts_of(item, "text"),
        },
    )


SOURCES = Kind("sources", Source, read_source, fill_source, export_source)
FACTS = Kind("facts", Fact, read_fact, fill_fact, export_fact)
TIMELINE = Kind("timeline", TimelineItem, read_timeline_item, fill_timeline_item, export_timeline_item)
