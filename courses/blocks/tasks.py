"""Parts of a lesson that ask for an answer. What is right, and the feedback, come only after it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.parts import KeyBlock, LessonPart, Prompts, Prose, to_plain
from courses.domain.lesson import Flaw
from h5p_django.public import ContentChooserBlock


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"), rows=2)
    correct = blocks.BooleanBlock(label=_("right"), required=False)
    feedback = blocks.TextBlock(
        label=_("feedback"), rows=2, help_text=_("To the one who chose this. Write as a good colleague.")
    )

    class Meta:
        label = _("option")


class ChoiceBlock(LessonPart):
    """One or several right answers, with feedback on each option."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    multiple = blocks.BooleanBlock(label=_("several may be chosen"), required=False)
    options = blocks.ListBlock(OptionBlock(), label=_("options"), min_num=2)
    source = KeyBlock(
        label=_("source"), required=False, help_text=_("The key of one of the course's sources.")
    )

    class Meta:
        icon = "radio-full"
        label = _("Choose an answer")
        template = "blocks/choice.html"
        preview_value = {
            "question": "Hva er mest nyttig å si først?",
            "multiple": False,
            "options": [
                {"text": "«Det høres tungt ut.»", "correct": True, "feedback": "Du tar imot."},
                {
                    "text": "«Det er viktig å komme i gang.»",
                    "correct": False,
                    "feedback": "Det kan bli press.",
                },
            ],
        }


class QuestionBlock(ChoiceBlock):
    """A question at the end of a course; one of a bank when it has a group."""

    group = KeyBlock(
        label=_("group"),
        required=False,
        help_text=_("Questions with the same group are a bank that each attempt draws from."),
    )

    class Meta:
        template = "blocks/choice.html"


class CategoryBlock(blocks.StructBlock):
    key = KeyBlock(label=_("key"))
    title = blocks.CharBlock(label=_("title"), max_length=120)

    class Meta:
        label = _("category")


class ItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"), rows=2)
    category = KeyBlock(label=_("the key of the right category"))
    feedback = blocks.TextBlock(label=_("feedback"), rows=2)

    class Meta:
        label = _("item")


class CategoriesBlock(LessonPart):
    """Things to sort into categories, by select lists."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    categories = blocks.ListBlock(CategoryBlock(), label=_("categories"), min_num=2)
    items = blocks.ListBlock(ItemBlock(), label=_("items"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Sort")
        template = "blocks/categories.html"
        preview_value = {
            "question": "Hvem avgjør?",
            "categories": [{"key": "lege", "title": "Legen"}, {"key": "nav", "title": "Nav"}],
            "items": [{"text": "Graden", "category": "lege", "feedback": "Legen vurderer den."}],
        }


class OrderBlock(LessonPart):
    """Steps to put in order, by buttons or by number."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    items = blocks.ListBlock(
        blocks.TextBlock(label=_("step"), rows=2), label=_("steps, in the right order"), min_num=2
    )
    feedback = Prose(label=_("feedback"))

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        template = "blocks/order.html"
        preview_value = {
            "question": "Hva kommer først?",
            "items": ["Spør om lov", "Still ett åpent spørsmål", "Si takk"],
            "feedback": "<p>Lov først.</p>",
        }


class PairBlock(blocks.StructBlock):
    left = blocks.TextBlock(label=_("left side"), rows=2)
    right = blocks.TextBlock(label=_("right side"), rows=2)
    feedback = blocks.TextBlock(label=_("feedback"), rows=2)

    class Meta:
        label = _("pair")


