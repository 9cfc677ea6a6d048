"""What people meet of allauth is in bokmål and nynorsk, and its pages are ours in every language."""

import re
from pathlib import Path

import allauth
import polib
import pytest
from django.conf import settings

from tests.factories.accounts import PASSWORD, UserFactory

NOT_OFFERED = re.compile(
    r"webauthn|passkey|phone|openid|idp|socialaccount|login_code|password_reset_key|password_reset_from_key"
    r"|account/(email|email_confirm|verification_sent|verified_email_required|password_reset_done)\.html"
    r"|(email|unknown_account|account_already_exists|password_reset_code|base_)\w*_(message|subject)\.txt"
    r"|allauth/layouts|mfa/trust|account/(login|signup)\.html|base_(message|notification)\.txt"
    r"|usersession_list|cannot_delete_primary"
)
"""Templates that no setting of ours leads to, or that we have written anew."""
NEVER_SHOWN = re.compile(r"[Pp]asskey|[Ss]ecurity [Kk]ey|sign-in code|Change Email$|\{|^Manage$|^Add$")


def texts_of_allauth() -> set[str]:
    catalogue = Path(allauth.__file__).parent / "locale/nb/LC_MESSAGES/django.po"
    return {
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        for name, _line in entry.occurrences
        if re.match(r"templates/(account|mfa|usersessions)/", name)
        and not NOT_OFFERED.search(name)
        and not NEVER_SHOWN.search(entry.msgid)
    }


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_is_shown_of_allauth_is_translated_by_us(language):
    ours = polib.pofile(str(settings.BASE_DIR / f"accounts/locale/{language}/LC_MESSAGES/django.po"))
    translated = {entry.msgid for entry in ours if entry.translated()}

    assert len(texts_of_allauth()) > 60
    assert texts_of_allauth() - translated == set()


def words(page: str) -> str:
    """Return the text of <main>, as it is read."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0].split(">", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


ENGLISH = re.compile(
    r"\b(the|your|you|and|with|password|email|code|sign|account|authenticator)\b", re.IGNORECASE
)
OPEN = ["login/", "signup/", "password/reset/"]
OWN = ["", "email/", "password/change/", "2fa/", "sessions/", "mine-data/", "slett/", "logout/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", OPEN + OWN)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_page_is_in_one_language(client, language, path):
    if path in OWN:
        client.force_login(UserFactory(language=language))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    response = client.get(f"/konto/{path}")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    assert bool(ENGLISH.search(words(response.content.decode()))) == (language == "en")


@pytest.mark.django_db
def test_errors_lead_to_their_fields(client):
    page = client.post("/konto/login/", {"login": "", "password": PASSWORD}).content.decode()

    assert 'href="#id_login"' in page
    assert 'aria-invalid="true"' in page
