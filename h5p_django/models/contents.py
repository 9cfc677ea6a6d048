"""Contents and their revisions. A revision, once made, stays as it is with all its files."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from h5p import content as h5p_content
from h5p.metadata import licence_name
from h5p.names import LibraryName
from h5p_django.models.blobs import Blob
from h5p_django.models.fixed import Fixed, JSONTextField
from h5p_django.models.libraries import Library


class ContentQuerySet(models.QuerySet["Content"]):
    def current(self) -> Self:
        """Keep those that have not been put away."""
        return self.filter(deleted_at=None)

    def with_revision(self) -> Self:
        """Fetch the current revision along, except its parameters."""
        return self.select_related("revision").defer("revision__parameters")


class Content(index.Indexed, models.Model):
    """A piece of H5P content: what an editor picks for a lesson. What it shows is its current revision.

    Put away (`deleted_at`) it can no longer be picked, but an old version of a page may still show it."""

    key = models.CharField(_("key"), max_length=80, blank=True, editable=False)
    """Names a content that ships with the product; others have none."""
    title = models.CharField(_("title"), max_length=255)
    revision = models.ForeignKey(
        "ContentRevision",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("current revision"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    created_at = models.DateTimeField(_("brought in at"), editable=False)
    deleted_at = models.DateTimeField(_("put away at"), null=True, editable=False)

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("deleted_at"),
    ]
    objects = ContentQuerySet.as_manager()

    class Meta:
        verbose_name = _("H5P content")
        verbose_name_plural = _("H5P contents")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="h5p_content_key_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ContentRevision(Fixed):
    """What a content was at one time. `parameters` are filtered: the only form that may reach a learner."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    machine = models.CharField(_("machine name"), max_length=255)
    major = models.PositiveIntegerField(_("major version"))
    minor = models.PositiveIntegerField(_("minor version"))
    parameters = JSONTextField(_("parameters"))
    metadata = JSONTextField(_("metadata"))
    language = models.CharField(_("language"), max_length=10)
    embed_types = JSONTextField(_("ways to show it"))
    digest = models.CharField(_("SHA-256 of what learners see"), max_length=64)
    """h5p.player.content_hash: equal exactly when library and parameters are."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("revision of an H5P content")
        verbose_name_plural = _("revisions of H5P contents")
        default_permissions = ()
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["content", "number"], name="h5p_revision_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content_id}.{self.number}"

    @property
    def main_library(self) -> LibraryName:
        return LibraryName(self.machine, self.major, self.minor)

    @property
    def licence(self) -> str:
        """The licence as people write it, "" when it is not told."""
        return licence_name(self.metadata)

    @property
    def value(self) -> h5p_content.Content:
        """The content as the h5p package knows it."""
        return h5p_content.Content(
            main_library=self.main_library,
            parameters=self.parameters,
            metadata=self.metadata,
            language=self.language,
            embed_types=tuple(self.embed_types),
        )


class ContentFile(Fixed):
    """A file of a revision; `path` is as the parameters name it."""

    revision = models.ForeignKey(ContentRevision, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(_("path"), max_length=400)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="content_files")

    class Meta:
        verbose_name = _("file of an H5P content")
        verbose_name_plural = _("files of H5P contents")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["revision", "path"], name="h5p_content_file_once"),
        ]

    def __str__(self) -> str:
        return self.path


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def in_load_order(self) -> Self:
        return self.select_related("library").order_by("weight")

    def of_library(self, name: LibraryName) -> Self:
        return self.filter(machine=name.machine, major=name.major, minor=name.minor)


class Requirement(models.Model):
    """A library that a current revision needs, and when it loads. Worked out from the revision and the
    installed libraries; forgotten when those change, and worked out again when next asked for
    (see `requirements`). `library` is None when it is not installed."""

    class Kind(models.TextChoices):
        PRELOADED = "preloaded", _("loaded with the page")
        DYNAMIC = "dynamic", _("loaded when asked for")
        EDITOR = "editor", _("loaded by an editor")

    revision = models.ForeignKey(ContentRevision, on_delete=models.CASCADE, related_name="requirements")
    machine = models.CharField(_("machine name"), max_length=255)
    major = models.PositiveIntegerField(_("major version"))
    minor = models.PositiveIntegerField(_("minor version"))
    kind = models.CharField(_("how"), max_length=10, choices=Kind.choices)
    weight = models.PositiveIntegerField(_("place in the load order"))
    library = models.ForeignKey(Library, on_delete=models.SET_NULL, null=True, related_name="requirements")

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("library an H5P content needs")
        verbose_name_plural = _("libraries H5P contents need")
        default_permissions = ()
        indexes = [models.Index(fields=["machine", "major", "minor"], name="h5p_requirement_by_library")]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "kind", "machine", "major", "minor"], name="h5p_requirement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.machine} {self.major}.{self.minor}"

    @property
    def name(self) -> LibraryName:
        return LibraryName(self.machine, self.major, self.minor)
