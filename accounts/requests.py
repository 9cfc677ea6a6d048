"""Who asks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Return the person behind a view that only those who are signed in reach."""
    return cast(User, request.user)
