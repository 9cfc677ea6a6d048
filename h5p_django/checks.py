"""What `manage.py check` says of an address for H5P that would not keep apart, or safe, what it is there to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_origin(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Look at H5P_ORIGIN. Unset it is right: frames then have no origin."""
    if not settings.H5P_ORIGIN:
        return []
    ours, site = urlsplit(settings.H5P_ORIGIN), urlsplit(settings.SITE_URL)
    if ours.scheme not in ("http", "https") or not ours.hostname or ours.path or ours.query or ours.username:
        hint = "Give a scheme and a host, and a port if need be: https://h5p.example.no"
        return [Error("H5P_ORIGIN is not an origin.", hint=hint, id="h5p.E001")]
    found: list[CheckMessage] = []
    if ours.hostname == site.hostname:
        hint = "Cookies know no ports. Give H5P a host name of its own, or leave H5P_ORIGIN unset."
        found.append(Error("H5P_ORIGIN has the same host as SITE_URL.", hint=hint, id="h5p.E002"))
    if site.scheme == "https" and ours.scheme != "https":
        hint = "A browser shows no http frame in an https page."
        found.append(Error("H5P_ORIGIN is not https, and SITE_URL is.", hint=hint, id="h5p.E003"))
    for name in ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "LANGUAGE_COOKIE_DOMAIN"):
        domain = (getattr(settings, name, None) or "").lstrip(".")
        if domain and f".{ours.hostname}".endswith(f".{domain}"):
            hint = "The site's cookies would be sent to the host of H5P. Leave the setting out."
            found.append(Error(f"{name} takes in the host of H5P_ORIGIN.", hint=hint, id="h5p.E004"))
    return found


def check_hub(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Look at H5P_HUB_URL: what is fetched over plain http may be anyone's."""
    hub = urlsplit(settings.H5P_HUB_URL)
    if not settings.H5P_HUB_URL or (hub.scheme == "https" and hub.hostname):
        return []
    return [Error("H5P_HUB_URL is not an https address.", id="h5p.E005")]
