"""What goes wrong around finishing: two at once, a second factor that is not given, a framework taken back."""

import time
from functools import partial

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from self_assessment import actions
from self_assessment.evidence.actions import remove
from self_assessment.finishing import actions as finishing
from self_assessment.models import Assessment, Evidence, FrameworkRelease, SignOff, Snapshot
from self_assessment.models.release import ReleaseIsFixed
from tests.factories.evidence import evidence_in
from tests.factories.finished import agree, agreed, sign
from tests.factories.self_assessment import LEVANGER, Municipality, full, join, member, save

ALREADY = "already"


def trying(job):
    """Do it, and tell when somebody else was first."""
    try:
        return job()
    except (actions.AlreadyFinished, finishing.ChangedSince):
        return ALREADY


def two_leads():
    municipality = Municipality.objects.get(pk=LEVANGER)
    return member(municipality), member(municipality)


def test_two_leads_who_finish_in_the_same_moment_sign_once(elsewhere):
    first, second = elsewhere.run(two_leads)
    assessment = elsewhere.run(partial(agreed, by=first))

    told = elsewhere.at_once(
        *[partial(trying, partial(sign, assessment, by=lead)) for lead in (first, second)]
    )

    assert [type(one) for one in told].count(Snapshot) == 1
    assert told.count(ALREADY) == 1
    assert elsewhere.run(Snapshot.objects.count) == elsewhere.run(SignOff.objects.count) == 1


def test_an_answer_in_the_moment_of_finishing_is_either_signed_or_refused(elsewhere):
    first, second = elsewhere.run(two_leads)
    assessment = elsewhere.run(partial(agreed, by=first))

    signed, answered = elsewhere.at_once(
        partial(trying, partial(sign, assessment, by=first)),
        partial(trying, partial(agree, assessment, "B2", 4, by=second)),
    )

    stands = elsewhere.run(
        lambda: Assessment.objects.get(pk=assessment.pk).answers.agreed().get(indicator="B2").level
    )
    if signed is ALREADY:  # the answer came first, so what was looked at is not what would be signed
        assert (stands, elsewhere.run(Snapshot.objects.count)) == (4, 0)
    else:
        assert signed.document["situation"]["svar"]["B2"] == stands
        assert (answered is ALREADY) == (stands == 2)


def test_evidence_taken_away_in_the_moment_of_finishing_is_either_signed_or_gone(elsewhere):
    first, second = elsewhere.run(two_leads)
    assessment = elsewhere.run(partial(agreed, by=first))
    row = elsewhere.run(partial(evidence_in, assessment, by=second, url="https://nav.no/"))

    signed, _removed = elsewhere.at_once(
        partial(trying, partial(sign, assessment, by=first)),
        partial(trying, partial(remove, evidence=row, by=second, at=timezone.now())),
    )

    left = elsewhere.run(lambda: Evidence.objects.filter(assessment=assessment).count())
    if signed is not ALREADY:
        assert len(signed.document["evidence"]) == left


# --- the second factor ---


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def with_second_factor(client, db):
    """A leader with a second factor, and what the group has agreed on."""
    cache.clear()
    lead, secret = member(Municipality.objects.get(pk=LEVANGER)), generate_totp_secret()
    TOTP.activate(lead, secret)
    client.force_login(lead)
    return lead, secret, agreed(by=lead)


def ask_to_sign(client, assessment):
    url = reverse("self_assessment:finish", args=[assessment.pk])
    seen = client.get(url).context["form"].initial["seen"]
    return client.post(url, {"role": "Kommunalsjef", "seen": seen, "seen_unsettled": "on"})


def test_whoever_has_a_second_factor_signs_with_it(client, with_second_factor):
    lead, secret, assessment = with_second_factor
    confirm = ask_to_sign(client, assessment)["Location"]
    assert "/2fa/reauthenticate/" in confirm

    sign_page = reverse("self_assessment:sign", args=[assessment.pk])
    back = client.post(confirm, {"code": code_of(secret), "next": sign_page})
    client.get(back["Location"])
    client.post(sign_page)

    signed = Snapshot.objects.get().sign_off
    assert (signed.method, signed.signed_by) == (SignOff.Method.SECOND_FACTOR, lead)


def test_a_wrong_code_signs_nothing(client, with_second_factor):
    _lead, secret, assessment = with_second_factor
    confirm = ask_to_sign(client, assessment)["Location"]
    wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06}"
    sign_page = reverse("self_assessment:sign", args=[assessment.pk])

    response = client.post(confirm, {"code": wrong, "next": sign_page})
    client.post(sign_page)

    assert response.status_code == 200
    assert not Snapshot.objects.exists()
    assert Assessment.objects.get(pk=assessment.pk).is_open


# --- a framework taken back ---


@pytest.mark.django_db
def test_a_framework_in_use_is_neither_changed_nor_deleted():
    assessment, _lead = full()
    release = FrameworkRelease.objects.get(pk=assessment.release_id)
    release.status = FrameworkRelease.Status.DRAFT

    with pytest.raises(ReleaseIsFixed):
        release.save()
    with pytest.raises(ReleaseIsFixed):
        release.delete()


@pytest.mark.django_db
def test_what_was_begun_in_a_framework_that_is_taken_back_is_answered_signed_and_read(client):
    lead, _other = two_leads()
    assessment = agreed(by=lead)
    begun = full(municipality="5006")[0]
    somebody = join(begun)
    FrameworkRelease.objects.update(status=FrameworkRelease.Status.DRAFT, released_at=None)

    assert save(begun, "B2", 2, by=somebody, respondent=somebody).answer.level == 2
    sign(assessment, by=lead)
    client.force_login(lead)
    for page in ("overview", "result", "plan", "evidence", "finished"):
        assert client.get(reverse(f"self_assessment:{page}", args=[assessment.pk])).status_code == 200


@pytest.mark.django_db
def test_nothing_new_begins_in_a_framework_that_is_taken_back_and_the_page_says_so(client):
    lead, _other = two_leads()
    FrameworkRelease.objects.update(status=FrameworkRelease.Status.DRAFT, released_at=None)
    client.force_login(lead)

    response = client.post(reverse("self_assessment:begin", args=[LEVANGER]), {"kind": "full"}, follow=True)

    assert "Spørsmålene er ikke på plass" in response.content.decode()
    assert not Assessment.objects.exists()
