"""What editors change about a course as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from courses.models import CoursePage, ModulePage


class UnknownModules(ValueError):
    """The order names other modules than the course has; nothing was moved."""


@transaction.atomic
def order_modules(*, course: CoursePage, keys: Sequence[str], by: Any) -> None:
    """Put the modules of a course in this order, in every language it stands in.

    What people have done follows the keys of modules and parts, so a move never touches it. Modules that only
    another language has come last there. Raises UnknownModules when `keys` are not the course's own."""
    mine = ModulePage.objects.child_of(course).values_list("key", flat=True)
    if sorted(keys) != sorted(mine):
        raise UnknownModules
    for page in CoursePage.objects.filter(key=course.key).select_for_update():
        modules = {module.key: module.pk for module in ModulePage.objects.child_of(page).order_by("path")}
        wanted = [*(key for key in keys if key in modules), *(key for key in modules if key not in keys)]
        if wanted == list(modules):
            continue
        for key in wanted:
            # Read anew each time: the move before it gave the others new paths.
            ModulePage.objects.get(pk=modules[key]).move(CoursePage.objects.get(pk=page.pk), pos="last-child")
        log(instance=page, action="wagtail.reorder", user=by)


@transaction.atomic
def keep_to_modules(*, course_key: str, keys: Sequence[str]) -> None:
    """Take the modules of a course that are not in `keys` off the site, and put the others in that order."""
    for course in CoursePage.objects.filter(key=course_key):
        modules = list(ModulePage.objects.child_of(course).order_by("path"))
        for module in modules:
            if module.key not in keys and module.live:
                module.unpublish()
        there = [module.key for module in modules]
        wanted = [*(key for key in keys if key in there), *(key for key in there if key not in keys)]
        order_modules(course=course, keys=wanted, by=None)
