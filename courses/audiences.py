"""Whom a course is for: the keys that courses use, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

NAMES = {
    "fysioterapeut": _("physiotherapist"),
    "ergoterapeut": _("occupational therapist"),
    "frisklivsveileder": _("healthy-life adviser"),
    "rph-terapeut": _("therapist in prompt mental health care"),
    "kommunepsykolog": _("municipal psychologist"),
    "sykepleier": _("nurse"),
    "fastlege": _("general practitioner"),
    "kommuneoverlege": _("chief municipal doctor"),
    "nav-veileder": _("Nav adviser"),
    "nav-leder": _("Nav manager"),
    "jobbspesialist": _("employment specialist"),
    "koordinator": _("coordinator"),
    "kartleggingsleder": _("assessment lead"),
    "likeperson": _("peer"),
    "leder": _("manager"),
}


def audience_names(keys: Iterable[str]) -> list[str]:
    """Return the names in the reader's language, in the order given. An unknown key stands for itself."""
    return [str(NAMES.get(key, key)) for key in keys]
