"""How many wrong guesses those who check certificates have. A code has 59 bits."""

from __future__ import annotations

from django.http import HttpRequest

from base import throttle

CODES = 20
"""Wrong codes from one network address in a window. Our choice: a slip of the pen costs one."""
NAMES = 10
"""Wrong names for one certificate in a window, from anywhere."""


def by_address(request: HttpRequest) -> str:
    """Return what wrong codes from this address are counted under."""
    return throttle.by_address(request, "verify")


def by_certificate(code: str) -> str:
    """Return what wrong names for this certificate are counted under."""
    return f"verify:name:{code}"
