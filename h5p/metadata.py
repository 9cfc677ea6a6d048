"""Metadata and copyright as fields, so that the same filter reads them (h5p-spec section 13)."""

from __future__ import annotations

from collections.abc import Mapping

from h5p.content import LICENCES
from h5p.strict_json import Json

Fields = list[Json]


def _text(name: str, length: int, **more: Json) -> Json:
    return {"name": name, "type": "text", "maxLength": length, "optional": True, **more}


def _select(name: str, values: tuple[str, ...]) -> Json:
    return {"name": name, "type": "select", "options": [{"value": value} for value in values]}


def _list(name: str, *fields: Json) -> Json:
    return {"name": name, "type": "list", "field": {"name": "each", "type": "group", "fields": list(fields)}}


_YEAR: dict[str, Json] = {"type": "number", "min": -9999, "max": 9999, "decimals": 0}

METADATA: Fields = [
    _text("title", 255),
    _text("a11yTitle", 255),
    _select("license", LICENCES),
    _text("licenseVersion", 10),
    {"name": "yearFrom", **_YEAR},
    {"name": "yearTo", **_YEAR},
    _text("source", 255),
    _list("authors", _text("name", 255), _select("role", ("Author", "Editor", "Licensee", "Originator"))),
    _text("licenseExtras", 5000),
    _list("changes", _text("date", 255), _text("author", 255), _text("log", 5000)),
    _text("authorComments", 5000),
    _text("contentType", 255),
    _text("defaultLanguage", 32),
]

_FILE_LICENCES = (
    "U", "CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND", "GNU GPL", "PD", "C",
)  # fmt: skip
COPYRIGHT: Fields = [
    _text("title", 5000),
    _text("author", 5000),
    _text("year", 5000),
    _text("source", 5000, regexp={"pattern": "^http[s]?://.+", "modifiers": "i"}),
    _select("license", _FILE_LICENCES),
    {"name": "version", "type": "select"},
]


def licence_name(metadata: Mapping[str, Json]) -> str:
    """Return the licence as people write it: `CC BY-SA 4.0`; "" when it is not told."""
    licence, version = str(metadata.get("license") or "U"), str(metadata.get("licenseVersion") or "")
    if licence == "U":
        return ""
    return f"{licence} {version}".strip() if licence.startswith("CC BY") or licence == "GNU GPL" else licence


def for_learners(metadata: Mapping[str, Json]) -> dict[str, Json]:
    """Return what may leave the house: without the authors' comments to each other."""
    return {key: value for key, value in metadata.items() if key != "authorComments"}
