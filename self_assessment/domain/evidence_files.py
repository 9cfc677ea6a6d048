"""What an evidence file is, told by what it holds: its name and what the browser says prove nothing. Pure."""

import io
import zipfile
from enum import Enum

DOCX, XLSX, ODT, ODS, PDF, PNG, JPEG = "docx", "xlsx", "odt", "ods", "pdf", "png", "jpg"
PICTURES = (PNG, JPEG)
TYPES = {
    PDF: "application/pdf",
    PNG: "image/png",
    JPEG: "image/jpeg",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ODT: "application/vnd.oasis.opendocument.text",
    ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
"""{the kinds that are taken: what each is sent as}."""

_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MOST_PARTS, _MOST_UNPACKED, _MOST_MIMETYPE = 2_000, 200 * 1024 * 1024, 200
_ENCRYPTED = 0x1
_MACROS = ("vbaproject.bin", "basic/", "scripts/", "macros/")


class Refusal(Enum):
    """Why a file is not taken."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    ACTIVE = "active"


class RefusedFile(Exception):
    """A file that is not taken as evidence, and why."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


def kind_of(content: bytes) -> str:
    """Return which of TYPES a file is. Pictures are only told by how they begin. Raises RefusedFile."""
    if not content.strip(b"\0 \r\n\t"):
        raise RefusedFile(Refusal.EMPTY)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    raise RefusedFile(Refusal.UNKNOWN)


def _pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise RefusedFile(Refusal.BROKEN)
    if any(word in content for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile")):
        raise RefusedFile(Refusal.ACTIVE)
    return PDF


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind_of_archive(archive)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise RefusedFile(Refusal.BROKEN) from error


def _kind_of_archive(archive: zipfile.ZipFile) -> str:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or any(p.flag_bits & _ENCRYPTED for p in parts):
        raise RefusedFile(Refusal.BROKEN)
    names = {part.filename.lower() for part in parts}
    if any(name.endswith(_MACROS[0]) or name.startswith(_MACROS[1:]) for name in names):
        raise RefusedFile(Refusal.ACTIVE)
    kind = next((of for main, of in _MAIN_PARTS.items() if main in names), None)
    if kind and "[content_types].xml" in names:
        return kind
    return _open_document(archive, names)


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    """ODF says what it is in a part of its own, packed or not."""
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > _MOST_MIMETYPE:
        raise RefusedFile(Refusal.UNKNOWN)
    said = archive.read("mimetype").decode("ascii", "replace").strip()
    kind = next((of for of in (ODT, ODS) if TYPES[of] == said), None)
    if kind is None or "content.xml" not in names:
        raise RefusedFile(Refusal.UNKNOWN)
    return kind
