"""Making an account, logging in, a new password: what is said, what is mailed, what is not given away."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as django_settings

from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^([A-Z0-9]{4,}(?:-[A-Z0-9]+)*)$", re.MULTILINE)
NEXT = "/nb/samtale/P27/"


def post(client, address: str, **fields):
    return client.post(f"/konto/{address}", fields)


def speak(client, language: str) -> None:
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language


def code_in(mail) -> str:
    return CODE.search(mail.body)[1]


def in_the_page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [("nb", "er koden din til Byggestein", "Hei!"), ("nn", "er koden din til Byggestein", "Hei!"),
     ("en", "is your code for Byggestein", "Hello!")],
)  # fmt: skip
def test_an_account_is_made_by_confirming_the_address_with_a_code(
    client, mailoutbox, language, subject, greeting
):
    speak(client, language)

    post(client, "signup/", email="ny@eksempel.kommune.no", password1=PASSWORD, next=NEXT)
    (mail,) = mailoutbox
    response = post(client, "confirm-email/", code=code_in(mail), next=NEXT)

    assert subject in mail.subject
    assert mail.body.startswith(greeting)
    assert mail.to == ["ny@eksempel.kommune.no"]
    assert response["Location"] == NEXT
    assert User.objects.get(email="ny@eksempel.kommune.no").language == language
    assert client.get("/konto/").status_code == 200


def test_nobody_is_in_before_the_address_is_confirmed(client, mailoutbox):
    post(client, "signup/", email="ny@eksempel.kommune.no", password1=PASSWORD)

    assert client.get("/konto/").status_code == 302
    assert post(client, "confirm-email/", code="AAAA-BBBB").status_code == 200
    assert not EmailAddress.objects.filter(email="ny@eksempel.kommune.no", verified=True).exists()


def test_signing_up_gives_away_nothing_about_who_has_an_account(client, mailoutbox):
    known = UserFactory()

    stranger = post(client, "signup/", email="ny@eksempel.kommune.no", password1=PASSWORD)
    client.cookies.clear()
    again = post(client, "signup/", email=known.email, password1=PASSWORD)

    assert (stranger.status_code, stranger["Location"]) == (again.status_code, again["Location"])
    assert "konto hos oss" in mailoutbox[-1].subject
    assert CODE.search(mailoutbox[-1].body) is None


def test_a_wrong_password_says_what_to_do_and_not_which_part_was_wrong(client):
    user = UserFactory()

    wrong = in_the_page(post(client, "login/", login=user.email, password="feil-passord-99"))
    unknown = in_the_page(post(client, "login/", login="ingen@konto.kommune.no", password=PASSWORD))

    for page in (wrong, unknown):
        assert "E-postadressen og passordet passer ikke sammen. Se over begge." in page


def test_logging_in_leads_on_to_where_one_was_going(client):
    user = UserFactory()

    page = in_the_page(client.get("/konto/login/", {"next": NEXT}))
    response = post(client, "login/", login=user.email.upper(), password=PASSWORD, next=NEXT)

    assert "Ingenting du har lagret, er borte." in page
    assert f'value="{NEXT}"' in page
    assert response["Location"] == NEXT


def test_logging_in_never_leads_to_another_site(client):
    response = post(
        client, "login/", login=UserFactory().email, password=PASSWORD, next="https://example.org/"
    )

    assert response["Location"] == "/nb/min-side/"


def test_the_page_to_log_in_says_nothing_of_lost_work_when_none_was_under_way(client):
    assert "er borte" not in in_the_page(client.get("/konto/login/"))


def test_guessing_is_stopped(client):
    user = UserFactory()

    for _ in range(5):
        post(client, "login/", login=user.email, password="feil-passord-99")
    page = in_the_page(post(client, "login/", login=user.email, password=PASSWORD))

    assert "For mange forsøk. Vent fem minutter" in page
    assert client.get("/konto/").status_code == 302


def test_a_short_password_is_refused_with_the_reason_and_the_address_stays(client):
    speak(client, "nn")

    page = in_the_page(post(client, "signup/", email="ny@eksempel.kommune.no", password1="kort"))

    assert "Passordet er for kort. Bruk minst 12 teikn." in page
    assert "ny@eksempel.kommune.no" in page
    assert not User.objects.filter(email="ny@eksempel.kommune.no").exists()


def test_a_forgotten_password_is_chosen_anew_with_a_code(client, mailoutbox):
    user = UserFactory()

    post(client, "password/reset/", email=user.email)
    post(client, "password/reset/confirm/", code=code_in(mailoutbox[0]))
    post(
        client, "password/reset/complete/", password1="et-helt-nytt-passord", password2="et-helt-nytt-passord"
    )

    user.refresh_from_db()
    assert user.check_password("et-helt-nytt-passord")
    assert mailoutbox[0].to == [user.email]


def test_asking_for_a_password_gives_away_nothing_about_who_has_an_account(client, mailoutbox):
    known = post(client, "password/reset/", email=UserFactory().email)
    client.cookies.clear()
    unknown = post(client, "password/reset/", email="ingen@konto.kommune.no")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert mailoutbox[-1].to == ["ingen@konto.kommune.no"]
    assert CODE.search(mailoutbox[-1].body) is None


def test_a_new_address_counts_only_when_it_is_confirmed(client, mailoutbox):
    user = UserFactory()
    post(client, "login/", login=user.email, password=PASSWORD)

    post(client, "reauthenticate/", password=PASSWORD)
    post(client, "email/", email="flyttet@eksempel.kommune.no", action_add="")
    user.refresh_from_db()
    before = user.email
    post(client, "confirm-email/", code=code_in(mailoutbox[-1]))
    user.refresh_from_db()

    assert before != "flyttet@eksempel.kommune.no"
    assert user.email == "flyttet@eksempel.kommune.no"


def code_of_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_second_factor_is_asked_for_also_on_the_way_to_the_cms(client):
    user = UserFactory(is_superuser=True)
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)

    halfway = post(client, "login/", login=user.email, password=PASSWORD, next="/admin/")
    assert halfway["Location"].startswith("/konto/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302

    wrong = in_the_page(post(client, "2fa/authenticate/", code="000000"))
    assert "Vent på neste kode i appen" in wrong
    assert post(client, "2fa/authenticate/", code=code_of_app(secret))["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_secret_of_the_second_factor_is_unreadable_in_the_database():
    TOTP.activate(UserFactory(), "JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get().data)


def test_a_changed_key_still_reads_old_secrets(settings):
    user = UserFactory()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]

    assert Authenticator.objects.get(user=user).wrap().validate_code(code_of_app("JBSWY3DPEHPK3PXP"))


def test_logging_out_is_asked_first(client):
    client.force_login(UserFactory())

    assert client.get("/konto/logout/").status_code == 200
    assert client.get("/konto/").status_code == 200
    post(client, "logout/")
    assert client.get("/konto/").status_code == 302
