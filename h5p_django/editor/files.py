"""Pictures, sound, film and other files on their way into a content: brought in at once, as blobs, so that
nothing is lost when the form is shown again. A content that is saved takes them over."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify
from PIL import Image, UnidentifiedImageError
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy

from h5p.forms.checks import Problem
from h5p.forms.names import FILE, ITEMS, RIGHTS, Submitted, child, dump
from h5p.limits import CONTENT_EXTENSIONS, MIB
from h5p.media import HEAD_BYTES, looks_wrong
from h5p.paths import extension
from h5p.strict_json import Json
from h5p_django import uploads
from h5p_django.staging import Staging

# What an input's name ends with, and then `:image`, and `[]` where the file is one of several.
UPLOAD, CHOOSE, ADDRESS = "!upload", "!choose", "!address"
_ENDING = re.compile(
    r"(?P<name>.+)!(?:upload|choose|address):(?P<kind>image|audio|video|file)(?P<several>\[\])?"
)
KINDS: Mapping[str, tuple[str, ...]] = {
    "image": ("png", "jpg", "jpeg", "gif"),
    "audio": ("mp3", "m4a", "wav", "ogg"),
    "video": ("mp4", "webm"),
    "file": tuple(sorted(CONTENT_EXTENSIONS)),
}
_MIMES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "wav": "audio/wav", "ogg": "audio/ogg", "mp4": "video/mp4", "webm": "video/webm",
}  # fmt: skip
_FOLDERS = {"image": "images", "audio": "audios", "video": "videos", "file": "files"}
_PLAYERS = {"youtube": "video/YouTube", "youtu.be": "video/YouTube", "vimeo": "video/Vimeo"}
_LARGEST_RENDITION = "max-2000x2000|format-png"


@dataclass(slots=True)
class Brought:
    """What came in with a form. `files`: {path: SHA-256} of the new ones; `refused` by the input's name."""

    data: Submitted
    files: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Problem] = field(default_factory=dict)


class _Refused(Exception):
    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)


def bring_in(data: Submitted, sent: Mapping[str, UploadedFile], *, by: Any, at: datetime) -> Brought:
    """Take in the files of a form: those sent along, those chosen among the site's own, and addresses."""
    brought = Brought(data)
    for key, file in sent.items():
        if match := _ENDING.fullmatch(key):
            _take(brought, match, file, file.name or "", at=at)
    for key in list(data.values):
        match = _ENDING.fullmatch(key)
        if not match or not data.one(key).strip():
            continue
        if f"{ADDRESS}:" in key:
            _take_address(brought, match, data.one(key).strip())
        elif chosen := _chosen(match["kind"], data.one(key), by):
            with chosen[0] as open_file:
                _take(brought, match, open_file, chosen[1], at=at)
    return brought


def _take(brought: Brought, match: re.Match[str], file: Any, name: str, *, at: datetime) -> None:
    try:
        value = _checked(match["kind"], file, name)
    except _Refused as refused:
        brought.refused[match["name"]] = refused.problem
        return
    with Staging(at) as staging:
        (taken,) = staging.take([(str(value["path"]), uploads.pieces(file))])
        staging.flush()
        with transaction.atomic():
            staging.write_rows()
    brought.files[taken.path] = taken.sha256
    _place(brought, match, value)


def _checked(kind: str, file: BinaryIO | UploadedFile, name: str) -> dict[str, Json]:
    """Return the value of a file that may come in. Raises _Refused."""
    ending, size = extension(name), _size(file)
    if ending not in KINDS[kind]:
        raise _Refused("file-kind", kinds=", ".join(KINDS[kind]))
    most = uploads.limits().file_limit(ending)
    if size > most:
        raise _Refused("file-size", max=str(most // MIB))
    if not size:
        raise _Refused("file-empty")
    file.seek(0)
    if looks_wrong(ending, file.read(HEAD_BYTES)):
        raise _Refused("file-broken")
    stem = slugify(name.rpartition(".")[0])[:60] or kind
    path = f"{_FOLDERS[kind]}/{stem}-{uuid.uuid4().hex[:8]}.{ending}"
    value: dict[str, Json] = {"path": path, "mime": _MIMES.get(ending, "application/octet-stream")}
    if kind == "image":
        value |= _measured(file)
    return value


def _size(file: Any) -> int:
    file.seek(0, 2)
    return int(file.tell())


def _measured(file: Any) -> dict[str, Json]:
    """Return the size of a picture in pixels. Raises _Refused for what no browser could show."""
    file.seek(0)
    try:
        with Image.open(file) as image:
            width, height = image.size
            image.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise _Refused("file-broken") from None
    return {"width": width, "height": height}


def _place(brought: Brought, match: re.Match[str], value: Json) -> None:
    """Put the value where the form has the file. Rights that were told of another file go."""
    name, values = match["name"], dict(brought.data.values)
    if match["several"]:
        keys = list(values.get(name + ITEMS, ()))
        key = f"f{uuid.uuid4().hex[:8]}"
        values[name + ITEMS] = [*keys, key]
        name = child(name, key)
    values = {key: each for key, each in values.items() if not key.startswith(f"{name}{RIGHTS}")}
    values[name + FILE] = [dump(value)]
    brought.data = Submitted(values)


def _take_address(brought: Brought, match: re.Match[str], address: str) -> None:
    hosts = tuple(settings.H5P_VIDEO_HOSTS)
    if not any(address.startswith(f"{host.rstrip('/')}/") for host in hosts):
        brought.refused[match["name"]] = Problem("address", {"hosts": ", ".join(hosts)})
        return
    host = urlsplit(address).netloc.lower()
    mime = next((mime for part, mime in _PLAYERS.items() if part in host), "video/mp4")
    _place(brought, match, {"path": address, "mime": mime})


def _chosen(kind: str, key: str, by: Any) -> tuple[Any, str] | None:
    """Return (file, name) of a picture or document of the site that this person may choose."""
    policy = image_policy if kind == "image" else document_policy
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    found = policy.instances_user_has_permission_for(by, "choose").filter(pk=int(key)).first()
    if found is None:
        return None
    if kind == "image" and extension(found.file.name) not in KINDS["image"]:
        file = found.get_rendition(_LARGEST_RENDITION).file
        return file.open("rb"), f"{found.title}.png"
    return found.file.open("rb"), f"{found.title}.{extension(found.file.name)}"
