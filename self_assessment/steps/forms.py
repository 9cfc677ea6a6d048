"""Why a next step is put aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from base.personal_data import refuse_personal_numbers


class DismissalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not now?"),
        help_text=_("A few words for the one who reads it next year. Never about a person."),
        validators=[refuse_personal_numbers],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a few words why not.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].validators.append(MaxLengthValidator(settings.ASSESSMENT_TEXT_LENGTH))
