"""A recording in a lesson: video or sound, with its transcript beside it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from base.checks.domain.findings import Finding
from courses.blocks.parts import LessonPart, to_plain


class MediaBlock(LessonPart):
    """A recording to see or hear, or to read."""

    recording = SnippetChooserBlock("courses.Media", label=_("recording"))
    lead = blocks.TextBlock(
        label=_("lead"), rows=2, help_text=_("What to look or listen for. One or two sentences.")
    )

    def plain(self, value: blocks.StructValue) -> dict[str, Any]:
        recording = value["recording"]
        return {"recording": recording.key if recording else "", "lead": to_plain(value["lead"])}

    def findings(self, value: blocks.StructValue) -> list[Finding]:
        recording = value["recording"]
        found = super().findings(value)
        if recording is not None and not (recording.live and recording.may_be_shown()):
            found.append(Finding("recording-not-shown", str(recording), "recording"))
        return found

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        media = value["recording"]
        language = get_language() or "nb"
        shown = media if media is not None and media.live else None
        return {**context, "media": shown, "language": language}

    class Meta:
        icon = "media"
        label = _("Video or sound")
        template = "blocks/media.html"
        preview_value = {"recording": None, "lead": "Se hva som skjer når du venter med neste spørsmål."}
