"""A generator of hostile archives: each breaks one rule of the reader (h5p-spec section 2, hardening).

The archives are written byte by byte, since well-behaved tools refuse to make most of them.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.h5p.builders import files, library_json, manifest, to_bytes, zipped

MIB = 1024 * 1024
# Text that hardly compresses, so that only its size is wrong.
_NOISE = random.Random(1).randbytes(6 * MIB).hex().encode()


@dataclass
class RawEntry:
    """One entry with every header field open to lies. None means "what is true"."""

    name: bytes
    data: bytes = b""
    method: int = 8
    flags: int = 0x800
    mode: int = 0o100644
    crc: int | None = None
    packed: int | None = None
    unpacked: int | None = None
    local_name: bytes | None = None
    local_unpacked: int | None = None
    local_method: int | None = None
    offset: int | None = None  # where the directory says the entry begins
    raw: bytes | None = None  # packed bytes to write instead of the real ones


def raw_zip(entries: list[RawEntry], *, before: bytes = b"", count: int | None = None) -> bytes:
    """Write an archive from entries exactly as they say."""
    body, directory = bytearray(before), bytearray()
    for entry in entries:
        squeezed = _deflated(entry.data) if entry.method == 8 else entry.data
        stored = squeezed if entry.raw is None else entry.raw
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        packed = len(stored) if entry.packed is None else entry.packed
        unpacked = len(entry.data) if entry.unpacked is None else entry.unpacked
        offset = len(body) if entry.offset is None else entry.offset
        local_name = entry.name if entry.local_name is None else entry.local_name
        local_method = entry.method if entry.local_method is None else entry.local_method
        local_unpacked = unpacked if entry.local_unpacked is None else entry.local_unpacked
        body += struct.pack(
            "<4s5H3L2H", b"PK\x03\x04", 20, entry.flags, local_method, 0, 0x21, crc, packed, local_unpacked,
            len(local_name), 0,
        )  # fmt: skip
        body += local_name + stored
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 0x314, 20, entry.flags, entry.method, 0, 0x21, crc, packed,
            unpacked, len(entry.name), 0, 0, 0, 0, entry.mode << 16, offset,
        )  # fmt: skip
        directory += entry.name
    number = len(entries) if count is None else count
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(directory), len(body), 0)
    return bytes(body + directory + end)


def _deflated(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def good_entries() -> list[RawEntry]:
    return [RawEntry(path.encode(), data) for path, data in files().items()]


def with_entry(entry: RawEntry) -> bytes:
    """Return a valid package with one more entry."""
    return raw_zip([*good_entries(), entry])


def _picture(name: str, **more: object) -> bytes:
    return with_entry(replace(RawEntry(name.encode(), b"\x89PNG\r\n\x1a\n"), **more))  # type: ignore[arg-type]


def hostile_archives() -> Iterator[tuple[str, str, bytes]]:
    """Yield (what it is, the code it must be refused with, the file)."""
    yield "empty", "unable-to-unzip", b""
    yield "text", "unable-to-unzip", b"not a zip at all" * 100
    yield "truncated", "unable-to-unzip", zipped(files())[:-30]
    yield "page-in-front", "hidden-data", _shifted(b"<html><script>alert(1)</script></html>")
    yield "script-behind", "unable-to-unzip", zipped(files()) + b"<script>alert(1)</script>"
    yield "lying-count", "unable-to-unzip", raw_zip(good_entries(), count=3)

    for name, path, code in (
        ("parent", "content/../../evil.png", "path-traversal"),
        ("parent-first", "../evil.png", "path-traversal"),
        ("dot", "content/./a.png", "path-traversal"),
        ("absolute", "/etc/evil.png", "absolute-path"),
        ("unc", "\\\\server\\share\\evil.png", "absolute-path"),
        ("backslash", "content\\..\\evil.png", "backslash-in-path"),
        ("drive", "C:/evil.png", "colon-in-path"),
        ("stream", "content/a.png:evil.png", "colon-in-path"),
        ("null", "content/a.png\0.js", "control-character-in-path"),
        ("newline", "content/a\n.png", "control-character-in-path"),
        ("trailing-dot", "content/a.png.", "trailing-dot-or-space"),
        ("trailing-space", "content/images /b.png", "trailing-dot-or-space"),
        ("double-slash", "content//b.png", "invalid-file-name"),
        ("long", "content/" + "a/" * 250 + "b.png", "path-too-long"),
        ("long-component", "content/" + "å" * 101 + ".png", "path-too-long"),
    ):
        yield f"path-{name}", code, _picture(path)
    not_utf8 = RawEntry(b"content/\xff.png", b"\x89PNG\r\n\x1a\n")
    yield "name-not-utf8", "invalid-file-name", with_entry(not_utf8)

    yield "symlink", "not-a-regular-file", _picture("content/link.png", mode=0o120777)
    yield "device", "not-a-regular-file", _picture("content/null.png", mode=0o020666)
    yield "folder-as-file", "not-a-regular-file", _picture("content/folder.png", mode=0o040755)
    yield "encrypted", "encrypted-entry", _picture("content/b.png", flags=0x801)
    yield "strong-encryption", "encrypted-entry", _picture("content/b.png", flags=0x840)
    yield "bzip2", "unsupported-compression", _picture("content/b.png", method=12)

    yield "twice", "duplicate-entry", _picture("content/images/a.png")
    yield "other-case", "name-collision", _picture("content/images/A.PNG")
    yield "other-case-folder", "name-collision", _picture("content/Images/b.png")
    composed = [RawEntry(f"content/{name}.png".encode(), b"") for name in ("\u00e5", "a\u030a")]
    yield "composition", "name-collision", raw_zip([*good_entries(), *composed])
    nested = [RawEntry(b"content/x.png", b""), RawEntry(b"content/x.png/y.png", b"")]
    yield "file-as-folder", "file-used-as-folder", raw_zip([*good_entries(), *nested])

    yield "overlap", "overlapping-entries", raw_zip([*good_entries(), replace(good_entries()[2], offset=0)])
    yield "outside", "damaged-entry", _picture("content/b.png", offset=10 * MIB)
    yield "local-name", "contradicting-headers", _picture("content/b.png", local_name=b"content/c.png")
    yield "local-size", "contradicting-headers", _picture("content/b.png", local_unpacked=7)
    yield "local-method", "contradicting-headers", _picture("content/b.png", local_method=0)
    yield "wrong-crc", "damaged-entry", _picture("content/b.png", crc=1)
    yield "smaller-than-said", "damaged-entry", _picture("content/b.png", unpacked=50)
    yield "larger-than-said", "damaged-entry", _picture("content/b.png", data=b"\x89PNG" * 500, unpacked=100)
    yield "no-deflate", "damaged-entry", _picture("content/b.png", raw=b"\xff" * 30)
    yield (
        "cut-deflate",
        "damaged-entry",
        _picture("content/b.png", data=bytes(range(256)) * 20, raw=b"\x00\x05"),
    )

    yield "bomb", "suspicious-compression", _picture("content/b.png", data=b"\0" * (30 * MIB))
    liar = {"data": b"\0" * (30 * MIB), "unpacked": 100, "local_unpacked": 100}
    yield "bomb-with-lying-header", "damaged-entry", _picture("content/b.png", **liar)
    yield "file-too-large", "file-size-too-large", _picture("content/b.png", unpacked=65 * MIB, packed=MIB)
    many = [RawEntry(b"content/%d.png" % i, b"", unpacked=60 * MIB, packed=MIB) for i in range(5)]
    yield "total-too-large", "total-size-too-large", raw_zip([*good_entries(), *many])
    crowd = [RawEntry(b"content/%d.png" % i, b"") for i in range(12_000)]
    yield "twelve-thousand-files", "too-many-files", raw_zip([*good_entries(), *crowd])

    for kind in ("svg", "html", "swf", "js", "php", "exe", ""):
        yield f"type-{kind or 'none'}", "not-in-whitelist", _picture(f"content/b.{kind}".rstrip("."))
    yield (
        "script-in-picture",
        "content-mismatch",
        _picture("content/b.png", data=b"<script>alert(1)</script>"),
    )
    yield "archive-in-film", "content-mismatch", _picture("content/b.mp4", data=b"PK\x03\x04" + b"\0" * 30)
    yield "library-html", "not-in-whitelist", _picture("H5P.Quiz-1.2/index.html")

    deep = b'{"a":' * 300 + b"1" + b"}" * 300
    for name, data in (
        ("syntax", b'{"question":'), ("deep", deep), ("very-deep", b"[" * 100_000 + b"]" * 100_000),
        ("nan", b'{"a": NaN}'), ("double-key", b'{"a": 1, "a": 2}'), ("surrogate", b'{"a": "\\ud800"}'),
        ("not-utf8", b'{"a": "\xff"}'), ("long-number", b'{"a": ' + b"9" * 5_000 + b"}"),
        ("many-values", b'{"a": [' + b"0," * 300_000 + b"0]}"),
        ("large", b'{"a": "' + _NOISE + b'"}'),
    ):  # fmt: skip
        refused = "file-size-too-large" if name == "large" else "unable-to-parse-package"
        yield f"json-{name}", refused, zipped(files(**{"content/content.json": data}))
    yield "json-list", "invalid-content-folder", zipped(files(**{"content/content.json": b"[]"}))
    yield "json-null", "unable-to-parse-package", zipped(files(**{"h5p.json": b"null"}))

    yield "no-manifest", "invalid-h5p-json-file", zipped(files(**{"h5p.json": None}))
    yield "no-content", "invalid-content-folder", zipped(files(**{"content/content.json": None}))
    upper = files(**{"h5p.json": None, "H5P.json": to_bytes(manifest())})
    yield "manifest-in-other-case", "invalid-h5p-json-file", zipped(upper)

    library = "H5P.Quiz-1.2/library.json"
    trap = library_json(preloadedJs=[{"path": "a/" * 150 + "a" * 40 + "!"}])
    yield "regex-trap", "invalid-property", zipped(files(**{library: to_bytes(trap)}))
    for path in ("../x.js", "/x.js", "js/../../x.js", "x.js,y.js", "http://x/x.js", "x.css"):
        escaping = library_json(preloadedJs=[{"path": path}])
        yield f"asset-{path}", "invalid-property", zipped(files(**{library: to_bytes(escaping)}))
    wrong_types = library_json(preloadedDependencies="no", runnable=True)
    yield "library-types", "invalid-property", zipped(files(**{library: to_bytes(wrong_types)}))
    yield "library-bad-json", "invalid-library-json-file", zipped(files(**{library: b"{"}))
    yield (
        "library-too-new",
        "api-version-unsupported",
        zipped(files(**{library: to_bytes(library_json(coreApi={"majorVersion": 1, "minorVersion": 99}))})),
    )
    yield (
        "two-of-one",
        "duplicate-library",
        zipped(files(**{"H5P.Quiz/library.json": to_bytes(library_json(patch=9))})),
    )
    yield "language-name", "invalid-language-file", zipped(files(**{"H5P.Quiz-1.2/language/n1.json": b"{}"}))
    yield "language-json", "invalid-language-file", zipped(files(**{"H5P.Quiz-1.2/language/nn.json": b"{"}))
    yield (
        "semantics-object",
        "invalid-semantics-json-file",
        zipped(files(**{"H5P.Quiz-1.2/semantics.json": b"{}"})),
    )


def _shifted(before: bytes) -> bytes:
    """Return a package with bytes in front, its offsets set right, as a polyglot would be."""
    return raw_zip(good_entries(), before=before)
