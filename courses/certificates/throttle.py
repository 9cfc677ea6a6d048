"""Slows down those who guess. Only wrong guesses count, so whoever checks real codes waits for nothing.

Counted in the cache by a keyed digest of the network address, so that no address is stored. Each process
counts for itself unless the cache is shared. When the cache is down nobody is slowed: a code has 59 bits."""

from __future__ import annotations

import structlog
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

logger = structlog.get_logger(__name__)
WINDOW = 600
"""Seconds from the first wrong guess until it is forgotten."""
CODES = 20
"""Wrong codes from one network address in a window. Our choice: a slip of the pen costs one."""
NAMES = 10
"""Wrong names for one certificate in a window, from anywhere."""


def by_address(request: HttpRequest) -> str:
    """Return what wrong codes from this address are counted under."""
    address = get_adapter().get_client_ip(request)
    return "verify:address:" + salted_hmac("courses.certificates.throttle", address).hexdigest()[:32]


def by_certificate(code: str) -> str:
    """Return what wrong names for this certificate are counted under."""
    return f"verify:name:{code}"


def is_spent(key: str, limit: int) -> bool:
    """Say whether `limit` wrong guesses have been counted under `key`."""
    try:
        return int(cache.get(key, 0)) >= limit
    except Exception as error:  # each cache has errors of its own
        logger.warning("cache_down", kind=type(error).__name__)
        return False


def count(key: str) -> None:
    """Count a wrong guess under `key`."""
    try:
        if not cache.add(key, 1, WINDOW):
            cache.incr(key)
    except ValueError:
        cache.add(key, 1, WINDOW)  # it ran out between the two
    except Exception as error:
        logger.warning("cache_down", kind=type(error).__name__)
