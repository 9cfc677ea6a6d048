"""From the finish page to the documents, as a leader meets it: confirm, sign, share, take back, plan, compare."""

import io

import pytest
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Municipality
from self_assessment.models import Assessment, ShareOpening
from self_assessment.plan.models import PlannedAction
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory
from tests.factories.finished import agreed, map_services, plan_for, sign

pytestmark = pytest.mark.django_db
HEROY = "1818"


@pytest.fixture
def lead(client):
    cache.clear()
    user = UserFactory()
    MembershipFactory(user=user, municipality_id=HEROY)
    client.force_login(user)
    return user


@pytest.fixture
def assessment(lead):
    one = agreed(
        by=lead, municipality=Municipality.objects.get(pk=HEROY), answers={"J1": None}, comment="Enige om"
    )
    map_services(one)
    return one


def at(name, *args):
    return reverse(f"self_assessment:{name}", args=args)


def ask_to_sign(client, assessment):
    page = client.get(at("finish", assessment.pk))
    seen = page.context["form"].initial["seen"]
    told = {"role": "Kommunalsjef helse", "seen": seen, "seen_unsettled": "on"}
    return client.post(at("finish", assessment.pk), told)


def test_the_leader_signs_with_the_password_and_the_answers_stand(client, lead, assessment):
    confirm = ask_to_sign(client, assessment)
    assert "/konto/reauthenticate/" in confirm["Location"]

    back = client.post(confirm["Location"], {"password": PASSWORD, "next": at("sign", assessment.pk)})
    client.get(back["Location"])
    client.post(at("sign", assessment.pk))

    signed = assessment.snapshots.get().sign_off
    assert (signed.role, signed.method, signed.signed_by) == ("Kommunalsjef helse", "password", lead)
    assert not Assessment.objects.get(pk=assessment.pk).is_open


def test_without_a_fresh_proof_nothing_is_signed(client, assessment):
    ask_to_sign(client, assessment)

    response = client.post(at("sign", assessment.pk), follow=True)

    assert "Bekreft hvem du er" in response.content.decode()
    assert not assessment.snapshots.exists()


def test_what_is_not_settled_by_law_must_have_been_seen(client, assessment):
    page = client.get(at("finish", assessment.pk))
    told = {"role": "Kommunalsjef", "seen": page.context["form"].initial["seen"]}

    response = client.post(at("finish", assessment.pk), told)

    assert response.status_code == 422
    assert "J1" in response.content.decode()


def test_a_finished_result_is_as_it_was_signed_with_documents_in_both_languages(client, lead, assessment):
    plan_for(assessment, by=lead, owner_role="Nav-leder", cost=90000, indicators=("C2",))
    sign(assessment, by=lead)

    assert client.get(at("result", assessment.pk)).status_code == 200
    assert b"<h1" in client.get(at("summary", assessment.pk, 1)).content
    for language in ("nb", "nn"):
        pdf = client.get(at("report", assessment.pk, 1).replace("/nb/", f"/{language}/"))
        assert pdf.content.startswith(b"%PDF-")
        assert b"pdfuaid" in pdf.content


def cells(client, assessment):
    book = load_workbook(io.BytesIO(client.get(at("workbook", assessment.pk, 1)).content))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def test_the_workbook_holds_every_answer_with_comment_target_and_the_plan(client, lead, assessment):
    plan_for(assessment, by=lead, title="=SUM(1;2)", cost=90000)
    sign(assessment, by=lead)

    found = cells(client, assessment)
    said = {row[1]: row for row in found["Svar"][1:]}

    assert len(said) == 53
    assert said["B2"][6] == 2
    assert "Enige om B2" in said["B2"]
    assert any("=SUM(1;2)" in row and 90000 in row for row in found["Handlingsplan"])
    assert assessment.snapshots.get().digest in {row[1] for row in found["Om"]}
    assert any("Steinkjer" in str(row) for row in found["Tjenestekart"])


def test_a_shared_link_is_counted_without_comments_and_opens_no_more_when_taken_back(
    client, lead, assessment
):
    sign(assessment, by=lead)
    client.post(at("shares", assessment.pk), {"purpose": "Helseutvalget", "days": "30"})
    link = client.get(at("shares", assessment.pk)).context["links"][0]
    path = link["url"].split("127.0.0.1:8000")[-1].replace("http://testserver", "")
    path = "/" + path.split("/", 3)[3] if path.startswith("http") else path
    client.logout()

    shown = client.get(path)
    assert shown.status_code == 200
    assert shown["X-Robots-Tag"] == "noindex, nofollow"
    assert "Enige om" not in shown.content.decode()
    assert ShareOpening.objects.get().times == 1

    client.force_login(lead)
    client.post(at("share_revoke", assessment.pk, link["row"].pk))
    client.logout()
    assert client.get(path).status_code == 404


def test_guessing_links_is_slowed_down(client, lead):
    answers = [client.get(at("shared", f"gjett{number}")).status_code for number in range(22)]

    assert answers[:20] == [404] * 20
    assert answers[20:] == [429, 429]


def test_two_who_change_an_action_see_both(client, lead, assessment):
    action = plan_for(assessment, by=lead)
    told = {"title": "Mitt", "phase": "now", "status": "started", "replaces": "1", "indicators": ["B2", "A2"]}
    client.post(at("plan_change", assessment.pk, action.pk), told)

    late = client.post(at("plan_change", assessment.pk, action.pk), told | {"title": "Ditt"})

    assert late.status_code == 409
    assert "Mitt" in late.content.decode()
    assert "Ditt" in late.content.decode()
    assert PlannedAction.objects.get(pk=action.pk).title == "Mitt"


def test_a_next_step_comes_into_the_plan_with_one_press_and_only_once(client, lead, assessment):
    step = client.get(at("plan", assessment.pk)).context["steps"][0].suggestion

    for _press in range(2):
        client.post(at("plan_from_step", assessment.pk, step.id))

    action = assessment.planned_actions.get()
    assert (action.title, action.indicators) == (step.title.nb[:200], list(step.serves))


def test_last_years_unfinished_actions_come_along_and_what_moved_is_told(client, lead, assessment):
    plan_for(assessment, by=lead, title="Øv to og to", indicators=("B2",), status="done")
    plan_for(assessment, by=lead, title="Ferdig neste år")
    sign(assessment, by=lead)
    newer = agreed(by=lead, municipality=assessment.municipality, answers={"B2": 4})

    client.post(at("plan_carry_over", newer.pk))
    sign(newer, by=lead)
    told = client.get(at("compare", HEROY)).content.decode()

    assert [action.title for action in newer.planned_actions.all()] == ["Ferdig neste år"]
    assert "Øv to og to" in told
    assert "Flyttet seg opp" in told
