"""What a learner is told of versions, in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.domain.choosing import may_undo
from courses.domain.when import relative_day
from courses.models import ModulePage
from courses.versions.history import finished_before
from courses.versions.queries import Taken


@dataclass(frozen=True, slots=True)
class VersionNotice:
    """What to say about the version a learner takes. Empty texts are not said.

    `asks`: they have not said what they want about the newest version. `undo` is the choice that may still be
    taken back, `chosen` tells of it. `finished` tells of each time the course was finished before."""

    page_id: int
    text: str = ""
    asks: bool = False
    url: str = ""
    chosen: str = ""
    undo: UUID | None = None
    finished: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.undo or self.finished)


def version_notice(taken: Taken, now: datetime, page: ModulePage | None = None) -> VersionNotice:
    """Return what to say on the course page, or on a module page that may be new since the learner's version."""
    latest = taken.choices[-1] if taken.choices else None
    undo = latest.id if latest and may_undo(latest, taken.log) else None
    words = {"version": taken.version, "newest": taken.current}
    if page is not None and taken.begun and page not in taken.modules:
        text = _(
            "This module is new in version %(newest)s. You take version %(version)s, which is without it."
        )
    elif not taken.is_behind:
        text = ""
    elif taken.settled:
        text = _("You take version %(version)s to the end. Version %(newest)s is out.")
    else:
        text = _(
            "Version %(newest)s of the course is out. You take version %(version)s, and may finish it or move "
            "over. What you have done stays in your record either way."
        )
    return VersionNotice(
        page_id=taken.course.pk,
        text=text % words,
        asks=taken.is_behind and not taken.settled,
        url=reverse("courses:version", args=[taken.course.pk]) if text else "",
        chosen=_chosen(taken, now) if undo else "",
        undo=undo,
        finished=tuple(
            _("You finished version %(version)s %(when)s.")
            % {"version": one.version, "when": _when(one.at, now)}
            for one in finished_before(taken)
        ),
    )


def _chosen(taken: Taken, now: datetime) -> str:
    latest = taken.choices[-1]
    words = {"version": latest.to, "when": _when(latest.at, now)}
    if latest.renews:
        return _("You began to renew version %(version)s %(when)s.") % words
    if latest.moves:
        return _("You moved to version %(version)s %(when)s.") % words
    return _("You chose to finish version %(version)s %(when)s.") % words


def _when(at: datetime, now: datetime) -> str:
    return relative_day(localtime(at), localtime(now), get_language() or "nb")
