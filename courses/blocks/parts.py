"""What every part of a lesson has in common: checks before saving, a plain form, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from base.checks.domain.findings import Finding, link_findings, strings
from base.checks.links import leads_nowhere
from base.checks.words import message as words
from courses.blocks.comparing import PartComparison
from courses.blocks.flaws import message
from courses.domain.exercises import exercise_of
from courses.domain.lesson import Flaw, block_flaws
from courses.domain.progress import UNTOUCHED
from courses.domain.showing import show

FEATURES = ["bold", "italic", "ol", "ul", "link"]
"""The little formatting a lesson needs: what content files can write, and no more."""


class KeyBlock(blocks.CharBlock):
    """A short name that other parts point at. It is the same in every language, and never translated."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value


class Prose(blocks.RichTextBlock):
    """Formatted text of a lesson."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})


_at_hand: ContextVar[Mapping[Any, Any] | None] = ContextVar("prompts_at_hand", default=None)


@contextmanager
def prompts_at_hand(lesson: blocks.StreamValue) -> Iterator[None]:
    """Read all prompts a lesson names in one query, instead of one for each type of block that names some."""
    parts = [raw for raw in lesson.raw_data if raw["type"] in ("prompts", "branching")]
    lists = [raw["value"]["ids"] for raw in parts if raw["type"] == "prompts"]
    lists += [
        end["value"]["prompts"] for raw in parts if raw["type"] == "branching" for end in raw["value"]["ends"]
    ]
    keys = {item["value"] for items in lists for item in items}
    token = _at_hand.set(PromptChooser.model().objects.in_bulk(keys) if keys else {})
    try:
        yield
    finally:
        _at_hand.reset(token)


class PromptChooser(SnippetChooserBlock):
    """A prompt, found among those at hand when they have been read already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("courses.Prompt", **kwargs)

    @staticmethod
    def model() -> Any:
        return apps.get_model("courses", "Prompt")

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        at_hand = _at_hand.get()
        keys = list(values)
        if at_hand is not None and all(key in at_hand for key in keys):
            return [at_hand[key] for key in keys]
        found: list[Any] = super().bulk_to_python(keys)
        return found

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, Any]]:
        """To the tables it is a chooser like any other."""
        _path, _args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", ("courses.Prompt",), kwargs


class Prompts(blocks.ListBlock):
    """Conversation prompts to open from here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PromptChooser(label=_("conversation prompt")), **kwargs)


def to_plain(value: Any) -> Any:
    """Return a block value as texts, numbers, lists and mappings; rich text as HTML, a prompt as its code."""
    if isinstance(value, RichText):
        return value.source
    if isinstance(value, blocks.StructValue):
        return {name: to_plain(part) for name, part in value.items()}
    if isinstance(value, blocks.list_block.ListValue):
        return [to_plain(part) for part in value]
    return getattr(value, "code", value)


class LessonPart(blocks.StructBlock):
    """One part of a lesson. Its name in the stream and its fields are those of the authoring format.

    In the page's context it finds what the learner did (`state`), and draws itself from that."""

    class Meta:
        preview_template = "blocks/preview.html"

    def get_comparison_class(self) -> type[PartComparison]:
        """Tell Wagtail how two versions of a part are shown beside each other."""
        return PartComparison

    def plain(self, value: blocks.StructValue) -> dict[str, Any]:
        """Return the value in the form of the authoring format, rich text as HTML. No query of its own."""
        return {name: to_plain(value.get(name)) for name in self.child_blocks}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            said: list[tuple[Flaw | Finding, str]] = [(flaw, message(flaw)) for flaw in self.flaws(cleaned)]
            barred = [finding for finding in self.findings(cleaned) if finding.is_error]
            said += [(finding, words(finding)) for finding in barred]
            if said:
                raise StructBlockValidationError(block_errors=self._errors(said))
        return cleaned

    def flaws(self, value: blocks.StructValue) -> list[Flaw]:
        """Return what must be put right before this may be published. A draft may be unfinished."""
        return block_flaws(self.name, self.plain(value))

    def findings(self, value: blocks.StructValue) -> list[Finding]:
        """Return what keeps somebody from using this part, by field. A query for each link to a page of ours."""
        plain = self.plain(value)
        return [
            replace(finding, field=name)
            for name in self.child_blocks
            for text in strings(plain.get(name))
            if "<a" in text
            for finding in link_findings(text, is_gone=leads_nowhere)
        ]

    def _errors(self, said: list[tuple[Flaw | Finding, str]]) -> dict[str, ValidationError]:
        by_field: dict[str, list[ValidationError]] = {}
        for flaw, text in said:
            by_field.setdefault(flaw.field, []).append(ValidationError(text, code=flaw.code))
        return {
            field: ListBlockValidationError(non_block_errors=errors)
            if isinstance(self.child_blocks[field], blocks.ListBlock)
            else ValidationError(errors)
            for field, errors in by_field.items()
        }

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context.setdefault("block_id", self.name)  # the picker's preview has no page and no ids
        state = context.setdefault("state", UNTOUCHED)
        if value.get("source"):
            context["source"] = context.get("sources", {}).get(value["source"])
        exercise = exercise_of(self.name, self.plain(value))
        if exercise is not None:
            context["shown"] = show(exercise, state)
        return context
