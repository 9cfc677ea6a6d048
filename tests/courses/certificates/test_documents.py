"""What is printed can be read aloud and archived, and says the same as the record."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from courses import actions as record
from courses.certificates import documents
from courses.certificates.learning_record import year_of
from courses.domain.learner import Learner
from courses.models import CoursePage
from courses.queries import modules_of
from tests.courses.certificates.conftest import LONG_AGO, NAME, finish, issue, make_person


def read(response) -> PdfReader:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags(pdf: PdfReader) -> list[tuple[str, str]]:
    """Return (tag, alternative text) in the order of reading."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get") and "/S" in node:
            found.append((node["/S"], node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def assert_standards(pdf: PdfReader) -> None:
    about = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["Kursbevis", "har fullført kurset", "Omfang", "1 time og 20 minutter, 6 moduler",
                "Fullført 2. mars 2026", "Etter kurset", "Du kan forklare hvorfor", "QR-koden er signert"]),
        ("nn", ["Kursbevis", "har fullført kurset", "Omfang", "1 time og 20 minutt, 6 modular",
                "Fullført 2. mars 2026", "Etter kurset", "Du kan forklare kvifor", "QR-koden er signert"]),
    ],
)  # fmt: skip
def test_a_certificate_on_paper(client, certificate, language, words):
    with override(language):
        address = reverse("certificates:pdf", args=[certificate.printed_code])

    pdf = read(client.get(address))

    text = text_of(pdf)
    places = [text.find(word) for word in [NAME, *words[1:]]]
    assert -1 not in places
    assert places == sorted(places)  # in the order of reading
    assert pdf.metadata.title == f"Kursbevis: Arbeidsfokus i rehabilitering, {NAME}"
    assert pdf.trailer["/Root"]["/Lang"] == f"{language}-NO"
    assert len(pdf.pages) == 1
    assert certificate.printed_code in text
    assert_standards(pdf)
    kinds = [kind for kind, _alt in tags(pdf)]
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/L") < kinds.index("/Figure")
    assert [certificate.printed_code in alt for kind, alt in tags(pdf) if kind == "/Figure"] == [True]


def test_no_english_is_left_on_a_norwegian_certificate(certificate):
    said = {"title", "kind", "finished", "check_here", "code_label", "proves", "qr_label", "outcomes_heading"}
    with override("en"):
        english = documents.certificate_data(certificate)

    for language in ("nb", "nn"):
        with override(language):
            data = documents.certificate_data(certificate)
        assert [name for name in said if data[name] == english[name]] == []
        assert {label for label, _value in data["facts"]} & {
            label for label, _value in english["facts"]
        } == set()


@pytest.mark.parametrize(
    "name",
    ["#strong[Kari]", '"); #panic("x', "$x^2$ *fet* _kursiv_ @ref <merke>", "Å" * 120, "Nguyễn Thị Minh"],
)
def test_a_name_is_set_as_it_is_and_never_run(course, person, name):
    finish(course, person)
    certificate = issue(course, person, name=name)

    with override("nb"):
        pdf = PdfReader(io.BytesIO(documents.certificate_pdf(certificate)))

    assert name.replace(" ", "") in text_of(pdf).replace(" ", "")


def test_paper_looks_the_same_on_every_machine(certificate):
    with override("nb"):
        assert documents.certificate_pdf(certificate) == documents.certificate_pdf(certificate)


# --- The year ----------------------------------------------------------------------------------------

NOTE = "=SUM(1+1) #strong[ord]\nEn ny linje <b>"


@pytest.fixture
def year(course, person):
    """A course finished in March 2026, of which one module was read the year before; and a note."""
    first = modules_of(course)[0]
    block = next(raw["id"] for raw in first.lesson.raw_data if raw["type"] == "reflection")
    place = record.Place(course.key, course.version, first.key)
    at = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)  # still 2025 in Oslo
    record.record(record.Kind.MODULE_DONE, place=place, by=Learner(person.pk), at=at)
    finish(course, person, LONG_AGO)
    where = record.Place(course.key, course.version, first.key, block)
    record.save_note(place=where, text=NOTE, revision=0, by=Learner(person.pk), at=LONG_AGO)
    return first


def of(person, number):
    return year_of(Learner(person.pk), person, number, "nb")


def test_hours_count_in_the_year_they_were_read(course, person, year):
    before, after = of(person, 2025), of(person, 2026)

    assert (before.minutes, before.finished) == (year.minutes, 0)
    assert (before.minutes + after.minutes, after.finished) == (course.minutes, 1)
    assert [note.text for note in after.reflections] == [NOTE]
    assert before.reflections == ()
    assert of(person, 2024).courses == ()


def test_a_course_that_was_left_still_counts(course, person, year):
    record.leave(course=course.key, by=Learner(person.pk), at=LONG_AGO)

    assert of(person, 2026).finished == 1


def test_a_course_that_is_gone_stands_by_its_certificate(course, person, year):
    certificate = issue(course, person)
    CoursePage.objects.filter(key="L1").update(live=False)

    found = of(person, 2026)

    assert [(one.title, one.code, one.minutes) for one in found.courses] == [
        ("Arbeidsfokus i rehabilitering", certificate.printed_code, 80)
    ]


def test_the_page_of_the_year(client, year, course, person):
    certificate = issue(course, person)

    response = client.get("/nb/min-side/kompetanse/2026/")

    assert "Kompetanselogg 2026" in response.text
    assert certificate.get_absolute_url() in response.text
    assert "&lt;b&gt;" in response.text
    assert 'href="/nb/min-side/kompetanse/2025/"' in response.text


@pytest.mark.parametrize("number", [1999, 2019, 9999])
def test_years_that_have_not_been_are_not_found(client, number):
    assert client.get(f"/nb/min-side/kompetanse/{number}/").status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_year_on_paper(client, year, language):
    pdf = read(client.get(f"/{language}/min-side/kompetanse/2026/pdf/"))

    text = text_of(pdf)
    assert_standards(pdf)
    assert pdf.trailer["/Root"]["/Lang"] == f"{language}-NO"
    assert "=SUM(1+1) #strong[ord]" in text
    assert {"/Table", "/TH", "/H1", "/H2", "/H3"} <= {kind for kind, _alt in tags(pdf)}


def test_an_empty_year_can_be_printed_too(client):
    assert_standards(read(client.get("/nb/min-side/kompetanse/2026/pdf/")))


def test_the_year_as_a_spreadsheet(client, year, course):
    response = client.get("/nb/min-side/kompetanse/2026/xlsx/")

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Kurs", "Refleksjoner"]
    sheet = book["Kurs"]
    assert [cell.value for cell in sheet[1]][:4] == ["Kurs", "Versjon", "Tema", "Minutter"]
    assert sheet["D2"].value == course.minutes - year.minutes
    words = book["Refleksjoner"]["D2"]
    assert (words.value, words.data_type) == (NOTE, "s")  # a text, not a formula


def test_the_year_is_only_ever_ones_own(course, year):
    from django.test import Client

    other = Client()
    other.force_login(make_person())

    response = other.get("/nb/min-side/kompetanse/2026/")

    assert "Arbeidsfokus" not in response.text
    assert "#strong" not in response.text
    assert Client().get("/nb/min-side/kompetanse/2026/").status_code == 302


def test_a_year_costs_few_queries_whatever_it_holds(
    client, year, course, person, django_assert_max_num_queries
):
    issue(course, person)

    with django_assert_max_num_queries(12):
        client.get("/nb/min-side/kompetanse/2026/")
