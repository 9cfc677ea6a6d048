"""Deadlines as a calendar file (iCalendar, RFC 5545). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75  # octets, RFC 5545 section 3.1


@dataclass(frozen=True, slots=True)
class Deadline:
    """One whole-day entry. `uid` is the same each time, so that a calendar moves it rather than adding one more."""

    uid: str
    day: date
    title: str
    notes: str
    url: str
    version: int
    changed_at: datetime
    done: bool


def calendar_file(name: str, deadlines: Iterable[Deadline], at: datetime) -> str:
    """Return the file's text, lines ending in CRLF as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Byggestein//Action plan//NO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for one in deadlines:
        lines += _event(one, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _event(one: Deadline, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{_moment(at)}",
        f"LAST-MODIFIED:{_moment(one.changed_at)}",
        f"SEQUENCE:{one.version}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(one.title)}",
        *([f"DESCRIPTION:{_escaped(one.notes)}"] if one.notes else []),
        f"URL:{one.url}",
        f"STATUS:{'CANCELLED' if one.done else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, written in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(plain, written)
    return text


def _fold(line: str) -> list[str]:
    """Cut a long line; each further one begins with a space. Never in the middle of a letter."""
    lines, room = [""], _LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            lines.append(" ")
            room = _LONGEST_LINE - 1
        lines[-1] += letter
        room -= size
    return lines
