"""What is wrong with the pieces of knowledge, or worth a look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format

from base.checks.domain.findings import Finding, is_address, language_findings
from base.checks.problems import Place, Problem, problems
from base.knowledge.models import Example, Fact, Resource, Source, Term, TimelineItem
from base.knowledge.review import past_review
from base.knowledge.usage import edit_use
from base.translated import Translated

_ITEMS = (Fact, TimelineItem, Example, Resource, Term)
MONTHS_OF_TRUST = 18
"""How long a figure may stand before somebody looks at its source again; our choice."""


def knowledge_problems(on: date) -> Iterator[Problem]:
    """Yield what is found in sources and in what is published of facts, examples, resources and terms."""
    citing = (Fact.objects, TimelineItem.objects)
    cited = {source for rows in citing for source in rows.values_list("source_id", flat=True)}
    for source in Source.objects.all():
        yield from problems(_source_findings(source, cited=source.pk in cited), place_of(source))
    for item in past_review(on):
        day = date_format(item.review_by, "j. F Y") if item.review_by else ""
        yield from problems([Finding("past-review", day)], place_of(item))
    for kind in _ITEMS:
        for item in kind.objects.live():
            for code in ("nb", "nn"):
                place = Place(place_of(item).name, code, place_of(item).url)
                for text in _texts(item, code):
                    yield from problems(language_findings(text, code), place)
    for fact in Fact.objects.live().select_related("source"):
        yield from problems(_fact_findings(fact, on), place_of(fact))


def place_of(thing: Model) -> Place:
    use = edit_use(thing)
    return Place(use.where, url=use.url)


def _texts(item: Model, code: str) -> list[str]:
    kind = type(item)
    names = [name for name in dir(kind) if isinstance(vars(kind).get(name), Translated)]
    return [getattr(item, f"{name}_{code}") for name in names]


def _source_findings(source: Source, *, cited: bool) -> Iterator[Finding]:
    if source.year is None and not cited:
        yield Finding("source-without-year", source.title)
    if source.url and not is_address(source.url):
        yield Finding("bad-address", source.url)


def _fact_findings(fact: Fact, on: date) -> Iterator[Finding]:
    changed = fact.source.changed_at
    seen = _seen_at(fact)
    if changed and (seen is None or seen < changed):
        yield Finding("source-changed", str(fact.source))
    if fact.verified_on is not None and fact.verified_on < on - timedelta(days=30 * MONTHS_OF_TRUST):
        yield Finding("verified-long-ago", date_format(fact.verified_on, "j. F Y"))


def _seen_at(fact: Fact) -> datetime | None:
    """Return when somebody last held the fact against its source: by its date, or by publishing it."""
    times = [fact.last_published_at] if fact.last_published_at else []
    if fact.verified_on:
        times.append(timezone.make_aware(datetime.combine(fact.verified_on, time.max)))
    return max(times, default=None)
