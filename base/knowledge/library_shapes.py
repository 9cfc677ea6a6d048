"""The shipped form of examples, resources and terms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from base.content import LANGUAGES, Entry
from base.knowledge.models import Example, ExampleSource, Resource, Source, Term
from base.knowledge.shapes import (
    Kind,
    Shape,
    export_item,
    fill_item,
    fill_texts,
    optional_choice,
    read_end,
    read_item,
    read_optional_texts,
    read_texts,
    texts_of,
    without_empty,
)

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


EXAMPLES = Kind("examples", Example, read_example, fill_example, export_example)
RESOURCES = Kind("resources", Resource, read_resource, fill_resource, export_resource)
TERMS = Kind("terms", Term, read_term, fill_term, export_term)
