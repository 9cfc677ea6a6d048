"""What may follow what on the screen of a meeting, and its clock."""

from datetime import UTC, datetime, timedelta

import pytest

from self_assessment.domain.meeting import (
    AGENDA,
    Move,
    MovedOn,
    NothingToReveal,
    Phase,
    Stage,
    Timer,
    first_stage,
    follow,
    plain_tally,
    read_tally,
    tally,
)

VOTE = first_stage("B2")
SHOWN = Stage("B2", Phase.SHOWN, 1)
AGAIN = Stage("B2", Phase.VOTE, 2)
OTHER = first_stage("C1")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "move", "target", "then"),
    [
        pytest.param(AGENDA, Move.SHOW, VOTE, VOTE, id="an-item-begins-with-a-vote"),
        pytest.param(VOTE, Move.REVEAL, AGENDA, SHOWN, id="the-votes-are-shown"),
        pytest.param(SHOWN, Move.AGAIN, AGENDA, AGAIN, id="a-new-vote-is-a-new-round"),
        pytest.param(OTHER, Move.SHOW, SHOWN, SHOWN, id="back-to-an-item-as-it-was-left"),
        pytest.param(SHOWN, Move.AGENDA, AGENDA, AGENDA, id="back-to-the-agenda"),
    ],
)
def test_what_follows(now, move, target, then):
    assert follow(now, seen=now.key, move=move, target=target) == then


@pytest.mark.parametrize(
    ("seen", "now", "move", "target"),
    [
        pytest.param(VOTE, SHOWN, Move.REVEAL, AGENDA, id="shown-already"),
        pytest.param(SHOWN, AGAIN, Move.AGAIN, AGENDA, id="a-new-round-already"),
        pytest.param(AGENDA, VOTE, Move.SHOW, VOTE, id="up-already"),
        pytest.param(VOTE, AGENDA, Move.AGENDA, AGENDA, id="at-the-agenda-already"),
    ],
)
def test_a_second_press_changes_nothing(seen, now, move, target):
    assert follow(now, seen=seen.key, move=move, target=target) == now


@pytest.mark.parametrize(
    ("seen", "now", "move"),
    [
        pytest.param(VOTE, OTHER, Move.REVEAL, id="another-item-is-up"),
        pytest.param(VOTE, AGAIN, Move.REVEAL, id="another-round-of-the-vote"),
        pytest.param(SHOWN, OTHER, Move.AGAIN, id="a-new-vote-on-what-is-gone"),
        pytest.param(VOTE, AGENDA, Move.REVEAL, id="the-agenda-is-up"),
    ],
)
def test_an_old_page_moves_nothing_and_is_told_what_is_up(seen, now, move):
    with pytest.raises(MovedOn) as moved:
        follow(now, seen=seen.key, move=move)

    assert moved.value.now == now


@pytest.mark.parametrize(("now", "move"), [(AGENDA, Move.REVEAL), (SHOWN, Move.REVEAL), (VOTE, Move.AGAIN)])
def test_there_must_be_something_to_show_or_to_vote_on_again(now, move):
    with pytest.raises(NothingToReveal):
        follow(now, seen=now.key, move=move)


def test_votes_are_kept_as_numbers_and_read_again():
    told = tally([3, None, 1, 3])

    assert plain_tally(told) == [0, 1, 0, 2, 0, 1]
    assert read_tally(plain_tally(told)) == told
    assert (told.people, told.lowest, told.highest, told.discuss) == (4, 1, 3, True)


def test_the_clock_counts_only_while_it_runs_and_never_below_nought():
    timer = Timer(timedelta(minutes=8))
    running = timer.start(NOON)
    paused = running.pause(NOON + timedelta(minutes=3))

    assert timer.left(NOON) == 480
    assert running.left(NOON + timedelta(seconds=61)) == 419
    assert paused.left(NOON + timedelta(hours=2)) == 300
    assert paused.start(NOON + timedelta(hours=2)).left(NOON + timedelta(hours=3)) == 0
    assert paused.anew() == timer
    assert running.start(NOON + timedelta(minutes=1)) == running
    assert paused.pause(NOON) == paused
