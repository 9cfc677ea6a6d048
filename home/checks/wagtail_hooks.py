"""What editors get of the checks: a page under Reports, and what is worth a look when they publish."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from base.checks.problems import Problem
from courses import public as courses
from home.checks import views
from home.checks.pages import theme_page_problems
from home.models import ThemePage

MOST_AT_ONCE = 4
"""How many remarks are read out when a page is published; the others are counted."""


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("reports/content/", views.report, name="home_checks"),
        path("reports/content/<str:kind>/", views.run, name="home_checks_run"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(_("What to put right"), reverse("home_checks"), icon_name="tick", order=50)


@hooks.register("after_publish_page")
def say_what_is_worth_a_look(request: HttpRequest, page: Page) -> None:
    """What stops publishing was said at its field before; this is the rest, in few words."""
    found = list(_problems_of(page.specific))
    if not found:
        return
    said = format_html_join("", "<li>{}{}</li>", ((_where(one), one.text) for one in found[:MOST_AT_ONCE]))
    rest = len(found) - MOST_AT_ONCE
    more = (
        ngettext("… and %(count)s more.", "… and %(count)s more.", rest) % {"count": rest} if rest > 0 else ""
    )
    messages.warning(request, format_html("{} <ul>{}</ul>{}", _("Published. Worth a look:"), said, more))


def _problems_of(page: Page) -> Iterator[Problem]:
    today = timezone.localdate()
    if isinstance(page, ThemePage):
        yield from theme_page_problems(page, today)
    else:
        yield from courses.problems_of_page(page, today)


def _where(problem: Problem) -> str:
    return f"{problem.place.part}: " if problem.place.part else ""
