"""Where anyone checks a certificate. Nothing is asked of them, and no row tells of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from base import throttle as guessing
from courses.certificates import documents, keys, queries, throttle, words
from courses.certificates.domain import code as codes
from courses.certificates.domain import holder
from courses.certificates.forms import HolderForm
from courses.certificates.models import Certificate

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Keep the answer out of caches and out of search engines: a name may stand in it."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@private
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a code; what was typed in the form leads to the address of that certificate."""
    typed = request.GET.get("kode", "").strip()
    if not typed:
        return render(request, "certificates/verify.html")
    code = codes.read(typed)
    if code:
        return redirect("verify:certificate", codes.grouped(code))
    return _not_found(request, typed)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say how the certificate with this code stands; a POST asks whether a name is right. One query."""
    guesses = throttle.by_address(request)
    if guessing.is_spent(guesses, throttle.CODES):
        return _slow_down(request)
    read = codes.read(code)
    row = queries.find(read) if read else None
    if row is None:
        guessing.count(guesses)
        return _not_found(request, code)
    if request.method != "POST" and code != row.printed_code:
        return redirect("verify:certificate", row.printed_code)
    form = HolderForm(request.POST or None)
    confirmed = None
    if form.is_valid():
        if guessing.is_spent(throttle.by_certificate(row.code), throttle.NAMES):
            return _slow_down(request)
        confirmed = _is_holder(row, form.cleaned_data["name"])
        if not confirmed:
            guessing.count(throttle.by_certificate(row.code))
    return render(request, "certificates/verified.html", _context(row, form, confirmed))


def _context(row: Certificate, form: HolderForm, confirmed: bool | None) -> dict[str, Any]:
    language = words.language()
    return {
        "certificate": row,
        "standing": row.standing(timezone.now()).value,
        "reason": row.get_reason_display(),
        "title": row.title(language),
        "text_language": language,
        "facts": documents.facts(row),
        "outcomes": row.outcomes(language),
        "issued_day": words.day(row.issued_at),
        "expires_day": words.day(row.expires_at) if row.expires_at else "",
        "revoked_day": words.day(row.revoked_at) if row.revoked_at else "",
        "form": form,
        "confirmed": confirmed,
    }


def _is_holder(row: Certificate, name: str) -> bool:
    if row.holder_proof:
        return holder.confirms(row.holder_proof, name)
    return holder.same(row.holder_name, name)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """A page that checks the signature of a QR code by itself, also when the network is gone."""
    known = {key.name: key.public.hex() for key in keys.all_keys()}
    return render(request, "certificates/offline.html", {"keys": known, "can_sign": bool(known)})


def _not_found(request: HttpRequest, typed: str) -> HttpResponse:
    context = {"typed": typed[: codes.LONGEST_TYPED], "unknown": True}
    return render(request, "certificates/verify.html", context, status=404)


def _slow_down(request: HttpRequest) -> HttpResponse:
    context = {"slow": True, "minutes": guessing.WINDOW // 60}
    response = render(request, "certificates/verify.html", context, status=429)
    response["Retry-After"] = str(guessing.WINDOW)
    return response
