"""The library of contents: what there is, and a page for each with its preview, rights, versions and uses."""

from __future__ import annotations

import tempfile
from typing import Any, BinaryIO, cast

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import ReferenceIndex

from h5p.errors import LibraryNotFound
from h5p.licences import licences
from h5p.semantics import Filtered
from h5p_django import actions, places, queries, requirements, revising, twins
from h5p_django.cms.changing import PutAwayView, ReplaceView, TakeOutView, UploadView
from h5p_django.editor.shelf import titles
from h5p_django.editor.views import CopyView, FileView, IconView, TypesView, WriteNewView, WriteOldView
from h5p_django.models import Content, ContentRevision, Library, Requirement
from h5p_django.store import Store

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of an exported package kept in memory before a file takes over."""


def _types() -> list[tuple[str, str]]:
    """The content types to choose among, the newest title of each."""
    runnable = Library.objects.filter(runnable=True).order_by("major", "minor")
    found = {row.machine: row for row in runnable.defer("library_json")}
    ours = titles((row.name for row in found.values()), get_language() or "nb")
    named = {machine: ours.get(row.name, row.title) for machine, row in found.items()}
    return sorted(named.items(), key=lambda item: item[1].casefold())


class ContentFilterSet(WagtailFilterSet):
    type = django_filters.ChoiceFilter(
        field_name="revision__machine", label=gettext_lazy("Content type"), choices=_types
    )
    put_away = django_filters.ChoiceFilter(
        label=gettext_lazy("Put away"),
        choices=[("yes", gettext_lazy("Only those put away"))],
        method="leave",
    )

    class Meta:
        model = Content
        fields: list[str] = []

    def leave(self, queryset: QuerySet[Content], name: str, value: str) -> QuerySet[Content]:
        return queryset  # done in filter_queryset, which runs without a choice too

    def filter_queryset(self, queryset: QuerySet[Content]) -> QuerySet[Content]:
        put_away = bool(self.form.cleaned_data.get("put_away"))
        return super().filter_queryset(queryset).filter(deleted_at__isnull=not put_away)


class ContentIndexView(IndexView):
    page_title = gettext_lazy("H5P contents")

    def get_base_queryset(self) -> QuerySet[Content]:
        library = Library.objects.filter(
            machine=OuterRef("revision__machine"),
            major=OuterRef("revision__major"),
            minor=OuterRef("revision__minor"),
        )
        contents = Content.objects.with_revision().select_related("revision__made_by")
        return contents.annotate(type_title=Subquery(library.values("title")[:1]))

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Count the places of use of those on the page, and name their types, in a query each."""
        paginator, page, contents, others = super().paginate_queryset(queryset, page_size)
        counts = ReferenceIndex.get_count_references_to_in_bulk(list(contents))
        ours = titles(
            (each.revision.main_library for each in contents if each.revision), get_language() or "nb"
        )
        for content in contents:
            content.usage_count = counts.get(content, 0)
            if content.revision:
                content.type_title = ours.get(content.revision.main_library, content.type_title)
        return paginator, page, contents, others

    @cached_property
    def add_item_label(self) -> str:
        return _("Upload a package")

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.add_url:
            return []
        types = reverse("h5p_contents:types")
        return [
            HeaderButton(_("New content"), url=types, icon_name="plus"),
            HeaderButton(self.add_item_label, url=self.add_url, icon_name="upload"),
        ]

    def get_edit_url(self, instance: Content) -> str | None:
        return None  # the title leads to the page of the content, which leads on

    def get_list_more_buttons(self, instance: Content) -> list[Any]:
        """One link, in the title, leads to all that can be done."""
        return []


