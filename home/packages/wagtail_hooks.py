"""Where editors find course packages."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.packages import views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("course-packages/", views.packages, name="course_packages"),
        path("course-packages/<str:key>/", views.take_out, name="course_package"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(
        gettext_lazy("Course packages"), reverse("course_packages"), icon_name="download", order=230
    )
