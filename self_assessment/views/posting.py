"""Addresses that only take a POST, and where somebody who opens one in the address field belongs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

View = Callable[..., HttpResponse]


def post_only(*, back: str, keep: tuple[str, ...] = ("pk",)) -> Callable[[View], View]:
    """Let a view take POSTs; a GET, as after a login, goes to the page `back` with the arguments in `keep`.

    An empty "not allowed" helps nobody who has just logged in to do it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: object) -> HttpResponse:
            if request.method == "POST":
                return view(request, **kwargs)
            if request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(reverse(back, kwargs={name: kwargs[name] for name in keep}))
            return HttpResponseNotAllowed(["POST"])

        return guarded

    return guard
