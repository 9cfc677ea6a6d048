"""The installed libraries: which there are, under which licence, and what needs them. Nothing is changed here."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from h5p_django import queries
from h5p_django.cms.policies import OnlyLook
from h5p_django.models import Content, Library, Requirement


def _contents_needing_each() -> Coalesce:
    """How many contents, not put away, need each library."""
    shown = Content.objects.current().values("revision")
    needs = Requirement.objects.filter(library=OuterRef("pk"), revision__in=shown).order_by()
    counted = needs.values("library").annotate(contents=Count("revision", distinct=True))
    return Coalesce(Subquery(counted.values("contents")), 0)


class LibraryIndexView(IndexView):
    page_title = gettext_lazy("H5P libraries")

    def get_base_queryset(self) -> QuerySet[Library]:
        return (
            Library.objects.select_related("installed_by")
            .defer("library_json")
            .annotate(contents=_contents_needing_each())
        )

    def get_list_more_buttons(self, instance: Library) -> list[Any]:
        return []


class LibraryView(InspectView):
    """One library, and the contents that need it."""

    page_title = gettext_lazy("H5P library")
    template_name = "h5p_django/library.html"
    object: Library

    def get_object(self, queryset: Any = None) -> Library:
        return get_object_or_404(Library.objects.select_related("installed_by"), pk=self.pk)

    def get_fields(self) -> list[str]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("H5P libraries")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            author=self.object.value.author, uses=queries.uses_of_library(self.object), **kwargs
        )


class LibraryViewSet(ModelViewSet):
    model = Library
    name = "h5p_libraries"
    url_prefix = "h5p/libraries"
    icon = "code"
    menu_label = gettext_lazy("Libraries")
    permission_policy = OnlyLook(Library)
    index_view_class = LibraryIndexView
    inspect_view_class = LibraryView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ("title",)
    ordering = ("title", "machine", "-major", "-minor")
    list_per_page = 50
    list_display = (
        "title",
        Column("version", label=gettext_lazy("Version"), accessor=lambda row: _version(row)),
        Column("machine", label=gettext_lazy("Machine name")),
        Column("licence", label=gettext_lazy("Licence")),
        BooleanColumn("runnable", label=gettext_lazy("Content type")),
        Column("contents", label=gettext_lazy("Contents that need it")),
        DateColumn("installed_at", label=gettext_lazy("Let in")),
    )
    list_filter = ("runnable",)
    search_backend_name = None
    search_fields = ("title", "machine")

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    def register_admin_url_finder(self) -> None:
        """Nothing asks where a library is edited."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = ("add", "edit", "delete", "history", "usage")
        without = {f"{name}_url_name": None for name in nowhere}
        return super().get_common_view_kwargs(**{**without, **kwargs})


def _version(library: Library) -> str:
    return f"{library.major}.{library.minor}.{library.patch}"
