"""What other systems read: the badge, the keys behind it, and the list of what is revoked."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from courses.certificates import badge_image, proofs, queries, statements, words
from courses.certificates.domain import open_badge
from courses.certificates.domain.status_list import encode
from courses.certificates.keys import NoSigningKey
from courses.certificates.views.holder import download, own, without_key

LIST_SECONDS = 300
"""How long a verifier may keep a status list: a revocation is known everywhere in five minutes."""


@login_required
@never_cache
@require_safe
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """The Open Badge as JSON with its proof, to hand to other systems."""
    row = own(request, code)
    try:
        signed = proofs.with_proof(statements.credential(row, words.language()), row.issued_at)
    except NoSigningKey:
        return without_key(request)
    return download(
        _json(signed), "application/vc+ld+json", f"merke-{row.course_key}-{row.printed_code}.json"
    )


@login_required
@never_cache
@require_safe
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """The Open Badge as a picture with the signed credential baked in."""
    row = own(request, code)
    language = words.language()
    try:
        token = proofs.as_jwt(statements.credential(row, language))
    except NoSigningKey:
        return without_key(request)
    picture = badge_image.baked(row.title(language), token)
    return download(picture, "image/svg+xml", f"merke-{row.course_key}-{row.printed_code}.svg")


@require_safe
@cache_control(public=True, max_age=LIST_SECONDS)
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Which badges of one list are revoked. Two queries."""
    if not 1 <= number <= queries.status_lists():
        raise Http404
    now = timezone.now()
    document = open_badge.status_list_credential(
        number, encode(queries.revoked_bits(number)), proofs.issuer(), now
    )
    try:
        signed = proofs.with_proof(document, now)
    except NoSigningKey:
        return without_key(request)
    return _open(signed, "application/vc+ld+json")


@require_safe
@cache_control(public=True, max_age=LIST_SECONDS)
def did(request: HttpRequest) -> HttpResponse:
    """The keys of the site, where did:web looks for them."""
    return _open(proofs.did_document(), "application/did+ld+json")


def _open(document: dict[str, Any], kind: str) -> HttpResponse:
    """Return a document that any page may read: whoever checks a badge in a browser needs it."""
    return HttpResponse(_json(document), content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
