"""Reads of the prompt library that join several tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import Page, ReferenceIndex
from wagtail.search.query import SearchQuery

from courses.prompts.filters import Choices, PromptFilter
from courses.prompts.models import EVERYONE, Prompt, PromptPhase, PromptRole, PromptSetting

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Shelves:
    """What the library can be searched by, as a reader meets it."""

    phases: Sequence[PromptPhase]
    roles: Sequence[PromptRole]
    settings: Sequence[PromptSetting]
    minutes: Sequence[int] = tuple(Prompt.Minutes.values)

    @property
    def choices(self) -> Choices:
        return Choices(
            phases=[phase.number for phase in self.phases],
            roles=[role.key for role in self.roles],
            settings=[setting.key for setting in self.settings],
            minutes=self.minutes,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card lies among the chosen ones; `number` counts from 1."""

    number: int
    of: int
    before: str | None
    after: str | None


def shelves() -> Shelves:
    """Three queries. "Everyone" is no choice of its own: such prompts fit whatever role is chosen."""
    return Shelves(
        phases=list(PromptPhase.objects.all()),
        roles=list(PromptRole.objects.exclude(key=EVERYONE)),
        settings=list(PromptSetting.objects.all()),
    )


def find_prompts(wanted: PromptFilter) -> list[Prompt]:
    """Return the published prompts that fit, by phase and code; those of a deck in the order of the deck."""
    found = Prompt.objects.live().fitting(wanted).select_related("phase")
    if not wanted.deck:
        return list(found)
    return sorted(found.with_codes(wanted.deck), key=lambda prompt: wanted.deck.index(prompt.code))


@dataclass(frozen=True, slots=True)
class PromptLink:
    """A prompt as other parts of the product name it."""

    code: str
    text: str
    url: str


def links(codes: Sequence[str], language: str) -> list[PromptLink]:
    """Return the published prompts among `codes`, in that order. One query."""
    found = {prompt.code: prompt for prompt in Prompt.objects.live().with_codes(codes)}
    return [_link(found[code], language) for code in codes if code in found]


def all_links(language: str) -> list[PromptLink]:
    """Return every published prompt, by phase and code. One query."""
    return [_link(prompt, language) for prompt in Prompt.objects.live()]


def search(query: str | SearchQuery, language: str) -> list[PromptLink]:
    """Return published prompts whose texts, in any language, hold the words of `query`; best first."""
    found = Prompt.objects.live().search(query, operator="and")
    return [_link(prompt, language) for prompt in found[:MOST_FOUND]]


def _link(prompt: Prompt, language: str) -> PromptLink:
    with translation.override(language):
        return PromptLink(prompt.code, prompt.text, prompt.get_absolute_url())


def place_among(prompts: Iterable[Prompt], code: str) -> Place | None:
    """Return where `code` lies among `prompts`, or None if it is not among them."""
    codes = [prompt.code for prompt in prompts]
    if code not in codes:
        return None
    at = codes.index(code)
    return Place(
        number=at + 1,
        of=len(codes),
        before=codes[at - 1] if at else None,
        after=codes[at + 1] if at + 1 < len(codes) else None,
    )


def pages_using(prompt: Prompt, language: str) -> list[Page]:
    """Return the published pages that use `prompt`, in `language` where they exist in it, else in nb.

    Two queries. Wagtail's reference index knows them; it is renewed whenever a page is saved."""
    references = ReferenceIndex.get_references_to(prompt).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = list(
        Page.objects.live()
        .public()
        .filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)])
        .select_related("locale")
        .order_by("path")
    )
    translated = {page.translation_key for page in pages if page.locale.language_code == language}
    return [
        page
        for page in pages
        if page.locale.language_code == language
        or (page.locale.language_code == "nb" and page.translation_key not in translated)
    ]
