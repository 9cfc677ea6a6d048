"""When something was, in the words people use: "i dag kl. 14.02", "i går", "tirsdag", "3. mars". Pure."""

from __future__ import annotations

from datetime import datetime

_DAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NORWEGIAN_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {"nb": _NORWEGIAN_MONTHS, "nn": _NORWEGIAN_MONTHS, "en": _ENGLISH_MONTHS}
_TODAY = {"nb": "i dag kl. {}", "nn": "i dag kl. {}", "en": "today at {}"}
_YESTERDAY = {"nb": "i går kl. {}", "nn": "i går kl. {}", "en": "yesterday at {}"}
_DATE = {"nb": "{day}. {month}", "nn": "{day}. {month}", "en": "{day} {month}"}


def relative_day(at: datetime, now: datetime, language: str) -> str:
    """Return when `at` was, seen from `now`; both in the reader's own time zone.

    Today and yesterday with the time, the six days before that by the name of the day, then the date, with
    the year when it is another. A time after `now` (clocks differ) is told as now's day or as a date."""
    days = (now.date() - at.date()).days
    if days == 0:
        return _TODAY[language].format(clock(at, language))
    if days == 1:
        return _YESTERDAY[language].format(clock(at, language))
    if 1 < days < 7:
        return _DAYS[language][at.weekday()]
    date = _DATE[language].format(day=at.day, month=_MONTHS[language][at.month - 1])
    return date if at.year == now.year else f"{date} {at.year}"


def clock(at: datetime, language: str) -> str:
    """Return the time of day as running text writes it: 14.02 in Norwegian, 14:02 in English."""
    return f"{at:%H:%M}" if language == "en" else f"{at:%H.%M}"
