"""What editors get in the CMS: they may look at the releases of the framework, and change none."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import User
from self_assessment.domain.lint import Remark, lint
from self_assessment.models import FrameworkRelease
from self_assessment.queries import release_of


@lru_cache(maxsize=8)
def _remarks(digest: str) -> tuple[Remark, ...]:
    return lint(release_of(FrameworkRelease.objects.light().get(digest=digest)))


def remarks_in_short(release: FrameworkRelease) -> str:
    """How many places of the texts an editor should look at."""
    count = len(_remarks(release.digest))
    if not count:
        return _("nothing to remark")
    return ngettext("%(count)s remark", "%(count)s remarks", count) % {"count": count}


class ReleaseInspectView(InspectView):
    """One release, with every remark on its texts."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        remarks = {"label": _("Remarks on the texts"), "value": self._remarks_in_full(), "component": None}
        return [*super().get_fields_context(), remarks]

    def _remarks_in_full(self) -> SafeString | str:
        lines = [(remark.path, remark.code, remark.detail) for remark in _remarks(self.object.digest)]
        return format_html_join("", "<p>{}: {} {}</p>", lines) if lines else _("nothing to remark")


class LookOnly(ModelPermissionPolicy):
    """Whoever gets into the CMS may look. Nobody adds, changes or deletes, superusers neither."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and user.is_active and user.has_perm("wagtailadmin.access_admin")

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user: User, actions: list[str], instance: Any) -> bool:
        return self.user_has_any_permission(user, actions)


class ReleaseViewSet(ModelViewSet):
    """The list of releases, and one release with all that was remarked about its texts."""

    model = FrameworkRelease
    permission_policy = LookOnly(FrameworkRelease)
    icon = "clipboard-list"
    menu_label = gettext_lazy("Framework")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = ReleaseInspectView
    inspect_view_fields = ("version", "status", "released_at", "digest")
    form_fields = ("version",)  # no form is ever shown, but the view set asks for one
    list_display = (
        "version",
        "status",
        "released_at",
        Column("digest", label=gettext_lazy("digest"), accessor=lambda release: release.digest[:8]),
        Column("remarks", label=gettext_lazy("Remarks on the texts"), accessor=remarks_in_short),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[FrameworkRelease]:
        return FrameworkRelease.objects.light()


@hooks.register("register_admin_viewset")
def register_release_view_set() -> ReleaseViewSet:
    return ReleaseViewSet("framework_releases", url_prefix="rammeverk")
