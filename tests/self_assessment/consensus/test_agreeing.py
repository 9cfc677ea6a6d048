"""From each one's own answer to what the group stands by."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase
from self_assessment import unsaved
from self_assessment.actions import AnswersAreIn, NotBeingAgreed, ProposedSave, Saved, TooLate
from self_assessment.consensus import actions
from self_assessment.models import Answer, AuditEntry, KeptAsItIs
from self_assessment.models.answer import AnswerValues
from tests.factories.self_assessment import answer_own, full, gathered, join, save

pytestmark = pytest.mark.django_db


def agree(assessment, lead, indicator, level, *, replaces=0, note=""):
    proposed = ProposedSave(uuid.uuid4(), replaces, AnswerValues(level, comment=note))
    return actions.agree(
        assessment=assessment, indicator=indicator, proposed=proposed, by=lead, at=timezone.now()
    )


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"self_assessment:{name}", args=args)).content.decode()


def test_everybody_answers_for_themselves_and_nobody_overwrites_anybody(client):
    assessment, _lead = full()
    one, other = join(assessment), join(assessment)

    for user, level in ((one, 1), (other, 4)):
        client.force_login(user)
        client.post(
            reverse("self_assessment:question", args=[assessment.pk, "B2"]),
            {"answer": str(level), "replaces": "0", "ticket": unsaved.ticket(user, assessment)},
        )

    assert set(Answer.objects.filter(indicator="B2").values_list("respondent", "level")) == {
        (one.pk, 1),
        (other.pk, 4),
    }


def test_a_role_is_asked_its_own_questions_and_no_others(client):
    assessment, _lead = full()
    nav = join(assessment, "nav")

    overview = page(client, nav, "overview", assessment.pk)

    assert f"/{assessment.pk}/C2/" in overview
    assert f"/{assessment.pk}/D2/" not in overview
    assert client.get(reverse("self_assessment:question", args=[assessment.pk, "D2"])).status_code == 404


def test_own_answers_stand_once_they_are_gathered_in_and_what_was_typed_is_not_lost(client):
    assessment, _lead = gathered()
    user = assessment.participants.filter(as_lead=False).first().user
    client.force_login(user)

    response = client.post(
        reverse("self_assessment:question", args=[assessment.pk, "B2"]),
        {
            "answer": "4",
            "comment": "Vi har bestemt oss",
            "replaces": "1",
            "ticket": unsaved.ticket(user, assessment),
        },
    )

    assert response.status_code == 409
    assert "Vi har bestemt oss" in response.content.decode()
    assert Answer.objects.get(respondent=user).level == 0
    with pytest.raises(AnswersAreIn):
        save(assessment, "B2", 4, by=user, respondent=user, replaces=1)


def test_nothing_is_agreed_on_before_the_answers_are_in():
    assessment, lead = full()

    with pytest.raises(NotBeingAgreed):
        agree(assessment, lead, "B2", 2)
    with pytest.raises(actions.NobodyHasAnswered):
        actions.open_consensus(assessment=assessment, by=lead, at=timezone.now())


def test_the_page_shows_numbers_and_never_names_and_what_to_talk_about_first(client):
    assessment, lead = gathered({"A1": [2, 2], "B2": [0, 4], "C1": [1, 2]})
    names = [str(part.user) for part in assessment.participants.filter(as_lead=False)]

    agenda = page(client, lead, "consensus", assessment.pk)

    assert agenda.index("B2 Fagfolk snakker") < agenda.index("C1 Samarbeid")
    assert "2 svar, fra 0 til 4." in agenda
    assert not any(name in agenda for name in names)


def test_the_group_agrees_with_a_note_and_the_own_answers_are_kept_beside(client):
    assessment, lead = gathered()
    client.force_login(lead)

    client.post(
        reverse("self_assessment:agree", args=[assessment.pk, "B2"]),
        {
            "answer": "1",
            "comment": "Møtene finnes, men bare når det haster.",
            "replaces": "0",
            "ticket": unsaved.ticket(lead, assessment),
        },
    )

    agreed = Answer.objects.agreed().get(indicator="B2")
    assert (agreed.level, agreed.comment) == (1, "Møtene finnes, men bare når det haster.")
    assert sorted(Answer.objects.individual().values_list("level", flat=True)) == [0, 3]


def test_two_who_write_down_at_once_see_both_answers():
    assessment, lead = gathered()

    first, second = agree(assessment, lead, "B2", 1), agree(assessment, lead, "B2", 3)

    assert isinstance(first, Saved)
    assert isinstance(second, TooLate)
    assert Answer.objects.agreed().get(indicator="B2").level == 1


def test_where_all_say_the_same_they_agree_at_once():
    assessment, lead = gathered({"A1": [2, 2], "B2": [0, 4], "C1": [3]})

    agreed = actions.agree_where_all_do(assessment=assessment, by=lead, at=timezone.now())

    assert agreed == ["A1"]  # one alone is not a group, and B2 lies apart
    assert Answer.objects.agreed().get().level == 2


def test_answering_again_keeps_what_was_agreed():
    assessment, lead = gathered()
    agree(assessment, lead, "B2", 2)

    actions.answer_again(assessment=assessment, by=lead, at=timezone.now())
    late = join(assessment)
    answer_own(assessment, late, {"B2": 2})

    assert Answer.objects.agreed().get(indicator="B2").level == 2


def test_the_result_follows_from_what_is_agreed_on_and_from_nothing_else(client):
    assessment, lead = gathered({"A1": [4, 4], "A2": [4, 4], "A3": [4, 4], "A4": [4, 4]})

    before = page(client, lead, "result", assessment.pk)
    for code in ("A1", "A2", "A3", "A4"):
        agree(assessment, lead, code, 1)
    after = page(client, lead, "result", assessment.pk)

    assert "Gruppa er ikke enig om noe ennå" in before
    assert "25,0" in after
    assert "chart__radar" in after
    assert "chart__heat" in after


def test_what_is_done_stands_in_a_trail_that_shows_any_change(capsys):
    assessment, lead = gathered()
    agree(assessment, lead, "B2", 2)
    call_command("verify_audit")

    events = list(AuditEntry.objects.filter(assessment=assessment).values_list("event", flat=True))
    assert events == ["started", "consensus_opened", "agreed"]
    assert "whole" in capsys.readouterr().out
    AuditEntry.objects.filter(event="agreed").update(detail={"indicator": "B2", "answer": 4})
    with pytest.raises(CommandError):
        call_command("verify_audit")


def test_what_is_kept_is_not_written_over_and_holds_no_answer_of_one_person():
    assessment, _lead = gathered()
    entry = AuditEntry.objects.filter(assessment=assessment).first()

    with pytest.raises(KeptAsItIs):
        entry.save()
    with pytest.raises(KeptAsItIs):
        entry.delete()
    assert not AuditEntry.objects.filter(event="answered").exists()


def test_a_trail_stays_whole_when_the_account_behind_it_is_deleted():
    _assessment, lead = gathered()

    erase(user=lead)

    call_command("verify_audit")


def test_a_target_without_a_level_between_0_and_4_is_refused_by_the_database():
    assessment, _lead = full()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor():
        assessment.targets.create(
            indicator="B2", level=5, decided_by_role="Kommunalsjefen", decided_at=timezone.now()
        )


# --- from last time ---


def test_the_answer_from_last_time_is_confirmed_with_one_press(client):
    earlier, lead = full()
    answer_own(earlier, lead, {"B2": 3})
    actions.open_consensus(assessment=earlier, by=lead, at=timezone.now())
    agree(earlier, lead, "B2", 3)
    type(earlier).objects.filter(pk=earlier.pk).update(state="finished")
    client.force_login(lead)
    begin = reverse("self_assessment:begin", args=[earlier.municipality_id])

    overview = client.post(begin, {"kind": "full", "from_last_time": "1"})["Location"]
    asked = client.get(f"{overview}B2/").content.decode()
    hidden = {
        "answer": "3",
        "replaces": "0",
        "next": "1",
        "ticket": unsaved.ticket(lead, type(earlier).objects.latest("pk")),
    }
    client.post(f"{overview}B2/", hidden)
    again = client.get(f"{overview}B2/").content.decode()

    assert "Stemmer det fortsatt?" in asked
    assert "Stemmer det fortsatt?" not in again
    assert Answer.objects.get(assessment__started_from=earlier, respondent=lead).level == 3
