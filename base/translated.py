"""Short texts that stand in nb, nn and en side by side in one record."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import get_language

LANGUAGES = ("nb", "nn", "en")


def in_language(texts: dict[str, str], language: str | None = None) -> str:
    """Return the text of `language` (the reader's when none is given), or the bokmål one when it is empty."""
    return texts.get(language or get_language() or "nb") or texts.get("nb", "")


def columns(
    kind: type[models.Field[Any, Any]], label: Any, **options: Any
) -> tuple[models.Field[Any, Any], ...]:
    """Return a field for each of nb, nn and en, the language in its label; en may be left empty."""
    return tuple(
        kind(format_lazy("{} ({})", label, code), **{"blank": code == "en", **options}) for code in LANGUAGES
    )


class Translated:
    """Reads `<name>_nb`, `<name>_nn` or `<name>_en` of a model instance in the reader's language.

    A missing English text falls back to bokmål; nb and nn are required by the fields themselves."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        # Only the columns that are asked for are touched, so a queryset may leave out the others.
        text = getattr(instance, f"{self.name}_{get_language() or 'nb'}")
        return text or getattr(instance, f"{self.name}_nb")
