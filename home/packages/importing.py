"""A course package in: read and checked whole, brought in in one transaction, or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

import base.knowledge.content
from base.content import ContentError, Existing, Fault, Faults, LoadReport, read_file
from courses import public as courses
from h5p_django import public as h5p
from home.packages.archive import MANIFEST, unpack
from home.packages.exporting import FORMAT, VERSION
from home.sites import prepare_site


def import_course(file: BinaryIO, *, by: Any = None, replace: bool = False) -> str:
    """Bring in the course of a package and what it leans on. Returns its key.

    A course that is here already is replaced only when asked to; what it said before is in its history. What it
    leans on (conversation prompts, examples, recordings) is brought in only where it is missing. `by` is the
    editor, or None from the command line. Raises ContentError with all that is wrong; nothing is written then."""
    with tempfile.TemporaryDirectory() as name:
        folder, faults = Path(name), Faults()
        unpack(file, folder, faults, most_bytes=settings.COURSE_PACKAGE_MIB << 20)
        faults.stop_if_any()
        key = _read_manifest(folder, faults)
        knowledge = base.knowledge.content.read_content(folder, faults)
        contents = h5p.read_content(folder, faults)
        packages = h5p.packages_in(folder)
        room = courses.read_content(folder, faults, h5p=[*contents.keys, *packages])
        _check_course(room, key, faults, replace=replace)
        if packages and by is not None and not h5p.may_bring_code(by):
            faults.append(
                Fault("h5p", 1, "", _("holds H5P packages with code: ask the one who runs the site"))
            )
        faults.stop_if_any()
        missing = LoadReport(existing=Existing.KEPT)
        try:
            with transaction.atomic():
                prepare_site()
                knowledge.load(missing)
                contents.load(missing)
                h5p.bring_packages(packages)
                room.load_course(missing, LoadReport(existing=Existing.REPLACED))
        except h5p.PackageRefused as refused:
            raise ContentError([Fault("h5p", 1, "", str(refused))]) from refused
    return key


def _read_manifest(folder: Path, faults: Faults) -> str:
    top = read_file(folder / MANIFEST, folder, faults)
    if top.values:
        top.choice("format", (FORMAT,))
        if top.integer("version") > VERSION:
            top.fault("version", _("is newer than this site reads"))
    key = top.text("course") if top.values else ""
    top.close()
    return key


def _check_course(room: courses.RoomContent, key: str, faults: Faults, *, replace: bool) -> None:
    found = [course.key for course in room.courses.courses]
    if found != [key]:
        named = {"key": key, "found": ", ".join(found) or "–"}
        text = _("is %(key)s, but the package holds %(found)s") % named
        faults.append(Fault(MANIFEST, 1, "course", text))
    elif not replace and courses.has_course(key):
        text = _("%(key)s is here already. Say that it is to be replaced.") % {"key": key}
        faults.append(Fault(MANIFEST, 1, "course", text))
