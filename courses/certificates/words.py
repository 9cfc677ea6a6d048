"""What a certificate says, in the reader's words."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.certificates.models import Certificate


def duration(minutes: int) -> str:
    """Return "1 time og 6 minutter", "45 minutter", "2 timer"."""
    hours, rest = divmod(minutes, 60)
    in_hours = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    in_minutes = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if not hours:
        return in_minutes
    return _("%(hours)s and %(minutes)s") % {"hours": in_hours, "minutes": in_minutes} if rest else in_hours


def extent(certificate: Certificate) -> str:
    """Return how long the course is and what it holds."""
    modules = ngettext("%(count)s module", "%(count)s modules", certificate.modules)
    parts = [duration(certificate.minutes), modules % {"count": certificate.modules}]
    if certificate.quiz_percent:
        parts.append(_("a quiz with %(percent)s %% to pass") % {"percent": certificate.quiz_percent})
    return ", ".join(parts)


def version(certificate: Certificate) -> str:
    values = {"course": certificate.course_key, "version": certificate.course_version}
    if certificate.is_draft:
        return _("%(course)s, version %(version)s (draft)") % values
    return _("%(course)s, version %(version)s") % values


def day(at: datetime) -> str:
    """Return the date in our time zone, such as "2. oktober 2026"."""
    return date_format(localtime(at), "j F Y" if get_language() == "en" else "j. F Y")


def language() -> str:
    """Return the language certificates are read in: the reader's, but in English the titles are in bokmål."""
    return "nn" if get_language() == "nn" else "nb"
