"""The site's search index: Wagtail's on the database at hand, told on PostgreSQL that the texts are Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from modelsearch.backends.database import SearchBackend as DatabaseBackend
from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend, PostgresSearchQueryCompiler
from modelsearch.query import Or, PlainText

TITLE, BODY = F("index_entries__title"), F("index_entries__body")
_SEPARATORS = re.compile(r"[\s\-\x00]+")


class OneRankCompiler(PostgresSearchQueryCompiler):  # type: ignore[misc]
    """Asks for all wordings of a search at once. Wagtail's own ranks every text once a wording, and puts title and
    body together before it looks at them: unpacking a long lesson that often is most of what a search costs."""

    def search(self, config: Any, start: int, stop: int, score_field: Any = None, backend: Any = None) -> Any:
        wordings = _wordings(self.query)
        if self.fields is not None or not wordings:
            return super().search(config, start, stop, score_field=score_field, backend=backend)
        wanted = SearchQuery(_asked(wordings), search_type="raw", config=config)
        rank = SearchRank(TITLE, wanted, weights=self.sql_weights) * F(
            "index_entries__title_norm"
        ) + SearchRank(BODY, wanted, weights=self.sql_weights)
        found = self._holding(wanted, several_words=any(len(words) > 1 for words in wordings))
        return self._apply_ordering_and_scoring(found, rank, start, stop, score_field)

    def _holding(self, wanted: SearchQuery, *, several_words: bool) -> QuerySet[Any]:
        """Keep what holds the words. Only of several words may some stand in the title and the rest in the body,
        so only then are the two put together."""
        either = Q(index_entries__title=wanted) | Q(index_entries__body=wanted)
        if not several_words:
            return self.queryset.filter(either)
        together = CombinedExpression(TITLE, "||", BODY, output_field=SearchVectorField())
        return self.queryset.alias(_vector_=together).filter(either | Q(_vector_=wanted))


def _wordings(query: Any) -> list[list[str]]:
    """Return the words of each wording that is asked for. None when a query asks for anything else: those of the
    site do not, some of the CMS do."""
    if isinstance(query, PlainText) and query.operator == "and":
        return [words] if (words := _SEPARATORS.sub(" ", query.query_string).split()) else []
    if not isinstance(query, Or):
        return []
    each = [_wordings(one) for one in query.subqueries]
    return [wording for wordings in each for wording in wordings] if all(each) else []


def _asked(wordings: Iterable[Iterable[str]]) -> str:
    """Write a query as PostgreSQL reads it: `('sick' & 'leave') | 'sykmelding'`."""
    return " | ".join(f"({' & '.join(map(_quoted, words))})" for words in wordings)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


class NorwegianPostgresBackend(PostgresSearchBackend):  # type: ignore[misc]
    query_compiler_class = OneRankCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": "norwegian", **params})


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  # the name Wagtail looks for
    if connection.vendor == "postgresql":
        return NorwegianPostgresBackend(params)
    return DatabaseBackend(params)
