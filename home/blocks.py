"""What an editor puts on the front page and on theme pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from base.knowledge.models import TimelineItem

PROSE = ["h3", "bold", "italic", "ol", "ul", "link"]

TARGETS = {
    "prompts": (_("Conversation prompts"), "prompts:library"),
    "assessment": (_("Assessment"), "self_assessment:start"),
    "glossary": (_("Glossary"), "home:glossary"),
    "examples": (_("Examples"), "home:examples"),
    "resources": (_("Resources"), "home:resources"),
    "facts": (_("Figures and sources"), "home:facts"),
    "my_page": (_("My page"), "home:my_page"),
    "admin": (_("The editors' pages"), "wagtailadmin_home"),
    "courses": (_("Courses"), "kurs/"),
    "theme": (_("Theme"), "tema/"),
}
"""Where a link of the front page may lead: {name: (label, url name or page path)}."""

DRAWINGS = {"samtale": _("a conversation"), "team": _("a team"), "redaktor": _("an editor")}


def target_url(name: str, language: str) -> str:
    """Return the address of a target. Paths of pages have the same words in all languages."""
    where = TARGETS[name][1]
    return f"/{language}/{where}" if where.endswith("/") else reverse(where)


class DoorLinkBlock(blocks.StructBlock):
    """A link from the front page into the product."""

    text = blocks.CharBlock(label=_("text"), max_length=80)
    target = blocks.ChoiceBlock(
        label=_("leads to"), choices=[(name, label) for name, (label, _n) in TARGETS.items()]
    )

    class Meta:
        icon = "link"
        label = _("Link")


class DoorBlock(blocks.StructBlock):
    """One of the ways in: who it is for, what it gives, and where to begin."""

    drawing = blocks.ChoiceBlock(
        label=_("drawing"),
        choices=list(DRAWINGS.items()),
    )
    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=200)
    links = blocks.ListBlock(DoorLinkBlock(), label=_("links"), min_num=1, max_num=3)

    class Meta:
        icon = "home"
        label = _("Door")
        template = "home/blocks/door.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        language = get_language() or "nb"
        context["links"] = [
            {"text": one["text"], "url": target_url(one["target"], language)} for one in value["links"]
        ]
        return context


class SectionBlock(blocks.StructBlock):
    """A heading and running text. `{fact:key}` in the text is a source mark."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.RichTextBlock(
        label=_("text"),
        features=PROSE,
        help_text=_(
            "Write {fact:key} right after a figure to show its source. The figure must be the fact's."
        ),
    )

    class Meta:
        icon = "doc-full"
        label = _("Section")
        template = "home/blocks/section.html"


class FactsBlock(blocks.StructBlock):
    """A few figures, each with its source and year."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    facts = blocks.ListBlock(SnippetChooserBlock("base.Fact"), label=_("facts"))

    class Meta:
        icon = "pick"
        label = _("Figures")
        template = "home/blocks/facts.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # The page has the same facts with their sources; reading the sources here would cost a query each.
        context["shown"] = [context["citations"].facts[fact.key] for fact in value["facts"]]
        return context


class TimelineBlock(blocks.StructBlock):
    """The policy timeline, with all that is published of it."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)

    class Meta:
        icon = "history"
        label = _("Policy timeline")
        template = "home/blocks/timeline.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["items"] = TimelineItem.objects.live().select_related("source")
        return context


class ExamplesBlock(blocks.StructBlock):
    """Examples from the library."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    examples = blocks.ListBlock(SnippetChooserBlock("base.Example"), label=_("examples"))

    class Meta:
        icon = "site"
        label = _("Examples")
        template = "home/blocks/examples.html"


class ResourcesBlock(blocks.StructBlock):
    """Things to read next."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    resources = blocks.ListBlock(SnippetChooserBlock("base.Resource"), label=_("resources"))

    class Meta:
        icon = "link"
        label = _("Resources")
        template = "home/blocks/resources.html"


class ThemeBlock(blocks.StreamBlock):
    """What a theme page is made of."""

    section = SectionBlock()
    facts = FactsBlock()
    timeline = TimelineBlock()
    examples = ExamplesBlock()
    resources = ResourcesBlock()
