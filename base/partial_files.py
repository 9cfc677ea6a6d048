"""Sending a file, or the part of it a player asks for, so that one can jump in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

PIECE_BYTES = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def file_response(
    request: HttpRequest, file: IO[bytes] | File[Any], *, size: int, content_type: str, tag: str
) -> HttpResponseBase:
    """Return `file` (of `size` bytes), or one part of it (RFC 9110, section 14); it is closed when sent.

    `tag` tells one version of the file from another: a part of an older one is answered with the whole.
    A request for several parts, or one we cannot read, is answered with the whole too."""
    etag = f'"{tag}"'
    first, last = 0, size - 1
    asked = _asked_for(request, etag)
    if asked is not None:
        first, last = _part(*asked, size)
        if first > last:
            file.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(first)
    length = last - first + 1
    response = StreamingHttpResponse(
        _pieces(file, length), content_type=content_type, status=200 if asked is None else 206
    )
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    if asked is not None:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _asked_for(request: HttpRequest, etag: str) -> tuple[str, str] | None:
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or not any(match.groups()):
        return None
    same = request.headers.get("If-Range", etag) == etag
    return (match[1], match[2]) if same else None


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and last byte; `-500` is the last 500 of them. First after last: there is no such part."""
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last or size), size - 1)


def _pieces(file: IO[bytes] | File[Any], length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (piece := file.read(min(PIECE_BYTES, length))):
            length -= len(piece)
            yield piece
