"""The code of a certificate: twelve signs nobody can guess and few can misread. Pure.

Thirty signs, without 0 O 1 I L U, so 30^12 is about 59 bits: a million guesses a second would need
thousands of years to find one of a million certificates."""

from __future__ import annotations

import re
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}", re.ASCII)
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]+")
LONGEST_TYPED = 40
"""More than anyone types for twelve signs, however they are parted."""


def make(choose: Callable[[str], str]) -> str:
    """Return a new code; `choose` picks one of the signs it is given, such as secrets.choice."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def read(typed: str) -> str | None:
    """Return the code somebody typed, in any case and however parted; None when it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return None
    code = _BETWEEN.sub("", typed).upper()
    return code if _CODE.fullmatch(code) else None


def grouped(code: str) -> str:
    """Return the code as it is printed: 7KQF-2M9D-XR4T."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
