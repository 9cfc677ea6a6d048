"""The courses that ship: read with every fault told, loaded idempotently, and written out byte for byte."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from base.content import Faults, LoadReport
from courses import public
from courses.domain.branching import dead_ends
from courses.models import CourseIndexPage, CoursePage, ModulePage

CONTENT = Path(settings.CONTENT_ROOT)
COURSES = [f"L{n}" for n in range(1, 7)]


def faults_of(folder):
    faults = Faults()
    public.read_content(folder, faults)
    return faults


@pytest.fixture
def folder(tmp_path):
    """A copy of what this room ships, to spoil."""
    for name in ("prompts.yaml", "examples.yaml"):
        shutil.copy(CONTENT / name, tmp_path / name)
    shutil.copytree(CONTENT / "courses", tmp_path / "courses")
    return tmp_path


def change(folder, name, old, new):
    path = folder / "courses" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.django_db
def test_what_ships_has_no_fault():
    assert faults_of(CONTENT) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        pytest.param(
            "L1/m1.nb.yaml", "correct: true", "correct: false", "blocks[10].options", id="nothing-right"
        ),
        pytest.param(
            "L1/m1.nb.yaml", "multiple: false", "multiple: kanskje", "blocks[10].multiple", id="wrong-kind"
        ),
        pytest.param("L1/m1.nb.yaml", "type: idea", "type: tanke", "blocks[5].type", id="unknown-type"),
        pytest.param(
            "L1/m1.nb.yaml", "source: meldst9", "source: meldst8", "blocks[4].source", id="unknown-source"
        ),
        pytest.param("L1/m1.nb.yaml", "- P01", "- P999", "blocks[11].ids", id="unknown-prompt"),
        pytest.param(
            "L1/m1.nb.yaml", "category: godt", "category: gull", "blocks[9].items", id="unknown-category"
        ),
        pytest.param("L1/m1.nb.yaml", "minutes: 13", "minuts: 13", "minutes", id="misspelt-key"),
        pytest.param("L1/m1.nn.yaml", "id: m1-forst", "id: m1-sist", "blocks", id="nn-does-not-mirror-nb"),
        pytest.param(
            "L3/m3.nb.yaml", "key: ex-tvt", "key: ex-ukjent", "blocks[11].key", id="unknown-example"
        ),
        pytest.param(
            "L2/m3.nb.yaml", "to: n5", "to: n99", "blocks[3].nodes", id="a-choice-that-leads-nowhere"
        ),
        pytest.param("L1/course.yaml", "status: utkast", "status: ferdig", "status", id="unknown-status"),
        pytest.param("L1/course.yaml", "id: L1\n", "id: L9\n", "id", id="the-folder-has-another-name"),
        pytest.param("L1/course.yaml", "  quiz: 80", "  quiz: 180", "pass.quiz", id="more-than-all"),
        pytest.param(
            "L1/course.yaml", "quiz:\n  nb", "draw:\n  jus: 2\nquiz:\n  nb", "draw", id="a-bank-too-small"
        ),
        pytest.param(
            "L1/m2.nb.yaml", "blocks:\n", "after:\n  - m9\nblocks:\n", "after", id="after-an-unknown-module"
        ),
        pytest.param(
            "L1/course.yaml",
            "    year: 2024\n",
            "    verified: i fjor\n    year: 2024\n",
            "sources[0].verified",
            id="verified-on-no-day",
        ),
        pytest.param("L1/course.yaml", "  - m6", "  - m7", "", id="a-module-without-a-file"),
        pytest.param(
            "index.yaml", "nn: Kurs i små bitar", "nn: ''", "title.nn", id="a-language-that-is-missing"
        ),
    ],
)
def test_a_fault_names_its_file_line_and_key(folder, name, old, new, key):
    change(folder, name, old, new)

    faults = faults_of(folder)

    file = "courses/L1/m7.nb.yaml" if new == "  - m7" else f"courses/{name}"
    assert (file, key) in {(fault.file, fault.key) for fault in faults}, list(map(str, faults))
    assert all(fault.line >= 1 and fault.message for fault in faults)


@pytest.mark.django_db
def test_the_line_of_a_fault_is_where_it_stands(folder):
    change(folder, "L1/m1.nb.yaml", "source: meldst9", "source: meldst8")

    (fault,) = faults_of(folder)

    line = (folder / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert line.strip() == "source: meldst8"


@pytest.mark.django_db
def test_reading_writes_nothing_whatever_is_wrong(folder):
    change(folder, "L1/m1.nb.yaml", "type: idea", "type: tanke")

    with CaptureQueriesContext(connection) as queries:
        faults_of(folder)

    assert queries
    assert all(query["sql"].startswith("SELECT") for query in queries)


@pytest.mark.django_db
def test_two_blocks_of_a_course_may_not_share_an_id(folder):
    for language in ("nb", "nn"):
        change(folder, f"L1/m2.{language}.yaml", "id: m2-situasjon", "id: m1-situasjon")

    assert [(fault.file, fault.key) for fault in faults_of(folder)] == [("courses/L1/course.yaml", "modules")]


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    report = LoadReport()
    pages = set(ModulePage.objects.values_list("pk", "latest_revision_created_at"))

    public.read_content(CONTENT, Faults()).load(report)

    assert report.created == report.updated == report.kept == []
    assert set(ModulePage.objects.values_list("pk", "latest_revision_created_at")) == pages


@pytest.mark.django_db
def test_an_editors_change_is_kept_also_as_a_draft(folder):
    page = ModulePage.objects.get(
        key="m1", locale__language_code="nb", lead__contains="helsehjelp og støtte til jobb"
    )
    page.lead = "Redaktørens egne ord."
    page.save_revision()
    change(folder, "L1/m1.nb.yaml", "minutes: 13", "minutes: 14")
    change(folder, "L1/m1.nn.yaml", "minutes: 13", "minutes: 14")
    report = LoadReport()

    public.read_content(folder, Faults()).load(report)

    assert report.kept == ["module:L1/m1:nb"]
    assert report.updated == ["module:L1/m1:nn"]
    assert ModulePage.objects.get(pk=page.pk).minutes == 13


@pytest.mark.django_db
def test_a_renewed_page_keeps_its_address_and_is_what_the_cms_opens(folder):
    page = CoursePage.objects.get(key="L1", locale__language_code="nb")
    change(folder, "L1/course.yaml", "nb: Arbeidsfokus i rehabilitering", "nb: Et annet navn")

    public.read_content(folder, Faults()).load(LoadReport())

    renewed = CoursePage.objects.get(pk=page.pk)
    assert (renewed.title, renewed.slug) == ("Et annet navn", page.slug)
    assert renewed.get_latest_revision_as_object().title == "Et annet navn"
    assert not renewed.has_unpublished_changes


@pytest.mark.django_db
def test_what_is_written_out_is_what_was_read_byte_for_byte(tmp_path):
    public.export_content(tmp_path)

    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    shipped = {path.relative_to(CONTENT) for path in (CONTENT / "courses").rglob("*.yaml")}
    shipped |= {path.relative_to(CONTENT) for path in (CONTENT / "media").iterdir()}
    shipped |= {Path("prompts.yaml"), Path("media.yaml")}
    assert written == shipped
    for path in written:
        assert (tmp_path / path).read_bytes() == (CONTENT / path).read_bytes(), path


@pytest.mark.django_db
@pytest.mark.parametrize("key", COURSES)
def test_nb_and_nn_are_translations_of_each_other_block_by_block(key):
    nb, nn = (CoursePage.objects.get(key=key, locale__language_code=code) for code in ("nb", "nn"))

    assert nb.translation_key == nn.translation_key
    assert [child.id for child in nb.quiz] == [child.id for child in nn.quiz]
    modules = [list(ModulePage.objects.child_of(course).order_by("path")) for course in (nb, nn)]
    for one, other in zip(*modules, strict=True):
        assert (one.translation_key, one.key) == (other.translation_key, other.key)
        outlines = [[(raw["id"], raw["type"]) for raw in page.lesson.raw_data] for page in (one, other)]
        assert outlines[0] == outlines[1]
        assert one.lead != other.lead


@pytest.mark.django_db
def test_every_practice_conversation_reaches_an_end_from_everywhere():
    conversations = [
        child.block.plain(child.value)
        for page in ModulePage.objects.all()
        for child in page.lesson
        if child.block_type == "branching"
    ]

    assert len(conversations) == 14
    assert [dead_ends(value) for value in conversations] == [[]] * 14


@pytest.mark.django_db
def test_courses_are_described_in_english_too():
    index = CourseIndexPage.objects.get(locale__language_code="en")
    courses = CoursePage.objects.child_of(index)

    assert sorted(course.key for course in courses) == COURSES
    assert all(course.summary and len(course.outcomes) for course in courses)


@pytest.mark.django_db
def test_banks_order_and_verified_days_go_in_and_out_again_byte_for_byte(folder, tmp_path):
    passing = "pass:\n  modules: all\n  quiz: 80\n"
    change(folder, "L1/course.yaml", passing, f"{passing}after:\n  - L2\ndraw:\n  grunn: 2\n")
    questions = folder / "courses/L1/course.yaml"
    text = questions.read_text(encoding="utf-8")
    for question in ("L1-q1", "L1-q2", "L1-q3"):
        text = re.sub(
            rf"(- id: {question}\n.*?)(    - id|  nn:|sources:)",
            r"\1      group: grunn\n\2",
            text,
            flags=re.S,
        )
    questions.write_text(text, encoding="utf-8")
    address = "    url: https://www.regjeringen.no/no/dokumenter/meld.-st.-9-20232024/id3027594/\n"
    change(folder, "L1/course.yaml", address, f"{address}    verified: '2026-03-01'\n")
    for language in ("nb", "nn"):
        change(folder, f"L1/m2.{language}.yaml", "blocks:\n", "after:\n  - m1\nmay_declare: false\nblocks:\n")

    public.read_content(folder, Faults()).load(LoadReport())
    public.export_content(tmp_path / "out")

    for name in ("L1/course.yaml", "L1/m2.nb.yaml", "L1/m2.nn.yaml"):
        out, read = tmp_path / "out" / "courses" / name, folder / "courses" / name
        assert out.read_text(encoding="utf-8") == read.read_text(encoding="utf-8"), name
