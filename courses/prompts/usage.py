"""Where a prompt is used, so that nothing in use is deleted unnoticed.

Lesson blocks are known to Wagtail's reference index. What names a prompt by its code in data of its own (the
framework's rules) tells through `register`, since that room lies above this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

from courses.prompts.models import Prompt


@dataclass(frozen=True, slots=True)
class Use:
    """One place a prompt is used: its name for an editor, and the address where it can be changed."""

    where: str
    url: str


Finder = Callable[[str], Iterable[Use]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let `finder` say where a prompt's code is used outside the reference index."""
    _finders.append(finder)


def find_uses(thing: models.Model) -> list[Use]:
    """Return where a prompt, or a phase, role or situation of prompts, is used."""
    admin_urls = AdminURLFinder()
    groups = ReferenceIndex.get_references_to(thing).group_by_source_object()
    uses = [Use(str(source), admin_urls.get_edit_url(source) or "") for source, _references in groups]
    if isinstance(thing, Prompt):
        uses += [use for finder in _finders for use in finder(thing.code)]
    return uses
