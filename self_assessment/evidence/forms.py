"""The form of a piece of evidence: what it is, a link or a file, how long it holds, and what it speaks for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from base.personal_data import refuse_personal_numbers
from self_assessment.domain.evidence_files import PICTURES, TYPES, Refusal, RefusedFile, kind_of
from self_assessment.evidence.actions import CheckedFile, EvidenceValues
from self_assessment.evidence.pictures import without_traces
from self_assessment.queries import Sheet

MIB = 1024 * 1024
_REFUSED = {
    Refusal.EMPTY: gettext_lazy("The file is empty. Choose another one."),
    Refusal.UNKNOWN: gettext_lazy(
        "This is not a kind of file we take, whatever it is called. We take PDF, Word (docx), Excel (xlsx), "
        "OpenDocument (odt, ods), PNG and JPEG."
    ),
    Refusal.BROKEN: gettext_lazy(
        "The file is damaged, locked or far too large inside. Open it, save it anew without a password, and try again."
    ),
    Refusal.ACTIVE: gettext_lazy(
        "The file holds macros, scripts or other files. Save it as a plain document or PDF, and try again."
    ),
}


class EvidenceForm(forms.Form):
    """What may be changed of evidence that stands. `sheet` is the assessment whose questions may be chosen."""

    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("Such as “Agreement with Nav, 2026”. The file gets this name."),
        max_length=120,
        validators=[refuse_personal_numbers],
        error_messages={"required": gettext_lazy("Write in a few words what it is.")},
    )
    holds_until = forms.DateField(
        label=gettext_lazy("Holds until"),
        help_text=gettext_lazy(
            "When it runs out or should be looked at again. We tell you when the day has passed."
        ),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the date as day.month.year, such as 15.01.2027.")},
    )
    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Which questions does it speak for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one question.")},
    )

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nb"
        choices = [
            (
                f"{one.block.code} {one.block.short_name.in_language(language)}",
                [
                    (i.indicator.code, f"{i.indicator.code} {i.indicator.name.in_language(language)}")
                    for i in one.items
                ],
            )
            for one in sheet.blocks
        ]
        self.fields["indicators"].choices = choices  # type: ignore[attr-defined]

    @property
    def values(self) -> EvidenceValues:
        """What to save. Only for a form that is valid."""
        said = self.cleaned_data
        return EvidenceValues(said["title"], said["holds_until"], tuple(said["indicators"]))


class NewEvidenceForm(EvidenceForm):
    """A new one, with its link or its file. `checked` is the file as it is to be kept, once the form is valid."""

    url = forms.CharField(
        label=gettext_lazy("Link"),
        help_text=gettext_lazy(
            "Begins with https:// or http://. Whoever follows it needs access of their own."
        ),
        required=False,
        max_length=500,
        widget=forms.URLInput,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in TYPES)}),
        allow_empty_file=True,
    )
    no_persons = forms.BooleanField(
        label=gettext_lazy("There is nothing in it about patients, users or other persons."),
        error_messages={
            "required": gettext_lazy(
                "Look through it first. Anything about persons must be taken out before it is added here."
            )
        },
    )
    field_order = ("title", "url", "file", "no_persons", "holds_until", "indicators")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checked: CheckedFile | None = None
        self.fields["file"].help_text = _(
            "PDF, Word (docx), Excel (xlsx), OpenDocument (odt, ods), PNG or JPEG, at most %(size)s. "
            "Place and time are taken out of pictures."
        ) % {"size": filesizeformat(settings.ASSESSMENT_EVIDENCE_MIB * MIB)}

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        if not url:
            return ""
        try:
            URLValidator(schemes=["http", "https"])(url)
            named = urlsplit(url).username is not None
        except (ValidationError, ValueError):
            named = True
        if named:
            raise ValidationError(
                _("This is not a link we can show. It must begin with https:// or http://.")
            )
        return url

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > settings.ASSESSMENT_EVIDENCE_MIB * MIB:
            raise ValidationError(
                _(
                    "The file is %(size)s, and at most %(most)s is taken. Make it smaller, or add a link to it."
                )
                % {
                    "size": filesizeformat(file.size or 0),
                    "most": filesizeformat(settings.ASSESSMENT_EVIDENCE_MIB * MIB),
                }
            )
        try:
            self.checked = _checked(file.read())
        except RefusedFile as refused:
            raise ValidationError(str(_REFUSED[refused.why])) from None
        return file

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors.keys() & {"url", "file"}:
            if said.get("url") and said.get("file"):
                self.add_error(
                    "url", _("Choose either a link or a file. You may add the other one by itself.")
                )
            elif not said.get("url") and not said.get("file"):
                self.add_error("url", _("Write a link, or choose a file."))
        if self.errors and self.files.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file once more: the browser does not keep it."))
        return said


def _checked(content: bytes) -> CheckedFile:
    """Return the file as it is to be kept. Raises RefusedFile."""
    kind = kind_of(content)
    return CheckedFile(kind, without_traces(content, kind) if kind in PICTURES else content)
