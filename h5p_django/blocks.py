"""The H5P content of a lesson: what an editor picks, and when it counts as done."""

from __future__ import annotations

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from h5p.results import Attempts, Completion, default_completion
from h5p_django import twins
from h5p_django.choosers import content_chooser

ContentChooserBlock = content_chooser.get_block_class(
    name="ContentChooserBlock", module_path="h5p_django.blocks"
)


class Words(StrEnum):
    """Where an editor's own words stand in the twin."""

    BESIDE = "beside"
    INSTEAD = "instead"


class H5PBlock(blocks.StructBlock):
    """An H5P content with a heading, what to do, when it is done, and what an editor adds to its text version."""

    content = ContentChooserBlock(label=_("H5P content"))
    title = blocks.CharBlock(label=_("title"), max_length=120)
    instruction = blocks.TextBlock(label=_("what to do"), rows=2, required=False)
    completion = blocks.ChoiceBlock(
        label=_("counts as done"),
        choices=[
            (Completion.COMPLETED.value, _("when it is answered or completed")),
            (Completion.SCORE.value, _("when enough points are reached")),
            (Completion.SEEN.value, _("when it is seen")),
        ],
        default=Completion.COMPLETED.value,
    )
    share = blocks.IntegerBlock(
        label=_("enough points, in per cent"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    attempts = blocks.ChoiceBlock(
        label=_("result to show"),
        choices=[(Attempts.BEST.value, _("the best")), (Attempts.LATEST.value, _("the latest"))],
        default=Attempts.BEST.value,
    )
    alternative = blocks.RichTextBlock(
        label=_("your own words for the text version"),
        features=["bold", "italic", "ol", "ul", "link"],
        required=False,
        help_text=_(
            "The exercise as text is made by itself. Add what it lacks, such as what a picture shows, or write "
            "it all anew."
        ),
    )
    words = blocks.ChoiceBlock(
        label=_("your own words stand"),
        choices=[
            (Words.BESIDE.value, _("before the text that is made by itself")),
            (Words.INSTEAD.value, _("instead of it: it is then read, not answered")),
        ],
        default=Words.BESIDE.value,
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        errors = {} if self.is_deferred_validation else _errors(cleaned)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "media"
        label = _("H5P content")


def _errors(value: blocks.StructValue) -> dict[str, ValidationError]:
    if value["completion"] == Completion.SCORE and not value["share"]:
        return {"share": ValidationError(_("Say how many per cent of the points are enough."))}
    revision = value["content"].revision
    only_shows = revision and default_completion(revision.machine) is Completion.SEEN
    if only_shows and value["completion"] != Completion.SEEN:
        text = _("This kind of content asks for nothing, so it can only count as done when it is seen.")
        return {"completion": ValidationError(text)}
    if not value["alternative"].source.strip() and (found := _lack(value)):
        return {"alternative": ValidationError(found)}
    return {}


def _lack(value: blocks.StructValue) -> str:
    """Return why words of the editor's are needed, "" when they are not."""
    if value["words"] == Words.INSTEAD:
        return str(_("Write the text that is to stand instead of the one made by itself."))
    found = twins.twin_of(value["content"])
    if found is None or not found.twin.parts:
        return str(_("Nothing can be read out of this content. Say in words all there is to learn from it."))
    return ""
