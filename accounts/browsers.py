"""A browser and its machine in words a person knows, from the User-Agent header. Pure; no Django."""

from __future__ import annotations

from collections.abc import Mapping

_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari."""
_MACHINES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def describe(user_agent: str) -> tuple[str, str]:
    """Return (browser, machine); each is empty when the header does not tell."""
    return _first(user_agent, _BROWSERS), _first(user_agent, _MACHINES)


def _first(user_agent: str, names: Mapping[str, str]) -> str:
    return next((name for mark, name in names.items() if mark in user_agent), "")
