"""All scripts of a content as one file, and all styles as one: named by what is in them, made once, kept.

A page then asks for two files where the libraries of a course presentation have eighty. One bad script must not take
the others with it, as it would not in files of their own: each tells its number before it begins, and a third file
lists where each is by itself. The page asks for that list only when something has failed (static/js/h5p-inside.js)."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import brotli
from django.core.files.base import ContentFile
from django.urls import reverse

from h5p.dependencies import Asset, Assets, assets
from h5p.names import LibraryName
from h5p_django import requirements
from h5p_django.models import Content, ContentRevision, Requirement
from h5p_django.models.blobs import blob_storage
from h5p_django.store import Store

RECIPE = "4"
"""Part of every name: count it up when the way of joining changes."""
BASE = b"""html { background: #fff; color: #1a1a1a; color-scheme: light; }
html[data-scheme] { background: Canvas; color: CanvasText; color-scheme: light dark; }
html[data-scheme="light"], html[data-scheme="light"] .bst { color-scheme: light; }
html[data-scheme="dark"], html[data-scheme="dark"] .bst { color-scheme: dark; }
body { margin: 0; padding: 1px 0; font: 1rem/1.5 Inter, "Open Sans", sans-serif; }
"""
"""What the page around a content gives it in other players; types count on it. Our own types (`bst`) follow the
reader's choice of light or dark on the site, which the page tells; elsewhere they follow the device."""
FOLDER = "bundles"
ENCODINGS = {"br": ".br", "gzip": ".gz", "": ""}
"""In the order we like best; {name in Accept-Encoding: ending of the file}."""
_BOM = b"\xef\xbb\xbf"
_URL = re.compile(rb"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_FOREIGN_IMPORT = re.compile(rb"""@import\s+(?:url\()?\s*["']?(?:https?:)?//[^;]*;""")
_CSS_PART = re.compile(
    rb"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*(?:"|\Z)?|'(?:\\.|[^'\\\n])*(?:'|\Z)?|[][(){}]""", re.DOTALL
)
_CLOSES = {b"{": b"}", b"(": b")", b"[": b"]"}
_ABSOLUTE = (b"data:", b"blob:", b"http:", b"https:", b"//", b"/", b"#")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of a content. `digest` changes when anything in them does."""

    digest: str

    @property
    def script(self) -> str:
        return f"{self.digest}.js"

    @property
    def style(self) -> str:
        return f"{self.digest}.css"

    @property
    def rest(self) -> str:
        """Where each script is by itself, as a JSON list in load order."""
        return f"{self.digest}.json"

    @property
    def libraries(self) -> str:
        """The prefix of single files of libraries; the digest in it lets them be kept for ever."""
        return reverse("h5p:libraries", args=[self.digest]).rstrip("/")


def bundle_of(needed: Iterable[Requirement], assets: Assets) -> Bundle:
    """Return the bundle of a content's assets. No query, no file."""
    digests = {row.name: row.library.digest for row in needed if row.library}
    parts = [f"{_digest_of(digests, asset)} {asset.path}" for asset in (*assets.scripts, *assets.styles)]
    every = sorted(f"{name.folder} {digest}" for name, digest in digests.items())
    text = "\n".join((RECIPE, *every, *parts))
    return Bundle(hashlib.sha256(text.encode()).hexdigest()[:40])


def _digest_of(digests: dict[LibraryName, str], asset: Asset) -> str:
    return f"{asset.library.name.folder} {digests.get(asset.library.name, '')}"


def in_use() -> set[str]:
    """Return the files, as the storage names them, of what contents are shown with today. One query a content."""
    found: set[str] = set()
    for revision in ContentRevision.objects.filter(pk__in=Content.objects.values("revision")).only("pk"):
        needed = list(revision.requirements.in_load_order())
        bundle = bundle_of(needed, assets(requirements.dependencies(needed)))
        names = (bundle.script, bundle.style, bundle.rest)
        found |= {f"{FOLDER}/{name}{ending}" for name in names for ending in ENCODINGS.values()}
    return found


def is_made(bundle: Bundle) -> bool:
    return blob_storage().exists(f"{FOLDER}/{bundle.style}")


def ensure(bundle: Bundle, assets: Assets, store: Store) -> None:
    """Make the files if they are not there. Two that do so at once write the same."""
    if is_made(bundle):
        return
    _keep(bundle.script, b"".join(_script(place, asset, store) for place, asset in enumerate(assets.scripts)))
    alone = [f"{bundle.libraries}/{asset.library.name.folder}/{asset.path}" for asset in assets.scripts]
    _keep(bundle.rest, json.dumps(alone).encode())
    # The style last: when it is there, so is the script.
    _keep(bundle.style, BASE + b"".join(_style(asset, store, bundle.libraries) for asset in assets.styles))


def _script(place: int, asset: Asset, store: Store) -> bytes:
    # Being no directive, what stands first keeps a "use strict" at the top of one file from ruling all of them.
    return b";self.h5pAt=%d;" % place + _bytes(asset, store) + b"\n;\n"


def _style(asset: Asset, store: Store, libraries: str) -> bytes:
    """Return a style whose relative addresses hold from where the joined file is served."""
    folder = PurePosixPath(asset.library.name.folder) / PurePosixPath(asset.path).parent

    def absolute(found: re.Match[bytes]) -> bytes:
        url = found[2].strip()
        if url.lower().startswith(_ABSOLUTE):
            return found[0]
        path = _normal(f"{folder}/{url.decode('utf-8', 'replace')}")
        return f'url("{libraries}/{path}")'.encode()

    return closed(_URL.sub(absolute, _FOREIGN_IMPORT.sub(b"", _bytes(asset, store)))) + b"\n"


def closed(style: bytes) -> bytes:
    """Return a style with all closed that its end leaves open, as the end of a file closes it by itself."""
    opened: list[bytes] = []
    for found in _CSS_PART.finditer(style):
        part = found[0]
        if part in _CLOSES:
            opened.append(_CLOSES[part])
        elif opened and part == opened[-1]:
            opened.pop()
        elif found.end() == len(style):
            if part.startswith(b"/*") and not (len(part) > 3 and part.endswith(b"*/")):
                opened.append(b"*/")
            elif part[:1] in (b'"', b"'") and (len(part) < 2 or not part.endswith(part[:1])):
                opened.append(part[:1])
    return style + b"".join(reversed(opened))


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _bytes(asset: Asset, store: Store) -> bytes:
    return b"".join(store.open_library(asset.library.name, asset.path)).removeprefix(_BOM)


def _keep(name: str, data: bytes) -> None:
    storage = blob_storage()
    forms: Sequence[tuple[str, bytes]] = (
        (".br", brotli.compress(data, quality=5)),
        (".gz", gzip.compress(data, 6, mtime=0)),
        ("", data),
    )
    for ending, encoded in forms:
        wanted = f"{FOLDER}/{name}{ending}"
        stored = storage.save(wanted, ContentFile(encoded))
        if stored != wanted:  # somebody else was first
            storage.delete(stored)
