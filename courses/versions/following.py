"""Following what editors publish, so that the version on the pages is always kept as it stands."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.models import CoursePage, ModulePage
from courses.versions.editions import keep_edition


def follow() -> None:
    """Listen. Signals, since the CMS publishes, moves and takes down, and calls nothing of ours."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_published, sender=CoursePage, dispatch_uid=f"courses.versions.course.{id(signal)}")
        signal.connect(_published, sender=ModulePage, dispatch_uid=f"courses.versions.module.{id(signal)}")


def _published(sender: Any, instance: Any, **signal: Any) -> None:
    course = instance if isinstance(instance, CoursePage) else CoursePage.objects.parent_of(instance).first()
    if course is not None and course.live:
        keep_edition(course=CoursePage.objects.get(pk=course.pk), at=timezone.now())
