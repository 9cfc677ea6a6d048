"""Recordings as other rooms find and list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone, translation
from wagtail.models import ReferenceIndex
from wagtail.search.query import SearchQuery

from courses.media.models import Media
from courses.media.rules import SILENT
from courses.models.pages import ModulePage

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class RecordingLink:
    """A recording in a lesson: where it stands, and what is said in it, (second, sentence) by (second, sentence)."""

    key: str
    title: str
    address: str
    block_id: str
    said: tuple[tuple[int, str], ...]

    @property
    def url(self) -> str:
        return f"{self.address}#{self.block_id}"

    def url_at(self, second: int) -> str:
        """Return where the recording begins at `second`."""
        return f"{self.address}?opptak={self.key}&t={second}#{self.block_id}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A published recording that lacks audio description, sign language, or both."""

    title: str
    description: bool
    sign_language: bool


def search(query: str | SearchQuery, language: str) -> list[RecordingLink]:
    """Return recordings that hold the words and stand in a published lesson in `language`, best first.

    Three queries."""
    found = list(
        Media.objects.live().licensed(timezone.localdate()).search(query, operator="and")[:MOST_FOUND]
    )
    places = _places(found, language) if found else {}
    return [_link(media, *places[media.pk], language) for media in found if media.pk in places]


def _places(found: Sequence[Media], language: str) -> dict[int, tuple[ModulePage, str]]:
    """Return {recording: (the first lesson it stands in, the part)}. Wagtail's reference index knows them."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Media),
        to_object_id__in=[str(media.pk) for media in found],
    ).values_list("object_id", flat=True)
    pages = (
        ModulePage.objects.live()
        .public()
        .filter(pk__in=[int(pk) for pk in references if pk.isdigit()], locale__language_code=language)
        .select_related("locale")
        .order_by("-path")
    )
    return {
        raw["value"]["recording"]: (page, raw["id"])
        for page in pages
        for raw in page.lesson.raw_data
        if raw["type"] == "media"
    }


def _link(media: Media, page: ModulePage, block_id: str, language: str) -> RecordingLink:
    said = [(int(sentence.start), sentence.text) for sentence in media.sentences(language)]
    said += [(0, part) for part in media.transcript(language).split("\n\n") if part.strip()]
    with translation.override(language):
        return RecordingLink(media.key, media.title, page.url, block_id, tuple(said))


def lacking(language: str) -> list[Lacking]:
    """Return the published recordings without audio description where it is needed, or sign language. One query."""
    with translation.override(language):
        found = [
            Lacking(
                media.title,
                description=media.is_video and not media.described_file and not media.all_is_said,
                sign_language=media.spoken != SILENT and not media.sign_file,
            )
            for media in Media.objects.live()
        ]
    return [one for one in found if one.description or one.sign_language]
