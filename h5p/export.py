"""A content out as a .h5p file, the same bytes each time (h5p-spec section 21)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from typing import BinaryIO

from h5p import metadata, strict_json
from h5p.content import METADATA_KEYS, PROPERTIES, Content, slug
from h5p.dependencies import Dependency
from h5p.library import Kind
from h5p.opened import MANIFEST, PARAMETERS
from h5p.paths import extension
from h5p.semantics import Filtered
from h5p.storage import LibrarySource
from h5p.strict_json import Json

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP file knows; ours never tells when it was made
_PACKED_ALREADY = frozenset(
    {"png", "jpg", "jpeg", "gif", "mp3", "mp4", "m4a", "ogg", "webm", "woff", "woff2"}
)


def export(
    out: BinaryIO,
    content: Content,
    filtered: Filtered,
    libraries: LibrarySource,
    files: Iterable[tuple[str, Iterable[bytes]]],
    *,
    editor: bool = True,
    author_comments: bool = False,
) -> None:
    """Write a package to `out`: what was filtered, the content's files, and every library it needs.

    `editor`: also the libraries that only an editor loads, which most hosts expect. `author_comments`: also
    what authors wrote to each other. Equal input gives equal bytes, whatever the order of `files`.
    Raises LibraryNotFound when a needed library has lost its files.
    """
    needed = [each for each in filtered.dependencies if editor or each.kind is not Kind.EDITOR]
    with zipfile.ZipFile(out, "w") as archive:
        described = manifest(content, filtered, author_comments=author_comments)
        _write(archive, MANIFEST, [strict_json.dump(described).encode()])
        _write(archive, PARAMETERS, [strict_json.dump(filtered.parameters).encode()])
        for path, pieces in sorted(files, key=lambda file: file[0]):
            _write(archive, f"content/{path}", pieces)
        for path, pieces in _library_files(needed, libraries):
            _write(archive, path, pieces)


def manifest(content: Content, filtered: Filtered, *, author_comments: bool = False) -> dict[str, Json]:
    """Return the h5p.json of an export. Properties that no reader would accept are left out."""
    described = filtered.metadata if author_comments else metadata.for_learners(filtered.metadata)
    title = " ".join(unescape(str(described.get("title") or "")).split())[:255]
    value: dict[str, Json] = {
        "title": title or filtered.main_library.machine,
        "language": str(described.get("defaultLanguage") or content.language),
        "mainLibrary": filtered.main_library.machine,
        "embedTypes": [each for each in content.embed_types if each in ("div", "iframe")] or ["iframe"],
    }
    if PROPERTIES["language"].rule(value["language"]):
        value["language"] = "und"
    for key in METADATA_KEYS:
        rule = PROPERTIES.get(key)
        if key in described and not (rule and rule.rule(described[key])):
            value[key] = described[key]
    value["preloadedDependencies"] = _named(filtered.dependencies, Kind.PRELOADED)
    dynamic = _named(filtered.dependencies, Kind.DYNAMIC)
    if dynamic:
        value["dynamicDependencies"] = dynamic
    return value


def file_name(title: str, content_id: str = "") -> str:
    """Return the name to save an export under, at most 255 bytes."""
    return f"{slug(title)}-{content_id[:64]}.h5p" if content_id else f"{slug(title)}.h5p"


def _named(dependencies: Iterable[Dependency], kind: Kind) -> list[Json]:
    return [each.library.name.to_json() for each in dependencies if each.kind is kind]


def _library_files(
    needed: Iterable[Dependency], libraries: LibrarySource
) -> Iterator[tuple[str, Iterable[bytes]]]:
    for name in sorted({each.library.name for each in needed}):
        for path in sorted(libraries.library_files(name)):
            yield f"{name.folder}/{path}", libraries.open_library(name, path)


def _write(archive: zipfile.ZipFile, path: str, pieces: Iterable[bytes]) -> None:
    entry = zipfile.ZipInfo(path, _LONG_AGO)
    entry.create_system = 3  # Unix on every machine, so that the bytes are the same
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if extension(path) in _PACKED_ALREADY else zipfile.ZIP_DEFLATED
    with archive.open(entry, "w") as file:
        for piece in pieces:
            file.write(piece)
