"""The worked municipalities again, now typed into the pages: tables, questions and answers in, advice out."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import Municipality
from self_assessment import unsaved
from self_assessment.domain.result import assess
from self_assessment.domain.situation import read_situation
from self_assessment.models import Assessment, FrameworkRelease
from self_assessment.queries import release_of, whole_sheet_of
from tests.factories.self_assessment import join, member, save

pytestmark = pytest.mark.any_database

SHIPPED = Path(__file__).parents[2] / "content/framework/test_municipalities.json"
# Districts are of Oslo alone, which is in the table itself.
WORKED = [
    one
    for one in json.loads(SHIPPED.read_text(encoding="utf-8"))["kommuner"]
    if one["type"] == "full" and "avvist" not in one and not one["bydeler"]
]


def municipality_of(worked):
    return Municipality.objects.create(
        number="9" + worked["id"][1:].zfill(3),
        name=worked["navn"],
        county_number="99",
        county="Oppdiktet",
        health_region="Helse Midt-Norge",
        population=worked["folketall"],
        population_year=2026,
        centrality_class=worked["sentralitetsklasse"],
        language_form=worked["malform"],
        in_sami_area=worked["samisk"],
    )


def table(rows):
    """{row: {column: option}} as a form sends it."""
    cells = {
        f"{row}-{column}": str(option).replace(".", ",") if column == "arsverk" else option
        for row, columns in rows.items()
        for column, option in columns.items()
        if isinstance(option, str | int | float)
    }
    return cells | {f"{row}-version": "0" for row in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("worked", WORKED, ids=[one["id"] for one in WORKED])
def test_a_worked_municipality_gets_the_same_advice_through_the_pages(client, worked):
    lead = member(municipality_of(worked))
    client.force_login(lead)
    begin = reverse("self_assessment:begin", args=[lead.memberships.get().municipality_id])
    overview = client.post(begin, {"kind": "full"})["Location"]
    assessment = Assessment.objects.with_context().get()

    saved = [client.post(f"{overview}tjenestekart/", table(worked["tjenester"]))]
    saved.append(client.post(f"{overview}fag/", table(worked["fag"])))
    facts = {f"fakta-{code}": said for code, said in worked.get("fakta", {}).items() if isinstance(said, str)}
    saved.append(client.post(f"{overview}fag/", facts | {"facts": "1"}))
    if "profil_satt" in worked:
        chosen = {"profile": worked["profil_satt"], "reason": "Avtalt med naboene"}
        saved.append(client.post(f"{overview}profil/", chosen))
    respondent = join(assessment)
    save(assessment, "B2", 2, by=respondent, respondent=respondent)
    client.post(f"{overview}enighet/samle-inn/")
    for code, answer in worked["svar"].items():
        given = {"answer": str(answer), "replaces": "0", "ticket": unsaved.ticket(lead, assessment)}
        given["reason"] = "Det gjør nabokommunen." if answer == "ikke_relevant" else ""
        saved.append(client.post(f"{overview}enighet/{code}/", given))
    page = client.get(f"{overview}resultat/").content.decode()

    assert {answer.status_code for answer in saved} == {302}
    release = release_of(FrameworkRelease.objects.newest())
    counted = {code: n for code, n in worked.get("fakta", {}).items() if isinstance(n, str)}
    expected = assess(
        release, read_situation(worked | {"fakta": counted | {"ferdige_kartlegginger": 1}}, release)
    )
    sheet = whole_sheet_of(Assessment.objects.with_context().get())
    assert [one.id for one in sheet.result.suggestions] == [one.id for one in expected.suggestions]
    assert [one.id for one in sheet.result.checks] == [one.id for one in expected.checks]
    assert f'id="profile">{expected.profile_term.title.nb}</h2>' in page
    steps = page.split('id="next"')[1].split('id="find-out"')[0]
    for suggestion in expected.suggestions:
        assert f">{suggestion.title.nb}</h3>" in steps
