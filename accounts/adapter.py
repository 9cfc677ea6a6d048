"""Where allauth asks us: what people are told, how secrets are kept, which language a person has."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Says what to do, not only what went wrong."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Contact us if you think it should be open."),
        "email_password_mismatch": _("The e-mail address and the password do not fit together. Check both."),
        "email_taken": _("This e-mail address is in use. Choose another, or log in with it."),
        "enter_current_password": _("This is not your current password. Try again."),
        "incorrect_code": _("The code is not right. Check the newest e-mail from us, and try again."),
        "incorrect_password": _("The password is not right. Try again, or choose a new one."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, and try again."),
        "same_as_current": _("This is what you have already. Choose something else."),
        "rate_limited": _("That was many times in a short while. Wait a few minutes, and try again."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.language = get_language() or "nb"
        return super().save_user(request, user, form, commit)


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second factor encrypted, with keys derived from the SECRET_KEY.

    A changed SECRET_KEY must stay among SECRET_KEY_FALLBACKS while secrets kept under it are in use."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Wait for the next one in the app, and try again."),
    }

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"byggestein second factor")
    return Fernet(base64.urlsafe_b64encode(derivation.derive(secret.encode())))
