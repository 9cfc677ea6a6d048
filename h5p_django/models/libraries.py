"""Installed libraries: the code that content runs with. All of it was let in by somebody who may."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from h5p import library as h5p_library
from h5p.names import LibraryName
from h5p.strict_json import Json
from h5p_django.models.blobs import Blob
from h5p_django.models.fixed import JSONTextField


class LibraryQuerySet(models.QuerySet["Library"]):
    def named(self, name: LibraryName) -> Self:
        return self.filter(machine=name.machine, major=name.major, minor=name.minor)


class Library(models.Model):
    """One version of a library. A higher patch takes its place; another minor stands beside it."""

    machine = models.CharField(_("machine name"), max_length=255)
    major = models.PositiveIntegerField(_("major version"))
    minor = models.PositiveIntegerField(_("minor version"))
    patch = models.PositiveIntegerField(_("patch version"))
    title = models.CharField(_("title"), max_length=255)
    runnable = models.BooleanField(_("content can be made with it"))
    licence = models.CharField(_("licence"), max_length=40, blank=True)
    library_json = JSONTextField("library.json")
    digest = models.CharField(_("SHA-256 of all files"), max_length=64)
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("let in by"),
    )
    installed_at = models.DateTimeField(_("let in at"))

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = _("H5P library")
        verbose_name_plural = _("H5P libraries")
        default_permissions = ("view", "delete")
        permissions = [("install_library", _("May let in new H5P library code"))]
        ordering = ["title", "machine", "-major", "-minor"]
        constraints = [
            models.UniqueConstraint(fields=["machine", "major", "minor"], name="h5p_library_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.major}.{self.minor}.{self.patch}"

    @property
    def name(self) -> LibraryName:
        return LibraryName(self.machine, self.major, self.minor)

    @property
    def value(self) -> h5p_library.Library:
        """The library as the h5p package knows it."""
        described: Json = self.library_json
        return h5p_library.Library.from_json(described if isinstance(described, dict) else {})


class LibraryFileQuerySet(models.QuerySet["LibraryFile"]):
    def of_library(self, name: LibraryName) -> Self:
        return self.filter(library__in=Library.objects.named(name))


class LibraryFile(models.Model):
    """One file of an installed library; `path` is relative to the library's folder.

    Small JSON files, most of a library's files, are kept as text in the row, all others as blobs."""

    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(_("path"), max_length=400)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="library_files")
    text = models.TextField(_("text"), null=True)  # noqa: DJ001  an empty file is not a missing one

    objects = LibraryFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an H5P library")
        verbose_name_plural = _("files of H5P libraries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["library", "path"], name="h5p_library_file_once"),
            models.CheckConstraint(
                condition=models.Q(blob=None, text__isnull=False) | models.Q(blob__isnull=False, text=None),
                name="h5p_library_file_is_blob_or_text",
            ),
        ]

    def __str__(self) -> str:
        return self.path
