"""The service map and the profession table: plain forms, nothing overwritten unseen, and what follows of them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Municipality
from self_assessment.mapping.actions import MapIsFinished, ProposedRow, save_rows, take_along
from self_assessment.mapping.models import ProfessionEntry, ServiceEntry
from self_assessment.models import Assessment, AuditEntry
from tests.factories.self_assessment import AssessmentFactory, full, member

pytestmark = pytest.mark.django_db
PLACES = ("S07", "S11", "S13", "S16", "S08", "S12")


@pytest.fixture
def started(client):
    assessment, lead = full()
    client.force_login(lead)
    return assessment, lead


def address(name, assessment, *more):
    return reverse(f"self_assessment:{name}", args=[assessment.pk, *more])


def fill(assessment, lead, services, **values):
    given = {"exists": "egen", "working_age": "ja"} | values
    rows = [ProposedRow(code, 0, given) for code in services]
    return save_rows(assessment=assessment, kind=ServiceEntry, rows=rows, by=lead, at=timezone.now())


def test_the_map_is_a_plain_form_that_saves_without_a_script(client, started):
    assessment, _lead = started

    client.post(
        address("service_map", assessment),
        {"S05-version": "0", "S05-finnes": "interkommunal", "S05-yrkesaktive": "delvis", "S05-arbeid": "nei"},
    )
    page = client.get(address("service_map", assessment)).content.decode()

    row = ServiceEntry.objects.get()
    assert (row.code, row.exists, row.working_age, row.work_topic) == (
        "S05",
        "interkommunal",
        "delvis",
        "nei",
    )
    assert 'aria-label="Koordinerende enhet: Finnes tjenesten?"' in page
    assert "Lagret." in page


@pytest.mark.parametrize(
    ("services", "profile"),
    [(PLACES[:1], "Starte i konsultasjonen"), (PLACES[:3], "Bygge"), (PLACES[:5], "Samordne")],
    ids=["start", "build", "coordinate"],
)
def test_what_is_there_and_open_decides_the_profile(client, started, services, profile):
    assessment, lead = started
    fill(assessment, lead, services)
    fill(assessment, lead, [code for code in (*PLACES, "S09") if code not in services], exists="nei")

    page = client.get(address("result", assessment)).content.decode()

    assert f'id="profile">{profile}</h2>' in page
    assert "et anslag" not in page.split('id="profile"')[0].rsplit("<section", 1)[1]


def test_a_quick_check_asks_the_seven_that_decide_the_profile(client):
    assessment = AssessmentFactory()
    client.force_login(member(assessment.municipality))

    short = client.get(address("service_map", assessment)).content.decode()
    whole = client.get(address("service_map", assessment) + "?alle=1").content.decode()

    assert short.count('scope="row"') == 7
    assert whole.count('scope="row"') == 21


def test_of_two_who_save_a_row_at_once_none_is_overwritten_unseen(client, started):
    assessment, lead = started
    fill(assessment, lead, ["S05"], exists="egen")

    late = client.post(
        address("service_map", assessment),
        {"S05-version": "0", "S05-finnes": "nei", "S07-version": "0", "S07-finnes": "egen"},
    )

    page = late.content.decode()
    assert late.status_code == 409
    assert ServiceEntry.objects.get(code="S05").exists == "egen"
    assert ServiceEntry.objects.get(code="S07").exists == "egen"  # the other rows are saved all the same
    assert '<option value="nei" selected>' in page
    assert "<b>ja, egen</b>" in page
    client.post(address("service_map", assessment), {"S05-version": "1", "S05-finnes": "nei"})
    assert ServiceEntry.objects.get(code="S05").exists == "nei"


def test_the_script_is_told_the_new_version_of_each_row(client, started):
    assessment, _lead = started

    answer = client.post(
        address("service_map", assessment),
        {"S05-version": "0", "S05-finnes": "egen"},
        headers={"X-Requested-With": "fetch"},
    )

    assert answer.headers["X-Row-Versions"] == "S05-version=1"
    assert answer.headers["X-Saved-At"]


def test_an_answer_that_is_not_in_the_list_is_refused_and_the_rest_stays(client, started):
    assessment, _lead = started

    answer = client.post(
        address("service_map", assessment),
        {"S05-finnes": "kanskje", "S07-finnes": "egen", "S05-version": "x"},
    )

    assert answer.status_code == 422
    assert "Velg ett av svarene i listen." in answer.content.decode()
    assert not ServiceEntry.objects.exists()


def test_neighbours_are_named_and_two_of_one_name_are_told_apart(client, started):
    assessment, _lead = started
    form = address("service", assessment, "S11")

    unknown = client.post(form, {"shared_with": "Verdal, Atlantis, Herøy", "version": "0"})
    client.post(form, {"shared_with": "Verdal, Herøy (Nordland)", "version": "0", "linked_to": ["S15"]})

    said = unknown.content.decode()
    assert "«Atlantis»" in said
    assert "Herøy (Nordland) eller Herøy (Møre og Romsdal)" in said or "Møre og Romsdal" in said
    assert 'value="Verdal, Atlantis, Herøy"' in said
    row = ServiceEntry.objects.get()
    assert sorted(one.name for one in row.shared_with.all()) == ["Herøy", "Verdal"]
    assert row.linked_to == ["S15"]


def test_the_picture_has_a_table_with_the_same(client, started):
    assessment, lead = started
    fill(assessment, lead, ["S11", "S15"], work_topic="ja")
    ServiceEntry.objects.filter(code="S11").update(linked_to=["S15", "S07"])
    ServiceEntry.objects.get(code="S11").shared_with.set([Municipality.objects.get(name="Verdal")])

    page = client.get(address("picture", assessment)).content.decode()

    table = page.split("<table")[1]
    assert (
        page.count('class="chart__link" d="M') - 1 == 1
    )  # one is in the legend; S07 is not there to link to
    assert "Verdal" in table
    assert "Nav-kontor med sosiale tjenester" in table
    assert table.count("ikke besvart") == 19


def test_the_profession_table_tells_of_posts_and_points_to_a_level(client, started):
    assessment, _lead = started
    five = ("lege", "sykepleier", "fysioterapeut", "ergoterapeut", "psykolog")
    given = {}
    for code in five:
        given |= {f"{code}-version": "0", f"{code}-tilgjengelig": "ja", f"{code}-tilknytning": "ansatt"}
        given |= {f"{code}-arsverk": "0,5", f"{code}-vikar": "nei"}

    client.post(address("professions", assessment), given)
    page = client.get(address("professions", assessment)).content.decode()

    assert str(ProfessionEntry.objects.get(code="psykolog").posts) == "0.50"
    assert "E1 (lovpålagt kompetanse) på trinn 3" in page


@pytest.mark.parametrize("posts", ["mange", "-1", "10000", "1e5", "NaN"])
def test_posts_that_are_no_number_of_posts_are_refused(client, started, posts):
    assessment, _lead = started

    answer = client.post(address("professions", assessment), {"lege-arsverk": posts})

    assert answer.status_code == 422
    assert not ProfessionEntry.objects.exists()


def test_the_lead_may_choose_another_profile_with_a_reason_that_is_shown(client, started):
    assessment, _lead = started
    form = address("profile", assessment)

    without = client.post(form, {"profile": "samordne", "reason": ""})
    client.post(form, {"profile": "samordne", "reason": "Vi deler alt med Steinkjer."})
    page = client.get(address("result", assessment)).content.decode()
    client.post(form, {"profile": "", "reason": "Avtalen er sagt opp."})
    again = client.get(address("result", assessment)).content.decode()

    assert without.status_code == 422
    assert 'id="profile">Samordne</h2>' in page
    assert "Vi deler alt med Steinkjer." in page
    assert "Vi deler alt med Steinkjer." not in again


def test_contradictions_stand_side_by_side_before_finishing(client):
    assessment = AssessmentFactory()
    lead = member(assessment.municipality)
    client.force_login(lead)
    fill(assessment, lead, ["S05"], exists="nei")
    from tests.factories.self_assessment import answer_all

    answer_all(assessment, {"F1": 3})

    page = client.get(address("review", assessment)).content.decode()

    assert "F1 sier at koordinerende enhet er kjent" in page
    assert page.count('class="side"') == 2
    assert "<strong>Nei</strong>" in page
    assert "<strong>3 – Systematisk" in page


def test_a_finished_assessment_keeps_its_tables(started):
    assessment, lead = started
    Assessment.objects.update(state=Assessment.State.FINISHED)

    with pytest.raises(MapIsFinished):
        fill(assessment, lead, ["S05"])


def test_next_year_the_tables_come_along(started):
    assessment, lead = started
    fill(assessment, lead, ["S11"])
    ServiceEntry.objects.get().shared_with.set([Municipality.objects.get(name="Verdal")])
    other = AssessmentFactory(municipality_id="5006")

    take_along(from_=assessment, to=other, by=lead, at=timezone.now())

    copied = other.service_entries.get()
    assert (copied.code, [one.name for one in copied.shared_with.all()]) == ("S11", ["Verdal"])
    assert assessment.service_entries.count() == 1


def test_a_decision_maker_sees_the_picture_and_changes_nothing(client, started):
    assessment, _lead = started
    client.force_login(member(assessment.municipality, Membership.Role.DECISION_MAKER))

    assert client.get(address("picture", assessment)).status_code == 200
    assert client.post(address("service_map", assessment), {"S05-finnes": "nei"}).status_code == 403
    assert not ServiceEntry.objects.exists()


def test_what_was_saved_stands_in_the_trail(started):
    assessment, lead = started

    fill(assessment, lead, ["S05", "S07"])

    assert AuditEntry.objects.get(event="table_saved").detail == {"table": "serviceentry", "rows": "S05 S07"}


def test_a_row_that_is_asked_less_keeps_each_answer_under_its_heading(client, started):
    assessment, _lead = started

    page = client.get(address("professions", assessment)).content.decode()

    midwife = page.split("Jordmor</span>")[1].split("</tr>")[0]
    assert midwife.split("<select")[0].count("service-map__none") == 2  # posts, available
    assert midwife.count("<td") == 4


def test_the_few_extra_questions_are_saved_and_steer_the_advice(client, started):
    assessment, _lead = started

    client.post(address("professions", assessment), {"facts": "1", "fakta-nav_har_sosionom": "ja"})
    page = client.get(address("professions", assessment)).content.decode()

    assert assessment.fact_entries.get(code="nav_har_sosionom").option == "ja"
    assert re.search(r'name="fakta-nav_har_sosionom" value="ja"[^>]* checked', page)
