"""A ZIP file from a stranger: checked before anything is unpacked, counted while it is.

Source: h5p-spec section 2 ("hardening of the reader") and the ZIP application note 6.3. The standard
library's `zipfile` believes the headers and reads the whole directory whatever its size, so packages are read
here. Memory is bounded by the limits, never by what the archive says of itself.
"""

from __future__ import annotations

import stat
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from h5p.errors import Fault
from h5p.limits import DEFAULT_LIMITS, MIB, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = struct.Struct("<4s4H2LH")  # end of central directory
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_EXTRA = struct.Struct("<2H")

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW, _STRONGLY_ENCRYPTED, _UTF8 = 0x1, 0x8, 0x40, 0x800
_MAX32 = 0xFFFFFFFF
_MAX_COMMENT = 0xFFFF
# The bytes of directory one entry may take: names longer than the limits allow are refused anyway.
_DIRECTORY_BYTES_PER_ENTRY = 2048
_CHUNK = 256 * 1024


class NotAnArchive(Exception):
    """The bytes are no ZIP file, or one whose structure cannot be trusted; `fault` tells which."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.fault = Fault(code, "", {"detail": detail})


class DamagedEntry(Exception):
    """An entry does not unpack to what the directory said; `fault` tells which and how."""

    def __init__(self, code: str, path: str, **values: str) -> None:
        super().__init__(f"{code} {path}")
        self.fault = Fault(code, path, values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the archive's directory. All numbers are the archive's own claims."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    mode: int  # Unix mode, 0 when the archive tells none
    offset: int

    @property
    def is_folder(self) -> bool:
        return self.raw_name.endswith(b"/")

    def name(self) -> str | None:
        """Return the name as text, or None where it claims to be UTF-8 and is not.

        Without the UTF-8 flag the name is read as UTF-8 when it can be, else as code page 437, in which
        any byte is a letter.
        """
        try:
            return self.raw_name.decode("utf-8")
        except UnicodeDecodeError:
            return None if self.flags & _UTF8 else self.raw_name.decode("cp437")

    def fault_code(self) -> str | None:
        """Return why this entry may not be read at all, or None."""
        if self.flags & (_ENCRYPTED | _STRONGLY_ENCRYPTED):
            return "encrypted-entry"
        kind = stat.S_IFMT(self.mode)
        if kind and kind != (stat.S_IFDIR if self.is_folder else stat.S_IFREG):
            return "not-a-regular-file"
        if self.method not in (_STORED, _DEFLATED):
            return "unsupported-compression"
        return None


class Archive:
    """An opened ZIP file: its entries, and the bytes of each. The file must stay open and seekable."""

    def __init__(self, file: BinaryIO, limits: Limits = DEFAULT_LIMITS) -> None:
        """Read the directory. Raises NotAnArchive, before any entry is looked at."""
        self._file = file
        self._limits = limits
        self.size = file.seek(0, 2)
        if self.size > limits.package_bytes:
            raise NotAnArchive("package-too-large", str(limits.package_bytes // MIB))
        count, size, start = self._find_directory()
        if count > limits.entries or size > limits.entries * _DIRECTORY_BYTES_PER_ENTRY:
            raise NotAnArchive("too-many-files", str(limits.entries))
        self._directory_start = start
        self.entries = list(self._read_directory(start, size))
        if len(self.entries) != count:
            raise NotAnArchive("unable-to-unzip", "directory count")

    def layout_faults(self) -> Iterator[tuple[Entry, str]]:
        """Yield (entry, code) for each entry whose local header disagrees, lies outside, or shares bytes.

        The bytes before the first entry must be none: a file that is a ZIP and something else too is refused.
        """
        end_of_previous = 0
        for position, entry in enumerate(sorted(self.entries, key=lambda e: e.offset)):
            start, disagrees = self._data_start(entry)
            if start is None or start + entry.packed > self._directory_start:
                yield entry, "damaged-entry"
                continue
            if entry.offset < end_of_previous:
                yield entry, "overlapping-entries"
            elif position == 0 and entry.offset > 0:
                yield entry, "hidden-data"
            if disagrees:
                yield entry, "contradicting-headers"
            end_of_previous = max(end_of_previous, start + entry.packed)

    def chunks(self, entry: Entry, path: str, at_most: int) -> Iterator[bytes]:
        """Yield an entry's unpacked bytes, counted.

        Stops with DamagedEntry as soon as more than `at_most` bytes come (file-size-too-large), more than the
        directory said (damaged-entry), too many for the packed ones (suspicious-compression), or when the
        check sum is wrong at the end (damaged-entry).
        """
        start, _ = self._data_start(entry)
        if start is None:
            raise DamagedEntry("damaged-entry", path)
        count, crc = 0, 0
        pieces = (
            self._inflated(entry, start, path) if entry.method == _DEFLATED else self._stored(entry, start)
        )
        for piece in pieces:
            count += len(piece)
            if count > at_most:
                raise DamagedEntry("file-size-too-large", path, limit=str(at_most // MIB))
            if count > entry.unpacked:
                raise DamagedEntry("damaged-entry", path)
            if count > self._limits.ratio_from and count > entry.packed * self._limits.ratio:
                raise DamagedEntry("suspicious-compression", path)
            crc = zlib.crc32(piece, crc)
            yield piece
        if count != entry.unpacked or crc != entry.crc:
            raise DamagedEntry("damaged-entry", path)

    def read(self, entry: Entry, path: str, at_most: int) -> bytes:
        """Return an entry's bytes, for entries known to be small. Raises DamagedEntry as `chunks` does."""
        return b"".join(self.chunks(entry, path, at_most))

    def _stored(self, entry: Entry, start: int) -> Iterator[bytes]:
        position, left = start, entry.packed
        while left > 0:
            self._file.seek(position)  # the reader of an earlier piece may have moved it
            piece = self._file.read(min(_CHUNK, left))
            if not piece:
                return
            position, left = position + len(piece), left - len(piece)
            yield piece

    def _inflated(self, entry: Entry, start: int, path: str) -> Iterator[bytes]:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self._stored(entry, start):
                piece = inflate.decompress(packed, _CHUNK)
                while piece:
                    yield piece
                    piece = inflate.decompress(inflate.unconsumed_tail, _CHUNK)
        except zlib.error as error:
            raise DamagedEntry("damaged-entry", path) from error
        if not inflate.eof or inflate.unused_data:
            raise DamagedEntry("damaged-entry", path)

    def _data_start(self, entry: Entry) -> tuple[int | None, bool]:
        """Return where the entry's bytes begin (None: nowhere) and whether its two headers disagree."""
        if entry.offset + _LOCAL.size > self._directory_start:
            return None, True
        self._file.seek(entry.offset)
        header = self._file.read(_LOCAL.size + len(entry.raw_name))
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            return None, True
        _, _, flags, method, _, _, crc, packed, unpacked, name_length, extra_length = _LOCAL.unpack_from(
            header
        )
        disagrees = (
            header[_LOCAL.size :] != entry.raw_name
            or name_length != len(entry.raw_name)
            or method != entry.method
            or (flags ^ entry.flags) & (_ENCRYPTED | _SIZES_FOLLOW) != 0
        )
        if not flags & _SIZES_FOLLOW:
            ours = (entry.crc, entry.packed, entry.unpacked)
            disagrees |= any(
                theirs not in (mine, _MAX32)
                for mine, theirs in zip(ours, (crc, packed, unpacked), strict=True)
            )
        return entry.offset + _LOCAL.size + name_length + extra_length, disagrees

    def _find_directory(self) -> tuple[int, int, int]:
        """Return (number of entries, bytes, offset) of the central directory."""
        tail_start = max(0, self.size - _END.size - _MAX_COMMENT)
        self._file.seek(tail_start)
        tail = self._file.read()
        at = tail.rfind(b"PK\x05\x06")
        while at >= 0 and at + _END.size + int.from_bytes(tail[at + 20 : at + 22], "little") != len(tail):
            at = tail.rfind(b"PK\x05\x06", 0, at)
        if at < 0:
            raise NotAnArchive("unable-to-unzip", "no directory")
        _, disk, start_disk, here, count, size, start, _ = _END.unpack_from(tail, at)
        end = tail_start + at
        if 0xFFFF in (here, count) or _MAX32 in (size, start):
            disk, start_disk, here, count, size, start, end = self._find_directory64(end)
        if disk or start_disk or here != count:
            raise NotAnArchive("unable-to-unzip", "several disks")
        if start + size != end:
            raise NotAnArchive("hidden-data" if start + size < end else "unable-to-unzip", "directory place")
        return count, size, start

    def _find_directory64(self, end: int) -> tuple[int, int, int, int, int, int, int]:
        where = end - _END64_LOCATOR.size
        if where < 0:
            raise NotAnArchive("unable-to-unzip", "zip64 locator")
        self._file.seek(where)
        signature, _, offset, _ = _END64_LOCATOR.unpack(self._file.read(_END64_LOCATOR.size))
        if signature != b"PK\x06\x07" or offset + _END64.size > where:
            raise NotAnArchive("unable-to-unzip", "zip64 locator")
        self._file.seek(offset)
        record = _END64.unpack(self._file.read(_END64.size))
        if record[0] != b"PK\x06\x06":
            raise NotAnArchive("unable-to-unzip", "zip64 record")
        _, _, _, _, disk, start_disk, here, count, size, start = record
        return disk, start_disk, here, count, size, start, offset

    def _read_directory(self, start: int, size: int) -> Iterator[Entry]:
        self._file.seek(start)
        directory = self._file.read(size)
        at = 0
        while at < len(directory):
            if len(directory) - at < _CENTRAL.size or directory[at : at + 4] != b"PK\x01\x02":
                raise NotAnArchive("unable-to-unzip", "directory entry")
            fields = _CENTRAL.unpack_from(directory, at)
            name_length, extra_length, comment_length = fields[10:13]
            names_at = at + _CENTRAL.size
            extra_at = names_at + name_length
            at = extra_at + extra_length + comment_length
            if at > len(directory):
                raise NotAnArchive("unable-to-unzip", "directory entry")
            sizes = _sizes(fields[9], fields[8], fields[16], directory[extra_at : extra_at + extra_length])
            yield Entry(
                raw_name=directory[names_at:extra_at],
                flags=fields[3],
                method=fields[4],
                crc=fields[7],
                unpacked=sizes[0],
                packed=sizes[1],
                offset=sizes[2],
                mode=fields[15] >> 16,
            )


def _sizes(unpacked: int, packed: int, offset: int, extra: bytes) -> list[int]:
    """Return [unpacked, packed, offset], those that do not fit taken from the zip64 extra field."""
    sizes = [unpacked, packed, offset]
    at = 0
    while _MAX32 in sizes and at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size
        if kind == 1:
            numbers = iter(struct.iter_unpack("<Q", extra[at : at + length // 8 * 8]))
            return [next(numbers, (size,))[0] if size == _MAX32 else size for size in sizes]
        at += length
    return sizes
