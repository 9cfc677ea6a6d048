"""Municipalities: read from their file, and found however their names are typed."""

import shutil

import pytest
from django.conf import settings

from accounts.content import FILE, export_content, read_content
from accounts.models import Municipality
from accounts.names import fold
from accounts.queries import find_municipalities
from base.content import Faults, LoadReport


def found(text: str) -> list[str]:
    return [municipality.name_with_county for municipality in find_municipalities(text)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Kárášjohka", "karasjohka", id="north-sami"),
        pytest.param("Porsáŋgu", "porsangu", id="eng"),
        pytest.param("Unjárga", "unjarga", id="acute"),
        pytest.param("Ŧ Đ Ž Č", "t d z c", id="letters-with-strokes-and-carons"),
        pytest.param("Stïentje", "stientje", id="south-sami"),
        pytest.param("Bærum", fold("Baerum"), id="ae"),
        pytest.param("Ålesund", fold("AALESUND"), id="aa"),
        pytest.param("Nord-Fron", "nord fron", id="hyphen"),
        pytest.param("  \t ", "", id="nothing"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("karasjok", ["Karasjok (Finnmark)"], id="norwegian"),
        pytest.param("Kárášjohka", ["Karasjok (Finnmark)"], id="sami"),
        pytest.param("karasjoh", ["Karasjok (Finnmark)"], id="sami-without-marks"),
        pytest.param("raisi", ["Nordreisa (Troms)"], id="kven"),
        pytest.param("5610", ["Karasjok (Finnmark)"], id="number"),
        pytest.param("herøy", ["Herøy (Møre og Romsdal)", "Herøy (Nordland)"], id="two-of-a-name"),
        pytest.param("heroy (nord", ["Herøy (Nordland)"], id="name-and-county"),
        pytest.param("baerum", ["Bærum (Akershus)"], id="keyboard-without-ae"),
        pytest.param("", [], id="nothing"),
        pytest.param("xyzzy", [], id="no-such-place"),
        pytest.param("%", [], id="not-a-wildcard"),
    ],
)
def test_finding(text, expected):
    assert found(text) == expected


@pytest.mark.django_db
def test_what_is_spelled_as_typed_comes_first():
    assert found("vål")[:2] == ["Våler (Innlandet)", "Våler (Østfold)"] or found("vål")[:2] == [
        "Våler (Østfold)",
        "Våler (Innlandet)",
    ]
    assert "Valle (Agder)" in found("vål")


@pytest.mark.django_db
def test_finding_takes_one_query_and_gives_only_some(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(find_municipalities("s", limit=5)) == 5


@pytest.mark.django_db
def test_the_file_holds_all_357_and_comes_out_as_it_went_in(tmp_path):
    export_content(tmp_path)

    assert Municipality.objects.count() == 357
    assert (tmp_path / FILE).read_bytes() == (settings.CONTENT_ROOT / FILE).read_bytes()


def read_changed(tmp_path, before: str, after: str) -> Faults:
    shutil.copy(settings.CONTENT_ROOT / FILE, tmp_path / FILE)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
    faults = Faults()
    read_content(tmp_path, faults)
    return faults


OSLO = "0301,Oslo,Oslove,,03,Oslo,Helse Sør-Øst,728714,2026,1,nøytral,no"


@pytest.mark.parametrize(
    ("after", "column", "message"),
    [
        pytest.param(OSLO.replace("0301", "301"), "number", "4 digits", id="number"),
        pytest.param(OSLO.replace("0301", "1101"), "number", "too", id="number-twice"),
        pytest.param(OSLO.replace("Oslo,Oslove", " ,Oslove"), "name", "is empty", id="name"),
        pytest.param(OSLO.replace("728714", "mange"), "population", "whole number", id="population"),
        pytest.param(OSLO.replace("2026,1", "2026,7"), "centrality_class", "from 1 to 6", id="centrality"),
        pytest.param(OSLO.replace("nøytral", "riksmål"), "language_form", "is not one of", id="language"),
        pytest.param(OSLO.replace(",no", ",nei"), "in_sami_area", "is not one of", id="yes-or-no"),
        pytest.param("0301,Oslo", "county_number", "digits", id="a-short-line"),
        pytest.param(OSLO + ",mer", "", "more cells", id="a-long-line"),
    ],
)
def test_a_fault_is_told_with_line_and_column(tmp_path, after, column, message):
    faults = read_changed(tmp_path, OSLO, after)

    told = [fault for fault in faults if fault.key == column and message in fault.message]
    assert told, list(map(str, faults))
    assert (told[0].file, told[0].line) in {(FILE, 2), (FILE, 3)}


def test_other_columns_than_ours_are_refused_whole(tmp_path):
    assert "the columns should be" in read_changed(tmp_path, "number,name", "nummer,navn")[0].message


@pytest.mark.django_db
def test_loading_makes_the_table_like_the_file(tmp_path):
    Municipality.objects.filter(pk="0301").update(population=1)
    faults, report = Faults(), LoadReport()

    read_content(settings.CONTENT_ROOT, faults).load(report)

    assert (faults, report.created, report.updated) == ([], [], ["municipality:0301"])
    assert Municipality.objects.get(pk="0301").population == 728714
