"""An invitation: it reaches the one it was sent to, once, and says plainly why it does not open to others."""

import datetime
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase
from accounts.models import OutgoingMail
from self_assessment.consensus import actions as consensus
from self_assessment.models import Answer, Invitation, Participant
from self_assessment.team import actions
from tests.factories.self_assessment import answer_own, full, join, person

pytestmark = pytest.mark.django_db
ADDRESS = "kari@levanger.kommune.no"


def invited(email=ADDRESS):
    """Somebody with an account and that address confirmed."""
    user = person()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@pytest.fixture
def started():
    return full()


def invite(client, started, callbacks, email=ADDRESS, role="behandler"):
    """Invite through the page, and return the link of the mail."""
    assessment, lead = started
    client.force_login(lead)
    with callbacks(execute=True):
        client.post(reverse("self_assessment:team", args=[assessment.pk]), {"email": email, "role": role})
    client.logout()
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def link(client, started, django_capture_on_commit_callbacks):
    return invite(client, started, django_capture_on_commit_callbacks)


def test_the_mail_says_what_it_asks_in_the_language_of_the_municipality(link, started):
    (sent,) = mail.outbox

    assert sent.to == [ADDRESS]
    assert "Fagperson i helse" in sent.body
    assert "25 spørsmål" in sent.body
    assert "Levanger" in sent.subject


def test_a_nynorsk_municipality_is_written_to_in_nynorsk(client, django_capture_on_commit_callbacks):
    link = invite(client, full("4602"), django_capture_on_commit_callbacks)  # Kinn

    assert "/nn/" in link
    assert "Ingen andre enn du ser dine eigne svar" in mail.outbox[-1].body


def test_no_mail_leaves_when_the_invitation_was_not_kept(started):
    assessment, lead = started

    with transaction.atomic():
        actions.invite(assessment=assessment, email=ADDRESS, role="nav", by=lead, at=timezone.now())
        transaction.set_rollback(True)

    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


def test_whoever_it_was_sent_to_says_yes_and_answers_in_the_role(client, link, started):
    user = invited()
    client.force_login(user)

    page = client.get(link).content.decode()
    response = client.post(link, follow=True)

    assert "Ja, jeg vil svare" in page
    part = Participant.objects.get(user=user)
    assert (part.role, part.left_at) == ("behandler", None)
    assert "0 av 25 spørsmål er besvart" in response.content.decode()


def test_without_a_login_it_leads_to_one_that_comes_back(client, link):
    page = client.get(link).content.decode()

    assert "k…@levanger.kommune.no" in page
    assert ADDRESS not in page
    assert f"?next={link.replace(':', '%3A')}" in page.replace("%2F", "/")


def test_forwarded_it_lets_nobody_else_in(client, link):
    other = invited("ola@levanger.kommune.no")
    client.force_login(other)

    page = client.get(link).content.decode()
    answer = client.post(link)

    assert "Invitasjonen gikk til en annen adresse" in page
    assert answer.status_code == 403
    assert not Participant.objects.filter(user=other).exists()


def test_an_address_that_is_not_confirmed_does_not_count(client, link):
    user = person()
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=False)
    client.force_login(user)

    assert client.post(link).status_code == 403


def test_used_once_it_opens_for_nobody_else(client, link, started):
    actions.accept(invitation=Invitation.objects.get(), by=invited(), at=timezone.now())
    client.force_login(person())

    response = client.get(link)

    assert response.status_code == 410
    assert "Denne invitasjonen er brukt" in response.content.decode()


def test_expired_it_says_so_and_can_be_sent_again(client, link, started):
    _assessment, lead = started
    later = timezone.now() + datetime.timedelta(days=22)

    with time_machine.travel(later, tick=False):
        closed = client.get(link)
        actions.send_again(invitation=Invitation.objects.get(), by=lead, at=timezone.now())
        replaced = client.get(link)

    assert closed.status_code == 410
    assert "har gått ut" in closed.content.decode()
    assert replaced.status_code == 404  # the old link gave way to the new one
    assert "nyere invitasjon" in replaced.content.decode()
    assert Invitation.objects.get().standing(later) is Invitation.Standing.OPEN


