"""The queue of packages with new code: what an approver looks at, and the answer they give."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn

from h5p.errors import PackageRefused
from h5p_django import actions
from h5p_django.cms.faults import told
from h5p_django.cms.forms import RefuseForm
from h5p_django.cms.looking import LookIndexView, LookView, LookViewSet
from h5p_django.cms.policies import PackagesOf
from h5p_django.models import PendingPackage
from h5p_django.uploads import BroughtLibrary


def seen_by(user: Any) -> QuerySet[PendingPackage]:
    """Return the packages a person may see: all for an approver, else their own."""
    packages = PendingPackage.objects.select_related("uploaded_by", "decided_by", "content", "replaces")
    return packages if user.has_perm(actions.INSTALL) else packages.filter(uploaded_by=user)


class PackageIndexView(LookIndexView):
    page_title = gettext_lazy("Packages with new code")

    def get_base_queryset(self) -> QuerySet[PendingPackage]:
        return seen_by(self.request.user).defer("libraries")


class PackageView(LookView):
    """What a package would bring in, and what came of it. An approver answers here."""

    page_title = gettext_lazy("Package with new code")
    index_title = gettext_lazy("Packages with new code")
    template_name = "h5p_django/package.html"
    object: PendingPackage

    def get_object(self, queryset: Any = None) -> PendingPackage:
        return get_object_or_404(seen_by(self.request.user), pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_decide = self.request.user.has_perm(actions.INSTALL) and self.object.blob_id is not None
        libraries = [BroughtLibrary.from_json(each) for each in self.object.libraries]
        context = {"libraries": libraries, "may_decide": may_decide, "form": RefuseForm()}
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(actions.INSTALL):
            raise PermissionDenied
        try:
            return self._approve() if "approve" in request.POST else self._refuse()
        except actions.AlreadyDecided:
            messages.warning(request, _("Somebody has answered already. Nothing was changed."))
            return redirect("h5p_packages:inspect", pk)

    def _approve(self) -> HttpResponse:
        try:
            content = actions.approve(pending=self.object, by=self.request.user, at=timezone.now())
        except PackageRefused as refused:
            return self._again(faults=told(refused.faults, get_language() or "nb"))
        messages.success(self.request, _("“%(title)s” is let in, with its code.") % {"title": content})
        return redirect("h5p_contents:inspect", content.pk)

    def _refuse(self) -> HttpResponse:
        form = RefuseForm(self.request.POST)
        if not form.is_valid():
            return self._again(form=form)
        reason = form.cleaned_data["reason"]
        actions.refuse(pending=self.object, reason=reason, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("“%(title)s” is refused.") % {"title": self.object})
        return redirect("h5p_packages:index")

    def _again(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=422)


class PackageViewSet(LookViewSet):
    model = PendingPackage
    name = "h5p_packages"
    url_prefix = "h5p/packages"
    icon = "lock"
    menu_label = gettext_lazy("Packages with new code")
    permission_policy = PackagesOf(PendingPackage)
    index_view_class = PackageIndexView
    inspect_view_class = PackageView
    ordering = ("-uploaded_at", "-pk")
    list_display = (
        "title",
        "state",
        Column("main_library", label=gettext_lazy("Content type")),
        Column("uploaded_by", label=gettext_lazy("Uploaded by")),
        DateColumn("uploaded_at", label=gettext_lazy("Uploaded")),
        Column("decided_by", label=gettext_lazy("Answered by")),
    )
    list_filter = ("state",)
    search_fields = ("title", "main_library", "file_name")
