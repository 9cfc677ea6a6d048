"""Reads of people and municipalities."""

from __future__ import annotations

from accounts.models import Municipality
from accounts.names import fold, rank


def find_municipalities(text: str, limit: int = 10) -> list[Municipality]:
    """Return the municipalities whose number, Norwegian, Sami or Kven name fits what was typed; best first.

    Nothing typed finds nothing. All 357 are read (one query): folding away marks is not the database's to do."""
    query = fold(text)
    if not query:
        return []
    ranked = [
        (place, municipality.name, municipality.number, municipality)
        for municipality in Municipality.objects.all()
        if (place := rank(query, _names(municipality))) is not None
    ]
    return [municipality for *_order, municipality in sorted(ranked, key=lambda found: found[:3])[:limit]]


def _names(municipality: Municipality) -> tuple[str, ...]:
    names = (municipality.name, municipality.sami_name, municipality.kven_name, municipality.name_with_county)
    return (municipality.number, *(fold(name) for name in names if name))
