"""The private link by which a calendar fetches the deadlines of a plan."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from base.secret_links import nonce_of, token_of
from self_assessment.models.assessment import Assessment
from self_assessment.plan.models import CalendarLink

_PURPOSE = "calendar"


def feed_url(link: CalendarLink) -> str:
    """The whole address, to be put into a calendar."""
    return settings.SITE_URL + reverse("self_assessment:calendar_feed", args=[token_of(link.nonce, _PURPOSE)])


def link_of(token: str) -> CalendarLink | None:
    """The link a token was made for, as long as it was not taken back and its owner may still see the plan."""
    nonce = nonce_of(token, _PURPOSE)
    if nonce is None:
        return None
    link = (
        CalendarLink.objects.live()
        .select_related("user", "assessment__municipality")
        .filter(nonce=nonce, user__is_active=True)
        .first()
    )
    if link is None or not Assessment.objects.visible_to(link.user).filter(pk=link.assessment_id).exists():
        return None
    return link
