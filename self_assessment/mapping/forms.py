"""Reading the tables: one select a cell, a version a row, so that a whole table is one plain form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from accounts.names import fold
from base.personal_data import refuse_personal_numbers
from self_assessment.domain.framework import Fact, Profession, Question, Service
from self_assessment.forms import names_of
from self_assessment.mapping.actions import ProposedRow
from self_assessment.mapping.models import FactEntry, ProfileChoice, Row, ServiceEntry
from self_assessment.mapping.queries import PROFESSION_FIELDS, SERVICE_FIELDS

POSTS = "arsverk"
_HIGHEST_VERSION = 2_147_483_647
_ANOTHER = _("Choose one of the answers in the list.")
Subject = Service | Profession


def _choices(question: Question, language: str) -> list[tuple[str, str]]:
    return [("", str(_("choose")))] + [(o.code, o.name.in_language(language)) for o in question.options]


class QuickSelect(forms.Select):
    """A select drawn without a template: a table has eighty of them, and a template for each costs 0.1 s a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = flatatt(self.build_attrs(self.attrs, attrs) | {"name": name})
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(label)}</option>'
            for code, label in self.choices
        )
        return mark_safe(f"<select{given}>{options}</select>")


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of one row; without a field this row is not asked it. `stored` is what the table holds when
    it holds something else."""

    question: Question
    field: forms.BoundField | None
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it is shown. `late`: somebody else changed it after it was read."""

    subject: Subject
    entry: Row | None
    version: forms.BoundField
    cells: list[Cell]
    late: bool


class TableForm(forms.Form):
    """A table of `subjects` (rows) and `questions` (columns); what is stored fills it at first."""

    fields_of_table: Mapping[str, str] = {}
    late: Mapping[str, Row] = {}

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        subjects: Sequence[Subject],
        questions: Sequence[Question],
        stored: Mapping[str, Row],
    ) -> None:
        super().__init__(data)
        self.subjects, self.stored = subjects, stored
        self.questions = [q for q in questions if q.code in self.fields_of_table or q.code == POSTS]
        language = get_language() or "nb"
        choices = {q.code: _choices(q, language) for q in self.questions if q.kind == "valg"}
        for subject in subjects:
            row = stored.get(subject.code)
            self.fields[f"{subject.code}-version"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=_HIGHEST_VERSION,
                initial=row.version if row else 0,
                widget=forms.HiddenInput,
            )
            for question in self.asked_of(subject):
                self.fields[f"{subject.code}-{question.code}"] = self._field(
                    subject, question, choices.get(question.code, []), row
                )

    def asked_of(self, subject: Subject) -> Iterator[Question]:
        """The columns this row has."""
        columns = getattr(subject, "columns", None)
        return (q for q in self.questions if columns is None or q.code in columns)

    def _field(
        self, subject: Subject, question: Question, choices: list[tuple[str, str]], row: Row | None
    ) -> forms.Field:
        language = get_language() or "nb"
        label = f"{subject.title.in_language(language)}: {question.text.in_language(language)}"
        attrs = {"aria-label": label}
        if question.code == POSTS:
            attrs["inputmode"] = "decimal"
            return forms.DecimalField(
                required=False,
                label=label,
                localize=True,
                max_digits=6,
                decimal_places=2,
                validators=[MinValueValidator(0), MaxValueValidator(question.highest or 9999)],
                initial=getattr(row, "posts", None),
                widget=forms.TextInput(attrs=attrs),
                error_messages={"invalid": _("Write a number, such as 0,5.")},
            )
        return forms.ChoiceField(
            required=False,
            label=label,
            choices=choices,
            initial=getattr(row, self.fields_of_table[question.code], ""),
            widget=QuickSelect(attrs=attrs),
            error_messages={"invalid_choice": _ANOTHER},
        )

    def proposed(self) -> Iterator[ProposedRow]:
        """The rows as they were written. Only for a form that is valid."""
        for subject in self.subjects:
            values = {
                self._column(question): self.cleaned_data[f"{subject.code}-{question.code}"]
                for question in self.asked_of(subject)
            }
            yield ProposedRow(subject.code, self.cleaned_data[f"{subject.code}-version"] or 0, values)

    def _column(self, question: Question) -> str:
        return "posts" if question.code == POSTS else self.fields_of_table[question.code]

    def show_late(self, late: Iterable[Row]) -> None:
        """Show, beside what was written, what somebody else has stored; what is sent next knows of it."""
        self.late = {row.code: row for row in late}
        data = cast(Any, self.data).copy()
        for code, row in self.late.items():
            data[f"{code}-version"] = str(row.version)
        self.data = data

    def rows(self) -> list[TableRow]:
        return [self._row(subject) for subject in self.subjects]

    def _row(self, subject: Subject) -> TableRow:
        late = self.late.get(subject.code)
        asked = set(self.asked_of(subject))
        cells = [
            Cell(
                question,
                self[f"{subject.code}-{question.code}"],
                self._stored_words(question, late) if late else None,
            )
            if question in asked
            else Cell(question, None)
            for question in self.questions
        ]
        version = self[f"{subject.code}-version"]
        return TableRow(subject, self.stored.get(subject.code), version, cells, late is not None)

    def _stored_words(self, question: Question, row: Row) -> str:
        value = getattr(row, self._column(question))
        if question.kind == "valg":
            names = {o.code: o.name.in_language(get_language() or "nb") for o in question.options}
            return names.get(value, str(_("not answered")))
        return str(_("not answered")) if value is None else str(value)


