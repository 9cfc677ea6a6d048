"""An H5P content in a lesson."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from base.checks.domain.findings import Finding
from courses.blocks.parts import LessonPart, to_plain
from h5p_django.public import H5PBlock, text_of


class H5PPart(H5PBlock, LessonPart):
    """An H5P content, played in its frame; what the learner gets counts like any exercise."""

    def plain(self, value: blocks.StructValue) -> dict[str, Any]:
        found = {name: to_plain(value.get(name)) for name in self.child_blocks if name != "content"}
        content = value.get("content")
        return {"content": content.key if content else "", **found}

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """What the content says is found from the lesson's page."""
        content = value.get("content")
        return [*super().get_searchable_content(value), *([text_of(content)] if content else [])]

    def findings(self, value: blocks.StructValue) -> list[Finding]:
        missing = [] if value["content"] else [Finding("without-h5p", field="content")]
        return [*super().findings(value), *missing]

    class Meta:
        template = "blocks/h5p.html"
        preview_value = {
            "content": None,
            "title": "Sant eller usant?",
            "instruction": "Velg ett svar.",
            "completion": "completed",
            "share": None,
            "attempts": "best",
            "alternative": "<p>Et nei er også informasjon.</p>",
            "words": "beside",
        }
