"""A course package as a file: a plain zip of the content folder's own files, the same bytes each time. No database."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from base.content import Fault, Faults

MANIFEST = "package.yaml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip knows; ours never tells when it was made
_STORED = frozenset({".h5p", ".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".png", ".jpg", ".jpeg", ".webp"})
_NAME = re.compile(
    r"package\.yaml|(prompts|media|examples|facts|resources|glossary)\.yaml"
    r"|courses/index\.yaml|courses/[A-Za-z0-9-]+/[A-Za-z0-9-]+(\.(nb|nn|en))?\.yaml"
    r"|media/[\w.-]+|h5p/[\w.-]+\.(yaml|h5p)",
    re.ASCII,
)
"""The files a package may hold. None of them leads out of the folder it is unpacked in."""


def pack(folder: Path, out: BinaryIO) -> None:
    """Write all files of `folder` to `out`. Equal files give equal bytes."""
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3  # Unix on every machine, so that the bytes are the same
            entry.external_attr = 0o100644 << 16
            stored = path.suffix in _STORED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=None if stored else 9)


def unpack(file: BinaryIO, folder: Path, faults: Faults, *, most_bytes: int, most_files: int = 2000) -> None:
    """Unpack a package into `folder`, which is empty. What is wrong is noted, and then nothing is to be trusted."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries, faults, most_bytes, most_files)
            if not faults:
                for entry in entries:
                    _write(archive, entry, folder / PurePosixPath(entry.filename), faults)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        faults.append(Fault("", 1, "", _("is not a whole course package: half of it may be missing")))


def _check(entries: list[zipfile.ZipInfo], faults: Faults, most_bytes: int, most_files: int) -> None:
    names = [entry.filename for entry in entries]
    if MANIFEST not in names:
        faults.append(Fault("", 1, "", _("is no course package: it has no %(file)s") % {"file": MANIFEST}))
        return
    for name in names:
        if not _NAME.fullmatch(name):
            faults.append(Fault(name, 1, "", _("is not a file that a course package holds")))
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.append(Fault(name, 1, "", _("stands twice")))
    if len(names) > most_files or sum(entry.file_size for entry in entries) > most_bytes:
        faults.append(Fault("", 1, "", _too_large(most_files, most_bytes)))


def _too_large(most_files: int, most_bytes: int) -> str:
    limits = {"files": most_files, "size": most_bytes >> 20}
    return _("is too large: at most %(files)s files and %(size)s MiB") % limits


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, faults: Faults) -> None:
    """Write one file. What it says of its size is held against what comes out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as source, path.open("wb") as target:
        while piece := source.read(1 << 16):
            left -= len(piece)
            if left < 0:
                faults.append(Fault(entry.filename, 1, "", _("is larger than the package says")))
                return
            target.write(piece)
