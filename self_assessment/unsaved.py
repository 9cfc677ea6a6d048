"""What was typed when the login had run out: kept in the session until the same person is back.

A form carries a ticket, signed for one person and one assessment. It shows whose form it was when nobody is
logged in, and that the form came from us: no other site can make one."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.sessions.backends.base import SessionBase
from django.core import signing

from accounts.models import User
from self_assessment.models import Assessment

_SALT = "self_assessment.ticket"
_KEY = "unsaved_answers"
_FIELDS = ("answer", "reason", "comment", "confidence", "save_id", "replaces")
_MOST_CHARACTERS = 50_000  # a session is no place for more; far above what a field takes


def ticket(user: User, assessment: Assessment) -> str:
    return signing.dumps([user.pk, assessment.pk], salt=_SALT)


def owner_of(ticket: str, assessment_pk: int) -> int | None:
    """Return the id of the person a ticket was made for; None if not ours, or for another assessment."""
    try:
        user_pk, pk = signing.loads(ticket, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_pk if pk == assessment_pk else None


def keep(
    session: SessionBase, *, user_pk: int, assessment_pk: int, code: str, fields: Mapping[str, str]
) -> None:
    """Remember what `user_pk` typed for one indicator. What was remembered for it before is replaced."""
    typed = {name: fields[name][:_MOST_CHARACTERS] for name in _FIELDS if fields.get(name)}
    session.setdefault(_KEY, {})[f"{assessment_pk}/{code}"] = {"user": user_pk, "typed": typed}
    session.modified = True


def typed_by(session: SessionBase, *, user: User, assessment: Assessment, code: str) -> dict[str, str] | None:
    """Return what `user` typed and could not save, or None. Another person gets nothing."""
    kept = session.get(_KEY, {}).get(f"{assessment.pk}/{code}")
    return kept["typed"] if kept and kept["user"] == user.pk else None


def forget(session: SessionBase, *, assessment: Assessment, code: str) -> None:
    """Let go of what has been saved now."""
    if session.get(_KEY, {}).pop(f"{assessment.pk}/{code}", None):
        session.modified = True
