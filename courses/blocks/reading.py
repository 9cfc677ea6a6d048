"""Parts of a lesson to read, look at, turn, write down for oneself, or print."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from base.checks.domain.findings import Finding, alternative_findings
from courses.blocks.parts import KeyBlock, LessonPart, Prompts, Prose
from courses.figures import figure


class SituationBlock(LessonPart):
    """A scene from a working day. Roles, never names."""

    text = Prose(label=_("text"), help_text=_("A scene from a working day. Use roles, never names."))

    class Meta:
        icon = "user"
        label = _("Situation")
        template = "blocks/situation.html"
        preview_value = {
            "text": "<p>Torsdag, kvart på ni. En barnehageassistent har hatt vondt i nakken.</p>"
        }


class SectionBlock(LessonPart):
    """An explanation."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = Prose(label=_("text"), help_text=_("60 to 200 words."))

    class Meta:
        icon = "pilcrow"
        label = _("Section")
        template = "blocks/section.html"
        preview_value = {"title": "Et nei er også informasjon", "text": "<p>Ta imot det som blir sagt.</p>"}


class IdeaBlock(LessonPart):
    """The one idea to keep."""

    text = blocks.TextBlock(label=_("text"), rows=2, help_text=_("At most 30 words."))

    class Meta:
        icon = "pick"
        label = _("Idea")
        template = "blocks/idea.html"
        preview_value = {"text": "Ta imot motstanden før du spør videre."}


class FactBlock(LessonPart):
    """A figure or finding, with its source and year."""

    text = blocks.TextBlock(label=_("text"), rows=3)
    source = KeyBlock(label=_("source"), help_text=_("The key of one of the course's sources."))
    year = blocks.IntegerBlock(label=_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)])

    class Meta:
        icon = "info-circle"
        label = _("Fact")
        template = "blocks/fact.html"
        preview_value = {
            "text": "Muskel- og skjelettplager er den vanligste grunnen til sykefravær.",
            "source": "nav",
            "year": 2024,
        }


class FigureBlock(LessonPart):
    """A drawing. `alt` says all it shows; a figure we have not drawn shows `alt` as text."""

    name = KeyBlock(label=_("name of the drawing"))
    alt = blocks.TextBlock(
        label=_("what the drawing shows"), help_text=_("Describe all of it, for those who cannot see it.")
    )
    caption = blocks.TextBlock(label=_("caption"), rows=2)

    def findings(self, value: blocks.StructValue) -> list[Finding]:
        said = alternative_findings(value["alt"], value["caption"])
        return [*super().findings(value), *(replace(finding, field="alt") for finding in said)]

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        language = get_language() or "nb"
        return {**context, "drawing": figure(value["name"], language, value["alt"])}

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blocks/figure.html"
        preview_value = {"name": "ingen", "alt": "To spor som går side om side.", "caption": "Samtidig."}


class ExampleBlock(LessonPart):
    """A municipality or service from the example library."""

    key = SnippetChooserBlock("base.Example", label=_("example"))
    text = Prose(label=_("text"))

    def plain(self, value: blocks.StructValue) -> dict[str, Any]:
        return {"key": value["key"].key if value["key"] else "", "text": value["text"].source}

    class Meta:
        icon = "site"
        label = _("Example")
        template = "blocks/example.html"
        preview_value = {"key": None, "text": "<p>Fastlegen, Nav og kommunen møtes en gang i måneden.</p>"}


class PromptsBlock(LessonPart):
    """Conversation prompts to open from the lesson."""

    ids = Prompts(label=_("conversation prompts"), min_num=1)
    lead = blocks.TextBlock(label=_("lead"), rows=2)

    class Meta:
        icon = "comment"
        label = _("Conversation prompts")
        template = "blocks/prompts.html"
        preview_value = {"ids": [], "lead": "Tre spørsmål som passer i en første samtale."}


class CardBlock(blocks.StructBlock):
    front = blocks.TextBlock(label=_("front"), rows=2)
    back = blocks.TextBlock(label=_("back"), rows=3)

    class Meta:
        label = _("card")


class CardsBlock(LessonPart):
    """Cards to turn: think first, then look."""

    title = blocks.CharBlock(label=_("title"), max_length=160)
    cards = blocks.ListBlock(CardBlock(), label=_("cards"), min_num=1)

    class Meta:
        icon = "copy"
        label = _("Cards to turn")
        template = "blocks/cards.html"
        preview_value = {"title": "Snu kortet", "cards": [{"front": "Si ikke", "back": "Spør heller"}]}


class ReflectionBlock(LessonPart):
    """A private note to oneself."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    hint = blocks.TextBlock(
        label=_("hint"), rows=2, help_text=_("Remind the learner never to write about a person.")
    )

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        state = context["state"]
        written = state.entered["note"][0] if state.entered else state.note
        return {**context, "written": written}

    class Meta:
        icon = "lock"
        label = _("Reflection")
        template = "blocks/reflection.html"
        preview_value = {
            "question": "Når tenker du selv «først frisk»?",
            "hint": "Skriv aldri noe som kan knyttes til en person.",
        }


class RowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("label"), max_length=160)
    help = blocks.TextBlock(label=_("help"), rows=2)

    class Meta:
        label = _("row")


class TemplateBlock(LessonPart):
    """A planning sheet to print and fill in by hand. Nothing written on it is stored."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    intro = blocks.TextBlock(label=_("introduction"), rows=2)
    rows = blocks.ListBlock(RowBlock(), label=_("rows"), min_num=1)

    class Meta:
        icon = "form"
        label = _("Sheet to print")
        template = "blocks/template.html"
        preview_value = {
            "title": "Et lite steg",
            "intro": "Fyll ut sammen, på papir.",
            "rows": [{"label": "Jeg vil prøve", "help": "Så lite at du nesten er sikker."}],
        }


class TryTomorrowBlock(LessonPart):
    """One thing to do at the next opportunity."""

    text = Prose(label=_("text"))

    class Meta:
        icon = "calendar-check"
        label = _("Try tomorrow")
        template = "blocks/try_tomorrow.html"
        preview_value = {"text": "<p>Still ett spørsmål til. Tell til fem før du sier noe mer.</p>"}
