"""Where links lead: within the site by its own pages and addresses, outside it by asking, when told to."""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from base.checks.domain.findings import Finding
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


class NotPublic(ValueError):
    """The address belongs to this machine or its own network; it is not asked."""


def ask(address: str) -> Finding | None:
    """Ask an address outside the site for its head, and follow it where it leads. Returns what is wrong, if
    anything. Never asks a machine on the network of the server: an editor writes the address, the server asks it."""
    for method in ("HEAD", "GET"):
        try:
            with _open(address, method) as answer:  # the body is never read, however large
                return None if answer.status < 400 else _answered(address, answer.status)
        except urllib.error.HTTPError as error:
            if error.code in _ALSO_WELL:
                return None
            wrong = _answered(address, error.code)
        except NotPublic:
            return Finding("not-public-address", address)
        except (OSError, ValueError, http.client.HTTPException) as error:
            slow = isinstance(getattr(error, "reason", error), TimeoutError)
            wrong = Finding("slow-address" if slow else "silent-address", address)
    return wrong


def _answered(address: str, status: int) -> Finding:
    return Finding("unanswered-address", f"{address} ({status})")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows an address to another, also only when that one is outside our network."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        refuse_unless_public(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_opener = urllib.request.build_opener(_Redirects)


def _open(address: str, method: str) -> Any:
    refuse_unless_public(address)
    said = {"User-Agent": "Byggestein check_content"}
    request = urllib.request.Request(address, method=method, headers=said)  # noqa: S310
    return _opener.open(request, timeout=settings.LINK_SECONDS)


def refuse_unless_public(address: str) -> None:
    """Raises ValueError for what is no web address, NotPublic for one within our own network, OSError for none."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not a web address")
    if not all(ip_address(number).is_global for number in _numbers(parts.hostname)):
        raise NotPublic(address)


def _numbers(host: str) -> set[str]:
    """Return the network addresses of a host."""
    return {str(found[4][0]).partition("%")[0] for found in socket.getaddrinfo(host, None)}
