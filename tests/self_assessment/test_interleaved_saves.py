"""Many clients save in any order, on whatever they happened to see: nothing that was acknowledged is ever lost."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from self_assessment import actions
from self_assessment.consensus import actions as consensus
from self_assessment.domain.values import NoLevel
from self_assessment.models import Answer, AnswerSave, Assessment
from self_assessment.models.answer import AnswerValues
from tests.factories.self_assessment import full, join

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
CLIENTS = st.integers(0, 4)
"""Two devices each of two people, and the lead's. At the table any of them may hold the pen."""
CODES = st.sampled_from(["A1", "B2"])
VALUES = st.builds(
    AnswerValues,
    answer=st.sampled_from([None, 0, 1, 4, NoLevel.UNKNOWN]),
    comment=st.sampled_from(["", "Spurte i fagmøtet."]),
)
REFUSED = (actions.AnswersAreIn, actions.NotBeingAgreed)


@dataclass
class Kept:
    """What the model remembers of one answer: every acknowledged value in order, and those that came too late."""

    said: list[AnswerValues]
    late: dict[uuid.UUID, AnswerValues]

    @property
    def version(self) -> int:
        return len(self.said)

    @property
    def now(self) -> AnswerValues:
        return self.said[-1] if self.said else AnswerValues()


class Clients(RuleBasedStateMachine):
    """Clients that save, repeat a save whose answer got lost, look again, and a lead who gathers the answers in."""

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.assessment, self.lead = full()
        people = [join(self.assessment), join(self.assessment)]
        self.clients = [people[0], people[0], people[1], people[1], self.lead]
        self.kept: dict[tuple[int | None, str], Kept] = {}
        self.seen: dict[tuple[int, int | None, str], int] = {}
        self.sent: list[tuple[int, int | None, str, actions.ProposedSave]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- what clients do ---

    @rule(client=CLIENTS, code=CODES, values=VALUES, together=st.booleans())
    def save(self, client: int, code: str, values: AnswerValues, together: bool) -> None:
        whose = None if together else self.clients[client].pk
        replaces = self.seen.get((client, whose, code), 0)
        proposed = actions.ProposedSave(uuid.uuid4(), replaces, values)
        self.sent.append((client, whose, code, proposed))
        self.send(client, whose, code, proposed)

    @rule(place=st.integers(0, 50))
    def repeat(self, place: int) -> None:
        """The network swallowed the answer, so the client asks once more, perhaps long after."""
        if self.sent:
            self.send(*self.sent[place % len(self.sent)], again=True)

    @rule(client=CLIENTS, code=CODES, together=st.booleans())
    def look(self, client: int, code: str, together: bool) -> None:
        whose = None if together else self.clients[client].pk
        row = Answer.objects.filter(assessment=self.assessment, respondent=whose, indicator=code).first()
        self.seen[client, whose, code] = row.version if row else 0

    @rule()
    def gather(self) -> None:
        try:
            consensus.open_consensus(assessment=self.assessment, by=self.lead, at=NOW)
        except consensus.NobodyHasAnswered:
            assert not any(kept.now.answer in range(5) for (whose, _), kept in self.kept.items() if whose)

    @rule()
    def answer_again(self) -> None:
        consensus.answer_again(assessment=self.assessment, by=self.lead, at=NOW)

    @rule()
    def agree_where_all_do(self) -> None:
        try:
            agreed = consensus.agree_where_all_do(assessment=self.assessment, by=self.lead, at=NOW)
        except actions.NotBeingAgreed:
            return
        for code in agreed:
            kept = self.kept.setdefault((None, code), Kept([], {}))
            assert kept.version == 0, "a value somebody had agreed on was written over"
            level = {own.now.answer for (whose, c), own in self.kept.items() if whose and c == code} - {None}
            kept.said.append(AnswerValues(level.pop()))

    def send(self, client, whose, code, proposed, again=False) -> None:
        kept = self.kept.setdefault((whose, code), Kept([], {}))
        by = self.clients[client]
        save = consensus.agree if whose is None else partial(actions.save_answer, respondent=by)
        common = {"assessment": self.assessment, "indicator": code, "proposed": proposed, "by": by, "at": NOW}
        try:
            with transaction.atomic():
                outcome = save(**common)
        except REFUSED:
            return
        if isinstance(outcome, actions.TooLate):
            assert proposed.replaces != kept.version or again
            kept.late[outcome.save.pk] = proposed.values
            return
        if outcome.answer.version > kept.version:
            assert proposed.replaces == kept.version, "a value was written over unseen"
            kept.said.append(proposed.values)
        self.seen[client, whose, code] = outcome.answer.version

    # --- what always holds ---

    @invariant()
    def every_answer_is_the_newest_that_was_acknowledged(self) -> None:
        rows = {
            (row.respondent_id, row.indicator): (row.version, row.values)
            for row in Answer.objects.filter(assessment=self.assessment)
        }
        for key, kept in self.kept.items():
            assert rows.get(key, (0, AnswerValues())) == (kept.version, kept.now)

    @invariant()
    def nothing_acknowledged_or_kept_beside_is_gone(self) -> None:
        saves = AnswerSave.objects.filter(answer__assessment=self.assessment).select_related("answer")
        history = {
            (s.answer.respondent_id, s.answer.indicator, s.version): s.values for s in saves if s.version
        }
        beside = {save.pk: save.values for save in saves if save.version is None}
        for key, kept in self.kept.items():
            assert [history[(*key, n)] for n in range(1, kept.version + 1)] == kept.said
            assert all(beside[pk] == values for pk, values in kept.late.items())


def test_interleaved_saves_lose_nothing_that_was_acknowledged():
    run_state_machine_as_test(
        Clients, settings=settings(max_examples=25, stateful_step_count=30, deadline=None)
    )
    assert not Assessment.objects.exists()
