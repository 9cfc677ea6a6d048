"""What a course taught in each of its versions, and the questions people were asked, kept for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseEditionQuerySet(models.QuerySet["CourseEdition"]):
    def of(self, course_keys: Iterable[str]) -> Self:
        return self.filter(course_key__in=list(course_keys))


class CourseEdition(models.Model):
    """A version of a course in one language, as it was last published under that version.

    It follows the published pages for as long as the version stands on them, and stays as it is from the day
    the editor raises the version: those who began it can finish it. `content` is courses.editions' own form."""

    course_key = models.CharField(_("course"), max_length=20)
    language = models.CharField(_("language"), max_length=5)
    version = models.CharField(_("version"), max_length=20)
    content = models.JSONField(_("content"))
    published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("latest published"))

    objects = CourseEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("course version")
        verbose_name_plural = _("course versions")
        constraints = [
            models.UniqueConstraint(fields=["course_key", "language", "version"], name="edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.course_key} {self.version} ({self.language})"


class AskedQuestion(models.Model):
    """A question as it was when somebody handed in an answer to it, named by a digest of all it says.

    Results point at it, so that no later change of the course changes what was asked."""

    digest = models.CharField(_("digest"), max_length=64, primary_key=True)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("question as it was asked")
        verbose_name_plural = _("questions as they were asked")

    def __str__(self) -> str:
        return self.digest
