"""Slows down those who guess. Only wrong guesses count, so whoever has the right code waits for nothing.

Counted in the cache by a keyed digest of the network address, so that no address is stored. Each process
counts for itself unless the cache is shared. When the cache is down nobody is slowed: what is guessed must be
long enough to stand that."""

from __future__ import annotations

import structlog
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

logger = structlog.get_logger(__name__)
WINDOW = 600
"""Seconds from the first wrong guess until it is forgotten."""


def by_address(request: HttpRequest, what: str) -> str:
    """Return what wrong guesses of `what` from this address are counted under."""
    address = get_adapter().get_client_ip(request)
    return f"{what}:address:" + salted_hmac(f"base.throttle.{what}", address).hexdigest()[:32]


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
