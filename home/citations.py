"""The sources of a theme page, numbered in the order the reader meets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from base.knowledge.domain.figures import MARK
from base.knowledge.models import Fact, Source


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of a page, its number in the list, and the facts it stands for."""

    number: int
    source: Source
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """All sources of a page. `facts` {key: fact} holds every fact that is marked or shown."""

    entries: tuple[Citation, ...]
    facts: dict[str, Fact]

    def number_of(self, key: str) -> int | None:
        """Return the number of the source of a fact, or None if there is no such fact."""
        fact = self.facts.get(key)
        if fact is None:
            return None
        return next(entry.number for entry in self.entries if entry.source.pk == fact.source_id)


def citations_of(body: Iterable[Any]) -> Citations:
    """Collect the sources of a theme page's blocks: marks in the text, and facts shown as figures.

    Costs one query, beside what reading the blocks costs."""
    keys: dict[str, None] = {}
    for block in body:
        if block.block_type == "section":
            keys.update(dict.fromkeys(MARK.findall(block.value["text"].source)))
        elif block.block_type == "facts":
            keys.update(dict.fromkeys(fact.key for fact in block.value["facts"]))
    found = Fact.objects.select_related("source").in_bulk(list(keys), field_name="key")
    facts = {key: found[key] for key in keys if key in found}
    by_source: dict[int, list[Fact]] = {}
    for fact in facts.values():
        by_source.setdefault(fact.source_id, []).append(fact)
    entries = tuple(
        Citation(number, cited[0].source, tuple(cited)) for number, cited in enumerate(by_source.values(), 1)
    )
    return Citations(entries, facts)
