"""What the frame asks for, and what our page sends on its behalf. Nothing here asks who the visitor is: the
token says what may be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from base.requests import same_origin_post
from h5p.errors import InvalidLibraryName, StatementRefused, StateRefused
from h5p.names import LibraryName
from h5p.results import MAX_BYTES
from h5p_django import drafts, limits, origins, places, player, results, serving, states, walls
from h5p_django.models import ContentFile, LibraryFile
from h5p_django.tokens import Purpose, TokenRefused

_STATUS = {"state-too-large": 413, "statement-too-large": 413, "state-gone": 410, "too-many": 429}


def nothing_here(request: HttpRequest, **parts: str) -> HttpResponse:
    raise Http404


@require_safe
@xframe_options_exempt  # the policy says who may frame it
def play(request: HttpRequest, token: str) -> HttpResponse:
    """Show a content in its sandbox."""
    around = walls.Around(origins.of_frames(request), origins.of_pages(request))
    try:
        place = places.read(Purpose.PLAY, token)
    except TokenRefused:
        return _framed(request, "h5p/unavailable.html", {"expired": True}, around.policy(), status=403)
    with translation.override(place.language):
        try:
            page = player.page(place, around)
        except player.NotPlayable:
            told = {"in_lesson": bool(place.block)}
            return _framed(request, "h5p/unavailable.html", told, around.policy(), status=404)
        return _framed(request, "h5p/frame.html", page.context, page.policy)


def _framed(
    request: HttpRequest, template: str, context: dict[str, Any], policy: str, status: int = 200
) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Content-Security-Policy"] = policy
    response["Cache-Control"] = "private, no-store"  # it holds what one learner has done
    response["Referrer-Policy"] = "no-referrer"
    return response


@same_origin_post
def state(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what a content saves for its learner."""
    try:
        place = places.read(Purpose.STATE, token)
        limits.count(place, Purpose.STATE)
        states.save(place=place, form=request.POST.dict(), at=timezone.now())
    except (TokenRefused, StateRefused, limits.TooMany) as fault:
        return _refused(fault)
    return _saved()


@same_origin_post
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Take in one xAPI statement."""
    try:
        place = places.read(Purpose.RESULT, token)
        if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
            raise StatementRefused("statement-too-large")
        limits.count(place, Purpose.RESULT)
        results.report(place=place, statement=request.body, at=timezone.now())
    except (TokenRefused, StatementRefused, limits.TooMany) as fault:
        return _refused(fault)
    return _saved()


def _refused(fault: TokenRefused | StateRefused | StatementRefused | limits.TooMany) -> HttpResponse:
    code = "token-refused" if isinstance(fault, TokenRefused) else fault.code
    status = 403 if isinstance(fault, TokenRefused) else _STATUS.get(code, 422)
    return JsonResponse({"refused": code}, status=status)


def _saved() -> HttpResponse:
    return JsonResponse({"saved_at": f"{timezone.localtime():%H:%M}"})


def for_frames(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let `view` send files; a browser that asks beforehand whether a frame may have them is told yes."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return serving.may_ask()
        return require_safe(view)(request, *args, **kwargs)

    return answered


@for_frames
def bundle(request: HttpRequest, name: str) -> HttpResponseBase:
    return serving.bundle_response(request, name)


@for_frames
def library_file(request: HttpRequest, digest: str, folder: str, path: str) -> HttpResponseBase:
    """Send a file of an installed library. `digest` is there so that it may be kept for ever."""
    try:
        name = LibraryName.parse(folder)
    except InvalidLibraryName:
        raise Http404(folder) from None
    files = LibraryFile.objects.of_library(name).select_related("blob")
    file = get_object_or_404(files, path=path)
    if file.blob is None:
        return serving.text_response(file.text or "")
    return serving.blob_response(request, file.blob, path)


@for_frames
def content_file(request: HttpRequest, signed: str, path: str) -> HttpResponseBase:
    """Send a file of a revision to whoever was shown it."""
    try:
        revision = player.FILES.unsign(signed)
    except BadSignature:
        raise Http404(path) from None
    if revision.startswith(player.DRAFT_FILES):
        unsaved = drafts.blob(int(revision.removeprefix(player.DRAFT_FILES)), path)
        return serving.blob_response(request, unsaved, path)
    file = get_object_or_404(ContentFile.objects.select_related("blob"), revision=revision, path=path)
    return serving.blob_response(request, file.blob, path)
