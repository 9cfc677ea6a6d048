"""Who sees what: every address of the room with every kind of person. An address without a row here fails."""

import uuid
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.timezone import now

from accounts.models import Membership, Municipality
from base.secret_links import token_of as secret_token
from self_assessment import unsaved
from self_assessment.consensus import actions as consensus
from self_assessment.domain.meeting import AGENDA, Move
from self_assessment.meeting import actions as meetings
from self_assessment.models import Answer, AnswerSave, Assessment, Dismissal, Invitation
from self_assessment.plan import actions as planning
from self_assessment.sharing.actions import share
from self_assessment.sharing.links import token_for
from self_assessment.team import actions as team
from self_assessment.team.links import token_of
from tests.factories.evidence import evidence_in
from tests.factories.finished import plan_for, sign
from tests.factories.self_assessment import (
    LEVANGER,
    STEINKJER,
    AssessmentFactory,
    answer_all,
    answer_own,
    full,
    join,
    member,
    person,
    save,
)

pytestmark = pytest.mark.any_database

Role = Membership.Role
PEOPLE = (
    "nobody", "outsider", "neighbour", "learner", "gone",
    "contributor", "decision_maker", "participant", "lead",
)  # fmt: skip
STATES = ("quick", "answering", "consensus", "finished")
POSTED = {
    "begin", "take_part", "remove", "send_again", "revoke",
    "open_consensus", "answer_again", "agree_where_all_do", "take_up_again",
    "meeting_open", "meeting_move", "meeting_join", "meeting_leave", "meeting_vote",
    "evidence_remove",
    "plan_from_step", "plan_carry_over", "plan_move", "calendar_link", "calendar_revoke", "share_revoke",
}  # fmt: skip
"""Addresses that only take a POST; the others are asked for."""


def row(*, inside, participant=None, lead):
    """What each person gets: `inside` for those who may see it, 404 for all others, a login for nobody."""
    outside = dict.fromkeys(("outsider", "neighbour", "learner", "gone"), 404)
    return outside | {
        "nobody": 302,
        "contributor": inside,
        "decision_maker": inside,
        "participant": inside if participant is None else participant,
        "lead": lead,
    }


OPEN = dict.fromkeys(PEOPLE, 200)
SHUT = dict.fromkeys(PEOPLE, 410)
GONE_ON = dict.fromkeys(PEOPLE, 302)
READ = row(inside=200, lead=200)
LEAD = row(inside=403, lead=200)
LEAD_POSTS = row(inside=403, lead=302)
NOT_QUICK = row(inside=403, lead=404)
NOT_YET = row(inside=403, lead=404)
AWAY = row(inside=302, lead=302)
ANSWERED_BY_ALL = row(inside=403, participant=200, lead=200)
ANSWERS_IN = row(inside=403, participant=302, lead=302)
OWN_ONLY = row(inside=403, participant=200, lead=404)
NOT_THERE = row(inside=404, lead=404)
NOTHING = dict.fromkeys(PEOPLE, 404)


def alike(expected, **others):
    """The same in every state, but for `others`. Nobody takes part in a quick check: they are outside it."""
    rows = dict.fromkeys(STATES, expected) | others
    if rows["quick"]["outsider"] == 404:
        rows["quick"] = rows["quick"] | {"participant": 404}
    return rows


