"""Mail that leaves after the fact: queued with what it tells of, sent once that is in the database.

A mail that could not leave waits for `manage.py send_mail`, which an operator runs every few minutes."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from smtplib import SMTPException

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.models import OutgoingMail

_log = structlog.get_logger(__name__)
MOST_ATTEMPTS = 20
"""After so many the address or the server is at fault, and a person must look at it."""


def queue(*, key: str, to: str, subject: str, body: str, at: datetime) -> OutgoingMail:
    """Queue a mail and try to send it when the transaction is through. The same `key` queues one mail only."""
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "body": body, "queued_at": at}
    )
    if is_new:
        transaction.on_commit(partial(send, mail.pk))
    return mail


def send_waiting() -> tuple[int, int]:
    """Send what waits; return how many left and how many are still here."""
    waiting = OutgoingMail.objects.waiting().filter(attempts__lt=MOST_ATTEMPTS)
    sent = sum([send(pk) for pk in list(waiting.values_list("pk", flat=True))])
    return sent, OutgoingMail.objects.waiting().count()


def send(pk: int) -> bool:
    """Send one mail, if it has not left already. Return whether it left now; a failure is counted, not raised."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=pk, sent_at=None).first()
        if mail is None:
            return False
        mail.attempts += 1
        try:
            EmailMessage(mail.subject, mail.body, to=[mail.to]).send()
        except (OSError, SMTPException) as error:
            _log.warning("mail_not_sent", mail=mail.pk, attempts=mail.attempts, error=type(error).__name__)
        else:
            mail.sent_at, mail.body = timezone.now(), ""
        mail.save(update_fields=["attempts", "sent_at", "body"])
        return mail.sent_at is not None
