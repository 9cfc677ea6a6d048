"""The H5P contents that ship: read with every fault told, kept when an editor changed them, out and in the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.utils import timezone

from base.content import Faults, LoadReport
from h5p_django import actions
from h5p_django.content import export_content, read_content
from h5p_django.models import Content

CONTENT: Path = settings.CONTENT_ROOT
FILE = "h5p/L1-m5-tredje-mal.yaml"
pytestmark = pytest.mark.django_db


def changed(folder: Path, before: str, after: str) -> Path:
    """Return a folder with the shipped exercise, one text in it another."""
    text = (CONTENT / FILE).read_text(encoding="utf-8")
    assert before in text
    (folder / "h5p").mkdir(parents=True)
    (folder / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


def test_what_is_written_out_is_what_was_read_byte_for_byte(tmp_path):
    export_content(tmp_path)

    for path in (CONTENT / "h5p").glob("*.yaml"):
        assert (tmp_path / "h5p" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param("mode: single", "mode: single\n    sound: loud", "parameters", id="unknown-field"),
        pytest.param("<p>«Personen", "<p onclick='x()'>«Personen", "parameters", id="unclean-html"),
        pytest.param("Byggestein.Choice 1.0", "Byggestein.Poll 1.0", "type", id="unknown-type"),
        pytest.param("id: L1-m5-tredje-mal", "id: noe-annet", "id", id="wrong-id"),
        pytest.param("\nnn:\n", "\nxx:\n", "nn", id="no-nynorsk"),
        pytest.param("      - text: «Finne en jobb som passer.»\n", "", "", id="languages-differ"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, before, after, told):
    faults = Faults()

    read_content(changed(tmp_path, before, after), faults)

    assert faults
    assert any(told in str(fault) for fault in faults)


def test_a_new_text_makes_a_new_version_unless_an_editor_was_there(tmp_path):
    folder = changed(tmp_path, "Søvn er viktig.", "Søvn er svært viktig.")
    ours, theirs = (Content.objects.get(key=f"L1-m5-tredje-mal.{code}") for code in ("nb", "nn"))
    value = theirs.revision.value.with_parameters({**theirs.revision.parameters, "mode": "multiple"})
    actions.save(content=theirs, value=value, by=None, at=timezone.now())
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(
        text.replace("Skriv om det tredje målet", "Det tredje målet"), encoding="utf-8"
    )

    report = LoadReport()
    read_content(folder, Faults()).load(report)

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.revision.number, ours.title) == (2, "Det tredje målet")
    assert theirs.revision.parameters["mode"] == "multiple"
    assert report.kept == ["h5p:L1-m5-tredje-mal.nn"]


def test_loading_again_changes_nothing():
    report = LoadReport()

    read_content(CONTENT, Faults()).load(report)

    assert not report.created
    assert not report.updated


def test_the_lessons_of_both_languages_show_their_own_content():
    named = {}
    for path in (CONTENT / "courses").glob("*/m*.yaml"):
        blocks = yaml.safe_load(path.read_text(encoding="utf-8"))["blocks"]
        named |= {block["content"]: path.name.split(".")[1] for block in blocks if "content" in block}

    keys = Content.objects.exclude(key="").values_list("key", flat=True)
    assert named == {key: key.rpartition(".")[2] for key in keys}
