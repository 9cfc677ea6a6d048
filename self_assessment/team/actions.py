"""What changes the team: inviting, taking back, saying yes, leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from self_assessment.finishing.trail import record
from self_assessment.models.assessment import Assessment
from self_assessment.team import notices
from self_assessment.team.links import new_nonce
from self_assessment.team.models import Invitation, Participant


class AnswersAreClosed(Exception):
    """The group has begun to agree, or has finished: nobody new can be asked. Nothing was changed."""


class AlreadyInTheTeam(Exception):
    """The address is invited already, or belongs to somebody who takes part. Nothing was changed."""


class TooManyInvitations(Exception):
    """The assessment has as many people and invitations as it may have. Nothing was changed."""


class NotOpen(Exception):
    """The invitation has been used, taken back or has run out. Nothing was changed."""


class SentToAnother(Exception):
    """The invitation went to an address the person has not confirmed as theirs. Nothing was changed."""


def _asks(assessment: Assessment) -> None:
    now = Assessment.objects.get(pk=assessment.pk)
    if not (now.is_agreed_together and now.takes_answers):
        raise AnswersAreClosed


@transaction.atomic
def invite(*, assessment: Assessment, email: str, role: str, by: User, at: datetime) -> Invitation:
    """Invite an address to answer in a role, and queue the mail. One that has run out is sent anew.

    Raises AnswersAreClosed, AlreadyInTheTeam, TooManyInvitations."""
    _asks(assessment)
    email = email.lower()
    present = assessment.participants.present()
    # Only whose address is confirmed counts: another's account must not be told of by trying its address.
    if present.filter(
        user__in=EmailAddress.objects.filter(email=email, verified=True).values("user")
    ).exists():
        raise AlreadyInTheTeam
    unanswered = assessment.invitations.unanswered()
    if earlier := unanswered.filter(email=email).first():
        if earlier.standing(at) is Invitation.Standing.OPEN:
            raise AlreadyInTheTeam
        earlier.role = role
        return _send(earlier, assessment, by, at)
    if present.count() + unanswered.count() >= settings.ASSESSMENT_TEAM_SIZE:
        raise TooManyInvitations
    try:
        with transaction.atomic():
            return _send(Invitation(assessment=assessment, email=email, role=role), assessment, by, at)
    except IntegrityError:  # somebody else invited the address in the same moment
        raise AlreadyInTheTeam from None


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Send a new link; the one before no longer opens. Raises AnswersAreClosed, NotOpen."""
    _asks(invitation.assessment)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.standing(at) not in (Invitation.Standing.OPEN, Invitation.Standing.EXPIRED):
        raise NotOpen
    return _send(locked, invitation.assessment, by, at)


def _send(invitation: Invitation, assessment: Assessment, by: User, at: datetime) -> Invitation:
    invitation.nonce, invitation.invited_by, invitation.sent_at = new_nonce(), by, at
    invitation.expires_at = at + timedelta(days=settings.ASSESSMENT_INVITATION_DAYS)
    invitation.save()
    notices.send_invitation(invitation, assessment, at)
    detail = {"invitation": invitation.pk, "role": invitation.role}
    record(assessment=assessment, by=by, at=at, event="invited", detail=detail)
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Take an invitation back. Raises NotOpen when it has been used or taken back already."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.revoked_at:
        raise NotOpen
    locked.revoked_at = at
    locked.save(update_fields=["revoked_at"])
    detail = {"invitation": locked.pk}
    record(assessment=invitation.assessment, by=by, at=at, event="invitation_revoked", detail=detail)


@transaction.atomic
def accept(*, invitation: Invitation, by: User, at: datetime) -> Participant:
    """Take part, in the role of the invitation. Also who has left before comes back this way.

    Raises NotOpen, AnswersAreClosed, and SentToAnother when the address is not confirmed as the person's."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.standing(at) is not Invitation.Standing.OPEN:
        raise NotOpen
    _asks(invitation.assessment)
    if not is_for(locked, by):
        raise SentToAnother
    locked.accepted_at, locked.accepted_by = at, by
    locked.save(update_fields=["accepted_at", "accepted_by"])
    participant, _created = Participant.objects.update_or_create(
        assessment=invitation.assessment,
        user=by,
        defaults={"role": locked.role, "as_lead": False, "left_at": None, "joined_at": at},
    )
    detail = {"invitation": locked.pk, "role": locked.role}
    record(assessment=invitation.assessment, by=by, at=at, event="joined", detail=detail)
    return participant


def is_for(invitation: Invitation, user: User) -> bool:
    """Tell whether the invitation went to an address the person has confirmed."""
    return EmailAddress.objects.filter(user=user, email__iexact=invitation.email, verified=True).exists()


@transaction.atomic
def leave(*, participant: Participant, by: User, at: datetime) -> None:
    """Let a person go, on their own wish or the lead's. What was answered stays, as a number among others."""
    if Participant.objects.present().filter(pk=participant.pk).update(left_at=at):
        detail = {"role": participant.role}
        record(assessment=participant.assessment, by=by, at=at, event="left", detail=detail)


@transaction.atomic
def take_part_as_lead(*, assessment: Assessment, role: str, by: User, at: datetime) -> Participant:
    """Let a lead answer too, for as long as they lead. Raises AnswersAreClosed."""
    _asks(assessment)
    participant, _created = Participant.objects.update_or_create(
        assessment=assessment,
        user=by,
        defaults={"role": role, "as_lead": True, "left_at": None, "joined_at": at},
    )
    record(assessment=assessment, by=by, at=at, event="joined", detail={"role": role})
    return participant


def forget_person(user: User) -> None:
    """Let go of the invitations that name an address of the person. Their answers go with the account."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    Invitation.objects.filter(Q(accepted_by=user) | Q(email__in=[*addresses, user.email])).delete()


def forget_old_invitations(*, at: datetime) -> int:
    """Delete invitations nobody took up, some time after they ran out or were taken back; return how many."""
    since = at - timedelta(days=settings.ASSESSMENT_INVITATION_MEMORY_DAYS)
    old = Invitation.objects.filter(accepted_at=None).filter(
        Q(expires_at__lt=since) | Q(revoked_at__lt=since)
    )
    return old.delete()[0]
