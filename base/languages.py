"""Which language a visit is in, and what the same page is called in the others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = ("nb", "nn", "en")

DEFAULT = "nb"
_PREFIX = re.compile(rf"/({'|'.join(LANGUAGES)})(/.*|)", re.ASCII | re.DOTALL)


def of_path(path: str) -> str | None:
    """Return the language an address stands under: nn for `/nn/kurs/`, None for `/konto/`."""
    match = _PREFIX.fullmatch(path)
    return match[1] if match else None


def swapped(path: str, language: str) -> str:
    """Return the address of the same view in another language; one without a language is the same in all."""
    match = _PREFIX.fullmatch(path)
    return f"/{language}{match[2] or '/'}" if match else path


def accepted(header: str) -> str | None:
    """Return the first language of an Accept-Language header that we have; `no` is taken as bokmål."""
    for code, _weight in parse_accept_lang_header(header):
        short = code.split("-")[0]
        if short == "no":
            return DEFAULT
        if short in LANGUAGES:
            return short
    return None


def known(code: str | None) -> str | None:
    """Return the code if it is one of ours; for values that come from a cookie or a person's record."""
    return code if code in LANGUAGES else None


def of_visit(path: str, *, user: str | None, query: Mapping[str, str], cookie: str | None) -> str:
    """Return the language of a page: what its address says, else what the person has chosen, else bokmål.

    For an address without a language: the signed-in person's own, the language of the page they are on
    their way to (`next`), the one they chose last (the cookie)."""
    return of_path(path) or known(user) or of_path(query.get("next", "")) or known(cookie) or DEFAULT