FOR_A_GROUP = alike(LEAD, quick=NOT_QUICK)
GROUP_POSTS = alike(LEAD_POSTS, quick=NOT_QUICK)
MATRIX = {
    "start": alike(OPEN),
    "building_block": alike(OPEN),
    "find": alike(OPEN),
    "suggestions": alike(OPEN),
    "municipality": alike(OPEN),
    "begin": alike(GONE_ON),
    "invitation": alike(SHUT, answering=OPEN),
    "overview": alike(READ),
    "result": alike(READ),
    "question": alike(ANSWERED_BY_ALL, quick=LEAD, consensus=ANSWERS_IN, finished=ANSWERS_IN),
    "two_answers": alike(OWN_ONLY, quick=LEAD),
    "team": FOR_A_GROUP,
    "take_part": GROUP_POSTS,
    "remove": GROUP_POSTS,
    "send_again": GROUP_POSTS,
    "revoke": GROUP_POSTS,
    "leave": alike(row(inside=302, participant=200, lead=200), quick=AWAY),
    "service_map": alike(LEAD),
    "picture": alike(READ),
    "service": alike(LEAD),
    "professions": alike(LEAD),
    "profile": alike(LEAD),
    "consensus": alike(READ, quick=AWAY),
    "open_consensus": GROUP_POSTS,
    "answer_again": GROUP_POSTS,
    "agree_where_all_do": GROUP_POSTS,
    "agree": alike(LEAD, quick=NOT_QUICK, answering=NOT_YET, finished=LEAD_POSTS),
    "agree_two_answers": alike(LEAD, quick=NOT_QUICK, answering=NOT_YET),
    "meeting": alike(READ, quick=AWAY),
    "meeting_state": alike(READ),
    "meeting_minutes": alike(READ, quick=AWAY),
    "meeting_open": GROUP_POSTS,
    "meeting_move": GROUP_POSTS,
    **dict.fromkeys(("meeting_join", "meeting_leave", "meeting_vote"), alike(ANSWERS_IN, quick=NOT_QUICK)),
    "meeting_screen": alike(LEAD_POSTS, quick=NOT_QUICK, consensus=LEAD),
    "meeting_item": alike(LEAD_POSTS, quick=NOT_QUICK, consensus=LEAD),
    "meeting_two_answers": alike(LEAD, quick=NOT_QUICK, answering=NOT_YET),
    "review": alike(LEAD),
    "targets": alike(READ),
    "target": alike(LEAD),
    "dismiss": alike(LEAD_POSTS),
    "take_up_again": alike(LEAD_POSTS),
    "finish": alike(LEAD, finished=LEAD_POSTS),
    "sign": alike(LEAD_POSTS),
    "finished": alike(READ),
    "reopen": alike(LEAD_POSTS, finished=LEAD),
    "trail": alike(LEAD),
    "trail_file": alike(LEAD),
    **dict.fromkeys(
        ("edition", "summary", "documents", "report", "workbook", "calculation"),
        alike(NOT_THERE, finished=READ),
    ),
    "evidence": alike(READ),
    "evidence_add": alike(ANSWERED_BY_ALL, quick=LEAD, finished=ANSWERS_IN),
    "evidence_change": alike(LEAD, finished=LEAD_POSTS),
    "evidence_remove": alike(LEAD_POSTS),
    "evidence_file": alike(READ),
    "plan": alike(READ),
    "plan_add": alike(LEAD),
    "plan_from_step": alike(LEAD_POSTS),
    "plan_carry_over": alike(LEAD_POSTS),
    "plan_change": alike(LEAD),
    "plan_move": alike(LEAD_POSTS),
    "calendar_link": alike(AWAY),
    "calendar_revoke": alike(AWAY),
    "calendar_download": alike(READ),
    "calendar_feed": alike(OPEN, quick=NOTHING),
    "shares": alike(LEAD),
    "share_revoke": alike(NOT_YET, finished=LEAD_POSTS),
    "shared": alike(NOTHING, finished=OPEN),
    "shared_report": alike(NOTHING, finished=OPEN),
    "compare": alike(READ),
}


@pytest.fixture
def levanger(db):
    return Municipality.objects.get(pk=LEVANGER)


@pytest.fixture
def people(levanger):
    """People of every kind. Those who take part in a full assessment are let in by `case`."""
    return {role.value: member(levanger, role) for role in Role} | {
        "outsider": person(),
        "neighbour": member(Municipality.objects.get(pk=STEINKJER)),
        "participant": person(),
        "gone": person(),
        "nobody": None,
    }


@dataclass
class Case:
    """An assessment in a state, with one of everything an address may name."""

    assessment: Assessment
    late: AnswerSave
    people: dict
    invitation: Invitation | None = None
    taken_out: int = 1
    dismissal: int = 1
    action: int = 1
    evidence: int = 1
    calendar: str = "x"
    share: int = 1
    shared: str = "x"


@pytest.fixture
def case(levanger, people):
    """A quick check with one answer that came too late."""
    assessment = AssessmentFactory(municipality=levanger)
    save(assessment, "B2", 1)
    action = plan_for(assessment, by=people["lead"]).pk
    evidence = evidence_in(assessment, by=people["lead"]).pk
    return Case(assessment, save(assessment, "B2", 3).save, people, action=action, evidence=evidence)


