"""One list of what is wrong, from all rooms: for the command, for the page in the CMS, for the page at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise, lazy

from base.checks.domain.findings import Finding
from base.checks.words import message

_said = lazy(message, str)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its name for an editor, its language, its part, and where it can be changed."""

    name: str
    language: str = ""
    url: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right (`is_error`) or to look at. `text` is in the language that is active when read."""

    code: str
    text: str | Promise
    place: Place
    is_error: bool

    def line(self) -> str:
        """Return all of it on one line, as a command prints it."""
        where = ", ".join(part for part in (self.place.name, self.place.language, self.place.part) if part)
        return f"{'error' if self.is_error else 'warning'} {self.code}: {where}: {self.text} {self.place.url}".rstrip()


def problems(findings: Iterable[Finding], place: Place) -> Iterator[Problem]:
    for finding in findings:
        yield Problem(finding.code, _said(finding), place, finding.is_error)
