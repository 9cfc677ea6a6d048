"""Who is learning: found in the request, remembered in the response, joined at sign-in.

A device cookie is made when the first answer is saved, never at reading: whoever only reads leaves no trace,
and the pages they read can be shared from the cache. The cookie is signed and out of reach of scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import actions
from courses.domain.learner import NOBODY, Learner
from courses.models import DeviceClaim

COOKIE = "learner"
COOKIE_SALT = "courses.learner"
DEVICE_DAYS = 180
"""How long a device is remembered after the latest save; what it holds is forgotten then too. Our choice."""


def learner_of(request: HttpRequest) -> Learner:
    """Return who is learning. One query for those who have something to look up, none for the others.

    Without a cookie of either kind nothing is looked at, so that a page read by many stays cacheable."""
    if not hasattr(request, "learner"):
        request.learner = _find(request)  # type: ignore[attr-defined]
    return request.learner  # type: ignore[attr-defined, no-any-return]


def _find(request: HttpRequest) -> Learner:
    user_id = _signed_in(request)
    if user_id is not None:
        devices = DeviceClaim.objects.of(user_id).standing().values_list("device", flat=True)
        return Learner(user_id, tuple(devices))
    device = _device(request)
    # A claimed device is somebody's: whoever sits at the machine now starts with nothing.
    if device is None or DeviceClaim.objects.filter(device=device).exists():
        return NOBODY
    return Learner(devices=(device,))


def _signed_in(request: HttpRequest) -> int | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    return user.pk if user.is_authenticated else None


def _device(request: HttpRequest) -> UUID | None:
    value = request.get_signed_cookie(COOKIE, default="", salt=COOKIE_SALT, max_age=DEVICE_DAYS * 86_400)
    return UUID(value) if value else None


def learner_to_save_for(request: HttpRequest) -> Learner:
    """Return who is learning, as a new device when nobody is known. Follow up with `remember`."""
    learner = learner_of(request)
    if not learner.has_record:
        learner = Learner(devices=(uuid4(),))
        request.learner = learner  # type: ignore[attr-defined]
    return learner


def remember(response: HttpResponse, learner: Learner) -> HttpResponse:
    """Let a learner without an account be known by the device next time."""
    if not learner.is_signed_in:
        response.set_signed_cookie(
            COOKIE,
            str(learner.devices[0]),
            salt=COOKIE_SALT,
            max_age=DEVICE_DAYS * 86_400,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


def forget_device(response: HttpResponse) -> HttpResponse:
    """Drop the device cookie, so that the next person at this machine starts with nothing."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def signed_out_underway(request: HttpRequest) -> bool:
    """Say whether a login ran out between opening the page and sending: the form knows there was one."""
    return request.POST.get("signed_in") == "1" and not learner_of(request).is_signed_in


def join_at_sign_in(request: HttpRequest, user: Any, response: HttpResponse, **signal: Any) -> None:
    """Receive allauth's user_logged_in: give the person what was done here before they signed in."""
    device = _device(request)
    if device is None:
        return
    claim = actions.claim_device(device=device, by=user.pk, at=timezone.now())
    if claim:
        messages.success(request, joined_text(claim.answers), extra_tags="joined")
    forget_device(response)


def joined_text(answers: int) -> str:
    """Say what came along from the device."""
    if not answers:
        return _("We added what you did before you signed in.")
    return ngettext(
        "We added %(count)s answer you gave before you signed in.",
        "We added %(count)s answers you gave before you signed in.",
        answers,
    ) % {"count": answers}
