"""What editors see of the order in the CMS: the rules as sentences, and whom a change would lock out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import PageListingButton

from courses.models import CoursePage, ModulePage
from courses.order.simulation import FEWEST, drafted_order, simulate
from courses.queries import modules_of


def locks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the order of a course as it is published and as it is drafted, and how many a change would lock."""
    course = get_object_or_404(CoursePage.objects.select_related("locale"), pk=page_id)
    if not course.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    modules = modules_of(course)
    context = {
        "course": course,
        "simulation": simulate(course, modules, drafted_order(modules)),
        "fewest": FEWEST,
    }
    return render(request, "courses/admin/order.html", context)


@hooks.register("register_admin_urls")
def locks_url() -> list[URLPattern]:
    return [path("courses/<int:page_id>/locks/", locks, name="course_locks")]


@hooks.register("register_page_header_buttons")
def locks_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    course = page if isinstance(page, CoursePage) else None
    if isinstance(page, ModulePage):
        course = CoursePage.objects.parent_of(page).first()
    if course is not None and course.permissions_for_user(user).can_edit():
        yield PageListingButton(
            _("Order, and whom it locks"),
            reverse("course_locks", args=[course.pk]),
            icon_name="lock",
            priority=80,
        )
