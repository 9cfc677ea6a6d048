"""What certificates are written by. One function, one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from wagtail.log_actions import log

from courses.certificates import keys
from courses.certificates.domain import code, holder
from courses.certificates.domain.achievement import Achievement
from courses.certificates.domain.standing import (
    BARS_A_NEW_ONE,
    Reason,
    Standing,
    may_renew,
    months_after,
)
from courses.certificates.domain.status_list import LENGTH
from courses.certificates.models import Certificate, CertificateTerm

SALT_BYTES = 16
REVOKED = "courses.certificate.revoke"
"""What a revocation is called in the CMS's log."""
TRIES = 5
"""Draws of a code and a place before giving up. The second is needed about once in ten times at worst."""


class Barred(Exception):
    """A certificate for this version was revoked for a reason after which there is no new one."""


class NotStanding(Exception):
    """The certificate has been revoked or has expired, so nothing about it can be put right."""


def issue(*, achievement: Achievement, user: Any, name: str, at: datetime) -> Certificate:
    """Return the certificate for what was finished: the one the person has, a first one, or a renewed one.

    `name` is printed as it is (see domain.holder.tidy). Pressing twice, also at the same time, gives one.
    Raises keys.NoSigningKey, naming the setting, before anything is made; and Barred."""
    keys.signing_key()
    for _try in range(TRIES):
        try:
            return _issue(achievement, user, name, at)
        except IntegrityError:
            continue  # somebody pressed at the same time, or drew the same code or place: look again
    raise RuntimeError("no free code or place found")


@transaction.atomic
def _issue(achievement: Achievement, user: Any, name: str, at: datetime) -> Certificate:
    mine = Certificate.objects.of(user).filter(
        course_key=achievement.course, course_version=achievement.version
    )
    if mine.revoked().filter(reason__in=BARS_A_NEW_ONE).exists():
        raise Barred
    latest = mine.standing_ones().order_by("-renewal").first()
    if latest and not renews(latest, achievement, at):
        return latest
    return Certificate.objects.create(
        code=code.make(secrets.choice),
        user=user,
        holder_name=holder.tidy(name),
        course_key=achievement.course,
        course_version=achievement.version,
        is_draft=achievement.is_draft,
        title_nb=achievement.titles["nb"],
        title_nn=achievement.titles["nn"],
        outcomes_nb=list(achievement.outcomes["nb"]),
        outcomes_nn=list(achievement.outcomes["nn"]),
        minutes=achievement.minutes,
        modules=achievement.modules,
        quiz_percent=achievement.quiz_percent,
        completed_at=achievement.completed_at,
        issued_at=at,
        expires_at=_expiry(achievement.course, at),
        renewal=latest.renewal + 1 if latest else 0,
        place=_free_place(),
    )


def renews(latest: Certificate, achievement: Achievement, now: datetime) -> bool:
    """Say whether it is time for a new one, and the learner has renewed the course since the latest."""
    return may_renew(expires_at=latest.expires_at, now=now) and achievement.completed_at > latest.issued_at


def _expiry(course: str, at: datetime) -> datetime | None:
    """Return the end of the day the certificate is valid until: a date is all that is printed."""
    term = CertificateTerm.objects.filter(course_key=course).first()
    if term is None:
        return None
    return months_after(localtime(at), term.months).replace(hour=23, minute=59, second=59, microsecond=0)


def _free_place() -> int:
    """Return a place drawn by lot, so that it tells nothing of when; half full, a list gives way to a new."""
    full_lists = Certificate.objects.count() // (LENGTH // 2)
    return full_lists * LENGTH + secrets.randbelow(LENGTH)


@transaction.atomic
def replace(*, certificate: Certificate, name: str, at: datetime) -> Certificate:
    """Put the name right: revoke the certificate, and return a new one that says all else the same.

    Raises NotStanding, and keys.NoSigningKey. The same name gives the same certificate."""
    keys.signing_key()
    old = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if old.standing(at) is not Standing.VALID or not old.holder_name:
        raise NotStanding(old)
    name = holder.tidy(name)
    if name == old.holder_name:
        return old
    revoke(certificate=old, reason=Reason.REPLACED, by=old.user, at=at)
    new = Certificate.objects.get(pk=old.pk)
    new.pk, new.revoked_at, new.reason = None, None, ""
    new.code, new.place = code.make(secrets.choice), _free_place()
    new.holder_name, new.issued_at = name, at
    new.save(force_insert=True)
    return new


@transaction.atomic
def revoke(*, certificate: Certificate, reason: Reason, by: Any, at: datetime) -> Certificate:
    """Let a certificate count no more; one that was revoked before keeps its first reason and time.

    `by` is a user, or None when it was done from the command line. The CMS's log remembers it."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.revoked_at is None:
        locked.revoked_at, locked.reason = at, reason.value
        locked.save(update_fields=["revoked_at", "reason"])
        log(instance=locked, action=REVOKED, user=by, data={"reason": reason.value})
    return locked


@transaction.atomic
def forget_holder(*, user: Any) -> int:
    """Let the certificates of a person go on without the person, and without the name. Returns how many."""
    mine = list(Certificate.objects.of(user).select_for_update())
    for certificate in mine:
        certificate.holder_proof = holder.prove(certificate.holder_name, secrets.token_bytes(SALT_BYTES))
        certificate.holder_name, certificate.user = "", None
        certificate.save(update_fields=["holder_proof", "holder_name", "user"])
    return len(mine)
