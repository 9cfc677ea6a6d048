"""Mail leaves after the fact, once, and waits when it cannot."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail

pytestmark = pytest.mark.django_db


def queue(key="a"):
    return outbox.queue(key=key, to="kari@x.no", subject="Hei", body="Hemmelig", at=timezone.now())


def test_it_leaves_when_the_transaction_is_through_and_is_then_forgotten(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        assert mail.outbox == []

    assert [one.body for one in mail.outbox] == ["Hemmelig"]
    assert OutgoingMail.objects.get().body == ""


def test_told_twice_it_leaves_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        queue()
    outbox.send_waiting()

    assert len(mail.outbox) == 1


def test_what_could_not_leave_waits_and_leaves_later(settings, django_capture_on_commit_callbacks, capsys):
    settings.EMAIL_BACKEND = "tests.accounts.test_outbox.NoServer"
    with django_capture_on_commit_callbacks(execute=True):
        queue()
    assert OutgoingMail.objects.waiting().get().attempts == 1

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_mail")

    assert "sent 1, still waiting 0" in capsys.readouterr().out
    assert len(mail.outbox) == 1


class NoServer:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError
