"""Deciding about one action of a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from base.personal_data import refuse_personal_numbers
from self_assessment.domain.framework import Release
from self_assessment.plan.actions import ActionValues
from self_assessment.plan.models import HIGHEST_COST, PlannedAction


class ActionForm(forms.Form):
    """One action. `replaces` is the version it was read in."""

    title = forms.CharField(
        label=_("What is to be done?"),
        help_text=_("Begin with a verb: “Agree on …”, “Write …”."),
        max_length=200,
        validators=[refuse_personal_numbers],
        error_messages={"required": _("Write in a few words what is to be done.")},
    )
    phase = forms.ChoiceField(label=_("When"), choices=PlannedAction.Phase.choices)
    status = forms.ChoiceField(label=_("How it goes"), choices=PlannedAction.Status.choices)
    owner_role = forms.CharField(
        label=_("Responsible role"),
        help_text=_("A role, such as leader of physiotherapy. Never a name: roles last longer than people."),
        max_length=80,
        required=False,
        validators=[refuse_personal_numbers],
    )
    due_date = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date as day.month.year, such as 15.01.2027.")},
    )
    cost = forms.IntegerField(
        label=_("Cost in kroner"),
        help_text=_("Beyond the time of those you have. Leave it empty when you do not know."),
        required=False,
        min_value=0,
        max_value=HIGHEST_COST,
        error_messages={"invalid": _("Write the cost in whole kroner, with digits only.")},
    )
    decision_reference = forms.CharField(
        label=_("Decision"),
        help_text=_("The case number or the meeting it was decided in."),
        max_length=120,
        required=False,
        validators=[refuse_personal_numbers],
    )
    description = forms.CharField(
        label=_("More about it"),
        required=False,
        validators=[refuse_personal_numbers],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    indicators = forms.MultipleChoiceField(
        label=_("Helps with"),
        help_text=_("One action may help with several."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nb"
        choices = [
            (
                f"{block.code} {block.short_name.in_language(language)}",
                [(one.code, f"{one.code} {one.name.in_language(language)}") for one in block.indicators],
            )
            for block in release.blocks
        ]
        self.fields["indicators"].choices = choices  # type: ignore[attr-defined]
        self.fields["description"].validators.append(MaxLengthValidator(settings.ASSESSMENT_TEXT_LENGTH))

    @property
    def values(self) -> ActionValues:
        """What to save. Only for a form that is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "replaces"}
        return ActionValues(**said | {"indicators": tuple(said["indicators"])})


class MoveForm(forms.Form):
    """Where an action is moved to: a phase, or out of the phases."""

    to = forms.ChoiceField(
        choices=[
            *PlannedAction.Phase.choices,
            (PlannedAction.Status.DONE.value, PlannedAction.Status.DONE.label),
            (PlannedAction.Status.DROPPED.value, PlannedAction.Status.DROPPED.label),
        ]
    )

    def moved(self, action: PlannedAction) -> tuple[str, str]:
        """The (phase, status) it is to have. What is moved back into a phase is to be done again."""
        to = self.cleaned_data["to"]
        if to in PlannedAction.Phase.values:
            return to, action.status if action.is_open else PlannedAction.Status.PLANNED
        return action.phase, to
