"""Signing, and saying why a finished assessment is opened again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from base.personal_data import refuse_personal_numbers


class SigningForm(forms.Form):
    """In which role the leader signs, and that what is not settled has been seen."""

    role = forms.CharField(
        label=_("You sign as"),
        help_text=_("Your role, such as director of health. Your name is not shown on anything."),
        max_length=80,
        validators=[refuse_personal_numbers],
        error_messages={"required": _("Write which role you sign in.")},
    )
    seen_unsettled = forms.BooleanField(
        label=_("I have seen which duties by law are not settled, and that they stand as that"),
        error_messages={"required": _("Tick that you have seen which duties are not settled.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, unsettled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unsettled:
            del self.fields["seen_unsettled"]


class ReopeningForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it opened again?"),
        help_text=_("It stands in the report of the next edition. Never about a person."),
        validators=[refuse_personal_numbers],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a few words why it is opened again.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].validators.append(MaxLengthValidator(settings.ASSESSMENT_TEXT_LENGTH))
