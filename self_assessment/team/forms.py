"""Whom to invite, and in which role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from self_assessment.domain.framework import Release


class RoleField(forms.ChoiceField):
    """One of the roles of a release."""

    def offer(self, release: Release) -> None:
        language = get_language() or "nb"
        self.choices = [
            ("", _("choose")),
            *((role.code, role.title.in_language(language)) for role in release.roles),
        ]


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address at work"),
        max_length=254,
        error_messages={
            "required": _("Write the e-mail address."),
            "invalid": _("This is not an e-mail address. Check it: name@municipality.no."),
        },
    )
    role = RoleField(
        label=_("Answers as"),
        error_messages={"required": _("Choose a role."), "invalid_choice": _("Choose a role from the list.")},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, release: Release) -> None:
        super().__init__(data)
        cast(RoleField, self.fields["role"]).offer(release)
