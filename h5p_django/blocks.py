"""The H5P content of a lesson: what an editor picks, and when it counts as done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from h5p.results import Attempts, Completion, default_completion
from h5p_django.choosers import content_chooser

ContentChooserBlock = content_chooser.get_block_class(
    name="ContentChooserBlock", module_path="h5p_django.blocks"
)


class H5PBlock(blocks.StructBlock):
    """An H5P content with a heading, what to do, when it is done, and the same in words."""

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
        label=_("the same in words"),
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("For those who cannot use the exercise: all there is to learn from it, as text."),
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
    return {}