def test_taken_back_it_says_so(client, link, started):
    actions.revoke(invitation=Invitation.objects.get(), by=started[1], at=timezone.now())

    response = client.get(link)

    assert response.status_code == 410
    assert "trukket tilbake" in response.content.decode()


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1:falsk", "%00", "a" * 3000])
def test_a_link_that_was_made_up_opens_nothing(client, token):
    assert client.get(f"/nb/kartlegging/invitasjon/{token}/").status_code == 404


def test_an_address_is_invited_once(client, link, started):
    assessment, lead = started

    with pytest.raises(actions.AlreadyInTheTeam):
        actions.invite(assessment=assessment, email=ADDRESS.upper(), role="nav", by=lead, at=timezone.now())


def test_a_wrong_address_and_no_role_are_told_beside_the_fields_and_nothing_is_lost(client, started):
    assessment, lead = started
    client.force_login(lead)

    response = client.post(
        reverse("self_assessment:team", args=[assessment.pk]), {"email": "kari@@", "role": ""}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Dette er ikke en e-postadresse" in page
    assert "Velg en rolle" in page
    assert 'value="kari@@"' in page
    assert not Invitation.objects.exists()


def test_a_team_has_a_size(client, started, settings):
    settings.ASSESSMENT_TEAM_SIZE = 1
    assessment, lead = started

    with pytest.raises(actions.TooManyInvitations):
        actions.invite(assessment=assessment, email=ADDRESS, role="nav", by=lead, at=timezone.now())


def test_who_leaves_sees_nothing_more_and_the_answers_stay_as_numbers(client, started):
    assessment, _lead = started
    user = join(assessment)
    answer_own(assessment, user, {"B2": 3})
    client.force_login(user)

    client.post(reverse("self_assessment:leave", args=[assessment.pk]))

    assert client.get(reverse("self_assessment:overview", args=[assessment.pk])).status_code == 404
    assert Answer.objects.get(respondent=user).level == 3


def test_who_left_comes_back_by_a_new_invitation(started):
    assessment, lead = started
    user = invited()
    part = assessment.participants.get(user=join(assessment, "nav", user=user))
    actions.leave(participant=part, by=user, at=timezone.now())
    again = actions.invite(assessment=assessment, email=ADDRESS, role="fastlege", by=lead, at=timezone.now())

    actions.accept(invitation=again, by=user, at=timezone.now())

    part.refresh_from_db()
    assert (part.role, part.left_at) == ("fastlege", None)


def test_nobody_is_asked_once_the_answers_are_in(client, link, started):
    assessment, lead = started
    answer_own(assessment, lead, {"B2": 2})
    consensus.open_consensus(assessment=assessment, by=lead, at=timezone.now())
    client.force_login(invited())

    response = client.post(link)

    assert response.status_code == 410
    assert "Svarene er samlet inn" in response.content.decode()
    with pytest.raises(actions.AnswersAreClosed):
        actions.invite(assessment=assessment, email="ny@x.no", role="nav", by=lead, at=timezone.now())


def test_the_lead_sees_who_has_answered_and_never_what(client, started):
    assessment, lead = started
    user = join(assessment, "nav")
    answer_own(assessment, user, {"A1": 4, "B5": 4, "C2": 4})
    Answer.objects.filter(respondent=user).update(comment="Dette skal ingen andre se")
    client.force_login(lead)

    team = client.get(reverse("self_assessment:team", args=[assessment.pk])).content.decode()
    pages = team + "".join(
        client.get(reverse(f"self_assessment:{name}", args=[assessment.pk])).content.decode()
        for name in ("overview", "consensus", "result", "review", "targets")
    )

    assert "3 av 21" in team
    assert "Dette skal ingen andre se" not in pages
    assert "chart__spread" not in pages
    assert "Innarbeidet og i utvikling" not in pages  # the name of step 4, which is what was answered


def test_a_deleted_account_leaves_no_address_behind(link, started):
    user = invited()
    actions.accept(invitation=Invitation.objects.get(), by=user, at=timezone.now())

    erase(user=user)

    assert not Invitation.objects.exists()
    assert not Participant.objects.filter(as_lead=False).exists()


def test_an_address_that_never_answered_is_forgotten(link):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=21 + 89), tick=False):
        call_command("forget_invitations")
        assert Invitation.objects.exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=21 + 91), tick=False):
        call_command("forget_invitations")

    assert not Invitation.objects.exists()
