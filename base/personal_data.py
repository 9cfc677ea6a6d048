"""Numbers that point at a person: national ids (eleven digits) and phone numbers.

Free text is refused when it holds one, softly and with the reason; nothing else in the text is judged. The
check digits of a national id are not asked for: with a slip of the pen in it, it still tells who it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_GAP = r"[ .\u00a0\u2009\u2013-]"
_START, _END = r"(?<!\d)(?<!\d[.,])", r"(?!\d)(?![.,]\d)"

_ELEVEN_DIGITS = re.compile(rf"(?<!\d)\d{{6}}{_GAP}?\d{{5}}(?!\d)")
"""01019012345, 010190 12345. Any eleven digits that stand so, since we cannot know what they are."""

_SPREAD_ID = re.compile(
    rf"(?<!\d)(\d\d){_GAP}?(\d\d){_GAP}?\d\d{_GAP}?\d{{3}}{_GAP}?\d\d(?!\d)",
)
"""01.01.90 123 45. Only when it begins like a date, so that account numbers and the like pass."""

_ABROAD = re.compile(rf"(?<![\d+])(?:\+ ?|00)[1-9]\d{{0,2}}(?:{_GAP}?\d){{6,12}}(?!\d)")
"""A number that says its country: +47 900 00 000, 0046 70 123 45 67."""

_PHONE = re.compile(
    _START
    + r"(?:"
    + r"(?!20)[2-9]\d{7}"  # 90000000; none begins with 20, as many dates do
    + rf"|[2-9]\d\d{_GAP}\d\d{_GAP}\d{{3}}"  # 900 00 000
    + rf"|[2-9]\d(?:{_GAP}\d\d){{3}}"  # 22 00 00 00
    + rf"|9\d{{3}}{_GAP}\d{{4}}"  # 9000 0000; other fours may be years or municipality numbers
    + r")"
    + _END
    + r"(?! ?(?:kr|mill|,-))"
)
"""A Norwegian number of eight digits. None begins with 0 or 1."""


def find_numbers(text: str) -> list[str]:
    """Return what looks like a national id or a phone number in `text`, as written and in order."""
    found: list[re.Match[str]] = []
    for match in _candidates(text):
        if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
            found.append(match)
    return [match[0] for match in sorted(found, key=lambda match: match.start())]


def refuse_personal_numbers(text: str) -> None:
    """Raise ValidationError (code `personal_number`) when `text` holds such a number."""
    numbers = find_numbers(text)
    if numbers:
        raise ValidationError(
            _("“%(number)s” looks like a national id or a phone number. Take it out; the rest is kept."),
            code="personal_number",
            params={"number": numbers[0]},
        )


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be such a number, the surest kinds first."""
    yield from _ABROAD.finditer(text)
    yield from _ELEVEN_DIGITS.finditer(text)
    yield from (match for match in _SPREAD_ID.finditer(text) if _begins_like_a_date(match))
    yield from (match for match in _PHONE.finditer(text) if not _is_a_series(match[0]))


def _begins_like_a_date(match: re.Match[str]) -> bool:
    """Tell whether day and month can be those of a national id.

    D-numbers add 40 to the day, H-numbers 40 to the month, synthetic ones 80 (Skatteetaten)."""
    day, month = int(match[1]), int(match[2])
    return 1 <= (day - 40 if day > 40 else day) <= 31 and month % 40 in range(1, 13)


def _is_a_series(number: str) -> bool:
    """Tell whether four pairs are a series, such as the weeks 22 23 24 25 or the shares 25 30 35 40."""
    parts = [int(part) for part in re.split(_GAP, number)]
    steps = {after - before for before, after in pairwise(parts)}
    return len(parts) == 4 and len(steps) == 1 and steps <= set(range(1, 11))
