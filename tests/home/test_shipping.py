"""Loading and writing out all of the site's content at once."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page, Site

from base.content import Faults, LoadReport
from base.knowledge import content as knowledge_content
from base.knowledge.models import Term
from home import content
from home.models import HomePage, ThemePage
from home.sites import prepare_site

FILES = ("home.yaml", "themes.yaml", "facts.yaml", "examples.yaml", "resources.yaml", "glossary.yaml")


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        shutil.copy(settings.CONTENT_ROOT / name, tmp_path / name)
    return tmp_path


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(folder):
    faults = Faults()
    knowledge = knowledge_content.read_content(folder, faults)
    return content.read_content(folder, faults, knowledge=knowledge), [str(fault) for fault in faults]


def load(folder):
    found, faults = read(folder)
    assert faults == []
    report = LoadReport()
    found.load(report)
    return report


@pytest.mark.django_db
def test_the_front_page_and_the_theme_pages_are_written_out_as_they_ship(tmp_path):
    content.export_content(tmp_path)

    for name in ("home.yaml", "themes.yaml"):
        assert (tmp_path / name).read_bytes() == (settings.CONTENT_ROOT / name).read_bytes()


@pytest.mark.django_db
def test_loading_again_changes_nothing(folder):
    report = load(folder)

    assert (report.created, report.updated, report.kept) == ([], [], [])
    assert len(report.unchanged) == 12


@pytest.mark.django_db
def test_an_editors_theme_page_stays_and_the_others_are_renewed(folder):
    page = ThemePage.objects.get(key="samtalen", locale__language_code="nn")
    page.lead = "Slik skriv redaktøren."
    page.save_revision().publish()
    change(folder, "themes.yaml", "Ett godt spørsmål kan åpne en dør.", "Et godt spørsmål åpner en dør.")
    change(folder, "themes.yaml", "Eitt godt spørsmål kan opne ei dør.", "Eit godt spørsmål opnar ei dør.")

    report = load(folder)

    assert report.kept == ["theme:samtalen:nn"]
    assert report.updated == ["theme:samtalen:nb"]
    assert ThemePage.objects.get(pk=page.pk).lead == "Slik skriv redaktøren."


@pytest.mark.django_db
def test_an_editors_front_page_stays(folder):
    HomePage.objects.filter(locale__language_code="nb").update(lead="Redaktørens ord.")
    change(folder, "home.yaml", "Stein for stein.", "Stein på stein.")

    report = load(folder)

    assert report.kept == ["front:nb"]


@pytest.mark.django_db
def test_the_skeleton_is_made_once_with_one_front_page_a_language():
    before = (Page.objects.count(), Locale.objects.count(), Site.objects.count())

    fronts = prepare_site()

    assert (Page.objects.count(), Locale.objects.count(), Site.objects.count()) == before
    assert set(fronts) == {"nb", "nn", "en"}
    assert len({page.translation_key for page in fronts.values()}) == 1
    assert not Page.objects.filter(slug="home").exists()


MISTAKES = {
    "unknown fact": ("themes.yaml", "{fact:menon_sma}", "{fact:menon_smaa}", "there is no fact 'menon_smaa'"),
    "wrong figure": ("themes.yaml", "Seks av sju", "Fem av sju", "does not say 6/7 (riksrev_seks_av_sju)"),
    "unknown example": ("themes.yaml", "- ex-tvt", "- ex-tvtt", "there is no examples 'ex-tvtt'"),
    "unknown parent": ("themes.yaml", "parent: arr", "parent: rra", "there is no page 'rra'"),
    "unknown block": ("themes.yaml", "type: timeline", "type: tidslinje", "'tidslinje' is not one of"),
    "unknown target": ("home.yaml", "target: prompts", "target: samtale", "'samtale' is not one of"),
    "no nynorsk": ("home.yaml", "  nn:\n", "  no:\n", "languages.nn: is missing"),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_fault_names_file_line_and_key(folder, name, old, new, expected):
    change(folder, name, old, new)

    _found, faults = read(folder)

    assert any(expected in fault for fault in faults), faults
    assert all(fault.startswith(name) and fault.split(":")[1].isdigit() for fault in faults)


@pytest.mark.django_db
def test_the_command_loads_nothing_when_any_room_has_a_fault(tmp_path):
    shutil.copytree(settings.CONTENT_ROOT, tmp_path / "content")
    change(tmp_path / "content", "glossary.yaml", "At fagfolk i helse gjør", "At helsefolk gjør")
    change(tmp_path / "content", "themes.yaml", "{fact:menon_sma}", "{fact:feil}")
    errors = StringIO()

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_content", folder=tmp_path / "content", stderr=errors, stdout=StringIO())

    assert "themes.yaml:" in errors.getvalue()
    assert Term.objects.get(key="arbeidsfokus").definition_nb.startswith("At fagfolk")