class ContentView(InspectView):
    """All about one content."""

    page_title = gettext_lazy("H5P content")
    template_name = "h5p_django/content.html"
    object: Content

    def get_object(self, queryset: Any = None) -> Content:
        contents = Content.objects.select_related("revision__made_by", "created_by")
        return get_object_or_404(contents, pk=self.pk, revision__isnull=False)

    def get_fields(self) -> list[str]:
        return []

    def get_edit_url(self) -> str | None:
        return None if self.object.deleted_at else super().get_edit_url()

    def get_delete_url(self) -> str | None:
        return None if self.object.deleted_at else super().get_delete_url()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("H5P contents")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    @cached_property
    def header_buttons(self) -> list[Button]:
        url = self.get_edit_url()
        if not url:
            return []
        write = reverse("h5p_contents:write", args=[self.object.pk])
        upload = HeaderButton(_("Upload a new version"), url=url, icon_name="upload")
        return [HeaderButton(_("Edit"), url=write, icon_name="edit"), upload] if self._main else [upload]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        export = reverse("h5p_contents:export", args=[self.object.pk, self._revision.number])
        buttons = [Button(_("Download"), url=export, icon_name="download", priority=10)]
        if self._main and not self.object.deleted_at and self.user_has_permission("add"):
            copy = reverse("h5p_contents:copy", args=[self.object.pk])
            buttons.append(Button(_("Make a copy"), url=copy, icon_name="copy", priority=15))
        if url := self.get_delete_url():
            buttons.append(Button(_("Put away"), url=url, icon_name="bin", priority=20))
        return buttons

    @property
    def _revision(self) -> ContentRevision:
        return revising.current(self.object)

    @cached_property
    def _needed(self) -> list[Requirement]:
        return requirements.of(self._revision, Store())

    @cached_property
    def _main(self) -> Library | None:
        """The library the content is made with, None when it is not installed."""
        name = self._revision.main_library
        return next((row.library for row in self._needed if row.name == name), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content, revision = self.object, self._revision
        place = places.Place(content=content.pk, language=get_language() or "nb")
        shown = Filtered(revision.main_library, revision.parameters, revision.metadata, (), ())
        revisions = content.revisions.select_related("made_by").defer("parameters", "metadata")
        return super().get_context_data(
            revision=revision,
            main=self._main,
            type_title=titles([revision.main_library], get_language() or "nb").get(revision.main_library),
            embed=places.embed(place, title=content.title),
            rights=licences(shown),
            missing=twins.missing_libraries(content),
            text=twins.text_of(content),
            libraries=list({row.name: row for row in self._needed}.values()),
            revisions=revisions,
            uses=queries.uses_of_content(content),
            waiting=content.waiting_versions.waiting(),
            may_take_out=bool(content.deleted_at) and self.user_has_permission("delete"),
            **kwargs,
        )


class ExportView(PermissionCheckedMixin, View):
    """Send one version as a package that any H5P site reads."""

    any_permission_required = ("add", "change", "delete", "view")

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
        revision = get_object_or_404(ContentRevision, content=pk, number=number)
        out = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (the response closes it)
        try:
            actions.export(revision=revision, out=out)
        except LibraryNotFound:
            out.close()
            messages.error(request, _("It cannot be downloaded: a library it needs is not installed."))
            return redirect("h5p_contents:inspect", pk)
        out.seek(0)
        name = slugify(str(revision.metadata.get("title") or "")) or "h5p"
        return FileResponse(
            out, as_attachment=True, filename=f"{name}-{number}.h5p", content_type="application/zip"
        )


class ContentViewSet(ModelViewSet):
    model = Content
    name = "h5p_contents"
    url_prefix = "h5p/contents"
    icon = "media"
    menu_label = gettext_lazy("Contents")
    index_view_class = ContentIndexView
    add_view_class = UploadView
    edit_view_class = ReplaceView
    delete_view_class = PutAwayView
    inspect_view_class = ContentView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False  # it refers to nothing an editor would look for
    form_fields = ("title",)
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    list_display = (
        "title",
        Column("type", label=gettext_lazy("Content type"), accessor="type_title"),
        Column("licence", label=gettext_lazy("Licence"), accessor="revision.licence"),
        Column("number", label=gettext_lazy("Version"), accessor="revision.number"),
        DateColumn("made", label=gettext_lazy("Uploaded"), accessor="revision.made_at"),
        Column("by", label=gettext_lazy("By"), accessor="revision.made_by"),
        Column("usage_count", label=gettext_lazy("Used in")),
    )
    filterset_class = ContentFilterSet
    search_backend_name = None  # by parts of words, and by the type too
    search_fields = ("title", "revision__machine")

    @property
    def url_finder_class(self) -> Any:
        """Whoever asks where a content is edited is led to its page."""
        return type(
            "ContentURLFinder", (super().url_finder_class,), {"edit_url_name": "h5p_contents:inspect"}
        )

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("write/", self.construct_view(TypesView), name="types"),
            path("write/<str:folder>/", self.construct_view(WriteNewView), name="write_new"),
            path("icon/<str:folder>/", self.construct_view(IconView), name="icon"),
            path("file/<str:signed>/", self.construct_view(FileView), name="file"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/new-version/", self.edit_view, name="edit"),
            path("<int:pk>/write/", self.construct_view(WriteOldView), name="write"),
            path("<int:pk>/copy/", self.construct_view(CopyView), name="copy"),
            path("<int:pk>/put-away/", self.delete_view, name="delete"),
            path("<int:pk>/take-out/", self.construct_view(TakeOutView), name="take_out"),
            path("<int:pk>/download/<int:number>/", self.construct_view(ExportView), name="export"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No view for history or usage: the page of a content tells both."""
        without = {"history_url_name": None, "usage_url_name": None}
        return super().get_common_view_kwargs(**{**without, **kwargs})
