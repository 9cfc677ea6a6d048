"""The H5P Hub: content types others have made, fetched when an operator has turned it on (h5p-spec section 19).

All goes through `_ask`: one host, over https, no redirect, within a size and a time. The hub hears that a site of
this kind asks, by a number made for it, and nothing of what is here or how it is used. What is fetched is a package
like any other: it goes through the same checks and the same queue."""

from __future__ import annotations

import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast

from django.conf import settings
from django.core.cache import cache

from h5p import strict_json
from h5p.errors import InvalidJSON
from h5p.limits import Limits
from h5p.names import is_machine_name

CORE_API = (1, 28)
CATALOGUE_BYTES = 8 * 1024 * 1024
WEEK = 7 * 24 * 60 * 60
PIECE = 256 * 1024
_LIMITS = Limits(json_bytes=4 * CATALOGUE_BYTES)


class HubUnavailable(Exception):
    """The hub is off, does not answer as it should, or sends too much or too slowly; nothing was kept."""


@dataclass(frozen=True, slots=True)
class ContentType:
    """A content type of the catalogue: the hub's own words, to be shown as text only."""

    machine: str
    version: str
    title: str
    summary: str
    licence: str
    owner: str


def is_on() -> bool:
    return bool(settings.H5P_HUB_URL)


def catalogue() -> list[ContentType]:
    """Return the content types that this core can run, by title; kept for a week. Raises HubUnavailable."""
    found: list[ContentType] | None = cache.get(_key("catalogue"))
    if found is None:
        answer = _json("content-types/", {**_who(), "local_id": _number(), "type": "local"})
        listed = answer.get("contentTypes")
        types = filter(None, map(_content_type, listed if isinstance(listed, list) else []))
        found = sorted(types, key=lambda each: each.title.casefold())
        cache.set(_key("catalogue"), found, WEEK)
    return found


def fetch(machine: str) -> BinaryIO:
    """Return the package of a content type of the catalogue, to be closed. Raises HubUnavailable."""
    if machine not in {each.machine for each in catalogue()}:
        raise HubUnavailable(machine)
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  the caller's
    try:
        for piece in _ask(f"content-types/{machine}", None, settings.H5P_PACKAGE_MIB * 1024 * 1024):
            file.write(piece)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _content_type(value: Any) -> ContentType | None:
    """Return what one line of the catalogue says, None when it is odd or asks for a newer core."""
    if not isinstance(value, dict) or not is_machine_name(str(value.get("id"))):
        return None
    version, needed = (value.get(key) or {} for key in ("version", "coreApiVersionNeeded"))
    licence = value.get("license") or {}
    if not all(isinstance(each, dict) for each in (version, needed, licence)):
        return None
    if (_whole(needed.get("major")), _whole(needed.get("minor"))) > CORE_API:
        return None
    numbers = ".".join(str(_whole(version.get(part))) for part in ("major", "minor", "patch"))
    texts = [str(value.get(key) or "")[:500] for key in ("title", "summary", "owner")]
    title, summary, owner = texts
    return ContentType(str(value["id"]), numbers, title, summary, str(licence.get("id") or "")[:40], owner)


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 100_000 else 0


def _who() -> dict[str, str]:
    """Return what the hub is told of us: nothing that differs from one site to another."""
    major, minor = CORE_API
    return {
        "platform_name": "Byggestein",
        "platform_version": "1",
        "h5p_version": f"{major}.{minor}",
        "core_api_version": f"{major}.{minor}",
        "disabled": "1",  # no statistics
    }


def _number() -> str:
    """Return the number the catalogue wants, asked for once and kept."""
    known: str | None = cache.get(_key("number"))
    if known is None:
        mine = {"uuid": "", "local_id": uuid.uuid4().hex, "type": "local"}
        answer = _json("sites", {**_who(), **mine})
        known = str(answer.get("uuid") or "")[:64]
        cache.set(_key("number"), known, WEEK)
    return known


def _key(what: str) -> str:
    return f"h5p-hub-{what}-{settings.H5P_HUB_URL}"


def _json(path: str, fields: dict[str, str]) -> dict[str, Any]:
    try:
        value = strict_json.parse(b"".join(_ask(path, fields, CATALOGUE_BYTES)), _LIMITS)
    except InvalidJSON as error:
        raise HubUnavailable(path) from error
    if not isinstance(value, dict):
        raise HubUnavailable(path)
    return value


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would lead to a host that nobody allowed; it is an error like any other."""

    def redirect_request(self, *arguments: Any, **more: Any) -> None:
        return None


def _ask(path: str, fields: dict[str, str] | None, at_most: int) -> Iterator[bytes]:
    """Yield the bytes of an answer: a POST when there are `fields`. Raises HubUnavailable."""
    if not is_on():
        raise HubUnavailable("off")
    address = f"{settings.H5P_HUB_URL}/{path}"
    body = urllib.parse.urlencode(fields).encode() if fields is not None else None
    deadline, size = time.monotonic() + settings.H5P_HUB_SECONDS, 0
    opener = urllib.request.build_opener(_NoRedirect(), urllib.request.ProxyHandler())
    try:
        asked = urllib.request.Request(address, body)  # noqa: S310  the address is the operator's
        with opener.open(asked, timeout=settings.H5P_HUB_SECONDS) as answer:
            while piece := _piece(answer):
                size += len(piece)
                if size > at_most or time.monotonic() > deadline:
                    raise HubUnavailable(address)
                yield piece
    except (OSError, urllib.error.URLError, ValueError) as error:
        raise HubUnavailable(address) from error


def _piece(answer: IO[bytes]) -> bytes:
    return answer.read1(PIECE) if hasattr(answer, "read1") else answer.read(PIECE)
