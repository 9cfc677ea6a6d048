"""Where links lead: within the site by its own pages and addresses, outside it by asking, when told to."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from base.checks.domain.markup import Link

_ALSO_WELL = frozenset({401, 403, 405, 429})
"""Answers of a server that is there and does not want a machine to read."""


def leads_nowhere(link: Link) -> bool:
    """Say whether a link within the site leads to nothing that is published. One query, or none."""
    if link.page is not None:
        return not Page.objects.live().filter(pk=link.page).exists()
    path = _own_path(link.href)
    return path is not None and not _is_served(path)


def _own_path(href: str) -> str | None:
    parts = urlsplit(href)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    return parts.path or None


def _is_served(path: str) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != "wagtail_serve":
        return True
    code, _, rest = path.strip("/").partition("/")
    roots = [root.root_path for root in Site.get_site_root_paths() if root.language_code == code]
    return (
        Page.objects.live()
        .filter(url_path__in=[f"{root}{rest}/" if rest else root for root in roots])
        .exists()
    )


def ask(address: str) -> str:
    """Ask an address outside the site for its head. Returns what is wrong with the answer, empty when well."""
    for method in ("HEAD", "GET"):
        try:
            with _open(address, method) as answer:
                return "" if answer.status < 400 else str(answer.status)
        except urllib.error.HTTPError as error:
            if error.code in _ALSO_WELL:
                return ""
            if method == "GET":
                return f"{error.code} {error.reason}"
        except (OSError, ValueError) as error:
            if method == "GET":
                return str(getattr(error, "reason", error))
    return ""


def _open(address: str, method: str) -> Any:
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("not a web address")
    said = {"User-Agent": "Byggestein check_content"}
    request = urllib.request.Request(address, method=method, headers=said)  # noqa: S310
    return urllib.request.urlopen(request, timeout=settings.LINK_SECONDS)  # noqa: S310
