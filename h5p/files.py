"""Files that parameters name: pictures, sound, film and others (h5p-spec sections 10 and 11)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from html import unescape

from h5p.fields import whole
from h5p.paths import path_fault
from h5p.plain_text import escape
from h5p.strict_json import Json

# How the editor writes a file of another content, and of its own temporary area.
_ELSEWHERE = re.compile(r"(?:\.\./){1,2}(?:.{0,400}content/)?(?:[0-9]{1,20}|editor)/(?P<path>.+)", re.DOTALL)
_URL = re.compile(r"https?://[^\x00-\x1f\x7f-\x9f<>\"\\]{1,4000}", re.IGNORECASE)

FILE_TYPES = frozenset({"file", "image", "audio", "video"})
_KEYS = {
    "image": ("width", "height", "originalImage"),
    "video": ("width", "height", "codecs", "quality", "bitrate"),
}


def safe_path(value: Json, owned: Container[str] | None = None) -> str | None:
    """Return a file's path, escaped, or None when it is no web address and no file of the content.

    Normalised: the editor's prefixes and `#tmp` go, as do `./` and doubled slashes. With `owned`, a file that
    is not among these paths belongs to somebody else or to nobody.
    """
    if not isinstance(value, str) or len(value) > 4_000:
        return None
    plain = unescape(value)
    if _URL.fullmatch(plain):
        return escape(plain)
    elsewhere = _ELSEWHERE.fullmatch(plain)
    path = (elsewhere["path"] if elsewhere else plain).removesuffix("#tmp")
    if path.startswith("/"):
        return None
    path = "/".join(part for part in path.split("/") if part not in ("", "."))
    if path_fault(path) or (owned is not None and path not in owned):
        return None
    return escape(path)


def is_local(path: str) -> bool:
    """Tell whether a filtered path is a file of the content rather than a web address."""
    return not path.lower().startswith(("http://", "https://"))


def local_file(path: str) -> str:
    """Return the file's name in the content's folder for a filtered local path."""
    return unescape(path)


def file_value(
    value: Json, kind: str, extra: tuple[str, ...], owned: Container[str] | None
) -> dict[str, Json] | None:
    """Filter one file value, except its `copyright`, which is a group (see `semantics`).

    Anything without a usable path is None. `extra` are keys the semantics name in extraAttributes.
    """
    if not isinstance(value, dict):
        return None
    path = safe_path(value.get("path"), owned)
    if path is None:
        return None
    result: dict[str, Json] = {"path": path}
    for key in ("mime", *_KEYS.get(kind, ()), *extra):
        if key in value and key not in result:
            kept = _attribute(key, value[key], owned, extra)
            if kept is not None:
                result[key] = kept
    return result


def _attribute(key: str, value: Json, owned: Container[str] | None, extra: tuple[str, ...]) -> Json:
    match key:
        case "mime" | "codecs":
            return escape(value) if isinstance(value, str) else None
        case "width" | "height" | "bitrate":
            return whole(value)
        case "originalImage":
            return safe_path(value, owned)
        case "quality":
            return _quality(value)
    return escaped(value) if key in extra else None


def _quality(value: Json) -> Json:
    """A quality has a level and a label, or is none."""
    if not isinstance(value, dict):
        return None
    level, label = whole(value.get("level")), value.get("label")
    return {"level": level, "label": escape(label)} if level is not None and isinstance(label, str) else None


def escaped(value: Json, depth: int = 8) -> Json:
    """Return any JSON with its strings escaped and what nests deeper than `depth` dropped.

    For attributes that semantics name but do not describe.
    """
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [escaped(each, depth - 1) for each in value[:1_000]] if depth else None
    if isinstance(value, dict):
        items = list(value.items())[:1_000] if depth else []
        return {escape(str(key)): escaped(each, depth - 1) for key, each in items} if depth else None
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value if value is None or isinstance(value, (bool, int, float)) else None


def file_values(value: Json, path: str = "") -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Yield (place, value) of all that looks like a file value in filtered parameters, copyright included."""
    stack: list[tuple[str, Json]] = [(path, value)]
    while stack:
        place, item = stack.pop()
        if isinstance(item, dict):
            if isinstance(item.get("path"), str):
                yield place, item
            stack.extend((f"{place}/{key}", each) for key, each in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend((f"{place}/{index}", item[index]) for index in range(len(item) - 1, -1, -1))


def used_files(parameters: Json) -> set[str]:
    """Return the content's own files that filtered parameters name, originals of pictures included."""
    used: set[str] = set()
    for _, value in file_values(parameters):
        for key in ("path", "originalImage"):
            path = value.get(key)
            if isinstance(path, str) and is_local(path):
                used.add(local_file(path))
    return used
