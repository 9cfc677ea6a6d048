"""Content types of the H5P Hub, where an operator has turned it on: looked at, and brought in like any package."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from h5p.errors import PackageRefused
from h5p_django import actions, hub
from h5p_django.cms.faults import told
from h5p_django.models import PendingPackage


class HubView(WagtailAdminTemplateMixin, TemplateView):
    """The catalogue; a POST with `type` fetches one."""

    template_name = "h5p_django/hub.html"
    page_title = gettext_lazy("H5P Hub")
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not hub.is_on():
            raise Http404
        if not request.user.has_perm("h5p_django.add_content"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            types = hub.catalogue()
        except hub.HubUnavailable:
            return super().get_context_data(unavailable=True, **kwargs)
        return super().get_context_data(types=types, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        machine = request.POST.get("type", "")
        try:
            with hub.fetch(machine) as file:
                name = f"{machine}.h5p"
                made = actions.upload(file=file, file_name=name, by=request.user, at=timezone.now())
        except hub.HubUnavailable:
            messages.error(
                request, _("The hub did not send the package. Try again later. Nothing was changed.")
            )
            return redirect("h5p_hub")
        except PackageRefused as refused:
            faults = told(refused.faults, get_language() or "nb")
            return self.render_to_response(self.get_context_data(faults=faults), status=422)
        if isinstance(made, PendingPackage):
            messages.warning(request, _("The package holds new code, so it waits for an approver."))
            return redirect("h5p_packages:inspect", made.pk)
        messages.success(request, _("“%(title)s” is uploaded.") % {"title": made})
        return redirect("h5p_contents:inspect", made.pk)
