"""Everybody presses in the same second."""

from django.utils import timezone

from self_assessment.domain.meeting import Move
from self_assessment.meeting import actions
from self_assessment.models import Meeting, MeetingItem, Vote
from tests.factories.self_assessment import gathered, join

VOTERS = 8


def prepared():
    assessment, lead = gathered()
    meeting = actions.open_meeting(assessment=assessment, minutes=8, by=lead, at=timezone.now())
    actions.turn(meeting=meeting, seen="." + "0.agenda", move=Move.SHOW, indicator="B2", at=timezone.now())
    return meeting, [join(assessment) for _ in range(VOTERS)]


def vote(meeting, user, level):
    return lambda: actions.vote(
        meeting=meeting, indicator="B2", round=1, level=level, by=user, at=timezone.now()
    )


def told(meeting):
    rows = Vote.objects.filter(item__meeting=meeting)
    return sorted(rows.values_list("voter", "level")), Meeting.objects.get(pk=meeting.pk).version


def test_eight_people_vote_in_the_same_second_and_each_vote_counts_once(elsewhere):
    meeting, people = elsewhere.run(prepared)
    before = elsewhere.run(lambda: told(meeting))[1]

    # each twice, as a phone does that lost the network before it got an answer
    jobs = [vote(meeting, user, n % 5) for n, user in enumerate(people)] * 2
    elsewhere.at_once(*jobs)

    votes, version = elsewhere.run(lambda: told(meeting))
    assert votes == sorted((user.pk, n % 5) for n, user in enumerate(people))
    assert version == before + 2 * VOTERS


def test_a_vote_beside_the_showing_is_either_counted_or_refused_never_half(elsewhere):
    meeting, people = elsewhere.run(prepared)

    def show():
        actions.turn(meeting=meeting, seen="B2.1.vote", move=Move.REVEAL, at=timezone.now())

    def attempt(user):
        def job():
            try:
                vote(meeting, user, 3)()
            except actions.VotesAreShown:
                return False
            return True

        return job

    *counted, _ = elsewhere.at_once(*[attempt(user) for user in people], show)

    votes, _version = elsewhere.run(lambda: told(meeting))
    shown = elsewhere.run(lambda: MeetingItem.objects.get(meeting=meeting).rounds[0])
    assert shown.people == len(votes) == sum(counted)


def test_two_presses_on_show_the_votes_show_them_once(elsewhere):
    meeting, people = elsewhere.run(prepared)
    elsewhere.run(vote(meeting, people[0], 3))

    def show():
        actions.turn(meeting=meeting, seen="B2.1.vote", move=Move.REVEAL, at=timezone.now())

    elsewhere.at_once(show, show)

    assert elsewhere.run(lambda: len(MeetingItem.objects.get(meeting=meeting).tallies)) == 1


def test_two_who_open_a_meeting_at_once_open_one(elsewhere):
    assessment, lead = elsewhere.run(gathered)

    def open_one():
        return actions.open_meeting(assessment=assessment, minutes=8, by=lead, at=timezone.now()).pk

    first, second = elsewhere.at_once(open_one, open_one)

    assert first == second
