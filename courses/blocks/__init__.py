"""The parts an editor builds a lesson of: one block for each type of the authoring format."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from courses.blocks import reading, tasks
from courses.blocks.flaws import message
from courses.blocks.h5p import H5PPart
from courses.blocks.media import MediaBlock
from courses.blocks.parts import KeyBlock
from courses.domain.lesson import module_flaws


class LessonBlock(blocks.StreamBlock):
    """A lesson. The names are the types in the authoring format; ids are stable and the same in nb and nn."""

    situation = reading.SituationBlock(group=_("Read"))
    section = reading.SectionBlock(group=_("Read"))
    idea = reading.IdeaBlock(group=_("Read"))
    fact = reading.FactBlock(group=_("Read"))
    figure = reading.FigureBlock(group=_("Read"))
    example = reading.ExampleBlock(group=_("Read"))
    media = MediaBlock(group=_("Read"))
    prompts = reading.PromptsBlock(group=_("Use"))
    choice = tasks.ChoiceBlock(group=_("Practise"))
    categories = tasks.CategoriesBlock(group=_("Practise"))
    order = tasks.OrderBlock(group=_("Practise"))
    match = tasks.MatchBlock(group=_("Practise"))
    fill = tasks.FillBlock(group=_("Practise"))
    cards = reading.CardsBlock(group=_("Practise"))
    branching = tasks.BranchingBlock(group=_("Practise"))
    dilemma = tasks.DilemmaBlock(group=_("Practise"))
    h5p = H5PPart(group=_("Practise"))
    reflection = reading.ReflectionBlock(group=_("Practise"))
    template = reading.TemplateBlock(group=_("Use"))
    try_tomorrow = reading.TryTomorrowBlock(group=_("Use"))

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        cleaned = super().clean(value)
        flaws = module_flaws([child.block_type for child in cleaned], [child.id for child in cleaned])
        if flaws and not self.is_deferred_validation:
            errors = [ValidationError(message(flaw), code=flaw.code) for flaw in flaws]
            raise StreamBlockValidationError(non_block_errors=errors)
        return cleaned


class QuizBlock(blocks.StreamBlock):
    """The questions at the end of a course. Those of a group are a bank that some are drawn from."""

    choice = tasks.QuestionBlock()


class DrawBlock(blocks.StructBlock):
    """How many questions each attempt draws from a group. Groups that are not named are asked whole."""

    group = KeyBlock(label=_("group"))
    count = blocks.IntegerBlock(label=_("number of questions"), min_value=1)

    class Meta:
        icon = "rotate"
        label = _("draw")


class DrawsBlock(blocks.StreamBlock):
    draw = DrawBlock()


class SourceBlock(blocks.StructBlock):
    """Where something in the course is taken from."""

    key = KeyBlock(label=_("key"))
    title = blocks.TextBlock(label=_("title"), rows=2)
    year = blocks.IntegerBlock(label=_("year"))
    url = blocks.URLBlock(label=_("address"))
    verified = blocks.DateBlock(
        label=_("last verified"),
        required=False,
        help_text=_("The day somebody read it and saw that it still says this."),
    )
    changed_at = blocks.DateTimeBlock(
        label=_("changed"),
        required=False,
        help_text=_(
            "Set by itself when title, year or address changes. Lessons and questions that use the source are "
            "then on the list of what to look at, until they are published again."
        ),
    )

    class Meta:
        icon = "link-external"
        label = _("source")


class SourcesBlock(blocks.StreamBlock):
    source = SourceBlock()


class OutcomesBlock(blocks.StreamBlock):
    """What the learner can do afterwards."""

    outcome = blocks.TextBlock(label=_("outcome"), rows=2, icon="tick")


def plain_value(child: blocks.StreamValue.StreamChild) -> dict[str, Any]:
    """Return a lesson block in the form of the authoring format, without id and type; rich text as HTML."""
    plain: dict[str, Any] = child.block.plain(child.value)
    return plain
