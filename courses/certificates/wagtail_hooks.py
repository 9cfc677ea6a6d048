"""What editors get in the CMS: which certificates there are, without the names, and how to revoke one.

Nobody adds, changes or deletes a certificate here, not even an administrator: it says what it said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.certificates import actions
from courses.certificates.domain.standing import Reason
from courses.certificates.models import REASONS, Certificate, CertificateTerm

MAY_REVOKE = "courses.revoke_certificate"


class OnlyLook(ModelPermissionPolicy):
    """Lets those look who have the permission for it, and nobody do anything else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class CertificateViewSet(ModelViewSet):
    model = Certificate
    name = "course_certificates"
    url_prefix = "certificates"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Certificates")
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = "certificates/admin/inspect.html"
    permission_policy = OnlyLook(Certificate)
    form_fields = ("code",)
    list_display = ("printed_code", "course_key", "course_version", "issued_at", "expires_at", "revoked_at")
    list_filter = ("course_key", "reason")
    list_per_page = 50
    search_fields = ("code",)
    ordering = ("-issued_at",)
    # Neither the name nor the person: an editor needs neither to revoke what a code names.
    inspect_view_fields = (
        "printed_code", "course_key", "course_version", "title_nb", "issued_at", "completed_at", "expires_at",
        "revoked_at", "reason",
    )  # fmt: skip


class CertificateTermViewSet(SnippetViewSet):
    model = CertificateTerm
    icon = "date"
    menu_label = gettext_lazy("Validity of certificates")
    list_display = ("course_key", "months")
    panels = (FieldPanel("course_key"), FieldPanel("months"))


register_snippet(CertificateTermViewSet)


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    return CertificateViewSet()


class RevokeForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[(reason.value, text) for reason, text in REASONS.items() if reason is not Reason.REPLACED],
        widget=forms.RadioSelect,
    )


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then let the certificate count no more. It cannot be undone; a new one may be issued."""
    if not request.user.has_perm(MAY_REVOKE):
        raise PermissionDenied
    certificate = get_object_or_404(Certificate, pk=pk)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        reason = Reason(form.cleaned_data["reason"])
        actions.revoke(certificate=certificate, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("Certificate %(code)s is revoked.") % {"code": certificate})
        return redirect("course_certificates:index")
    return render(request, "certificates/admin/revoke.html", {"certificate": certificate, "form": form})


@hooks.register("register_admin_urls")
def revoke_url() -> list[URLPattern]:
    return [path("certificates/<int:pk>/revoke/", revoke, name="certificate_revoke")]


@hooks.register("register_log_actions")
def name_in_the_log(registry: LogActionRegistry) -> None:
    registry.register_action(actions.REVOKED, gettext_lazy("Revoke"), gettext_lazy("Revoked"))
