"""Files for the frame: kept for ever under names that change with them, open to a page without an origin,
and harmless when somebody opens one by itself."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from typing import IO, Any, TypeVar

from django.conf import settings
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

from h5p_django.bundles import ENCODINGS, FOLDER
from h5p_django.models import Blob
from h5p_django.models.blobs import CHUNK_BYTES, blob_storage

Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)
FOR_EVER = "public, max-age=31536000, immutable"
_BUNDLE = re.compile(r"[0-9a-f]{40}\.(js|css|json)")
_KINDS = {
    "json": "application/json",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
}
_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))")


def bundle_response(request: HttpRequest, name: str) -> StreamingHttpResponse:
    """Return a joined file, compressed as the browser takes it. Raises Http404."""
    match = _BUNDLE.fullmatch(name)
    if match is None:
        raise Http404(name)
    accepted = request.headers.get("Accept-Encoding", "")
    encoding = next(each for each in ENCODINGS if each in accepted)
    try:
        file = blob_storage().open(f"{FOLDER}/{name}{ENCODINGS[encoding]}")
    except FileNotFoundError:
        raise Http404(name) from None
    response = StreamingHttpResponse(_pieces(file, file.size), content_type=_KINDS[match[1]])
    response["Content-Length"] = str(file.size)
    response["Vary"] = "Accept-Encoding"
    if encoding:
        response["Content-Encoding"] = encoding
    return _harmless(response)


def blob_response(request: HttpRequest, blob: Blob, path: str) -> HttpResponse | StreamingHttpResponse:
    """Return a file by what its name says it is; a part of it when a player asks for a part."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    first, last = 0, blob.size - 1
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked:
        if asked[3]:
            first = max(0, blob.size - int(asked[3]))
        else:
            first, last = int(asked[1]), min(int(asked[2] or last), last)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    file = blob.open()
    file.seek(first)
    length = last - first + 1
    response = StreamingHttpResponse(_pieces(file, length), content_type=kind, status=206 if asked else 200)
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{blob.size}"
    return _harmless(response)


def text_response(text: str) -> HttpResponse:
    """Return a small JSON file of a library, which is kept as text."""
    return _harmless(HttpResponse(text, content_type="application/json"))


def may_ask() -> HttpResponse:
    """Answer a browser that asks before it gets a file: sound libraries send a header of their own along."""
    response = _harmless(HttpResponse(status=204))
    response["Access-Control-Allow-Methods"] = "GET, HEAD"
    response["Access-Control-Allow-Headers"] = "Range, X-Requested-With"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _harmless(response: Response) -> Response:
    response["Cache-Control"] = FOR_EVER
    # Fonts and data of a frame; one without an origin is not to be told from anyone.
    response["Access-Control-Allow-Origin"] = settings.H5P_ORIGIN or "*"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _pieces(file: IO[bytes] | File[Any], length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (piece := file.read(min(CHUNK_BYTES, length))):
            length -= len(piece)
            yield piece
