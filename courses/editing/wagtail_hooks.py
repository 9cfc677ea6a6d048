"""What editors get for a course as a whole: its order, and what publishing does to those who take it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.editing import views
from courses.editing.impact import impact_of_publishing
from courses.models import CoursePage, ModulePage


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("courses/<int:course_id>/order/", views.order, name="course_order"),
        path("courses/<int:course_id>/order/<int:module_id>/", views.place, name="course_place"),
        path("courses/publish/<int:page_id>/<int:revision_id>/", views.publish, name="course_publish"),
    ]


@hooks.register("register_page_listing_buttons")
def order_button(page: Page, user: Any, next_url: str | None = None) -> list[Button]:
    if not isinstance(page, CoursePage) or not page.permissions_for_user(user).can_reorder_children():
        return []
    address = reverse("course_order", args=[page.pk])
    return [Button(gettext_lazy("Order of the modules"), address, icon_name="list-ol", priority=15)]


@hooks.register("register_page_header_buttons")
def order_button_above(
    page: Page, user: Any, next_url: str | None = None, view_name: str = ""
) -> list[Button]:
    return order_button(page, user, next_url)


@hooks.register("before_publish_page")
def tell_of_impact(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop before publishing when it changes what learners have; the draft is saved either way."""
    changed = page.specific
    if not isinstance(changed, CoursePage | ModulePage) or not page.live or page.go_live_at:
        return None
    impact = impact_of_publishing(changed)
    if not impact.is_felt:
        if impact.taking_it and (impact.reworded or impact.added or impact.removed):
            messages.info(request, _("Nobody’s progress changes by this."))
        return None
    course = changed if isinstance(changed, CoursePage) else CoursePage.objects.parent_of(changed).get()
    context = {"page": changed, "course": course, "impact": impact, "headline": headline(impact)}
    return render(request, "courses/editing/impact.html", context)


def headline(impact: Any) -> str:
    """Return whom publishing touches in one sentence; a group under five is not told by number."""
    if impact.is_few:
        return _("Publishing this changes progress for fewer than five learners.")
    learners = ngettext("%(count)s learner", "%(count)s learners", impact.learners) % {
        "count": impact.learners
    }
    if not impact.municipalities:
        return _("Publishing this changes progress for %(learners)s.") % {"learners": learners}
    where = ngettext("%(count)s municipality", "%(count)s municipalities", impact.municipalities)
    return _("Publishing this changes progress for %(learners)s in %(municipalities)s.") % {
        "learners": learners,
        "municipalities": where % {"count": impact.municipalities},
    }
