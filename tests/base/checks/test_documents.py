"""Uploaded PDFs are looked at: are they tagged, and do they say their title and language?"""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from wagtail.documents import get_document_model

from base.checks.documents import document_problems, pdf_findings
from base.checks.domain.markup import tables_without_headers


def pdf(*, tagged=True, title="Plan", language="nb", password=""):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    root = writer.root_object
    if tagged:
        root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        root[NameObject("/StructTreeRoot")] = DictionaryObject()
    if language:
        root[NameObject("/Lang")] = TextStringObject(language)
    writer.add_metadata({"/Title": title} if title else {"/Producer": "x"})
    if password:
        writer.encrypt(password)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param(pdf(), [], id="all-is-well"),
        pytest.param(pdf(tagged=False), ["pdf-without-tags"], id="no-tags"),
        pytest.param(pdf(title=""), ["pdf-without-title"], id="no-title"),
        pytest.param(pdf(language=""), ["pdf-without-language"], id="no-language"),
        pytest.param(pdf(password="hemmelig"), ["pdf-unreadable"], id="locked"),
        pytest.param(pdf()[:200], ["pdf-unreadable"], id="half-a-file"),
        pytest.param(b"", ["pdf-unreadable"], id="empty"),
    ],
)
def test_a_pdf_tells_what_it_lacks(content, codes):
    assert [finding.code for finding in pdf_findings(BytesIO(content))] == codes


@pytest.mark.django_db
def test_the_list_names_the_document_and_leads_to_it(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bad = get_document_model().objects.create(
        title="Plan for oppfølging", file=ContentFile(pdf(tagged=False), name="plan.PDF")
    )
    get_document_model().objects.create(title="Brev", file=ContentFile(b"Hei", name="brev.txt"))

    (found,) = document_problems()

    assert (found.code, found.is_error, found.place.name) == ("pdf-without-tags", True, bad.title)
    assert found.place.url == f"/admin/documents/edit/{bad.pk}/"


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["gone", "large"])
def test_a_document_that_cannot_be_opened_is_told(settings, tmp_path, change):
    settings.MEDIA_ROOT = tmp_path
    bad = get_document_model().objects.create(title="Plan", file=ContentFile(pdf(), name="plan.pdf"))
    if change == "gone":
        bad.file.storage.delete(bad.file.name)
    else:
        settings.DOCUMENT_CHECK_MIB = 0

    assert [found.code for found in document_problems()] == ["pdf-unreadable"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param("<table><tr><td>Uke</td><td>8</td></tr></table>", ["Uke 8"], id="none"),
        pytest.param("<table><tr><th>Uke</th><td>8</td></tr></table>", [], id="a-header"),
        pytest.param('<table role="presentation"><tr><td>a</td></tr></table>', [], id="only-looks"),
        pytest.param("<table><tr><th>a</th><td><table><tr><td>b</td></tr></table></td></tr></table>", ["b"],
                     id="one-within-another"),
        pytest.param("<table><tr><td>half", [], id="never-closed"),
    ],
)  # fmt: skip
def test_tables_without_header_cells_are_found(html, found):
    assert tables_without_headers(html) == found