def group_case(people, state):
    """A full assessment in one of its states."""
    assessment, lead = full(lead=people["lead"])
    join(assessment, user=people["participant"])
    team.leave(participant=_part(assessment, join(assessment, user=people["gone"])), by=lead, at=now())
    invitation = team.invite(
        assessment=assessment, email="ny@levanger.kommune.no", role="nav", by=lead, at=now()
    )
    answer_own(assessment, people["participant"], {"B2": 1})
    late = save(assessment, "B2", 3, by=people["participant"], respondent=people["participant"]).save
    if state != "answering":
        consensus.open_consensus(assessment=assessment, by=lead, at=now())
        save(assessment, "B2", 2, by=lead)
        meeting = meetings.open_meeting(assessment=assessment, minutes=8, by=lead, at=now())
        meetings.turn(meeting=meeting, seen=AGENDA.key, move=Move.SHOW, indicator="B2", at=now())
    dismissal = Dismissal.objects.create(
        assessment=assessment,
        step="R-01",
        rule_version="0",
        inputs={},
        reason="Ikke i år",
        dismissed_at=now(),
    )
    kept = {"action": plan_for(assessment, by=lead).pk, "evidence": evidence_in(assessment, by=lead).pk}
    link = planning.make_calendar_link(assessment=assessment, user=lead, at=now())
    kept["calendar"] = secret_token(link.nonce, "calendar")
    if state == "finished":
        snapshot = sign(assessment, by=lead)
        shared = share(snapshot=snapshot, purpose="Helseutvalget", days=30, by=lead, at=now())
        kept |= {"share": shared.pk, "shared": token_for(shared)}
    if state in ("consensus", "finished"):
        agreed = AnswerSave.objects.get(answer__assessment=assessment, answer__respondent=None)
        late_at_the_table = AnswerSave.objects.create(
            id=uuid.uuid4(), answer=agreed.answer, replaces=0, saved_at=now(), by=lead
        )
        people = people | {"late_at_the_table": late_at_the_table}
    assessment = Assessment.objects.with_context().get(pk=assessment.pk)
    leaving = _part(assessment, join(assessment)).pk
    return Case(assessment, late, people, invitation, leaving, dismissal.pk, **kept)


def _part(assessment, user):
    return assessment.participants.get(user=user)


def address(name, case):
    pk, number = case.assessment.pk, case.assessment.municipality_id
    table = case.people.get("late_at_the_table", case.late)
    link = token_of(case.invitation) if case.invitation else "x"
    arguments = {
        "start": [], "find": [], "suggestions": [],
        "municipality": [number], "begin": [number], "building_block": ["B"],
        "question": [pk, "B2"], "two_answers": [pk, "B2", case.late.pk],
        "meeting_item": [pk, "B2"], "meeting_two_answers": [pk, "B2", table.pk],
        "agree": [pk, "B2"], "agree_two_answers": [pk, "B2", table.pk],
        "invitation": [link],
        "remove": [pk, case.taken_out],
        "send_again": [pk, case.invitation.pk if case.invitation else 1],
        "revoke": [pk, case.invitation.pk if case.invitation else 1],
        "service": [pk, "S05"], "target": [pk, "B2"],
        **{key: [pk, 1] for key in ("edition", "summary", "documents", "report", "workbook", "calculation")},
        "plan_from_step": [pk, "R-99"], "plan_change": [pk, case.action], "plan_move": [pk, case.action],
        **{f"evidence_{what}": [pk, case.evidence] for what in ("change", "remove", "file")},
        "calendar_feed": [case.calendar], "share_revoke": [pk, case.share],
        "shared": [case.shared], "shared_report": [case.shared], "compare": [number],
        "dismiss": [pk, "R-99"], "take_up_again": [pk, case.dismissal],
    }.get(name, [pk])  # fmt: skip
    return reverse(f"self_assessment:{name}", args=arguments) + ("?q=lev" if name == "find" else "")


def test_every_address_has_its_row():
    patterns = get_resolver("self_assessment.urls").url_patterns

    assert {pattern.name for pattern in patterns} == set(MATRIX)


@pytest.mark.parametrize("state", STATES)
def test_each_address_opens_to_those_it_should(case, people, state):
    if state != "quick":
        case = group_case(people, state)
    # A quick check has no invitations, and the one here has no step put aside.
    names = [name for name in MATRIX if state != "quick" or name not in ("invitation", "take_up_again")]

    visitors = {who: visitor(case.people[who]) for who in PEOPLE}

    answers = {name: answers_of(visitors, name, case) for name in names}

    assert answers == {name: dict(MATRIX[name][state]) for name in names}


