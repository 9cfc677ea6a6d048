"""What a file is, by what it holds."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from self_assessment.domain import evidence_files
from self_assessment.domain.evidence_files import TYPES, Refusal, RefusedFile, kind_of
from tests.factories.evidence import PDF, archive, docx, drawing, odt, photo, xlsx


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(PDF, "pdf", id="pdf"),
        pytest.param(docx(), "docx", id="docx"),
        pytest.param(xlsx(), "xlsx", id="xlsx"),
        pytest.param(odt(), "odt", id="odt"),
        pytest.param(odt("spreadsheet"), "ods", id="ods"),
        pytest.param(drawing(), "png", id="png"),
        pytest.param(photo(), "jpg", id="jpeg"),
    ],
)
def test_a_file_is_what_it_holds(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", Refusal.EMPTY, id="nothing"),
        pytest.param(b"\0\0 \n", Refusal.EMPTY, id="only-blanks"),
        pytest.param(b"<html><script>alert(1)</script></html>", Refusal.UNKNOWN, id="html"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.UNKNOWN, id="svg"),
        pytest.param(b"MZ\x90\0" + b"x" * 200, Refusal.UNKNOWN, id="a-program"),
        pytest.param(b"GIF89a" + b"x" * 200, Refusal.UNKNOWN, id="gif"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 200, Refusal.UNKNOWN, id="old-word"),
        pytest.param(archive({"a.txt": "a"}), Refusal.UNKNOWN, id="a-plain-zip"),
        pytest.param(odt("presentation"), Refusal.UNKNOWN, id="another-open-document"),
        pytest.param(docx()[:60], Refusal.BROKEN, id="a-cut-docx"),
        pytest.param(PDF[:-8], Refusal.BROKEN, id="a-cut-pdf"),
        pytest.param(docx(**{"word/vbaProject.bin": "x"}), Refusal.ACTIVE, id="macros"),
        pytest.param(
            PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), Refusal.ACTIVE, id="js"
        ),
    ],
)
def test_what_is_not_taken_says_why(content, why):
    with pytest.raises(RefusedFile) as refused:
        kind_of(content)

    assert refused.value.why is why


def test_an_archive_that_swells_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(evidence_files, "_MOST_UNPACKED", 10_000)

    with pytest.raises(RefusedFile) as refused:
        kind_of(docx(**{"word/bomb.xml": "0" * 10_001}))

    assert refused.value.why is Refusal.BROKEN


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n"]))
def test_whatever_it_is_there_is_an_answer(rest, head):
    with contextlib.suppress(RefusedFile):
        assert kind_of(head + rest) in TYPES
