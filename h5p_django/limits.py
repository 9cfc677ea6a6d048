"""How often one learner may save in one place: a content gone wild, or a script that floods, is asked to wait.

Counted in the cache, so by all processes together where they share one."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import cache

from h5p_django.places import Place
from h5p_django.tokens import Purpose

MINUTE = 60
"""Seconds."""


class TooMany(Exception):
    """More than `settings.H5P_SAVES_A_MINUTE` of one kind came within a minute; this one was not taken."""

    code = "too-many"


def count(place: Place, purpose: Purpose) -> None:
    """Count one save. Raises TooMany. One or two calls to the cache."""
    who = f"{purpose} {place.content} {place.block} {place.learner}"
    key = f"h5p-saves-{hashlib.sha256(who.encode()).hexdigest()[:32]}-{int(time.time()) // MINUTE}"
    if cache.add(key, 1, MINUTE):
        return
    try:
        saves = cache.incr(key)
    except ValueError:  # it ran out in between
        return
    if saves > settings.H5P_SAVES_A_MINUTE:
        raise TooMany(who)
