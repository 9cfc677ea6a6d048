"""The framework in files becomes a release and comes out again unchanged; broken files bring nothing in."""

import json
import shutil
from pathlib import Path

import pytest

from base.content import ContentError, Faults, LoadReport
from self_assessment import content
from self_assessment.models import FrameworkRelease, ReleaseIsFixed
from self_assessment.release_documents import DOCUMENTS

SHIPPED = Path(__file__).parents[2] / "content"


@pytest.fixture
def folder(tmp_path, db):
    """A copy of the shipped framework, and a database that has none yet."""
    FrameworkRelease.objects.all().delete()
    shutil.copytree(SHIPPED / "framework", tmp_path / "framework")
    return tmp_path


def load(folder):
    faults, report = Faults(), LoadReport()
    read = content.read_content(folder, faults)
    faults.stop_if_any()
    read.load(report)
    return report


def change(folder, file, edit):
    path = folder / "framework" / file
    document = json.loads(path.read_text(encoding="utf-8"))
    edit(document)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")


def test_loading_exporting_and_loading_again_changes_not_one_byte(folder, tmp_path):
    load(folder)

    content.export_content(tmp_path / "out")
    again = load(tmp_path / "out")

    for file in DOCUMENTS.values():
        assert (tmp_path / "out/framework" / file).read_bytes() == (SHIPPED / "framework" / file).read_bytes()
    assert (again.created, again.unchanged) == ([], ["framework:0.2"])


def test_a_loaded_framework_is_released_and_fixed(folder):
    load(folder)
    release = FrameworkRelease.objects.get()

    release.documents["rules"] = "{}"
    with pytest.raises(ReleaseIsFixed):
        release.save()
    with pytest.raises(ReleaseIsFixed):
        release.delete()

    assert FrameworkRelease.objects.newest() == release
    assert FrameworkRelease.objects.get().documents["rules"] != "{}"


def test_a_draft_may_be_changed_and_deleted(folder):
    draft = FrameworkRelease.objects.create(version="0.3", documents={}, digest="a")

    draft.digest = "b"
    draft.save()
    draft.delete()

    assert not FrameworkRelease.objects.exists()


def test_changed_texts_become_a_release_of_their_own_and_leave_the_old_one_alone(folder):
    load(folder)
    before = FrameworkRelease.objects.get()
    change(folder, "rammeverk.json", lambda document: document["byggesteiner"][0].update(nb="Noe annet"))

    load(folder)

    assert FrameworkRelease.objects.count() == 2
    assert FrameworkRelease.objects.newest() != before
    assert FrameworkRelease.objects.get(pk=before.pk).documents == before.documents


def test_a_new_version_is_the_one_new_assessments_are_answered_in(folder):
    load(folder)
    change(folder, "regler.json", lambda document: document.update(versjon="0.3"))

    load(folder)

    assert FrameworkRelease.objects.newest().version == "0.3"
    assert FrameworkRelease.objects.count() == 2


def drop_nynorsk(document):
    del document["byggesteiner"][0]["indikatorer"][0]["nn"]


def unknown_indicator(document):
    document["regler"][2]["hoved"] = ["Z9"]


@pytest.mark.parametrize(
    ("file", "edit", "key"),
    [
        pytest.param(
            "rammeverk.json", drop_nynorsk, "byggesteiner[0].indikatorer[0].nn", id="a-text-lacks-nynorsk"
        ),
        pytest.param(
            "regler.json", unknown_indicator, "regler[2].hoved[0]", id="a-rule-names-an-unknown-indicator"
        ),
    ],
)
def test_a_fault_tells_its_file_line_and_key_and_nothing_is_loaded(folder, file, edit, key):
    change(folder, file, edit)

    with pytest.raises(ContentError) as raised:
        load(folder)

    fault = next(fault for fault in raised.value.faults if fault.key == key)
    assert fault.file == f"framework/{file}"
    assert fault.line > 1
    assert not FrameworkRelease.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(lambda path: path.unlink(), "missing", id="missing"),
        pytest.param(lambda path: path.write_text('{\n"skala": ,'), "Expecting value", id="not-json"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfe{}"), "not UTF-8", id="not-utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_loaded(folder, spoil, message):
    spoil(folder / "framework/rammeverk.json")

    with pytest.raises(ContentError) as raised:
        load(folder)

    assert "framework/rammeverk.json" in str(raised.value)
    assert message in str(raised.value)
    assert not FrameworkRelease.objects.exists()
