"""Every word that stands in what is published, so that a slip of the finger can be read as one of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from django.core.cache import cache

from base.knowledge.models import Example, Fact, Resource, Term
from courses import public as courses
from home.domain.expansion import Lexicon, words_of
from home.models import ThemePage

KEPT_SECONDS = 60 * 60
LEXICON = "home:lexicon"
_MARKS = re.compile(r"<[^<>]*>|\\\\[nrt]")
"""Marks, and line breaks as JSON writes them. What only looks like a mark costs a word or two, which does no harm."""


def lexicon(language: str) -> Lexicon:
    """Return the words of what is published in a language. A handful of queries an hour, none in between."""
    words = cache.get(f"{LEXICON}:{language}")
    if words is None:
        counted = Counter(word for text in _texts(language) for word in words_of(_plain(text), most=None))
        words = tuple(word for word, _ in counted.most_common() if word.isalpha())
        cache.set(f"{LEXICON}:{language}", words, KEPT_SECONDS)
    return Lexicon(words)


def _texts(language: str) -> Iterable[str]:
    yield from courses.texts_to_find(language)
    for page in ThemePage.objects.live().filter(locale__language_code=language):
        yield page.title
        yield json.dumps(page.body.get_prep_value(), ensure_ascii=False)
    for term in Term.objects.live():
        yield from (term.term_nb, term.term_nn, term.definition_nb, term.definition_nn)
    for example in Example.objects.live():
        yield from (example.title_nb, example.title_nn, example.what_nb, example.what_nn)
    for fact in Fact.objects.live():
        yield from (fact.text_nb, fact.text_nn)
    for resource in Resource.objects.live():
        yield from (resource.title, resource.why_nb, resource.why_nn)


def _plain(text: str) -> str:
    """Return a text, or the JSON of a StreamField, without marks and line breaks."""
    return _MARKS.sub(" ", text)