class ServiceMapForm(TableForm):
    fields_of_table = SERVICE_FIELDS


class ProfessionTableForm(TableForm):
    fields_of_table = PROFESSION_FIELDS


class FactsForm(forms.Form):
    """The few extra questions that some advice rests on, each with the version it was read at."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        facts: Sequence[Fact],
        words: Question,
        stored: Mapping[str, FactEntry],
    ) -> None:
        super().__init__(data, prefix="fakta")
        language = get_language() or "nb"
        self.facts = [fact for fact in facts if fact.options]
        names = {option.code: option.name.in_language(language) for option in words.options}
        for fact in self.facts:
            row = stored.get(fact.code)
            self.fields[fact.code] = forms.ChoiceField(
                label=fact.question.in_language(language),
                required=False,
                choices=[(option, names.get(option, option)) for option in fact.options],
                initial=row.option if row else "",
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _ANOTHER},
            )
            self.fields[f"{fact.code}-version"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=_HIGHEST_VERSION,
                initial=row.version if row else 0,
                widget=forms.HiddenInput,
            )

    def proposed(self) -> Iterator[ProposedRow]:
        for fact in self.facts:
            version = self.cleaned_data[f"{fact.code}-version"] or 0
            yield ProposedRow(fact.code, version, {"option": self.cleaned_data[fact.code]})


class ServiceForm(forms.Form):
    """The rest of one service: the ways in, whom it is shared with, and whom it works with."""

    referral = forms.MultipleChoiceField(
        label=_("How do people get there?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shared_with = forms.CharField(
        label=_("Which municipalities share it?"),
        help_text=_("Write their names with a comma between. Leave it empty when it is your own."),
        required=False,
        max_length=1000,
    )
    linked_to = forms.MultipleChoiceField(
        label=_("Which services does it have a fixed cooperation with?"),
        help_text=_("Fixed means a meeting, an agreement or a routine, not that somebody knows somebody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(
        required=False, min_value=0, max_value=_HIGHEST_VERSION, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        service: Service,
        ways: Question,
        others: Sequence[Service],
        entry: ServiceEntry | None,
        own: Municipality,
    ) -> None:
        shared = entry.shared_with.all() if entry else []
        initial = {
            "referral": entry.referral if entry else [],
            "linked_to": entry.linked_to if entry else [],
            "shared_with": ", ".join(one.name_with_county for one in shared),
            "version": entry.version if entry else 0,
        }
        super().__init__(data, initial=initial)
        self.service, self.own = service, own
        language = get_language() or "nb"
        cast(forms.MultipleChoiceField, self.fields["referral"]).choices = [
            (option.code, option.name.in_language(language)) for option in ways.options
        ]
        cast(forms.MultipleChoiceField, self.fields["linked_to"]).choices = [
            (other.code, other.title.in_language(language)) for other in others if other.code != service.code
        ]

    def know(self, row: ServiceEntry) -> None:
        """Let what is sent next know of what is stored now."""
        data = cast(Any, self.data).copy()
        data["version"] = str(row.version)
        self.data = data

    def clean_shared_with(self) -> tuple[str, ...]:
        """Municipality numbers, each once. Two with the same name are told apart by county."""
        wanted = [part.strip() for part in self.cleaned_data["shared_with"].split(",") if part.strip()]
        every = list(Municipality.objects.exclude(pk=self.own.pk)) if wanted else []
        numbers, faults = [], []
        for name in wanted:
            found = [one for one in every if fold(name) in names_of(one)]
            if len(found) == 1:
                numbers.append(found[0].pk)
            else:
                faults.append(self._fault(name, found))
        if faults:
            raise forms.ValidationError(faults)
        return tuple(dict.fromkeys(numbers))

    def _fault(self, name: str, found: list[Municipality]) -> forms.ValidationError:
        if found:
            return forms.ValidationError(
                _("More than one is called “%(name)s”. Write %(choices)s."),
                params={"name": name, "choices": _(" or ").join(one.name_with_county for one in found)},
            )
        return forms.ValidationError(
            _("We know no other municipality called “%(name)s”. Check the spelling."), params={"name": name}
        )

    def proposed(self) -> ProposedRow:
        said = self.cleaned_data
        values = {"referral": said["referral"], "linked_to": said["linked_to"]}
        return ProposedRow(self.service.code, said["version"] or 0, values, said["shared_with"])


class ProfileForm(forms.Form):
    """Another profile than the map's, and why."""

    profile = forms.ChoiceField(
        label=_("Which profile fits you?"), required=False, widget=forms.RadioSelect, choices=[]
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A few words for the one who reads it next year. Never about a person."),
        validators=[refuse_personal_numbers],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a few words why.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, chosen: ProfileChoice | None, names: Mapping[str, str]
    ) -> None:
        initial = {"profile": chosen.profile if chosen else "", "reason": chosen.reason if chosen else ""}
        super().__init__(data, initial=initial)
        cast(forms.ChoiceField, self.fields["profile"]).choices = [
            ("", _("The one the service map gives")),
            *names.items(),
        ]
        self.fields["reason"].validators.append(MaxLengthValidator(settings.ASSESSMENT_TEXT_LENGTH))
