"""What the pages of this room show, from the knowledge base and the other rooms' public parts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import TextChoices

from accounts.models import Municipality
from base.knowledge.models import Example, ExampleSource, Fact, Resource, Source, Term
from courses.public import Helped, Link, PromptLink, course_links, prompt_links
from self_assessment import public as self_assessment

MOST_PROMPTS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Things under one heading, in the order they are shown. `anchor` is their place on the page."""

    anchor: str
    name: str
    items: list[Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the glossary with the terms it points on to."""

    term: Term
    see_also: list[Term]


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """An example and what it leads to."""

    example: Example
    municipalities: list[Municipality]
    other_municipalities: list[Municipality]
    helps: list[Helped]
    courses: list[Link]
    prompts: list[PromptLink]
    sources: list[ExampleSource]


def glossary(language: str) -> list[Named]:
    """Return the glossary by first letter in the reader's language, in Norwegian order. Two queries."""
    terms = list(Term.objects.live().select_related("source"))
    by_key = {term.key: term for term in terms}
    terms.sort(key=lambda term: alphabetical(term.term))
    letters = []
    for letter, group in groupby(terms, key=lambda term: first_letter(term.term)):
        entries = [Entry(term, [by_key[key] for key in term.see_also if key in by_key]) for term in group]
        letters.append(Named(f"bokstav-{letter.lower()}", letter, entries))
    return letters


def alphabetical(text: str) -> list[int]:
    """Return a key that sorts as Norwegian does: æ, ø and å last, accents and case not counted."""
    return [_PLACES.get(letter, ord(letter)) for letter in folded(text)]


def first_letter(text: str) -> str:
    return folded(text)[:1].upper()


def folded(text: str) -> str:
    """Return the text in small letters without accents, but with æ, ø and å: å is a letter, é is an e."""
    kept = "".join(
        letter if letter in "æøå" else unicodedata.normalize("NFKD", letter)[0] for letter in text.casefold()
    )
    return kept.strip()


_PLACES = {"æ": 0x110000, "ø": 0x110001, "å": 0x110002}


def examples_by_kind() -> list[Named]:
    """Return the published examples under their kinds, in the order the kinds are defined. One query."""
    found = list(Example.objects.live())
    return _by_choice(found, Example.Kind)


def resources_by_kind() -> list[Named]:
    """Return the published resources under their kinds. One query."""
    return _by_choice(list(Resource.objects.live()), Resource.Kind)


def _by_choice(items: Iterable[Any], kinds: type[TextChoices]) -> list[Named]:
    groups = [
        Named(kind.value, str(kind.label), [i for i in items if i.kind == kind.value]) for kind in kinds
    ]
    return [group for group in groups if group.items]


def facts_by_source() -> list[tuple[Source, list[Fact]]]:
    """Return the published facts under their sources, by publisher. One query."""
    facts = Fact.objects.live().select_related("source").order_by("source__publisher", "source__title", "key")
    return [(source, list(group)) for source, group in groupby(facts, key=attrgetter("source"))]


def example_page(example: Example, language: str) -> ExamplePage:
    """Return an example with what it points at: municipalities, building blocks, and what helps there."""
    indicators = self_assessment.indicator_links(example.indicators, language)
    keys = dict.fromkeys(key for indicator in indicators for key in indicator.courses)
    codes = dict.fromkeys(code for indicator in indicators for code in indicator.prompts)
    numbers = [*example.municipalities, *example.other_municipalities]
    found = Municipality.objects.in_bulk(numbers)
    return ExamplePage(
        example,
        _in_order(found, example.municipalities),
        _in_order(found, example.other_municipalities),
        self_assessment.building_blocks_helped(language, indicators=example.indicators, example=example.key),
        course_links(list(keys), language),
        prompt_links(list(codes)[:MOST_PROMPTS], language),
        list(ExampleSource.objects.filter(example=example).select_related("source")),
    )


def _in_order(found: Mapping[str, Municipality], numbers: Iterable[str]) -> list[Municipality]:
    chosen = [found[number] for number in numbers if number in found]
    return sorted(chosen, key=lambda municipality: alphabetical(municipality.name))
