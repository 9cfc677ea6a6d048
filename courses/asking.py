"""Which questions an attempt asks, and each of them as it was asked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer

from courses.domain.drawing import draw
from courses.domain.fingerprint import fingerprint
from courses.domain.learner import Learner, learner_keys
from courses.domain.quiz import Attempt
from courses.models import AskedQuestion, CoursePage
from courses.queries import CourseState

SALT = "courses.asking"


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of the attempt under way, in order. `gone` is how many of them were taken out of the
    course since they were drawn; `changed` are those that say something else than when they were answered."""

    ids: tuple[str, ...]
    gone: int = 0
    changed: frozenset[str] = frozenset()


def digests_of(course: CoursePage) -> dict[str, str]:
    """Return {question id: language and digest of all it says}. Texts in two languages are not compared."""
    language = course.locale.language_code
    return {raw["id"]: f"{language}:{fingerprint(raw['value'])}" for raw in course.quiz.raw_data}


def is_another(was: str, now: str) -> bool:
    """Say whether a question says something else: digests of two languages tell nothing."""
    return bool(was) and was.partition(":")[0] == now.partition(":")[0] and was != now


def asked(state: CourseState, learner: Learner, shown: Sequence[str] | None = None) -> Asked:
    """Return what the attempt under way asks: what was drawn for it; else what the form has `shown`; else a draw.

    One and the same person gets the same draw wherever they open the page before anything is saved."""
    now, quiz = digests_of(state.course), state.progress.quiz
    wanted = list(quiz.drawn) if quiz.drawn is not None else shown
    if wanted is None:
        return Asked(draw(state.outline, _seed(state, learner)), changed=_changed(state, now))
    ids = tuple(id for id in wanted if id in now)
    return Asked(ids, gone=len(wanted) - len(ids), changed=_changed(state, now))


def _changed(state: CourseState, now: Mapping[str, str]) -> frozenset[str]:
    draft = state.progress.quiz.draft
    return frozenset(id for id, given in draft.items() if id in now and is_another(given.digest, now[id]))


def _seed(state: CourseState, learner: Learner) -> str:
    if not learner.has_record:
        return secrets.token_hex(8)
    attempt = len(state.progress.quiz.attempts) + 1
    return f"{learner_keys(learner)[0]} {state.course.key} {state.taken.version} {attempt}"


def sign_shown(state: CourseState, ids: Iterable[str]) -> str:
    """Return what goes with the form, so that nobody chooses their own questions."""
    return Signer(salt=SALT).sign_object([state.course.key, *ids])


def read_shown(state: CourseState, token: str) -> list[str] | None:
    """Return the questions a form of ours has shown; None for anything else."""
    try:
        key, *ids = Signer(salt=SALT).unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return ids if key == state.course.key else None


def keep_asked(course: CoursePage, ids: Iterable[str], digests: Mapping[str, str]) -> None:
    """Keep the questions as they are asked now, once each, however many are asked them."""
    wanted = set(ids)
    rows = [
        AskedQuestion(digest=_name(digests[raw["id"]]), content=raw)
        for raw in course.quiz.raw_data
        if raw["id"] in wanted
    ]
    AskedQuestion.objects.bulk_create(rows, ignore_conflicts=True)


def as_asked(course: CoursePage, attempt: Attempt) -> list[Any]:
    """Return the questions of an attempt as they were asked, in order. One query when some have changed since.

    In another language than it was asked in, a question is shown as it is now."""
    now = digests_of(course)
    order = attempt.order or [id for id in now if id in attempt.answers]
    lost = {id: attempt.digests[id] for id in order if id in attempt.digests and _is_lost(id, attempt, now)}
    kept = AskedQuestion.objects.in_bulk([_name(digest) for digest in lost.values()]) if lost else {}
    found = []
    for id in order:
        row = kept.get(_name(lost[id])) if id in lost else None
        child = course.quiz.stream_block.to_python([row.content])[0] if row else course.find_block(id)
        if child is not None:
            found.append(child)
    return found


def _is_lost(id: str, attempt: Attempt, now: Mapping[str, str]) -> bool:
    return id not in now or is_another(attempt.digests[id], now[id])


def _name(digest: str) -> str:
    return digest.partition(":")[2]
