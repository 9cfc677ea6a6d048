"""A list of short codes in one field: indicators (C2), courses (L1), municipalities (1108), synonyms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class CodesFormField(forms.CharField):
    """One line of text with commas between, for a list of codes."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = ", ".join(value) if isinstance(value, list) else super().to_python(value) or ""
        return list(dict.fromkeys(code for part in text.split(",") if (code := part.strip())))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial or "") != self.to_python(data or "")


class CodesField(models.JSONField):
    """A list of texts, never empty ones, in the order they were written. Edited as one line with commas."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("Put a comma between them."))
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return CodesFormField(
            label=capfirst(self.verbose_name), help_text=self.help_text, required=not self.blank
        )
