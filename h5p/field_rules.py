"""What a field's semantics say about it, read without trusting them (h5p-spec section 10)."""

from __future__ import annotations

from collections.abc import Mapping

from h5p.css import FONT_FEATURES
from h5p.html import HtmlPolicy
from h5p.strict_json import Json


def html_policy(field: Mapping[str, Json]) -> HtmlPolicy | None:
    """Return the policy of a text field that holds HTML, None for one that holds plain text."""
    tags = field.get("tags")
    if not isinstance(tags, list):
        return None
    font = field.get("font")
    features = [key for key in FONT_FEATURES if font.get(key)] if isinstance(font, dict) else []
    return HtmlPolicy.of(frozenset(t.lower() for t in tags if isinstance(t, str)), frozenset(features))


def offered_libraries(field: Mapping[str, Json]) -> list[str]:
    """Return the names a library field offers (`H5P.X 1.2`), given as strings or as {name}."""
    options = field.get("options")
    names = (
        [each.get("name") if isinstance(each, dict) else each for each in options]
        if isinstance(options, list)
        else []
    )
    return [name for name in names if isinstance(name, str)]


def extra_attributes(field: Mapping[str, Json]) -> tuple[str, ...]:
    """Return the keys that values of this field may carry besides those of its type."""
    names = field.get("extraAttributes")
    return tuple(each for each in names if isinstance(each, str)) if isinstance(names, list) else ()
