"""Who sees what: every address of the room with every kind of person. An address without a row here fails."""

import uuid

import pytest
from django.urls import get_resolver, reverse

from accounts.models import Membership, Municipality
from self_assessment import unsaved
from self_assessment.models import AnswerSave, Assessment
from tests.factories.self_assessment import (
    LEVANGER,
    STEINKJER,
    AssessmentFactory,
    answer_all,
    member,
    person,
    save,
)

Role = Membership.Role
OPEN = dict.fromkeys(
    ("nobody", "outsider", "neighbour", "learner", "contributor", "decision_maker", "lead"), 200
)
READ = OPEN | {"nobody": 302, "outsider": 404, "neighbour": 404, "learner": 404}
ANSWER = READ | {"contributor": 403, "decision_maker": 403}
BEGIN = dict.fromkeys(OPEN, 302)
MATRIX = {
    "start": OPEN,
    "find": OPEN,
    "suggestions": OPEN,
    "municipality": OPEN,
    "begin": BEGIN,
    "overview": READ,
    "result": READ,
    "question": ANSWER,
    "two_answers": ANSWER,
}


@pytest.fixture
def case(db):
    """An assessment with one answer that came too late, and people of every kind."""
    levanger, steinkjer = (Municipality.objects.get(pk=number) for number in (LEVANGER, STEINKJER))
    assessment = AssessmentFactory(municipality=levanger)
    save(assessment, "B2", 1)
    late = save(assessment, "B2", 3).save
    people = {role.value: member(levanger, role) for role in Role} | {
        "outsider": person(),
        "neighbour": member(steinkjer),
        "nobody": None,
    }
    return assessment, late, people


def address(name, assessment, late):
    arguments = {
        "start": [],
        "find": [],
        "suggestions": [],
        "municipality": [assessment.municipality_id],
        "begin": [assessment.municipality_id],
        "overview": [assessment.pk],
        "result": [assessment.pk],
        "question": [assessment.pk, "B2"],
        "two_answers": [assessment.pk, "B2", late.pk],
    }[name]
    return reverse(f"self_assessment:{name}", args=arguments) + ("?q=lev" if name == "find" else "")


def test_every_address_has_its_row():
    patterns = get_resolver("self_assessment.urls").url_patterns

    assert {pattern.name for pattern in patterns} == set(MATRIX)


@pytest.mark.parametrize("who", OPEN)
@pytest.mark.parametrize("name", MATRIX)
def test_each_address_opens_to_those_it_should(client, case, name, who):
    assessment, late, people = case
    if people[who]:
        client.force_login(people[who])

    method = client.post if name == "begin" else client.get
    response = method(address(name, assessment, late))

    expected = MATRIX[name][who]
    assert response.status_code == expected
    if expected == 302 and who == "nobody":
        assert "/konto/" in response["Location"]


@pytest.mark.parametrize("who", [who for who in OPEN if who != "lead"])
def test_nobody_but_the_lead_saves_an_answer(client, case, who):
    assessment, _late, people = case
    if people[who]:
        client.force_login(people[who])
    before = AnswerSave.objects.count()
    ticket = unsaved.ticket(people[who] or people["lead"], assessment)

    client.post(
        reverse("self_assessment:question", args=[assessment.pk, "B2"]),
        {"answer": "4", "replaces": "1", "save_id": str(uuid.uuid4()), "ticket": ticket},
    )

    assert AnswerSave.objects.count() == before
    assert assessment.answers.get(indicator="B2").level == 1


def test_a_membership_that_has_ended_opens_nothing(client, case):
    assessment, late, people = case
    ended = people["lead"].memberships.get()
    ended.to_date = ended.from_date
    ended.save()
    client.force_login(people["lead"])

    assert client.get(address("result", assessment, late)).status_code == 404


def test_a_superuser_has_no_part_in_a_municipality(client, case):
    assessment, late, _people = case
    client.force_login(person(is_staff=True, is_superuser=True))

    assert client.get(address("result", assessment, late)).status_code == 404
    assert not Assessment.objects.visible_to(person(is_superuser=True)).exists()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/nb/kartlegging/999999/", id="unknown-assessment"),
        pytest.param("/nb/kartlegging/99999999999999999999999/", id="a-number-too-large"),
        pytest.param("/nb/kartlegging/{pk}/Z9/", id="unknown-indicator"),
        pytest.param("/nb/kartlegging/{pk}/A4/", id="an-indicator-the-quick-check-does-not-ask"),
        pytest.param("/nb/kartlegging/{pk}/C2/to-svar/{late}/", id="a-late-save-of-another-indicator"),
        pytest.param("/nb/kartlegging/{pk}/B2/to-svar/{unknown}/", id="an-unknown-save"),
        pytest.param("/nb/kartlegging/{pk}/B2/to-svar/{in_use}/", id="a-save-that-was-not-late"),
    ],
)
def test_a_tampered_address_leads_nowhere(client, case, path):
    assessment, late, people = case
    client.force_login(people["lead"])
    in_use = AnswerSave.objects.get(version=1).pk

    response = client.get(path.format(pk=assessment.pk, late=late.pk, unknown=uuid.uuid4(), in_use=in_use))

    assert response.status_code == 404


def test_a_late_save_of_another_municipality_is_not_shown(client, case):
    _assessment, late, people = case
    mine = AssessmentFactory(municipality_id=STEINKJER)
    save(mine, "B2", 2)
    client.force_login(people["neighbour"])

    response = client.get(reverse("self_assessment:two_answers", args=[mine.pk, "B2", late.pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["overview", "result", "question", "two_answers"])
def test_what_belongs_to_a_municipality_is_never_cached(client, case, name):
    assessment, late, people = case
    client.force_login(people["lead"])

    assert "no-store" in client.get(address(name, assessment, late))["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "most"), [("overview", 8), ("question", 12), ("result", 15), ("two_answers", 10), ("start", 8)]
)
def test_pages_ask_the_database_the_same_however_much_is_answered(
    client, case, django_assert_max_num_queries, name, most
):
    assessment, late, people = case
    client.force_login(people["lead"])
    client.get(address(name, assessment, late))
    answer_all(assessment, dict.fromkeys(["A1", "A2", "A3", "B1", "C1", "C2", "E1", "F1", "I1", "J1"], 1))

    with django_assert_max_num_queries(most):
        response = client.get(address(name, assessment, late))

    assert response.status_code == 200
