"""All rooms' content in one go: read and checked together, loaded in one transaction, or not at all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.db import transaction

from base.content import Faults, LoadReport
from home.sites import prepare_site

ROOMS = (
    "accounts.content",
    "base.knowledge.content",
    "courses.public",
    "self_assessment.public",
    "home.content",
)
"""In the order they are loaded: a room may point at what stands before it."""


def _rooms():
    for name in ROOMS:
        try:
            module = import_module(name)
        except ModuleNotFoundError:
            continue
        if hasattr(module, "read_content"):
            yield module


def load(folder: Path) -> LoadReport:
    """Load the content of `folder`. Raises ContentError, with nothing written, if any file has a fault."""
    faults, report = Faults(), LoadReport()
    contents = [room.read_content(folder, faults) for room in _rooms()]
    faults.stop_if_any()
    with transaction.atomic():
        prepare_site()
        for content in contents:
            content.load(report)
    return report


def export(folder: Path) -> None:
    """Write every room's content to `folder`."""
    for room in _rooms():
        room.export_content(folder)
