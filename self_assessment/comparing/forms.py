"""Choosing which two to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from self_assessment.finishing.models import Snapshot


class PairForm(forms.Form):
    """`editions` are the municipality's, the newest first."""

    fra = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=int)
    til = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int)

    def __init__(self, *args: Any, editions: Sequence[Snapshot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {one.pk: one for one in editions}
        choices = [(one.pk, _named(one)) for one in editions]
        for name in ("fra", "til"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("Choose one of the finished assessments.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("fra") and cleaned.get("fra") == cleaned.get("til"):
            raise forms.ValidationError(_("Choose two different ones."))
        return cleaned

    @property
    def pair(self) -> tuple[Snapshot, Snapshot]:
        """The earlier and the later, whichever way they were chosen."""
        chosen = [self.editions[self.cleaned_data[name]] for name in ("fra", "til")]
        earlier, later = sorted(chosen, key=lambda one: (one.made_at, one.pk))
        return earlier, later


def _named(snapshot: Snapshot) -> str:
    return _("%(kind)s, edition %(number)s, %(day)s") % {
        "kind": snapshot.assessment.get_kind_display(),
        "number": snapshot.revision,
        "day": date_format(localtime(snapshot.made_at), "j. F Y"),
    }
