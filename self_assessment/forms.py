"""Reading what was answered to one indicator."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from accounts.names import fold
from accounts.queries import find_municipalities
from base.personal_data import refuse_personal_numbers
from self_assessment.actions import ProposedSave
from self_assessment.domain.framework import Indicator
from self_assessment.domain.values import LEVELS, NoLevel
from self_assessment.models import Answer
from self_assessment.models.answer import AnswerFields, AnswerValues

_MOST_FOUND = 30
_HIGHEST_VERSION = 2_147_483_647


class MunicipalityForm(forms.Form):
    """Finding a municipality by what was typed. `found` holds the matches, best first."""

    q = forms.CharField(required=False, max_length=100)
    found: list[Municipality] = []

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        if not text:
            raise forms.ValidationError(_("Write the name of a municipality."))
        self.found = find_municipalities(text, limit=_MOST_FOUND)
        if not self.found:
            raise forms.ValidationError(
                _("We know no municipality called “%(text)s”. Check the spelling, or write less of it."),
                params={"text": text},
            )
        return text

    @property
    def only_match(self) -> Municipality | None:
        """The one municipality that is called exactly what was typed, if no other is."""
        exact = [one for one in self.found if fold(self.cleaned_data["q"]) in names_of(one)]
        return exact[0] if len(exact) == 1 else None


def names_of(municipality: Municipality) -> set[str]:
    """What a municipality may be called in full, folded."""
    names = (municipality.name, municipality.sami_name, municipality.kven_name, municipality.name_with_county)
    return {municipality.number, *(fold(name) for name in names if name)}


class AnswerForm(forms.Form):
    """One answer. `save_id` and `replaces` come from the page: unreadable ones never overwrite anything."""

    answer = forms.CharField(required=False)
    reason = forms.CharField(required=False, validators=[refuse_personal_numbers])
    comment = forms.CharField(required=False, validators=[refuse_personal_numbers])
    confidence = forms.CharField(required=False)
    save_id = forms.CharField(required=False)
    replaces = forms.CharField(required=False)

    def __init__(self, *args: Any, indicator: Indicator, sami_area: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.sami_area = indicator, sami_area
        too_long = MaxLengthValidator(
            settings.ASSESSMENT_TEXT_LENGTH,
            _("The text has %(show_value)d characters. Shorten it to %(limit_value)d or fewer."),
        )
        for name in ("reason", "comment"):
            self.fields[name].validators.append(too_long)

    @property
    def may_be_irrelevant(self) -> bool:
        return self.indicator.accepts(NoLevel.NOT_RELEVANT, sami_area=self.sami_area)

    def clean_answer(self) -> int | NoLevel | None:
        given = self.cleaned_data["answer"]
        if given == "":
            return None
        if given in map(str, LEVELS):
            return int(given)
        try:
            answer = NoLevel(given)
        except ValueError:
            raise forms.ValidationError(_("Choose one of the steps, from 0 to 4.")) from None
        if not self.indicator.accepts(answer, sami_area=self.sami_area):
            raise forms.ValidationError(
                _("This is a duty by law, so it cannot be “not relevant”. Choose a step, or “do not know”.")
            )
        return answer

    def clean_confidence(self) -> str:
        confidence: str = self.cleaned_data["confidence"]
        if confidence and confidence not in AnswerFields.Confidence.values:
            raise forms.ValidationError(_("Choose how sure you are from the list."))
        return confidence

    def clean_save_id(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["save_id"])
        except ValueError:
            return uuid.uuid4()

    def clean_replaces(self) -> int:
        """Without a readable version it counts as written on an empty page, and overwrites nothing."""
        text = self.cleaned_data["replaces"]
        readable = text.isascii() and text.isdecimal() and len(text) <= len(str(_HIGHEST_VERSION))
        return min(int(text), _HIGHEST_VERSION - 1) if readable else 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") is not NoLevel.NOT_RELEVANT:
            cleaned["reason"] = ""  # belongs to "not relevant" only
            self.errors.pop("reason", None)
        elif not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write in a few words why it is not relevant for you."))
        return cleaned

    @property
    def proposed(self) -> ProposedSave:
        """What to save. Only for a form that is valid."""
        said = self.cleaned_data
        values = AnswerValues(said["answer"], said["reason"], said["comment"], said["confidence"])
        return ProposedSave(said["save_id"], said["replaces"], values)


def fields_of(answer: Answer | None) -> dict[str, str]:
    """The form's fields as they stand in the database."""
    values = answer.values if answer else AnswerValues()
    given = values.answer.value if isinstance(values.answer, NoLevel) else values.answer
    return {
        "answer": "" if given is None else str(given),
        "reason": values.reason,
        "comment": values.comment,
        "confidence": values.confidence,
        "save_id": str(uuid.uuid4()),
        "replaces": str(answer.version if answer else 0),
    }


class ChoiceForm(forms.Form):
    """Which of two answers is to hold: the one that came too late, or the one that stands."""

    LATE, CURRENT = "late", "current"

    keep = forms.ChoiceField(
        choices=[(LATE, LATE), (CURRENT, CURRENT)],
        error_messages={
            "required": _("Choose which of the two is to hold."),
            "invalid_choice": _("Choose which of the two is to hold."),
        },
    )
    replaces = forms.IntegerField(min_value=0, max_value=_HIGHEST_VERSION - 1, required=False)

    def clean_replaces(self) -> int:
        return self.cleaned_data["replaces"] or 0