class MatchBlock(LessonPart):
    """Pairs to find, by select lists."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    pairs = blocks.ListBlock(PairBlock(), label=_("pairs"), min_num=2)

    class Meta:
        icon = "link"
        label = _("Find the pairs")
        template = "blocks/match.html"
        preview_value = {
            "question": "Koble ordet til forklaringen.",
            "pairs": [
                {
                    "left": "Arbeidsfokus",
                    "right": "Jobb som naturlig tema",
                    "feedback": "En måte å møte folk på.",
                },
                {"left": "Samtidighet", "right": "Side om side", "feedback": "De to støtter hverandre."},
            ],
        }


class FillBlock(LessonPart):
    """A text with gaps to fill."""

    question = blocks.TextBlock(label=_("question"), rows=2)
    text = blocks.TextBlock(
        label=_("text with gaps"),
        help_text=_("A gap is [[the right word|also right]]. Case does not matter."),
    )
    feedback = Prose(label=_("feedback"))

    class Meta:
        icon = "edit"
        label = _("Fill the gaps")
        template = "blocks/fill.html"
        preview_value = {
            "question": "Skriv ordet som mangler.",
            "text": "Det er [[legen|lege]] som vurderer sykmeldingen.",
            "feedback": "<p>Du spør om funksjon.</p>",
        }


class ThoughtBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"), rows=2)
    feedback = blocks.TextBlock(label=_("what this may lead to"), rows=2)

    class Meta:
        label = _("option")


class DilemmaBlock(LessonPart):
    """Something with no right answer: choose, then weigh all of them."""

    text = Prose(label=_("text"))
    options = blocks.ListBlock(ThoughtBlock(), label=_("options"), min_num=2)
    thought = Prose(label=_("something to think about"))

    class Meta:
        icon = "help"
        label = _("Dilemma")
        template = "blocks/dilemma.html"
        preview_value = {
            "text": "<p>Lederen ringer deg. Hva gjør du?</p>",
            "options": [
                {"text": "Svarer kort", "feedback": "Det er hennes nyhet å fortelle."},
                {"text": "Ber lederen ringe henne", "feedback": "Lederen kan føle seg avvist."},
            ],
            "thought": "<p>Hva kunne dere avtalt på forhånd?</p>",
        }


class ReplyBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("what the learner may say"), rows=2)
    to = KeyBlock(label=_("leads to"), help_text=_("The key of a line or an end."))
    feedback = blocks.TextBlock(label=_("feedback"), rows=2)

    class Meta:
        label = _("option")


class LineBlock(blocks.StructBlock):
    key = KeyBlock(label=_("key"), help_text=_("For example n1."))
    says = Prose(label=_("what the other person says and does"))
    options = blocks.ListBlock(ReplyBlock(), label=_("options"), min_num=1)

    class Meta:
        label = _("line")


class EndBlock(blocks.StructBlock):
    key = KeyBlock(label=_("key"), help_text=_("For example e1."))
    title = blocks.CharBlock(label=_("title"), max_length=120)
    debrief = Prose(label=_("what to take from it"))
    prompts = Prompts(label=_("conversation prompts"), required=False, default=[])

    class Meta:
        label = _("end")


def _repeated(parts: blocks.list_block.ListValue) -> list[str]:
    return [key for key, times in Counter(part["key"] for part in parts).items() if times > 1]


class BranchingBlock(LessonPart):
    """A practice conversation. No choice fails anyone, and a step back is always possible."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    intro = Prose(label=_("introduction"))
    start = KeyBlock(label=_("starts at"), help_text=_("The key of the first line."))
    nodes = blocks.ListBlock(LineBlock(), label=_("lines"), min_num=1)
    ends = blocks.ListBlock(EndBlock(), label=_("ends"), min_num=1)
    content = ContentChooserBlock(
        label=_("the same conversation as H5P content"),
        required=False,
        help_text=_(
            "For those who would rather take it there. It counts the same, and nobody has to do both."
        ),
    )

    def plain(self, value: blocks.StructValue) -> dict[str, Any]:
        content = value.get("content")
        plain = {**super().plain(value), "content": content.key if content else ""}
        for field in ("nodes", "ends"):
            plain[field] = {part.pop("key"): part for part in to_plain(value[field])}
        return plain

    def get_context(self, value: blocks.StructValue, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        end = context["shown"].place.end
        ends = [part for part in value["ends"] if end and part["key"] == end.key]
        return {**context, "end_prompts": ends[0]["prompts"] if ends else []}

    def flaws(self, value: blocks.StructValue) -> list[Flaw]:
        repeated = [
            Flaw(field, "same-key-twice", key)
            for field in ("nodes", "ends")
            for key in _repeated(value[field])
        ]
        return repeated or super().flaws(value)

    class Meta:
        icon = "openquote"
        label = _("Practice conversation")
        template = "blocks/branching.html"
        preview_value = {
            "title": "«Jeg orker ikke tanken på jobb nå»",
            "intro": "<p>Velg hva du vil si.</p>",
            "start": "n1",
            "nodes": [
                {
                    "key": "n1",
                    "says": "<p>«Jeg orker ikke.»</p>",
                    "options": [{"text": "«Det høres tungt ut.»", "to": "e1", "feedback": "Du tar imot."}],
                }
            ],
            "ends": [{"key": "e1", "title": "Kontakt", "debrief": "<p>Du spurte.</p>", "prompts": []}],
        }
