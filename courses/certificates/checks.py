"""Says at the start, and in `manage.py check`, when certificates cannot be signed."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured

from courses.certificates import keys


def keys_can_sign(**kwargs: Any) -> list[CheckMessage]:
    try:
        keys.signing_key()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="courses.E001", hint="manage.py make_certificate_key makes a key.")]
    except keys.NoSigningKey as error:
        return [
            Warning(
                f"{error}: no course certificate can be issued.",
                id="courses.W001",
                hint="manage.py make_certificate_key makes a key.",
            )
        ]
    return []
