"""The mail of an invitation, in the language the municipality has chosen."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Municipality
from self_assessment.models.assessment import Assessment
from self_assessment.queries import release_of, role_of
from self_assessment.team.links import token_of
from self_assessment.team.models import Invitation

_FORMS = {Municipality.LanguageForm.NYNORSK.value: "nn", Municipality.LanguageForm.BOKMAL.value: "nb"}


def language_of(municipality: Municipality) -> str:
    """The language a municipality is written to in; where it is neutral, that of the one who writes."""
    current = translation.get_language() or "nb"
    return _FORMS.get(municipality.language_form, current if current in ("nb", "nn") else "nb")


def send_invitation(invitation: Invitation, assessment: Assessment, at: datetime) -> None:
    """Queue the mail; it leaves when the invitation is in the database."""
    language = language_of(assessment.municipality)
    with translation.override(language):
        release = release_of(assessment.release)
        role = role_of(release, invitation.role)
        body = render_to_string(
            "self_assessment/team/invitation.txt",
            {
                "municipality": assessment.municipality.name,
                "role": role.title.in_language(language),
                "questions": len(role.indicators),
                "minutes": round(len(role.indicators) * release.seconds_per_question / 60),
                "link": settings.SITE_URL
                + reverse("self_assessment:invitation", args=[token_of(invitation)]),
                "until": date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT"),
            },
        )
        subject = _("Will you help %(name)s see where it stands?") % {"name": assessment.municipality.name}
    outbox.queue(
        key=f"invitation:{invitation.pk}:{invitation.nonce}",
        to=invitation.email,
        subject=subject,
        body=body,
        at=at,
    )
