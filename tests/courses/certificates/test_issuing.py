"""A certificate is given once, for what was finished, in the name its holder says."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.certificates import actions, queries
from courses.certificates.domain.standing import Reason, Standing
from courses.certificates.models import Certificate, CertificateTerm
from courses.domain.learner import Learner
from courses.public import my_certificates
from courses.versions.actions import choose_version
from tests.courses.certificates.conftest import (
    LONG_AGO,
    NAME,
    finish,
    issue,
    make_person,
    pass_quiz,
)


def ask(client, course, name=NAME):
    return client.post(reverse("certificates:issue", args=[course.pk]), {"name": name})


def test_what_was_finished_is_asked_a_name_for_and_issued(client, course, person):
    finish(course, person)

    page = client.get(reverse("certificates:issue", args=[course.pk]))
    response = ask(client, course)

    certificate = Certificate.objects.get()
    assert 'name="name"' in page.text
    assert response.url == certificate.get_absolute_url()
    assert certificate.holder_name == NAME
    assert certificate.outcomes_nb[0].startswith("Du kan forklare hvorfor")
    assert certificate.outcomes_nn[0].startswith("Du kan forklare kvifor")


def test_the_name_of_the_account_is_proposed(course, client, person):
    person.first_name, person.last_name = "Máhtte", "Øverli"
    person.save()
    finish(course, person)

    page = client.get(reverse("certificates:issue", args=[course.pk]))

    assert 'value="Máhtte Øverli"' in page.text


def test_pressing_twice_gives_one_certificate(client, course, person):
    finish(course, person)

    addresses = {ask(client, course, name).url for name in (NAME, NAME, "Somebody Else")}

    assert addresses == {Certificate.objects.get().get_absolute_url()}


def test_two_at_once_are_stopped_by_the_database(certificate):
    twin = Certificate.objects.get(pk=certificate.pk)
    twin.pk, twin.code, twin.place = None, "222222222222", certificate.place + 1

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_an_unfinished_course_says_what_remains(client, course):
    response = client.get(reverse("certificates:issue", args=[course.pk]))
    refused = ask(client, course)

    assert "Beviset er ikke klart ennå" in response.text
    assert refused.status_code == 200
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    "name", ["", "   ", "12345", "Kari 01019012345", "a" * 121, "Kari\u202eNordmann", "Kari\u200bNordmann"]
)
def test_what_is_no_name_is_refused_with_the_reason_and_kept_in_the_form(client, course, person, name):
    finish(course, person)

    response = ask(client, course, name)

    assert response.status_code == 422
    assert "ds-validation-message" in response.text
    assert not Certificate.objects.exists()


def test_nobody_signed_out_gets_one(course):
    from django.test import Client

    response = Client().get(reverse("certificates:issue", args=[course.pk]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["certificate", "pdf", "rename", "credential", "badge"])
def test_somebody_elses_certificate_is_not_found(client, course, name):
    other = make_person()
    finish(course, other)
    theirs = issue(course, other)

    response = client.get(reverse(f"certificates:{name}", args=[theirs.printed_code]))

    assert response.status_code == 404


def test_without_a_key_the_setting_is_named_and_nothing_made(client, course, person, settings):
    finish(course, person)
    settings.CERTIFICATE_KEYS = []

    response = ask(client, course)

    assert response.status_code == 503
    assert "CERTIFICATE_KEYS" in response.text
    assert not Certificate.objects.exists()


def test_the_version_is_the_one_that_was_begun(course, person):
    finish(course, person)
    course.version, course.title = "0.2", "Et nytt navn"
    course.save()

    certificate = issue(course, person)

    assert (certificate.course_version, certificate.title_nb) == ("0.1", "Arbeidsfokus i rehabilitering")


def test_the_name_put_right_gives_a_new_code_and_revokes_the_old(client, certificate):
    response = client.post(
        reverse("certificates:rename", args=[certificate.printed_code]), {"name": "Ingrid Sølberg"}
    )

    certificate.refresh_from_db()
    new = Certificate.objects.exclude(pk=certificate.pk).get()
    assert response.url == new.get_absolute_url()
    assert (certificate.reason, new.holder_name, new.renewal) == ("replaced", "Ingrid Sølberg", 0)
    assert (new.completed_at, new.outcomes_nb) == (certificate.completed_at, certificate.outcomes_nb)
    assert new.code != certificate.code
    assert new.place != certificate.place


def test_the_same_name_again_changes_nothing(client, certificate):
    client.post(reverse("certificates:rename", args=[certificate.printed_code]), {"name": f" {NAME} "})

    assert Certificate.objects.get().revoked_at is None


# --- Revoking and renewing ---------------------------------------------------------------------------


def test_revoking_keeps_the_first_reason_and_is_remembered(certificate, person):
    now = timezone.now()

    actions.revoke(certificate=certificate, reason=Reason.MISTAKE, by=person, at=now)
    again = actions.revoke(certificate=certificate, reason=Reason.MISUSE, by=None, at=now + timedelta(1))

    assert (again.reason, again.revoked_at) == ("mistake", now)
    entry = ModelLogEntry.objects.get(action=actions.REVOKED)
    assert (entry.user, entry.data, entry.label) == (person, {"reason": "mistake"}, certificate.printed_code)


@pytest.mark.parametrize(
    ("reason", "new_one"),
    [(Reason.MISTAKE, True), (Reason.HOLDER, True), (Reason.MISUSE, False), (Reason.WITHDRAWN, False)],
)
def test_some_reasons_bar_a_new_certificate(client, course, certificate, reason, new_one):
    actions.revoke(certificate=certificate, reason=reason, by=None, at=timezone.now())

    ask(client, course)

    assert Certificate.objects.standing_ones().exists() is new_one


def test_a_course_with_a_term_expires_at_the_end_of_the_day_and_is_renewed(course, person):
    CertificateTerm.objects.create(course_key="L1", months=24)
    finish(course, person, LONG_AGO)
    first = issue(course, person, LONG_AGO)
    late = first.expires_at - timedelta(days=30)

    too_early = issue(course, person, LONG_AGO + timedelta(days=30))
    not_shown_yet = issue(course, person, late)
    pass_quiz(course, person, late - timedelta(hours=3), attempt=2)
    without_renewing = issue(course, person, late)
    choose_version(
        course=course.key, was=course.version, to=course.version, offered=course.version,
        by=Learner(person.pk), at=late - timedelta(hours=2), renews=True,
    )  # fmt: skip
    pass_quiz(course, person, late - timedelta(hours=1), attempt=3)
    renewed = issue(course, person, late)
    again = issue(course, person, late + timedelta(minutes=1))

    assert timezone.localtime(first.expires_at).isoformat() == "2028-03-02T23:59:59+01:00"
    assert too_early == not_shown_yet == first
    assert (renewed.renewal, renewed.completed_at) == (1, late - timedelta(hours=1))
    assert again == renewed
    assert without_renewing == first
    assert first.standing(first.expires_at) is Standing.EXPIRED


def test_my_page_lists_mine_and_not_the_replaced(client, certificate, person):
    client.post(reverse("certificates:rename", args=[certificate.printed_code]), {"name": "Ingrid Berg"})

    found = my_certificates(person)

    assert [(one.course_key, one.standing, one.renewable) for one in found] == [("L1", "valid", False)]
    assert found[0].text.startswith("Utstedt ")


def test_my_certificates_cost_one_query(certificate, person, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.certificates_of(person)


def test_the_command_revokes_once(certificate, capsys):
    call_command("revoke_certificate", certificate.printed_code.lower(), "misuse")

    certificate.refresh_from_db()
    assert certificate.reason == "misuse"
    with pytest.raises(CommandError, match="was revoked on"):
        call_command("revoke_certificate", certificate.printed_code, "mistake")
    with pytest.raises(CommandError, match="No certificate has the code"):
        call_command("revoke_certificate", "2222-2222-2222", "mistake")
