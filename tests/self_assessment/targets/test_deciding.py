"""Targets with a date and who decided, and next steps that are put aside with a reason."""

import pytest
from django.urls import reverse

from self_assessment.models import Dismissal, Target
from tests.factories.self_assessment import AssessmentFactory, answer_all, member

pytestmark = pytest.mark.django_db
CORE = ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "D1", "D3", "E1", "F1", "F5", "G1", "H1", "I1", "J1", "K1"]


@pytest.fixture
def assessment(client):
    assessment = AssessmentFactory()
    client.force_login(member(assessment.municipality))
    return assessment


def address(name, assessment, *more):
    return reverse(f"self_assessment:{name}", args=[assessment.pk, *more])


def steps(client, assessment):
    return (
        client.get(address("result", assessment))
        .content.decode()
        .split('id="next"')[1]
        .split('id="find-out"')[0]
    )


def test_a_target_says_by_when_and_who_decided_and_the_earlier_ones_stay(client, assessment):
    answer_all(assessment, {"B2": 1})
    form = address("target", assessment, "B2")

    client.post(form, {"level": "4", "due_date": "2027-06-30", "decided_by_role": "Kommunalsjefen"})
    client.post(form, {"level": "2", "decided_by_role": "Helse- og omsorgsutvalget"})
    listed = client.get(address("targets", assessment)).content.decode()
    history = client.get(form).content.decode()

    assert Target.objects.count() == 2
    assert "4 × 1 = 4" in listed
    assert "Helse- og omsorgsutvalget" in listed
    assert "30. juni 2027" in history
    assert "Kommunalsjefen" in history


def test_the_chosen_target_moves_the_bar_and_the_advice(client, assessment):
    answer_all(assessment, {"B1": 2, "B2": 2})
    page = client.get(address("result", assessment)).content.decode()
    assert "75,0" in page

    client.post(address("target", assessment, "B2"), {"level": "2", "decided_by_role": "Gruppa"})

    assert "60,7" in client.get(address("result", assessment)).content.decode()  # (3×3 + 4×2) / 28


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"level": "5", "decided_by_role": "Gruppa"}, id="no-such-step"),
        pytest.param({"level": "3", "decided_by_role": ""}, id="nobody-decided"),
        pytest.param({"level": "3", "decided_by_role": "Kari, 400 00 000"}, id="a-phone-number"),
        pytest.param({"level": "3", "decided_by_role": "Gruppa", "due_date": "i sommer"}, id="no-date"),
    ],
)
def test_a_target_that_cannot_be_read_is_refused_and_kept_in_the_form(client, assessment, given):
    answer = client.post(address("target", assessment, "B2"), given)

    assert answer.status_code == 422
    assert not Target.objects.exists()


def test_a_step_put_aside_makes_room_for_the_next_and_comes_back_when_its_answers_change(client, assessment):
    answer_all(assessment, dict.fromkeys(CORE, 0))
    before = steps(client, assessment)
    step = before.split("/steg/")[1].split("/")[0]

    client.post(address("dismiss", assessment, step), {"reason": "Vi har ingen å sette på det i år."})
    after = steps(client, assessment)

    assert f"/steg/{step}/" not in after
    assert after.count('class="step"') == 5
    assert "Vi har ingen å sette på det i år." in after
    answers = {key.split(":")[1]: 1 for key in Dismissal.objects.get().inputs if key.startswith("svar:")}
    for code in answers:
        assessment.answers.filter(indicator=code).update(level=1)
    assert f"/steg/{step}/" in steps(client, assessment)


def test_a_step_is_put_aside_only_with_a_reason_and_can_be_taken_up_again(client, assessment):
    answer_all(assessment, dict.fromkeys(CORE, 0))
    step = steps(client, assessment).split("/steg/")[1].split("/")[0]

    without = client.post(address("dismiss", assessment, step), {"reason": ""})
    client.post(address("dismiss", assessment, step), {"reason": "Ikke nå"})
    client.post(address("take_up_again", assessment, Dismissal.objects.get().pk))

    assert without.status_code == 422
    assert f"/steg/{step}/" in steps(client, assessment)


def test_an_own_next_step_is_headed_by_what_to_do(client, assessment):
    answer_all(assessment, dict.fromkeys(CORE, 4) | {"K1": 2})

    page = steps(client, assessment)

    assert "Det er neste steg på K1" in page or "K1" in page
    assert ">Tilbudet er lett å finne digitalt</h3>" not in page
