"""For whom a result is shared, and for how long."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from base.personal_data import refuse_personal_numbers

_DAYS = (14, 30, 90, 180, 365)


class ShareForm(forms.Form):
    purpose = forms.CharField(
        label=_("For whom?"),
        help_text=_(
            "Such as the health committee, or the neighbour municipality. A body or a role, never a name."
        ),
        max_length=120,
        validators=[refuse_personal_numbers],
        error_messages={"required": _("Write for whom the link is.")},
    )
    days = forms.TypedChoiceField(label=_("How long is it to open?"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days})
            for days in _DAYS
            if days <= settings.ASSESSMENT_SHARE_DAYS
        ]
        self.fields["days"].initial = 30
