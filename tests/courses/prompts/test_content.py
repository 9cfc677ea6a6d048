"""The prompts as they ship: read whole or not at all, and never over an editor's work."""

import shutil

import pytest
from django.conf import settings

from base.content import Faults, LoadReport
from courses.prompts.content import FILE, export_content, read_content
from courses.prompts.models import Prompt


def load(folder=settings.CONTENT_ROOT) -> LoadReport:
    faults, report = Faults(), LoadReport()
    content = read_content(folder, faults)
    faults.stop_if_any()
    content.load(report)
    return report


def changed(tmp_path, before: str, after: str):
    """Return a folder with the shipped file, one text of it changed."""
    shutil.copy(settings.CONTENT_ROOT / FILE, tmp_path / FILE)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
def test_out_and_in_and_out_again_gives_the_same_bytes(tmp_path):
    export_content(tmp_path / "first")
    load(tmp_path / "first")
    export_content(tmp_path / "second")

    first = (tmp_path / "first" / FILE).read_bytes()
    assert first == (tmp_path / "second" / FILE).read_bytes()
    assert first == (settings.CONTENT_ROOT / FILE).read_bytes()


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    report = load()

    assert (report.created, report.updated, report.kept) == ([], [], [])


@pytest.mark.django_db
def test_a_new_text_renews_what_no_editor_has_touched(tmp_path):
    prompt = Prompt.objects.get(code="P06")

    report = load(changed(tmp_path, prompt.text_nb, "Hva gir jobben deg på en god dag?"))

    assert report.updated == ["prompt:P06"]
    assert Prompt.objects.get(code="P06").text_nb == "Hva gir jobben deg på en god dag?"


@pytest.mark.django_db
def test_the_cms_goes_on_from_what_was_renewed(tmp_path):
    prompt = Prompt.objects.get(code="P06")
    prompt.save_revision()  # an editor has saved it without changing anything
    prompt.save_revision().publish()

    load(changed(tmp_path, prompt.text_nb, "Hva gir jobben deg på en god dag?"))

    latest = Prompt.objects.get(code="P06").get_latest_revision_as_object()
    assert latest.text_nb == "Hva gir jobben deg på en god dag?"


@pytest.mark.django_db
@pytest.mark.parametrize("publish", [True, False], ids=["published", "draft"])
def test_an_editors_words_stay(tmp_path, publish):
    prompt = Prompt.objects.get(code="P06")
    shipped = prompt.text_nb
    prompt.text_nb = "Redaktørens ord"
    revision = prompt.save_revision()
    if publish:
        revision.publish()

    report = load(changed(tmp_path, shipped, "Nye ord fra fila"))

    assert "prompt:P06" in report.kept
    assert Prompt.objects.get(code="P06").get_latest_revision_as_object().text_nb == "Redaktørens ord"


@pytest.mark.parametrize(
    ("before", "after", "key", "message"),
    [
        pytest.param("code: P06", "code: P6", "prompts[6].code", "two or three digits", id="code"),
        pytest.param("code: P06", "code: P05", "prompts[6].code", "stands twice", id="code-twice"),
        pytest.param("phase: 2", "phase: 12", "prompts[6].phase", "not among the phases", id="phase"),
        pytest.param("minutes: 1\n", "minutes: 7\n", "prompts[0].minutes", "one of 1, 5, 15", id="minutes"),
        pytest.param("    phase: 1\n", "    fase: 1\n", "prompts[0].fase", "not a known key", id="key"),
        pytest.param("      - tolk\n", "      - fest\n", "prompts[0].settings", "'fest'", id="setting"),
        pytest.param("      nn: Opning og invitasjon\n", "", "phases[0].name.nn", "is missing", id="nn"),
    ],
)
def test_a_fault_is_told_with_file_line_and_key(tmp_path, before, after, key, message):
    faults = Faults()

    read_content(changed(tmp_path, before, after), faults)

    found = [fault for fault in faults if fault.key == key]
    assert found, list(map(str, faults))
    assert found[0].file == FILE
    assert found[0].line > 1
    assert message in found[0].message


def test_a_missing_file_is_a_fault(tmp_path):
    faults = Faults()

    read_content(tmp_path, faults)

    assert [fault.file for fault in faults][:1] == [FILE]
