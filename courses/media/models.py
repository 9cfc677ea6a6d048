"""Recordings: video and audio that lessons show, with captions, transcript, and who owns the rights."""

from __future__ import annotations

import datetime
import secrets
from pathlib import PurePosixPath
from typing import Any, ClassVar, Self

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from base.translated import LANGUAGES, Translated, columns, in_language
from courses.media.domain.file_kinds import AUDIO, TYPES, VIDEO
from courses.media.domain.transcript import Sentence, sentences
from courses.media.domain.vtt import UnreadableVtt, read_vtt
from courses.models.record import Owned, OwnedQuerySet, one_owner

FILES = ("file", "described_file", "sign_file", "poster")


def recordings() -> Storage:
    """Return where the files lie: reached only through `views`, which knows what may be shown."""
    return storages["recordings"]


def stored_name(media: Media, name: str) -> str:
    """Return a new name for every file, so that browsers may keep what they got under the old one."""
    return f"{media.key}-{secrets.token_hex(6)}{PurePosixPath(name).suffix}"


class MediaQuerySet(SearchableQuerySetMixin, models.QuerySet["Media"]):
    def live(self) -> Self:
        return self.filter(live=True)

    def licensed(self, on: datetime.date) -> Self:
        """Keep what may be shown on a day."""
        return self.filter(Q(licence_until=None) | Q(licence_until__gte=on))

    def expiring(self, before: datetime.date) -> Self:
        """Keep what may not be shown any longer on that day, the first to run out first."""
        return self.filter(licence_until__lt=before).order_by("licence_until", "key")


class Media(PreviewableMixin, DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """A recording. `key` is stable: lessons of shipped content point at it.

    Captions are WebVTT, a text a language. A video is published with captions only, a sound recording with
    captions or a transcript."""

    class Kind(models.TextChoices):
        VIDEO = VIDEO, _("video")
        AUDIO = AUDIO, _("sound")

    class Language(models.TextChoices):
        NB = "nb", _("bokmål")
        NN = "nn", _("nynorsk")
        EN = "en", _("English")
        NONE = "zxx", _("nobody speaks")

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Stable: lessons point at it. Do not change it later."),
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    title_nb, title_nn, title_en = columns(models.CharField, _("title"), max_length=160)
    spoken = models.CharField(_("language spoken"), max_length=3, choices=Language.choices, default="nb")
    file = models.FileField(_("file"), upload_to=stored_name, storage=recordings, max_length=200)
    poster = models.FileField(
        _("still picture"),
        upload_to=stored_name,
        storage=recordings,
        max_length=200,
        blank=True,
        help_text=_("Shown until the video starts. It must not say anything the title does not."),
    )
    captions_nb, captions_nn, captions_en = columns(models.TextField, _("captions (WebVTT)"), blank=True)
    transcript_nb, transcript_nn, transcript_en = columns(
        models.TextField,
        _("transcript"),
        blank=True,
        help_text=_("All that is said and heard, with an empty line between paragraphs."),
    )
    described_file = models.FileField(
        _("version with audio description"),
        upload_to=stored_name,
        storage=recordings,
        max_length=200,
        blank=True,
    )
    all_is_said = models.BooleanField(
        _("needs no audio description"),
        default=False,
        help_text=_("All that matters in the picture is also said aloud."),
    )
    sign_file = models.FileField(
        _("version in sign language"), upload_to=stored_name, storage=recordings, max_length=200, blank=True
    )
    rights_holder = models.CharField(_("rights holder"), max_length=160)
    licence = models.CharField(
        _("licence"), max_length=160, help_text=_("For example CC BY 4.0, or an agreement.")
    )
    licence_until = models.DateField(
        _("may be shown until"),
        null=True,
        blank=True,
        help_text=_(
            "After this day the text is shown without the recording. Leave empty when it has no end."
        ),
    )
    title = Translated()

    objects = MediaQuerySet.as_manager()

    search_fields: ClassVar[list[index.BaseField]] = [
        *(index.SearchField(f"title_{code}", boost=2) for code in LANGUAGES),
        *(index.SearchField(f"spoken_words_{code}") for code in LANGUAGES),
        index.FilterField("live"),
        index.FilterField("licence_until"),
    ]

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=(VIDEO, AUDIO)), name="media_is_video_or_audio")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_video(self) -> bool:
        return self.kind == VIDEO

    def may_be_shown(self, on: datetime.date | None = None) -> bool:
        return self.licence_until is None or self.licence_until >= (on or timezone.localdate())

    def captions(self, language: str) -> str:
        return in_language({code: getattr(self, f"captions_{code}") for code in LANGUAGES}, language)

    @property
    def caption_languages(self) -> list[str]:
        return [code for code in LANGUAGES if getattr(self, f"captions_{code}")]

    def sentences(self, language: str) -> list[Sentence]:
        """Return what is said, with its seconds; nothing when there are no captions that can be read."""
        try:
            return sentences(read_vtt(self.captions(language)))
        except UnreadableVtt:
            return []

    def transcript(self, language: str) -> str:
        return in_language({code: getattr(self, f"transcript_{code}") for code in LANGUAGES}, language)

    def _spoken_words(self, code: str) -> str:
        captions, written = getattr(self, f"captions_{code}"), getattr(self, f"transcript_{code}")
        said = self.sentences(code) if captions else []
        return "\n".join([*(sentence.text for sentence in said), written])

    @property
    def spoken_words_nb(self) -> str:
        return self._spoken_words("nb")

    @property
    def spoken_words_nn(self) -> str:
        return self._spoken_words("nn")

    @property
    def spoken_words_en(self) -> str:
        return self._spoken_words("en")

    def address_of(self, name: str) -> str:
        """Return where a file of this recording (a field of FILES) is served; empty when there is none."""
        stored = getattr(self, name)
        return reverse("media:file", args=[self.key, PurePosixPath(stored.name).name]) if stored else ""

    def type_of(self, name: str) -> str:
        """Return what a file is sent as. Its ending was given by what the file is, see `forms`."""
        ending = PurePosixPath(getattr(self, name).name).suffix.lstrip(".")
        return TYPES.get(ending, "application/octet-stream")

    preview_modes: ClassVar[list[tuple[str, Any]]] = [
        ("nb", _("Bokmål")),
        ("nn", _("Nynorsk")),
        ("en", _("English")),
    ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        with translation.override(mode_name):
            response: HttpResponse = super().serve_preview(request, mode_name).render()
        return response

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "media/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "media": self, "language": mode_name}


class MediaPlace(Owned):
    """How far into a recording a learner has come, in one place of a course. Only the latest is kept."""

    module_key = models.CharField(_("module"), max_length=20)
    block_id = models.CharField(_("part"), max_length=80)
    seconds = models.PositiveIntegerField(_("seconds"))
    at = models.DateTimeField(_("when"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a recording")
        verbose_name_plural = _("places in recordings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_owner("media_place_of_user_or_device"),
            models.UniqueConstraint(
                fields=["user", "course_key", "block_id"], name="media_place_once_per_user"
            ),
            models.UniqueConstraint(
                fields=["device", "course_key", "block_id"], name="media_place_once_per_device"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.course_key} {self.block_id} {self.seconds}"
