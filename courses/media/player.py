"""What a player shows: addresses, tracks, other versions, and the transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.media.domain.transcript import Sentence
from courses.media.models import Media
from courses.media.rules import SILENT

NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language, named in that language."""

    address: str
    language: str
    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Version:
    """The same recording with audio description, or in sign language."""

    name: str
    address: str
    type: str


@dataclass(frozen=True, slots=True)
class Player:
    """`voice` says which language is spoken, when it is not the reader's; `words_language` is the transcript's."""

    playable: bool
    address: str
    type: str
    poster: str
    tracks: Sequence[Track]
    others: Sequence[Version]
    sentences: Sequence[Sentence]
    paragraphs: Sequence[str]
    words_language: str
    voice: str


def player(media: Media, language: str) -> Player:
    """Return what a reader of `language` is shown. No query."""
    written = media.transcript(language)
    said = media.sentences(language)
    own = getattr(media, f"captions_{language}") or getattr(media, f"transcript_{language}")
    shown_captions = language if language in media.caption_languages else "nb"
    return Player(
        playable=bool(media.file) and media.may_be_shown(),
        address=media.address_of("file"),
        type=media.type_of("file") if media.file else "",
        poster=media.address_of("poster"),
        tracks=[
            Track(
                reverse("media:captions", args=[media.key, code]),
                code,
                NAMES[code],
                is_default=code == shown_captions,
            )
            for code in media.caption_languages
        ],
        others=[
            Version(name, media.address_of(field), media.type_of(field))
            for field, name in (
                ("described_file", _("With audio description")),
                ("sign_file", _("In sign language")),
            )
            if getattr(media, field)
        ],
        sentences=said,
        paragraphs=[] if said else [part for part in written.split("\n\n") if part.strip()],
        words_language=language if own else "nb",
        voice=_spoken(media, language),
    )


def _spoken(media: Media, language: str) -> str:
    if media.spoken in (language, SILENT):
        return ""
    return _("The language spoken is %(language)s.") % {"language": media.get_spoken_display()}
