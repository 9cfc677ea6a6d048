"""All rooms' content in one go: read and checked together, loaded in one transaction, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.db import transaction

import accounts.content
import base.knowledge.content
import courses.public
import h5p_django.public
import home.content
import self_assessment.public
from base.content import Faults, LoadReport
from home.indexing import make_indexes, quiet_indexes
from home.sites import prepare_site


class Content(Protocol):
    """What a room has read and checked."""

    def load(self, report: LoadReport) -> None: ...


def load(folder: Path) -> LoadReport:
    """Load the content of `folder`. Raises ContentError, with nothing written, if any file has a fault."""
    faults, report = Faults(), LoadReport()
    knowledge = base.knowledge.content.read_content(folder, faults)
    h5p = h5p_django.public.read_content(folder, faults)
    contents: list[Content] = [
        accounts.content.read_content(folder, faults),
        knowledge,
        h5p,
        courses.public.read_content(folder, faults, h5p=h5p.keys),
        self_assessment.public.read_content(folder, faults),
        home.content.read_content(folder, faults, knowledge=knowledge),
    ]
    faults.stop_if_any()
    with transaction.atomic():
        with quiet_indexes():
            prepare_site()
            for content in contents:
                content.load(report)
        if report.created or report.updated:
            make_indexes()
    return report


def export(folder: Path) -> None:
    """Write every room's content to `folder`."""
    for room in (
        base.knowledge.content,
        h5p_django.public,
        courses.public,
        self_assessment.public,
        home.content,
    ):
        room.export_content(folder)
