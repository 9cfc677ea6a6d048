"""What a player asks for: the file in parts, and its captions."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from base.partial_files import file_response
from base.translated import LANGUAGES
from courses.media.domain.file_kinds import TYPES
from courses.media.models import FILES, Media, recordings

DAY = 86_400
"""Seconds a browser may keep a file: its name changes when it does."""


@require_safe
def file(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Send a file of a published recording; to an editor also one of a draft."""
    kind = TYPES.get(PurePosixPath(name).suffix.lstrip("."))
    seen = _visible(request, key)
    stored = next((found for media in seen if (found := _stored(media, name))), None)
    if stored is None or kind is None:
        raise Http404(name)
    try:
        opened = recordings().open(stored)
    except FileNotFoundError:
        raise Http404(name) from None
    response = file_response(
        request, opened, size=opened.size, content_type=kind, tag=PurePosixPath(name).stem
    )
    for_all = _is_published(seen[0]) and _stored(seen[0], name)
    response["Cache-Control"] = f"{'public' if for_all else 'private'}, max-age={DAY}"
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
    """Return the recording as it is published; for one who may edit it, also as it is and as its draft is."""
    media = Media.objects.filter(key=key).first()
    if media is None:
        return []
    if request.user.has_perm("courses.change_media"):
        return [media, media.get_latest_revision_as_object()]
    return [media] if _is_published(media) else []


def _is_published(media: Media) -> bool:
    return media.live and media.may_be_shown()


def _stored(media: Media, name: str) -> str | None:
    """Return where a file of this name is stored; None when the recording has none."""
    names = [getattr(media, field).name for field in FILES if getattr(media, field)]
    return next((stored for stored in names if PurePosixPath(stored).name == name), None)
