"""Uploading a content, uploading a new version of one, putting one away and taking it out again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from h5p.errors import PackageRefused
from h5p_django import actions, queries, revising
from h5p_django.cms.faults import told
from h5p_django.cms.forms import UploadForm
from h5p_django.models import Content, PendingPackage


class UploadView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Take in a package. What is wrong with it is told all at once, beside the form."""

    model: Any = None
    permission_required = "add"
    index_url_name = ""
    form_class = UploadForm
    template_name = "h5p_django/upload.html"
    page_title = gettext_lazy("Upload an H5P package")
    header_icon = "upload"
    replaces: Content | None = None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("H5P contents")}
        return [*self.breadcrumbs_items, index, *self.way(), {"url": "", "label": self.get_page_title()}]

    def way(self) -> list[dict[str, Any]]:
        return []

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        before = self.replaces and self.replaces.revision_id
        try:
            made = actions.upload(
                file=file,
                file_name=file.name,
                by=self.request.user,
                at=timezone.now(),
                replaces=self.replaces,
            )
        except PackageRefused as refused:
            faults = told(refused.faults, get_language() or "nb")
            return self.render_to_response(self.get_context_data(form=form, faults=faults), status=422)
        if isinstance(made, PendingPackage):
            messages.warning(self.request, _("The package holds new code, so it waits for an approver."))
            return redirect("h5p_packages:inspect", made.pk)
        self._tell(made, unchanged=made.revision_id == before)
        return redirect("h5p_contents:inspect", made.pk)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _tell(self, content: Content, *, unchanged: bool) -> None:
        if unchanged:
            messages.info(self.request, _("The package says the same as before. Nothing was changed."))
            return
        messages.success(self.request, _("“%(title)s” is uploaded.") % {"title": content})
        if twin := _twin(content):
            button = messages.button(reverse("h5p_contents:inspect", args=[twin.pk]), _("Show it"))
            text = _("Another content says exactly the same: “%(title)s”.") % {"title": twin}
            messages.warning(self.request, text, buttons=[button])


def _twin(content: Content) -> Content | None:
    """Return another content that learners could not tell from this one."""
    same = Content.objects.current().filter(revision__digest=revising.current(content).digest)
    return same.exclude(pk=content.pk).first()


class _OfOne(PermissionCheckedMixin):
    """A view of one content that has not been put away."""

    kwargs: dict[str, Any]

    @cached_property
    def content(self) -> Content:
        return get_object_or_404(Content.objects.current(), pk=self.kwargs["pk"])

    def way(self) -> list[dict[str, Any]]:
        return [{"url": reverse("h5p_contents:inspect", args=[self.content.pk]), "label": str(self.content)}]


class ReplaceView(_OfOne, UploadView):
    """Take in a package as the next version of a content."""

    permission_required = "change"
    page_title = gettext_lazy("Upload a new version")

    @property
    def replaces(self) -> Content:  # type: ignore[override]
        return self.content


class PutAwayView(_OfOne, WagtailAdminTemplateMixin, TemplateView):
    """Ask, then put a content away; or say where it is used."""

    model: Any = None
    permission_required = "delete"
    index_url_name = ""
    template_name = "h5p_django/put_away.html"
    page_title = gettext_lazy("Put away")
    header_icon = "bin"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("H5P contents")}
        return [*self.breadcrumbs_items, index, *self.way(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = queries.uses_of_content(self.content)
        return super().get_context_data(content=self.content, uses=uses, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            actions.delete(content=self.content, at=timezone.now())
        except actions.InUse:
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(request, _("“%(title)s” is put away.") % {"title": self.content})
        return redirect(self.index_url_name)


class TakeOutView(PermissionCheckedMixin, View):
    """Take a content out again that was put away."""

    permission_required = "delete"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        content = get_object_or_404(Content, pk=pk)
        actions.restore(content=content)
        messages.success(request, _("“%(title)s” can be used again.") % {"title": content})
        return redirect("h5p_contents:inspect", pk)