def visitor(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def answers_of(visitors, name, case):
    """What each person gets at an address; what their visits changed is taken back afterwards."""
    before, answers = transaction.savepoint(), {}
    for who, client in visitors.items():
        cache.clear()  # wrong guesses are counted there
        send = client.post if name in POSTED else client.get
        response = send(address(name, case))
        answers[who] = response.status_code
        if who == "nobody" and response.status_code == 302:
            assert "/konto/" in response["Location"]
    transaction.savepoint_rollback(before)
    return answers


@pytest.mark.parametrize("name", sorted(POSTED))
def test_a_post_address_opened_by_hand_leads_to_its_page(client, people, name):
    case = group_case(people, "answering")
    client.force_login(people["lead"])

    response = client.get(address(name, case), follow=True)

    assert response.status_code == 200
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("who", [who for who in OPEN if who != "lead"])
def test_nobody_but_the_lead_saves_an_answer(client, case, who):
    assessment, people = case.assessment, case.people
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
    people = case.people
    ended = people["lead"].memberships.get()
    ended.to_date = ended.from_date
    ended.save()
    client.force_login(people["lead"])

    assert client.get(address("result", case)).status_code == 404


def test_whoever_no_longer_leads_has_no_part_left_as_lead(client, people):
    case = group_case(people, "answering")
    ended = people["lead"].memberships.get()
    ended.to_date = ended.from_date
    ended.save()
    client.force_login(people["lead"])

    assert client.get(address("overview", case)).status_code == 404
    assert client.get(address("question", case)).status_code == 404


def test_a_superuser_has_no_part_in_a_municipality(client, case):
    client.force_login(person(is_staff=True, is_superuser=True))

    assert client.get(address("result", case)).status_code == 404
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
    assessment, late, people = case.assessment, case.late, case.people
    client.force_login(people["lead"])
    in_use = AnswerSave.objects.get(version=1).pk

    response = client.get(path.format(pk=assessment.pk, late=late.pk, unknown=uuid.uuid4(), in_use=in_use))

    assert response.status_code == 404


def test_a_late_save_of_another_municipality_is_not_shown(client, case):
    late, people = case.late, case.people
    mine = AssessmentFactory(municipality_id=STEINKJER)
    save(mine, "B2", 2)
    client.force_login(people["neighbour"])

    response = client.get(reverse("self_assessment:two_answers", args=[mine.pk, "B2", late.pk]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["overview", "result", "question", "two_answers"])
def test_what_belongs_to_a_municipality_is_never_cached(client, case, name):
    client.force_login(case.people["lead"])

    assert "no-store" in client.get(address(name, case))["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "most"), [("overview", 8), ("question", 13), ("result", 17), ("two_answers", 10), ("start", 8)]
)
def test_pages_ask_the_database_the_same_however_much_is_answered(
    client, case, django_assert_max_num_queries, name, most
):
    client.force_login(case.people["lead"])
    client.get(address(name, case))
    codes = ["A1", "A2", "A3", "B1", "C1", "C2", "E1", "F1", "I1", "J1"]
    answer_all(case.assessment, dict.fromkeys(codes, 1))

    with django_assert_max_num_queries(most):
        response = client.get(address(name, case))

    assert response.status_code == 200


BUDGETS = {
    "overview": 12, "team": 10, "consensus": 8, "agree": 11, "review": 16, "targets": 15,
    "evidence": 9, "service_map": 15, "professions": 15, "picture": 15, "result": 20,
    "finish": 21, "finished": 9, "plan": 20, "shares": 9, "trail": 6,
}  # fmt: skip


@pytest.mark.parametrize("name", BUDGETS)
def test_a_group_of_eighty_costs_no_more_questions_than_one_of_eight(
    client, people, django_assert_max_num_queries, name
):
    case = group_case(people, "consensus")
    everybody = [join(case.assessment) for _ in range(80)]
    Answer.objects.bulk_create(
        Answer(assessment=case.assessment, respondent=one, indicator=code, level=2, version=1)
        for one in everybody
        for code in ("A1", "B1", "C1")
    )
    client.force_login(people["lead"])
    client.get(address(name, case))

    with django_assert_max_num_queries(BUDGETS[name]):
        response = client.get(address(name, case))

    assert response.status_code == 200
