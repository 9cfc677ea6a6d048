"""The editors' own pages about a course: the order of its modules, and what publishing would change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page, Revision

from courses.editing import actions
from courses.models import CoursePage, ModulePage


@require_admin_access
def order(request: HttpRequest, course_id: int) -> HttpResponse:
    """Show the modules in order, or move one up or down, in all languages at once."""
    course = _course(request, course_id)
    modules = list(ModulePage.objects.child_of(course).order_by("path"))
    if request.method == "POST":
        keys = [module.key for module in modules]
        up = "up" in request.POST
        key, step = request.POST.get("up" if up else "down", ""), -1 if up else 1
        if key not in keys:
            raise Http404("no such module")
        _move(request, course, keys, key, keys.index(key) + step)
        return redirect("course_order", course.pk)
    languages = CoursePage.objects.filter(key=course.key).values_list("locale__language_code", flat=True)
    return render(
        request,
        "courses/editing/order.html",
        {"course": course, "modules": modules, "languages": sorted(languages)},
    )


@require_POST
@require_admin_access
def place(request: HttpRequest, course_id: int, module_id: int) -> HttpResponse:
    """Move a module to a place (0, 1, …; last without one), as the handle of the list asks for."""
    course = _course(request, course_id)
    modules = {module.pk: module.key for module in ModulePage.objects.child_of(course).order_by("path")}
    if module_id not in modules:
        raise Http404("no such module")
    wanted = request.GET.get("position", "")
    position = int(wanted) if wanted.isascii() and wanted.isdigit() else len(modules)
    _move(request, course, list(modules.values()), modules[module_id], position, quiet=True)
    return HttpResponse("")


def _course(request: HttpRequest, course_id: int) -> CoursePage:
    course = get_object_or_404(CoursePage, pk=course_id)
    if not course.permissions_for_user(request.user).can_reorder_children():
        raise PermissionDenied
    return course


def _move(
    request: HttpRequest, course: CoursePage, keys: list[str], key: str, position: int, *, quiet: bool = False
) -> None:
    rest = [other for other in keys if other != key]
    position = max(0, min(position, len(rest)))
    actions.order_modules(course=course, keys=[*rest[:position], key, *rest[position:]], by=request.user)
    if not quiet:
        messages.success(
            request, _("Module %(place)s is now “%(key)s”.") % {"place": position + 1, "key": key}
        )


@require_POST
@require_admin_access
def publish(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """Publish the draft whose effect on learners the editor has just read."""
    page: Any = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, CoursePage | ModulePage):
        raise Http404("no page of a course")
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    revision = get_object_or_404(Revision, pk=revision_id, object_id=str(page.pk))
    if page.latest_revision_id != revision.pk:
        messages.error(request, _("The draft has been changed since. Look at it, and publish again."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    revision.publish(user=request.user)
    published = type(page).objects.get(pk=page.pk)
    for hook in hooks.get_hooks("after_publish_page"):
        hook(request, published)
    messages.success(request, _("“%(title)s” is published.") % {"title": published.title})
    return redirect("wagtailadmin_explore", published.get_parent().pk)
