"""The editor's form of a recording: every file is held against what it is, captions against the format."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from base.translated import LANGUAGES
from courses.media.domain.file_kinds import AUDIO, ENDINGS, HEAD_BYTES, PICTURE, VIDEO, kind_of
from courses.media.domain.vtt import LONGEST_TEXT, UnreadableVtt, VttFault, read_vtt
from courses.media.rules import lacking

MIB = 1024 * 1024
_WORDS: dict[str, str | Promise] = {
    "too-long": gettext_lazy("The captions are longer than %(about)s characters."),
    "no-header": gettext_lazy("The first line should be WEBVTT."),
    "no-cues": gettext_lazy("There is nothing here but the first line."),
    "no-time": gettext_lazy(
        "“%(about)s” has no time. Write for example 00:01.000 --> 00:04.000 on the line above."
    ),
    "bad-time": gettext_lazy("“%(about)s” is not a time. Write for example 00:01.000 --> 00:04.000."),
    "ends-before-start": gettext_lazy("“%(about)s” ends before it begins."),
    "out-of-order": gettext_lazy("%(about)s comes after a later time. Put the lines in the order of time."),
    "nothing-said": gettext_lazy("There are no words under the time."),
    "cue-too-long": gettext_lazy("More than %(about)s characters at once. Divide it."),
    "too-many": gettext_lazy("There are more than %(about)s lines with times."),
}


def in_words(fault: VttFault) -> str:
    """Return what is wrong with captions, and on which line."""
    text = str(_WORDS[fault.code]) % {"about": fault.about}
    return _("Line %(line)s: %(text)s") % {"line": fault.line, "text": text}


def _upload_field(code: str) -> forms.FileField:
    return forms.FileField(
        label=format_lazy("{} ({})", gettext_lazy("captions from a file"), code),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt"}),
        help_text=gettext_lazy("A .vtt file takes the place of the captions below."),
    )


class MediaForm(WagtailAdminModelForm):
    """A draft may be unfinished; what is published has its captions or transcript."""

    captions_file_nb = _upload_field("nb")
    captions_file_nn = _upload_field("nn")
    captions_file_en = _upload_field("en")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        kind = cleaned.get("kind") or VIDEO
        self._check_file("file", kind)
        self._check_file("described_file", kind)
        self._check_file("sign_file", VIDEO)
        self._check_file("poster", PICTURE)
        for code in LANGUAGES:
            self._take_captions(code)
        if not self.is_deferred_validation:
            self._check_captions()
            for name, message in lacking(cleaned):
                if name not in self.errors:
                    self.add_error(name, message)
        return cleaned

    def _check_file(self, name: str, wanted: str) -> None:
        """Hold a file that was just sent against its limit and its kind; what lies there already was held before."""
        file = self.cleaned_data.get(name)
        if not isinstance(file, UploadedFile):
            return
        limit = {
            VIDEO: settings.MEDIA_VIDEO_MIB,
            AUDIO: settings.MEDIA_AUDIO_MIB,
            PICTURE: settings.MEDIA_POSTER_MIB,
        }
        if (file.size or 0) > limit[wanted] * MIB:
            size = {"size": filesizeformat(file.size or 0), "limit": filesizeformat(limit[wanted] * MIB)}
            self.add_error(name, _("The file is %(size)s. It may be at most %(limit)s.") % size)
            return
        found = kind_of(file.read(HEAD_BYTES), wanted)
        file.seek(0)
        if found is None:
            self.add_error(name, _KINDS[wanted])
        else:
            file.name = f"{wanted}.{ENDINGS[found]}"

    def _take_captions(self, code: str) -> None:
        """Let a file that was sent take the place of what stood in the field."""
        file = self.cleaned_data.get(f"captions_file_{code}")
        if file is None:
            return
        if (file.size or 0) > 4 * LONGEST_TEXT:
            self.add_error(f"captions_file_{code}", in_words(VttFault(1, "too-long", str(LONGEST_TEXT))))
            return
        try:
            text = file.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.add_error(
                f"captions_file_{code}", _("The file is not UTF-8 text. Save it as UTF-8, and try again.")
            )
            return
        self.cleaned_data[f"captions_{code}"] = text

    def _check_captions(self) -> None:
        for code in LANGUAGES:
            text = self.cleaned_data.get(f"captions_{code}")
            if text:
                try:
                    read_vtt(text)
                except UnreadableVtt as error:
                    self.add_error(
                        f"captions_{code}", [ValidationError(in_words(fault)) for fault in error.faults]
                    )


_KINDS: dict[str, str | Promise] = {
    VIDEO: gettext_lazy("This is not a video we can show. Use MP4 or WebM."),
    AUDIO: gettext_lazy("This is not a sound recording we can play. Use MP3, M4A, OGG, WebM or WAV."),
    PICTURE: gettext_lazy("This is not a picture we can show. Use JPEG, PNG or WebP."),
}
