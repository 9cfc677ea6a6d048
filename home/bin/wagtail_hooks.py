"""What the CMS calls deleting goes into the bin first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet

from base.knowledge.usage import find_uses, is_kept
from home.bin import actions, views
from home.bin.models import BinItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("bin/", views.items, name="bin"),
        path("bin/<int:pk>/restore/", views.restore, name="bin_restore"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(_("Bin"), reverse("bin"), icon_name="bin", order=60)


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    registry.register_action("home.bin", gettext_lazy("Put in the bin"), gettext_lazy("Put in the bin"))
    registry.register_action("home.restore", gettext_lazy("Put back"), gettext_lazy("Put back from the bin"))


@hooks.register("before_delete_page")
def put_page_in_bin(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method != "POST":
        return None
    above = page.get_parent()
    actions.bin_page(page=page, by=request.user, at=timezone.now())
    _tell(request, [page.title])
    return redirect("wagtailadmin_explore", above.pk)


@hooks.register("before_delete_snippet", order=10)
def keep_in_bin(request: HttpRequest, instances: Iterable[Model]) -> None:
    """Keep what is about to be deleted. After the hook that refuses: what is in use is not deleted at all."""
    things = list(instances)
    if request.method != "POST" or any(is_kept(thing) and find_uses(thing) for thing in things):
        return
    for thing in things:
        actions.bin_text(thing=thing, by=request.user, at=timezone.now())
    _tell(request, [str(thing) for thing in things])


@hooks.register("before_bulk_action")
def keep_many_in_bin(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action_class_instance: Any
) -> HttpResponse | None:
    if action_type != "delete" or request.method != "POST":
        return None
    things = list(objects)
    pages = [thing for thing in things if isinstance(thing, Page)]
    for page in pages:
        actions.bin_page(page=page, by=request.user, at=timezone.now())
    if pages:
        _tell(request, [page.title for page in pages])
        return redirect("bin")
    keep_in_bin(request, things)
    return None


@hooks.register("construct_explorer_page_queryset")
def hide_what_is_in_the_bin(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.exclude(pk__in=BinItem.objects.exclude(page=None).values("page"))


def _tell(request: HttpRequest, names: list[str]) -> None:
    days = ngettext("%(count)s day", "%(count)s days", settings.BIN_DAYS) % {"count": settings.BIN_DAYS}
    text = _("“%(names)s” is in the bin. You can have it back for %(days)s.") % {
        "names": "”, “".join(names),
        "days": days,
    }
    messages.success(request, format_html('{} <a href="{}">{}</a>', text, reverse("bin"), _("Open the bin")))
