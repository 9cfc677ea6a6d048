"""The shipped form of each kind of knowledge: read it from a file, write it into a record, write it out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from base.content import LANGUAGES, Entry
from base.knowledge.domain.figures import states
from base.knowledge.models import (
    Example,
    ExampleSource,
    Fact,
    KnowledgeItem,
    Resource,
    Source,
    Term,
    TimelineItem,
)
from base.knowledge.models.fact import Certainty

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


# --- sources -----------------------------------------------------------------------------------------


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


# --- facts and the timeline --------------------------------------------------------------------------


def read_fact(entry: Entry) -> Shape:
    shape = {
        **read_item(entry),
        "value": entry.text("value", required=False),
        "unit": optional_choice(entry, "unit", Fact.Unit.values),
        "year": entry.integer("year"),
        "source": entry.text("source"),
        "certainty": entry.choice("certainty", Certainty.values),
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


def export_fact(fact: Fact) -> Shape:
    return export_item(
        fact,
        {
            "value": fact.value,
            "unit": fact.unit,
            "year": fact.year,
            "source": fact.source.key,
            "certainty": fact.certainty,
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


# --- examples ----------------------------------------------------------------------------------------

EXAMPLE_LISTS = ("municipalities", "other_municipalities", "districts", "indicators", "services")


def read_example(entry: Entry) -> Shape:
    shape = {
        **read_item(entry),
        "kind": entry.choice("kind", Example.Kind.values),
        **read_texts(entry, "title", "what", "learn", "first_step"),
        **read_optional_texts(entry, "note", "more"),
        "municipalities_basis": optional_choice(entry, "municipalities_basis", Example.Basis.values),
        **{name: entry.strings(name, required=False) for name in EXAMPLE_LISTS},
        "sources": [_read_example_source(source) for source in entry.entries("sources")],
    }
    for name in ("municipalities", "other_municipalities"):
        for wrong in (number for number in shape[name] if not re.fullmatch(r"\d{4}", number, re.ASCII)):
            entry.fault(name, f"{wrong!r} is not a municipality number")
    return read_end(entry, shape)


def _read_example_source(entry: Entry) -> Shape:
    shape = {"source": entry.text("source"), "place": entry.text("place", required=False)}
    entry.close()
    return without_empty(shape)


def fill_example(example: Example, shape: Shape, sources: Mapping[str, Source]) -> None:
    fill_item(example, shape)
    fill_texts(example, shape, "title", "what", "learn", "first_step", "note", "more")
    example.kind = shape["kind"]
    example.municipalities_basis = shape.get("municipalities_basis", "")
    for name in EXAMPLE_LISTS:
        setattr(example, name, shape.get(name, []))
    example.sources.set(
        ExampleSource(sort_order=i, source=sources[one["source"]], place=one.get("place", ""))
        for i, one in enumerate(shape["sources"])
    )


def export_example(example: Example) -> Shape:
    return export_item(
        example,
        {
            "kind": example.kind,
            **{
                name: texts_of(example, name)
                for name in ("title", "what", "learn", "first_step", "note", "more")
            },
            "municipalities_basis": example.municipalities_basis,
            **{name: getattr(example, name) for name in EXAMPLE_LISTS},
            "sources": [
                without_empty({"source": one.source.key, "place": one.place}) for one in example.sources.all()
            ],
        },
    )


# --- resources and terms -----------------------------------------------------------------------------


def read_resource(entry: Entry) -> Shape:
    return read_end(
        entry,
        {
            **read_item(entry),
            "kind": entry.choice("kind", Resource.Kind.values),
            "title": entry.text("title"),
            "publisher": entry.text("publisher"),
            "year": entry.integer("year", required=False) or None,
            "language": entry.choice("language", LANGUAGES),
            "url": entry.text("url", required=False),
            **read_texts(entry, "why"),
            "indicators": entry.strings("indicators", required=False),
            "courses": entry.strings("courses", required=False),
        },
    )


def fill_resource(resource: Resource, shape: Shape, sources: Mapping[str, Source]) -> None:
    fill_item(resource, shape)
    fill_texts(resource, shape, "why")
    for name in ("kind", "title", "publisher", "language"):
        setattr(resource, name, shape[name])
    resource.year, resource.url = shape.get("year"), shape.get("url", "")
    resource.indicators, resource.courses = shape.get("indicators", []), shape.get("courses", [])


def export_resource(resource: Resource) -> Shape:
    plain = ("kind", "title", "publisher", "year", "language", "url")
    return export_item(
        resource,
        {
            **{name: getattr(resource, name) for name in plain},
            "why": texts_of(resource, "why"),
            "indicators": resource.indicators,
            "courses": resource.courses,
        },
    )


def read_term(entry: Entry) -> Shape:
    synonyms = entry.entry("synonyms", required=False)
    shape = {
        **read_item(entry),
        **read_texts(entry, "term", "definition"),
        "synonyms": without_empty({code: synonyms.strings(code, required=False) for code in ("nb", "nn")})
        if synonyms
        else {},
        "see_also": entry.strings("see_also", required=False),
        "source": entry.text("source", required=False),
    }
    if synonyms:
        synonyms.close()
    return read_end(entry, shape)


def fill_term(term: Term, shape: Shape, sources: Mapping[str, Source]) -> None:
    fill_item(term, shape)
    fill_texts(term, shape, "term", "definition")
    synonyms = shape.get("synonyms", {})
    term.synonyms_nb, term.synonyms_nn = synonyms.get("nb", []), synonyms.get("nn", [])
    term.see_also = shape.get("see_also", [])
    term.source = sources[shape["source"]] if "source" in shape else None


def export_term(term: Term) -> Shape:
    return export_item(
        term,
        {
            "term": texts_of(term, "term"),
            "definition": texts_of(term, "definition"),
            "synonyms": without_empty({"nb": term.synonyms_nb, "nn": term.synonyms_nn}),
            "see_also": term.see_also,
            "source": term.source.key if term.source else "",
        },
    )


SOURCES = Kind("sources", Source, read_source, fill_source, export_source)
FACTS = Kind("facts", Fact, read_fact, fill_fact, export_fact)
TIMELINE = Kind("timeline", TimelineItem, read_timeline_item, fill_timeline_item, export_timeline_item)
EXAMPLES = Kind("examples", Example, read_example, fill_example, export_example)
RESOURCES = Kind("resources", Resource, read_resource, fill_resource, export_resource)
TERMS = Kind("terms", Term, read_term, fill_term, export_term)

FILES: Mapping[str, Sequence[Kind]] = {
    "facts.yaml": (SOURCES, FACTS, TIMELINE),
    "examples.yaml": (EXAMPLES,),
    "resources.yaml": (RESOURCES,),
    "glossary.yaml": (TERMS,),
}
"""What stands in which file of `content/`, in the order it is loaded: a source before what cites it."""
