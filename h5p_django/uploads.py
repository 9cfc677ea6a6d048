"""A package as somebody uploads it: within this site's limits, and what it would bring in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import BinaryIO

from django.conf import settings

from h5p.errors import PackageRefused
from h5p.importing import Plan
from h5p.library import Library
from h5p.limits import MIB, Limits
from h5p.opened import Package
from h5p.package import file_name_fault, read
from h5p.paths import extension
from h5p.strict_json import Json
from h5p_django.models.blobs import CHUNK_BYTES
from h5p_django.staging import listing_digest
from h5p_django.store import Store

_CODE = frozenset({"js", "svg", "xml"})
"""Files of a library that a browser may run as code, or as a page with code in it."""


@dataclass(frozen=True, slots=True)
class CodeFile:
    """A file of a library that may hold code."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BroughtLibrary:
    """What an approver is shown of a library in a package. Texts are the package's own claims.

    `replaces` is the installed version a patch would take the place of, "" for a new library. `digest` is
    over all its files (see staging.listing_digest), and equals Library.digest once it is installed."""

    name: str  # `H5P.Blanks 1.14`
    version: str  # `1.14.6`
    title: str
    author: str
    licence: str
    replaces: str
    digest: str
    files: int
    bytes: int
    code: tuple[CodeFile, ...]

    def to_json(self) -> Json:
        return {**asdict(self), "code": [asdict(each) for each in self.code]}

    @classmethod
    def from_json(cls, value: dict) -> BroughtLibrary:
        return cls(**{**value, "code": tuple(CodeFile(**each) for each in value["code"])})


def limits() -> Limits:
    """Return how much a package may ask of this site."""
    return Limits(
        package_bytes=settings.H5P_PACKAGE_MIB * MIB,
        total_bytes=settings.H5P_UNPACKED_MIB * MIB,
        file_bytes=settings.H5P_FILE_MIB * MIB,
        video_bytes=settings.H5P_VIDEO_MIB * MIB,
        entries=settings.H5P_FILES,
        ratio=settings.H5P_RATIO,
    )


def open_package(file: BinaryIO, store: Store, *, file_name: str | None = None) -> Package:
    """Check the whole file. Raises PackageRefused with every fault."""
    misnamed = file_name_fault(file_name) if file_name is not None else None
    if misnamed:
        raise PackageRefused([misnamed])
    return read(file, limits=limits(), installed=store)


def brought(package: Package, todo: Plan, store: Store) -> list[BroughtLibrary]:
    """Return the library code a package would bring in, by name. Unpacks those files once."""
    return sorted(
        (_brought(package, library, store) for library in (*todo.new, *todo.patches)),
        key=lambda each: each.name,
    )


def _brought(package: Package, library: Library, store: Store) -> BroughtLibrary:
    files = list(_hashed(package, library))
    present = store.library(library.name)
    return BroughtLibrary(
        name=str(library.name),
        version=str(library.version),
        title=library.title,
        author=library.author,
        licence=library.licence,
        replaces=str(present.version) if present else "",
        digest=listing_digest((file.path, file.sha256) for file in files),
        files=len(files),
        bytes=sum(file.size for file in files),
        code=tuple(file for file in files if extension(file.path) in _CODE),
    )


def _hashed(package: Package, library: Library) -> Iterator[CodeFile]:
    for path in package.library_files(library.name):
        digest, size = hashlib.sha256(), 0
        for piece in package.open_library(library.name, path):
            digest.update(piece)
            size += len(piece)
        yield CodeFile(path, size, digest.hexdigest())


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file from its beginning."""
    file.seek(0)
    while piece := file.read(CHUNK_BYTES):
        yield piece
