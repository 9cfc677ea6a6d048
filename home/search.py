"""Search over all there is to read: pages, prompts, the glossary, examples, resources and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext
from wagtail.models import Locale, Page
from wagtail.search.query import PlainText

from accounts.queries import find_municipalities
from base.knowledge.models import Example, Fact, KnowledgeItem, Resource, Term
from courses import public as courses
from home.domain.excerpts import Piece, excerpt, pieces
from home.domain.expansion import Vocabulary, expand, phrases_of, to_ask, to_show, words_of
from home.serving import with_leads
from home.words import lexicon

LONGEST_QUERY = 120
MOST_ALSO = 4
MOST_HITS = 12
"""Of each kind; there is no second page, since a better word finds more than a longer list."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found."""

    title: list[Piece]
    text: list[Piece]
    url: str
    closeness: int
    """How much of the title was asked for: 3 all of it, 2 it stands in the title, 1 it stands in the text."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the closest first."""

    kind: str
    name: str
    hits: list[Hit]

    @property
    def closeness(self) -> int:
        return max(hit.closeness for hit in self.hits)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. `also` are the other wordings that were searched for; `instead` is what was, when
    nothing holds the words as they were written."""

    query: str
    groups: list[Group]
    also: list[str]
    instead: str = ""

    @property
    def total(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def search(query: str, language: str) -> Found:
    """Search for `query` in what is published, in the reader's language. At most 15 queries.

    A query that finds nothing is read as the words of the texts it is most like, and tried once more."""
    query = " ".join(query.split())[:LONGEST_QUERY]
    found = _search(query, language)
    if found.groups or not words_of(query):
        return found
    instead = lexicon(language).corrected(query)
    if instead == " ".join(words_of(query)):
        return found
    return replace(_search(instead, language), query=query, instead=instead)


def _search(query: str, language: str) -> Found:
    known = vocabulary()
    wordings = expand(query, known)
    if not wordings:
        return Found(query, [], [])
    with translation.override(language):
        groups = _groups(query, wordings, language)
    also = to_show(wordings, query, known, most=MOST_ALSO)
    return Found(query, sorted(groups, key=lambda group: -group.closeness), also)


def _groups(query: str, wordings: Sequence[str], language: str) -> list[Group]:
    """Return what is found of each kind; a kind with nothing is left out."""
    show = _Shower(wordings)
    groups = [
        Group("page", gettext("Pages"), _pages(wordings, language, show)),
        Group("recording", gettext("Video and sound"), _recordings(wordings, language, show)),
        Group("prompt", gettext("Questions for the conversation"), _prompts(wordings, language, show)),
        Group("term", gettext("Glossary"), _items(Term, wordings, _show_term, show)),
        Group("example", gettext("Examples"), _examples(query, wordings, show)),
        Group("fact", gettext("Figures and sources"), _items(Fact, wordings, _show_fact, show)),
        Group("resource", gettext("Resources"), _items(Resource, wordings, _show_resource, show)),
    ]
    return [group for group in groups if group.hits]


VOCABULARY = "home:vocabulary"


def vocabulary() -> Vocabulary:
    """Return what the glossary calls things. One query an hour, or when a term has changed."""
    kept = cache.get(VOCABULARY)
    if kept is None:
        terms = Term.objects.live().only("term_nb", "term_nn", "term_en", "synonyms_nb", "synonyms_nn")
        made = Vocabulary.of(
            ([term.term_nb, term.term_nn, term.term_en], [*term.synonyms_nb, *term.synonyms_nn])
            for term in terms
        )
        kept = (made.groups, made.names)
        cache.set(VOCABULARY, kept, 60 * 60)
    return Vocabulary(*kept)


class _Shower:
    """Makes hits: cuts the text, marks what was asked for, and says how close it is."""

    def __init__(self, wordings: Sequence[str]) -> None:
        self.wordings = wordings

    def is_hit(self, text: str) -> bool:
        return any(piece.hit for piece in pieces(text, self.wordings))

    def __call__(self, title: str, text: str, url: str) -> Hit:
        plain = " ".join(words_of(title))
        named = any(phrase in self.wordings for phrase in phrases_of(title))
        closeness = 3 if named else 2 if any(wording in plain for wording in self.wordings) else 1
        return Hit(
            list(pieces(title, self.wordings)),
            list(pieces(excerpt(text, self.wordings), self.wordings)),
            url,
            closeness,
        )


def _ask(wordings: Iterable[str]) -> Any:
    return reduce(or_, [PlainText(wording, operator="and") for wording in to_ask(wordings)])


def _best(queryset: Any, wordings: Iterable[str]) -> list[Any]:
    return list(queryset.search(_ask(wordings))[:MOST_HITS])


def _sorted(hits: Iterable[Hit]) -> list[Hit]:
    """The closest first; among equals the order the database found best."""
    return sorted(hits, key=lambda hit: -hit.closeness)


def _pages(wordings: Sequence[str], language: str, show: _Shower) -> list[Hit]:
    """Two steps: all that match are sorted before the best are kept, so those rows are kept short."""
    pages = Page.objects.live().public().filter(locale=Locale.objects.get_for_language(language))
    best = [page.pk for page in _best(pages.only("pk"), wordings)]
    rows = with_leads().in_bulk(best)
    found = [rows[pk] for pk in best if pk in rows]
    return _sorted(
        show(page.title, page.search_description or page.lead_text, page.url) for page in found if page.url
    )


def _recordings(wordings: Sequence[str], language: str, show: _Shower) -> list[Hit]:
    """Recordings whose captions or transcript hold the words, each with an address that begins where they are said."""
    hits = []
    for recording in courses.search_recordings(_ask(wordings), language)[:MOST_HITS]:
        said = next((one for one in recording.said if show.is_hit(one[1])), None)
        url = recording.url_at(said[0]) if said else recording.url
        text = said[1] if said else " ".join(sentence for _, sentence in recording.said)
        hits.append(show(recording.title, text, url))
    return _sorted(hits)


def _prompts(wordings: Sequence[str], language: str, show: _Shower) -> list[Hit]:
    found = courses.search_prompts(_ask(wordings), language)
    return _sorted(show(prompt.text, "", prompt.url) for prompt in found[:MOST_HITS])


def _items(
    model: type[KnowledgeItem],
    wordings: Sequence[str],
    parts: Callable[[Any], tuple[str, str, str]],
    show: _Shower,
) -> list[Hit]:
    return _sorted(show(*parts(item)) for item in _best(model.objects.live(), wordings))


def _show_term(term: Term) -> tuple[str, str, str]:
    return term.term, term.definition, term.get_absolute_url()


def _show_example(example: Example) -> tuple[str, str, str]:
    return (
        example.title,
        f"{example.what} {example.learn} {strip_tags(example.more)}",
        example.get_absolute_url(),
    )


def _show_fact(fact: Fact) -> tuple[str, str, str]:
    return fact.text, "", f"{reverse('home:facts')}#{fact.key}"


def _show_resource(resource: Resource) -> tuple[str, str, str]:
    return resource.title, resource.why, f"{reverse('home:resources')}#{resource.key}"


def _examples(query: str, wordings: Sequence[str], show: _Shower) -> list[Hit]:
    """Examples by their words, and those a municipality takes part in by its name."""
    found = {example.pk: example for example in _best(Example.objects.live(), wordings)}
    taking_part = dict(Example.objects.live().values_list("pk", "municipalities"))
    every = {number for numbers in taking_part.values() for number in numbers}
    named = {municipality.number for municipality in find_municipalities(query, limit=3, among=every)}
    if named:
        found |= Example.objects.in_bulk(pk for pk, numbers in taking_part.items() if named & set(numbers))
    return _sorted(show(*_show_example(example)) for example in found.values())
