"""Where a piece of knowledge is used, so that nothing in use is deleted unnoticed.

What chooses it in the CMS is known to Wagtail's reference index. What names it by its key (a source mark in a
text, another term, a rule of the framework) is told by the rooms that read them, through `register`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from base.knowledge.models import KnowledgeItem, Source, Term


@dataclass(frozen=True, slots=True)
class Use:
    """One place a thing is used: its name for an editor, and the address where it can be changed, if any."""

    where: str
    url: str


Finder = Callable[[Model], Iterable[Use]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let `finder` tell where a thing is used outside the reference index."""
    if finder not in _finders:
        _finders.append(finder)


_kept: set[type[Model]] = set()


def keep(*kinds: type[Model]) -> None:
    """Say that things of these kinds may not be deleted in the CMS while they are in use."""
    _kept.update(kinds)


def is_kept(thing: Model) -> bool:
    return isinstance(thing, tuple(_kept))


def find_uses(thing: Model) -> list[Use]:
    """Return where `thing` is used, each place once, in the order found."""
    uses = [*_chosen_in(thing), *(use for finder in _finders for use in finder(thing))]
    return list(dict.fromkeys(uses))


def edit_use(thing: Model) -> Use:
    """Return a thing as a place of use, with its address in the CMS; of a page also which language it is in."""
    language = f" ({thing.locale.language_code})" if isinstance(thing, Page) else ""
    return Use(f"{thing._meta.verbose_name}: {thing}{language}", AdminURLFinder().get_edit_url(thing) or "")


def _chosen_in(thing: Model) -> Iterator[Use]:
    for source, _references in ReferenceIndex.get_references_to(thing).group_by_source_object():
        yield edit_use(source)


def terms_that_point_at(thing: Model) -> Iterator[Use]:
    """The glossary's own "see also", which names terms by their keys."""
    if isinstance(thing, Term):
        for other in Term.objects.exclude(pk=thing.pk):
            if thing.key in other.see_also:
                yield edit_use(other)


keep(KnowledgeItem, Source)
register(terms_that_point_at)
