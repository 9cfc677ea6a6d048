"""What an author reads: labels of metadata, and what is to be mended."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from h5p import metadata
from h5p.content import LICENCE_VERSIONS
from h5p.errors import Fault
from h5p.forms.checks import Problem
from h5p.forms.rights import Rights
from h5p.strict_json import Json

_LABELS = {
    "title": gettext_lazy("Title"),
    "a11yTitle": gettext_lazy("Title for screen readers, if it must differ"),
    "license": gettext_lazy("Licence"),
    "licenseVersion": gettext_lazy("Version of the licence"),
    "version": gettext_lazy("Version of the licence"),
    "yearFrom": gettext_lazy("Year, from"),
    "yearTo": gettext_lazy("Year, to"),
    "year": gettext_lazy("Year"),
    "source": gettext_lazy("Source (address)"),
    "author": gettext_lazy("Made by"),
    "authors": gettext_lazy("Made by"),
    "name": gettext_lazy("Name"),
    "role": gettext_lazy("Role"),
    "licenseExtras": gettext_lazy("More about the licence"),
    "changes": gettext_lazy("Changes from the original"),
    "date": gettext_lazy("Date (day-month-year hour:minute:second)"),
    "log": gettext_lazy("What was changed"),
    "authorComments": gettext_lazy("Notes to other authors; learners never see them"),
    "defaultLanguage": gettext_lazy("Language of the content"),
}
_ENTITIES = {"authors": gettext_lazy("person"), "changes": gettext_lazy("change")}
_ROLES = {
    "Author": gettext_lazy("Author"),
    "Editor": gettext_lazy("Editor"),
    "Licensee": gettext_lazy("Licensee"),
    "Originator": gettext_lazy("Originator"),
}
_LICENCES = {
    "U": gettext_lazy("not told"),
    "PD": gettext_lazy("Public domain"),
    "C": gettext_lazy("Copyright: all rights reserved"),
}
_LANGUAGES = [
    ("nb", gettext_lazy("Bokmål")),
    ("nn", gettext_lazy("Nynorsk")),
    ("en", gettext_lazy("English")),
]
_UNSEEN = frozenset({"contentType"})
_LINES = frozenset({"licenseExtras", "authorComments", "log"})
_PROBLEMS = {
    "required": gettext_lazy("Fill in this."),
    "too-long": gettext_lazy("At most %(max)s characters. Take away %(more)s."),
    "wrong-pattern": gettext_lazy(
        "This is not written as the content type asks. Read what is said about the field."
    ),
    "not-a-number": gettext_lazy("Write a number, such as 3 or 2.5."),
    "too-small": gettext_lazy("The number must be %(min)s or more."),
    "too-large": gettext_lazy("The number must be %(max)s or less."),
    "off-step": gettext_lazy("The number must go up in steps of %(step)s."),
    "too-few": gettext_lazy("There must be at least %(min)s."),
    "too-many": gettext_lazy("There can be at most %(max)s."),
    "no-such-name": gettext_lazy("Nothing is called “%(name)s”. Choose one of those there are."),
    "file-kind": gettext_lazy("A file of this kind does not fit here. Choose one of: %(kinds)s."),
    "file-size": gettext_lazy("The file is larger than %(max)s MiB. Choose a smaller one."),
    "file-broken": gettext_lazy("The file is not what its name says, or it is damaged. Choose another one."),
    "file-empty": gettext_lazy("The file is empty. Choose another one."),
    "file-gone": gettext_lazy("The file is no longer here. Bring it in again."),
    "address": gettext_lazy("Write an address that begins with one of: %(hosts)s."),
}


def problem(found: Problem | None, language: str) -> str:
    """Return what an author is to do."""
    if found is None:
        return ""
    text = _PROBLEMS.get(found.code)
    return str(text) % found.values if text else Fault(found.code, "", found.values).message(language)


def rights() -> Rights:
    """Return the fields of metadata and copyright in the author's language."""
    return Rights(
        metadata=[_title_wanted(_worded(field)) for field in metadata.METADATA],
        copyright=[_worded(field) for field in metadata.COPYRIGHT],
    )


def _title_wanted(field: Json) -> Json:
    return {**field, "optional": False} if isinstance(field, dict) and field.get("name") == "title" else field


def _worded(field: Json) -> Json:
    """Return a field with label and choices; all but the title may be left open."""
    if not isinstance(field, dict):
        return field
    name = str(field.get("name"))
    more: dict[str, Any] = {"label": str(_LABELS.get(name, "")), "optional": True}
    if name in _UNSEEN:
        more["widget"] = "none"
    if name in _LINES:
        more["widget"] = "textarea"
    if name in ("license", "role"):
        known = _LICENCES if name == "license" else _ROLES
        options = field.get("options")
        values = (
            [str(each["value"]) for each in options if isinstance(each, dict)]
            if isinstance(options, list)
            else []
        )
        more["options"] = [{"value": value, "label": str(known.get(value, value))} for value in values]
    if name in ("licenseVersion", "version"):
        more |= {
            "type": "select",
            "options": [{"value": value, "label": value} for value in LICENCE_VERSIONS],
        }
    if name == "defaultLanguage":
        more |= {
            "type": "select",
            "options": [{"value": code, "label": str(text)} for code, text in _LANGUAGES],
        }
    inner = field.get("field")
    if isinstance(inner, dict) and isinstance(fields := inner.get("fields"), list):
        more["entity"] = str(_ENTITIES.get(name, _("part")))
        more["field"] = {**inner, "label": "", "fields": [_worded(each) for each in fields]}
    return {**field, **more}


LANGUAGES = _LANGUAGES
