"""Finishing: a signature under what was seen, frozen for ever, the same numbers again, and open again with a reason."""

import copy

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Membership, Municipality
from self_assessment import actions as answering
from self_assessment.domain.frozen import plain_result
from self_assessment.finishing import actions, proof
from self_assessment.finishing.documents import sheet_of_snapshot
from self_assessment.finishing.models import AuditEntry, KeptAsItIs, Snapshot
from self_assessment.models import Assessment
from self_assessment.plan.models import PlannedAction
from self_assessment.queries import whole_sheet_of
from self_assessment.steps.actions import dismiss
from self_assessment.targets.actions import set_target
from tests.factories.finished import agree, agreed, map_services, plan_for, sign
from tests.factories.self_assessment import LEVANGER, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return member(Municipality.objects.get(pk=LEVANGER))


def everything(lead):
    """An assessment that uses every part of what is frozen."""
    assessment = agreed(by=lead, answers={"H2": None, "K3": None}, comment="Vi ble enige om")
    map_services(assessment)
    set_target(
        assessment=assessment, indicator="B2", level=4, due_date=None, decided_by_role="Kommunalsjef",
        note="Vi vil lenger.", by=lead, at=timezone.now(),
    )  # fmt: skip
    sheet = whole_sheet_of(Assessment.objects.with_context().get(pk=assessment.pk))
    dismiss(
        assessment=assessment, suggestion=sheet.result.suggestions[-1], reason="Vi tar det til våren.",
        by=lead, at=timezone.now(),
    )  # fmt: skip
    plan_for(assessment, by=lead)
    return assessment


def test_a_snapshot_gives_the_same_result_as_what_was_signed(lead):
    assessment = everything(lead)
    before = plain_result(whole_sheet_of(Assessment.objects.with_context().get(pk=assessment.pk)).result)

    snapshot = Snapshot.objects.get(pk=sign(assessment, by=lead).pk)

    assert proof.gives_the_same(snapshot)
    assert plain_result(sheet_of_snapshot(snapshot).result) == before == snapshot.document["result"]
    assert sheet_of_snapshot(snapshot).items["B2"].row.comment == "Vi ble enige om B2"


def test_a_snapshot_keeps_its_numbers_when_the_municipality_changes(lead):
    assessment = everything(lead)
    snapshot = sign(assessment, by=lead)

    Municipality.objects.filter(pk=LEVANGER).update(name="Nye Levanger", population=100, centrality_class=6)

    again = sheet_of_snapshot(Snapshot.objects.with_context().get(pk=snapshot.pk))
    assert again.assessment.municipality.name == "Levanger"
    assert plain_result(again.result) == snapshot.document["result"]


def test_finishing_twice_signs_once(lead):
    assessment = agreed(by=lead)
    sign(assessment, by=lead)

    with pytest.raises(answering.AlreadyFinished):
        sign(assessment, by=lead)

    assert assessment.snapshots.count() == 1


def test_a_leader_who_looked_at_something_else_does_not_sign_it(lead):
    assessment = agreed(by=lead)

    with pytest.raises(actions.ChangedSince):
        actions.finish(
            assessment=assessment, seen="0" * 64, role="Leder", method="password", by=lead, at=timezone.now()
        )

    assert Assessment.objects.get(pk=assessment.pk).is_open
    assert not assessment.snapshots.exists()


def test_nothing_is_finished_before_the_answers_are_gathered_in(lead):
    assessment = agreed(by=lead)
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.ANSWERING)

    with pytest.raises(actions.NotReady):
        sign(assessment, by=lead)


def test_what_is_seen_very_differently_needs_a_note_first(lead):
    assessment = agreed(by=lead)
    for level, person in ((0, member(assessment.municipality)), (3, member(assessment.municipality))):
        assessment.answers.create(respondent=person, indicator="C2", level=level, saved_at=timezone.now())

    with pytest.raises(actions.NotReady):
        sign(assessment, by=lead)
    agree(assessment, "C2", 2, by=lead, comment="Vi hadde ulike avtaler i tankene.")

    assert sign(assessment, by=lead).document["spread"]["C2"]["per_level"] == [1, 0, 0, 1, 0]


