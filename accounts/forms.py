"""What a person fills in about the account itself. The rest of the forms under /konto/ are allauth's."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):
    """Name and language; both names may be left empty."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        help_texts: ClassVar[dict[str, Any]] = {
            "language": _("The language of your own pages and of mail from us.")
        }


class DeleteAccountForm(forms.Form):
    """Confirms with the password that it is the person who wants the account gone."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("The password is not right, so nothing was deleted. Try again."))
        return password
