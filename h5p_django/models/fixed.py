"""Rows that are written once, and JSON kept exactly as it was written."""

from __future__ import annotations

import json
from typing import Any, cast

from django.db import models

from h5p import strict_json
from h5p.strict_json import Json


class NeverChanged(Exception):
    """Something tried to change a row that others rely on staying as it is."""


class FixedQuerySet(models.QuerySet[Any]):
    def update(self, **values: object) -> int:
        raise NeverChanged(f"{self.model._meta.label} is never changed")


class Fixed(models.Model):
    """A row that is made and may be deleted, but never changed."""

    objects = FixedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged(f"{self._meta.label} is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})


class JSONText(str):
    """JSON that is written already: kept by a JSONTextField as it stands, unread."""


class JSONTextField(models.TextField):
    """JSON as text: the order of keys stays, which load order and digests hang on, and so does U+0000.

    PostgreSQL's jsonb keeps neither."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: object) -> Json:
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Json) -> str | None:
        if value is None or isinstance(value, JSONText):
            return value
        return strict_json.dump(value)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        return strict_json.dump(cast(Json, self.value_from_object(obj)))


def plain(text: str, longest: int) -> str:
    """Return one line without what no database keeps, at most `longest` characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:longest]