def test_answers_after_finishing_are_refused(lead):
    assessment = agreed(by=lead)
    sign(assessment, by=lead)

    with pytest.raises(answering.AlreadyFinished):
        agree(assessment, "B2", 4, by=lead)


def test_opening_again_keeps_what_was_signed_and_makes_a_new_edition(lead):
    assessment = agreed(by=lead)
    first = sign(assessment, by=lead)

    actions.reopen(assessment=assessment, reason="Vi overså en avtale.", by=lead, at=timezone.now())
    agree(assessment, "B2", 3, by=lead)
    second = sign(assessment, by=lead)

    assert (first.revision, second.revision) == (1, 2)
    assert Snapshot.objects.get(pk=first.pk).document["situation"]["svar"]["B2"] == 2
    assert second.document["situation"]["svar"]["B2"] == 3
    assert [r.reason for r in first.reopenings.all()] == ["Vi overså en avtale."]


def test_an_old_one_is_not_opened_again_beside_a_new_one(lead):
    assessment = agreed(by=lead)
    sign(assessment, by=lead)
    agreed(by=lead, answers={})

    with pytest.raises(actions.AnotherIsOpen):
        actions.reopen(assessment=assessment, reason="Likevel.", by=lead, at=timezone.now())


def test_what_is_kept_is_neither_changed_nor_deleted(lead):
    snapshot = sign(agreed(by=lead), by=lead)

    with pytest.raises(KeptAsItIs):
        snapshot.save()
    with pytest.raises(KeptAsItIs):
        snapshot.sign_off.delete()


def test_the_trail_tells_what_was_done_without_a_word_anyone_wrote(lead):
    assessment = everything(lead)
    sign(assessment, by=lead)
    actions.reopen(assessment=assessment, reason="Kari oppdaget en feil.", by=lead, at=timezone.now())

    entries = AuditEntry.objects.filter(assessment=assessment)
    events = list(entries.values_list("event", flat=True))
    told = " ".join(str(entry.detail) for entry in entries)

    assert events[-2:] == ["finished", "reopened"]
    assert {"target_set", "step_dismissed", "action_planned"} <= set(events)
    assert "Kari" not in told
    assert "Vi tar det til våren" not in told


class TestVerifying:
    """`manage.py verify_audit` is quiet about what is whole, and fails on whatever was changed behind our back."""

    @pytest.fixture
    def signed(self, lead):
        assessment = everything(lead)
        return sign(assessment, by=lead)

    def test_all_is_well(self, signed, capsys):
        call_command("verify_audit")

        assert "whole" in capsys.readouterr().out

    def test_a_changed_entry(self, signed):
        AuditEntry.objects.filter(assessment=signed.assessment, sequence=2).update(event="left")

        with pytest.raises(CommandError):
            call_command("verify_audit")

    def test_a_changed_answer(self, signed):
        document = copy.deepcopy(signed.document)
        document["situation"]["svar"]["B2"] = 4
        Snapshot.objects.filter(pk=signed.pk).update(document=document)

        with pytest.raises(CommandError):
            call_command("verify_audit")

    def test_an_end_of_the_trail_that_was_cut_off(self, signed):
        AuditEntry.objects.filter(assessment=signed.assessment, event="finished")._raw_delete("default")

        with pytest.raises(CommandError):
            call_command("verify_audit")


def test_planned_actions_count_when_rules_ask_for_them(lead):
    assessment = agreed(by=lead)
    for number in range(3):
        plan_for(assessment, by=lead, title=f"Tiltak {number}")
    PlannedAction.objects.filter(title="Tiltak 2").update(status="dropped")

    sheet = whole_sheet_of(Assessment.objects.with_context().get(pk=assessment.pk))

    assert sheet.situation.facts["antall_valgte_tiltak"] == 2


def test_memberships_decide_who_sees_a_snapshot(lead):
    snapshot = sign(agreed(by=lead), by=lead)
    levanger, steinkjer = (Municipality.objects.get(pk=pk) for pk in (LEVANGER, "5006"))

    def sees(user):
        return Snapshot.objects.visible_to(user).filter(pk=snapshot.pk).exists()

    assert sees(lead)
    assert sees(member(levanger, Membership.Role.DECISION_MAKER))
    assert not sees(member(levanger, Membership.Role.LEARNER))
    assert not sees(member(steinkjer))
