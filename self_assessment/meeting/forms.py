"""Reading what was pressed in a meeting."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from self_assessment.domain.meeting import Move
from self_assessment.domain.values import LEVELS, NoLevel

_MOST_MINUTES = 60
_MOST_ROUNDS = 32_767


class OpenForm(forms.Form):
    """Opening a meeting."""

    minutes = forms.IntegerField(
        label=_("Minutes for each question"),
        min_value=1,
        max_value=_MOST_MINUTES,
        error_messages={
            "required": _("Write how many minutes you want to give each question."),
            "invalid": _("Write the minutes with digits, such as 8."),
        },
    )


class MoveForm(forms.Form):
    """A press on the screen: `move`, with a code after a colon where it names an item (show:B2), and what the
    page showed when it was pressed."""

    seen = forms.CharField(required=False)
    move = forms.CharField()

    OTHERS = ("start", "pause", "more", "enough", "close")

    def clean_move(self) -> tuple[str, str]:
        name, _colon, code = self.cleaned_data["move"].partition(":")
        if name not in (*Move, *self.OTHERS):
            raise forms.ValidationError("unknown move")
        return name, code


class VoteForm(forms.Form):
    """One vote: a level, or "do not know", on an item in a round."""

    UNKNOWN = NoLevel.UNKNOWN.value

    vote = forms.ChoiceField(
        choices=[(str(level), level) for level in LEVELS] + [(UNKNOWN, UNKNOWN)],
        error_messages={
            "required": _("Choose a step, or “do not know”."),
            "invalid_choice": _("Choose a step from 0 to 4, or “do not know”."),
        },
    )
    item = forms.CharField(max_length=10)
    round = forms.IntegerField(min_value=1, max_value=_MOST_ROUNDS)

    @property
    def level(self) -> int | None:
        """The level; None for "do not know". Only for a form that is valid."""
        said = self.cleaned_data["vote"]
        return None if said == self.UNKNOWN else int(said)
