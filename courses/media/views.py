"""What a player asks for: the file in parts, and its captions."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from base.partial_files import file_response
from base.translated import LANGUAGES
from courses.media.domain.file_kinds import TYPES
from courses.media.models import FILES, Media

DAY = 86_400
"""Seconds a browser may keep a file: its name changes when it does."""


@require_safe
def file(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Send a file of a published recording; to an editor also one of a draft."""
    found = next((one for media in _visible(request, key) for one in _files(media, name)), None)
    kind = TYPES.get(PurePosixPath(name).suffix.lstrip("."))
    if found is None or kind is None:
        raise Http404(name)
    try:
        opened = found.storage.open(found.name)
    except FileNotFoundError:
        raise Http404(name) from None
    response = file_response(
        request, opened, size=opened.size, content_type=kind, tag=PurePosixPath(name).stem
    )
    response["Cache-Control"] = f"{'public' if _is_public(key, found) else 'private'}, max-age={DAY}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def captions(request: HttpRequest, key: str, language: str) -> HttpResponse:
    for media in _visible(request, key):
        text = getattr(media, f"captions_{language}") if language in LANGUAGES else ""
        if text:
            response = HttpResponse(text, content_type="text/vtt; charset=utf-8")
            response["Cache-Control"] = "no-cache"
            return response
    raise Http404(language)


def _visible(request: HttpRequest, key: str) -> list[Media]:
    """Return the recording as it is published, and for one who may edit it, as its draft is."""
    media = Media.objects.filter(key=key).first()
    if media is None:
        return []
    published = [media] if media.live and media.may_be_shown() else []
    if request.user.has_perm("courses.change_media"):
        return [*published, media, media.get_latest_revision_as_object()]
    return published


def _files(media: Media, name: str) -> list[FieldFile]:
    files = [getattr(media, field) for field in FILES]
    return [one for one in files if one and PurePosixPath(one.name).name == name]


def _is_public(key: str, found: FieldFile) -> bool:
    return bool(found.instance.live and found.instance.key == key)
