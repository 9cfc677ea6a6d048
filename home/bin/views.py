"""The bin, as editors see it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from home.bin import actions
from home.bin.models import BinItem


@require_GET
@require_admin_access
def items(request: HttpRequest) -> HttpResponse:
    """Show what can be had back, the latest deleted first."""
    rows = BinItem.objects.select_related("page__locale", "deleted_by")
    return render(request, "home/bin/bin.html", {"items": rows})


@require_POST
@require_admin_access
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(BinItem.objects.select_related("page"), pk=pk)
    if not _may_restore(request, item):
        raise PermissionDenied
    try:
        actions.restore(item=item, by=request.user)
    except actions.CannotRestore:
        text = _("“%(name)s” cannot be put back: something with the same key has been made since.")
        messages.error(request, text % {"name": item.name})
    else:
        messages.success(request, _("“%(name)s” is back where it was.") % {"name": item.name})
    return redirect("bin")


def _may_restore(request: HttpRequest, item: BinItem) -> bool:
    if item.page is not None:
        return bool(item.page.permissions_for_user(request.user).can_publish())
    room, _dot, model = (item.kept or [{"model": ""}])[0]["model"].partition(".")
    return bool(request.user.has_perm(f"{room}.add_{model}"))
