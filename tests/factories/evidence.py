"""Evidence for tests, and files that are what they say or are not."""

import datetime
import io
import zipfile

from django.utils import timezone
from PIL import Image, PngImagePlugin

from self_assessment.evidence import actions
from self_assessment.evidence.actions import CheckedFile, EvidenceValues

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"


def evidence_in(assessment, *, by, url="", title="Avtale med Nav", indicators=("B2",), holds_until=None):
    """Add a PDF, or a link when there is an `url`."""
    return actions.add(
        assessment=assessment,
        values=EvidenceValues(title, holds_until, tuple(indicators)),
        url=url,
        file=None if url else CheckedFile("pdf", PDF),
        by=by,
        at=timezone.now(),
    )


def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)


def archive(parts):
    """Make a zip of {name: text}."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return made.getvalue()


def docx(**more):
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"} | more)


def xlsx():
    return archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"})


def odt(kind="text"):
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<office/>"})


def photo():
    """A JPEG with a place, a camera and a comment written into it."""
    exif = Image.Exif()
    exif[0x010F] = "Kameramerke"
    exif[0x8825] = {1: "N", 2: (63.0, 44.0, 0.0)}
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG", exif=exif, comment=b"tatt hos Kari")
    return made.getvalue()


def drawing():
    """A PNG with a text written into it."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Kari Nordmann")
    made = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 128, 128, 90)).save(made, "PNG", pnginfo=text)
    return made.getvalue()
