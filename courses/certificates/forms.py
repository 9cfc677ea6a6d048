"""The name on a certificate, as its holder says it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.personal_data import refuse_personal_numbers
from courses.certificates.domain.holder import LONGEST_NAME, NotAName, tidy


class NameForm(forms.Form):
    """Asks for the name, with the one the account has filled in."""

    name = forms.CharField(
        label=_("Your name, as it should stand on the certificate"),
        max_length=LONGEST_NAME,
        validators=[refuse_personal_numbers],
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Write your name. It cannot be empty on a certificate.")},
    )

    def clean_name(self) -> str:
        try:
            return tidy(self.cleaned_data["name"])
        except NotAName:
            raise forms.ValidationError(
                _("Write a name with letters, and without signs that cannot be seen.")
            ) from None


class HolderForm(forms.Form):
    """Asks whoever checks a certificate for the name that is printed on it."""

    name = forms.CharField(
        label=_("The name on the certificate"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write the name that is printed on the certificate.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "holder_%s", **kwargs})
