"""The shipped knowledge: complete, with sources, and brought in without losing what an editor wrote."""

import shutil

import pytest
from django.conf import settings

from base.content import ContentError, Faults, LoadReport
from base.knowledge import content
from base.knowledge.content import FILES
from base.knowledge.domain.figures import states
from base.knowledge.models import Example, Fact, Resource, Source, Term, TimelineItem
from base.translated import LANGUAGES, Translated

KINDS = (Fact, TimelineItem, Example, Resource, Term)


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files that a test may spoil."""
    for name in FILES:
        shutil.copy(settings.CONTENT_ROOT / name, tmp_path / name)
    return tmp_path


def load(folder):
    faults, report = Faults(), LoadReport()
    found = content.read_content(folder, faults)
    faults.stop_if_any()
    found.load(report)
    return report


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder):
    faults = Faults()
    content.read_content(folder, faults)
    return [str(fault) for fault in faults]


@pytest.mark.django_db
def test_every_fact_has_a_source_and_a_year_and_says_its_figure_in_every_language():
    facts = list(Fact.objects.select_related("source"))

    assert len(facts) >= 56
    for fact in facts:
        assert fact.source.title
        assert fact.source.publisher
        assert 1990 < fact.year < 2100, fact.key
        for code in LANGUAGES:
            assert states(getattr(fact, f"text_{code}"), code, fact.value, fact.unit), (fact.key, code)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_bokmål_nynorsk_and_english_are_complete(kind):
    names = [name for name, value in vars(kind).items() if isinstance(value, Translated)]

    for item in kind.objects.all():
        item.full_clean()
        for name in names:
            there = {code for code in LANGUAGES if getattr(item, f"{name}_{code}")}
            assert there in (set(), set(LANGUAGES)), (item.key, name)


@pytest.mark.django_db
def test_internal_source_marks_are_not_shipped():
    text = "".join((settings.CONTENT_ROOT / name).read_text(encoding="utf-8") for name in FILES)

    assert "[S00" not in text
    assert "[V " not in text
    assert "{fakta:" not in text


@pytest.mark.django_db
def test_what_is_exported_is_what_ships(tmp_path):
    content.export_content(tmp_path)

    for name in FILES:
        assert (tmp_path / name).read_bytes() == (settings.CONTENT_ROOT / name).read_bytes()


@pytest.mark.django_db
def test_loading_again_changes_nothing(folder):
    report = load(folder)

    assert (report.created, report.updated, report.kept) == ([], [], [])
    assert len(report.unchanged) > 200


@pytest.mark.django_db
def test_a_renewed_text_comes_in_and_one_an_editor_changed_stays(folder):
    Term.objects.filter(key="arr").update(definition_nb="Slik sier redaktøren det.")
    change(folder, "glossary.yaml", "Tidsavgrensede og planlagte forløp", "Planlagte forløp med slutt")
    change(folder, "glossary.yaml", "At fagfolk i helse gjør arbeid til", "At helsefolk gjør arbeid til")

    report = load(folder)

    assert report.kept == ["terms:arr"]
    assert report.updated == ["terms:arbeidsfokus"]
    assert Term.objects.get(key="arr").definition_nb == "Slik sier redaktøren det."
    assert Term.objects.get(key="arbeidsfokus").definition_nb.startswith("At helsefolk gjør")


@pytest.mark.django_db
def test_an_editors_unpublished_draft_is_theirs_too(folder):
    term = Term.objects.get(key="arbeidsfokus")
    term.definition_nb = "Et utkast."
    term.save_revision()
    change(folder, "glossary.yaml", "At fagfolk i helse gjør arbeid til", "At helsefolk gjør arbeid til")

    assert load(folder).kept == ["terms:arbeidsfokus"]


@pytest.mark.django_db
def test_a_renewed_text_is_what_the_editor_opens_next(folder):
    term = Term.objects.get(key="arbeidsfokus")
    term.save_revision().publish()
    change(folder, "glossary.yaml", "At fagfolk i helse gjør arbeid til", "At helsefolk gjør arbeid til")

    load(folder)

    opened = Term.objects.get(key="arbeidsfokus").get_latest_revision_as_object()
    assert opened.definition_nb.startswith("At helsefolk gjør")


@pytest.mark.django_db
def test_an_example_keeps_its_sources_when_it_is_renewed(folder):
    change(folder, "examples.yaml", "place: boks 3.7", "place: boks 3.70")

    load(folder)

    places = Example.objects.get(key="ex-ikart").sources.values_list("place", flat=True)
    assert list(places) == ["boks 3.70"]


MISTAKES = {
    "wrong kind": (
        "facts.yaml",
        "year: 2024\n    source: m9",
        "year: i fjor\n    source: m9",
        "year: should be of kind int",
    ),
    "unknown source": (
        "facts.yaml",
        "    source: m9\n    certainty",
        "    source: finnes_ikke\n    certainty",
        "there is no source 'finnes_ikke'",
    ),
    "wrong figure": ("facts.yaml", "value: '85'", "value: '58'", "the nb text does not say 58"),
    "no nynorsk": (
        "glossary.yaml",
        "      nn: arbeidsretta rehabilitering (ARR)\n",
        "",
        "term.nn: is missing",
    ),
    "same key twice": ("glossary.yaml", "- key: arr\n", "- key: arbeidsfokus\n", "stands twice"),
    "see also nothing": (
        "glossary.yaml",
        "      - samtidighet\n",
        "      - samtidig-het\n",
        "there is no term 'samtidig-het'",
    ),
    "no municipality": ("examples.yaml", "- '1101'", "- '11O1'", "'11O1' is not a municipality number"),
    "unknown kind": ("resources.yaml", "kind: law", "kind: lov", "'lov' is not one of"),
    "unknown key": ("resources.yaml", "publisher: Lov", "utgiver: Lov", "utgiver: is not a known key"),
    "no date": ("examples.yaml", "review_by: '2027-11-01'", "review_by: snart", "is not a date"),
    "broken YAML": ("glossary.yaml", "terms:\n", "terms: [\n", "glossary.yaml:"),
}


@pytest.mark.parametrize(("name", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_fault_names_file_line_and_key(folder, name, old, new, expected):
    change(folder, name, old, new)

    found = faults_of(folder)

    assert any(expected in fault for fault in found), found
    assert all(fault.split(":")[0] == name and fault.split(":")[1].isdigit() for fault in found)


@pytest.mark.django_db
def test_a_faulty_file_loads_nothing(folder):
    Source.objects.filter(key="altinget").delete()
    change(folder, "glossary.yaml", "- key: arr\n", "- nokkel: arr\n")

    with pytest.raises(ContentError):
        load(folder)

    assert not Source.objects.filter(key="altinget").exists()


def test_a_missing_file_is_a_fault(folder):
    (folder / "examples.yaml").unlink()

    assert faults_of(folder) == ["examples.yaml:1: : the file is missing or cannot be read"]
