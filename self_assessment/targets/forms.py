"""A target: which level, by when, and who decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from base.personal_data import refuse_personal_numbers
from self_assessment.domain.values import LEVELS

_FROM_LIST = _("Choose one of the steps, from 0 to 4.")


class TargetForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("Which step do you aim for?"),
        choices=[("", _("the one the framework suggests")), *((str(n), str(n)) for n in LEVELS)],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _FROM_LIST},
    )
    due_date = forms.DateField(
        label=_("By when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date as day.month.year.")},
    )
    decided_by_role = forms.CharField(
        label=_("Who decided it?"),
        help_text=_("A role or a body, such as the director of health. No names."),
        max_length=80,
        validators=[refuse_personal_numbers],
        error_messages={"required": _("Write which role or body decided it.")},
    )
    note = forms.CharField(
        label=_("Why?"),
        required=False,
        validators=[refuse_personal_numbers],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].validators.append(MaxLengthValidator(settings.ASSESSMENT_TEXT_LENGTH))
