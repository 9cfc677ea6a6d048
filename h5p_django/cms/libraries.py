"""The installed libraries: which there are, under which licence, what needs them, and a way out for the unused."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from h5p_django import actions, queries
from h5p_django.cms.looking import LookIndexView, LookView, LookViewSet
from h5p_django.cms.policies import OnlyLook
from h5p_django.editor.shelf import titles
from h5p_django.models import Content, Library, Requirement


def _contents_needing_each() -> Coalesce:
    """How many contents, not put away, need each library."""
    shown = Content.objects.current().values("revision")
    needs = Requirement.objects.filter(library=OuterRef("pk"), revision__in=shown).order_by()
    counted = needs.values("library").annotate(contents=Count("revision", distinct=True))
    return Coalesce(Subquery(counted.values("contents")), 0)


class LibraryIndexView(LookIndexView):
    page_title = gettext_lazy("H5P libraries")

    def get_base_queryset(self) -> QuerySet[Library]:
        return (
            Library.objects.select_related("installed_by")
            .defer("library_json")
            .annotate(contents=_contents_needing_each())
        )

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Call those on the page what they are called in the reader's language, in one query."""
        paginator, page, libraries, others = super().paginate_queryset(queryset, page_size)
        ours = titles((library.name for library in libraries), get_language() or "nb")
        for library in libraries:
            library.title = ours.get(library.name, library.title)
        return paginator, page, libraries, others


class LibraryView(LookView):
    """One library, and the contents that need it."""

    page_title = gettext_lazy("H5P library")
    index_title = gettext_lazy("H5P libraries")
    template_name = "h5p_django/library.html"
    object: Library

    def get_object(self, queryset: Any = None) -> Library:
        return get_object_or_404(Library.objects.select_related("installed_by"), pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            author=self.object.value.author,
            uses=queries.uses_of_library(self.object),
            may_remove=self.request.user.has_perm(actions.INSTALL),
            **kwargs,
        )


class RemoveView(View):
    """Take a library out that nothing needs."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(actions.INSTALL):
            raise PermissionDenied
        library = get_object_or_404(Library, pk=pk)
        try:
            actions.remove_library(library=library)
        except actions.InUse:
            messages.error(request, _("It is needed after all, so it was not removed. Its uses stand below."))
            return redirect("h5p_libraries:inspect", pk)
        messages.success(request, _("“%(library)s” is removed.") % {"library": library})
        return redirect("h5p_libraries:index")


class LibraryViewSet(LookViewSet):
    model = Library
    name = "h5p_libraries"
    url_prefix = "h5p/libraries"
    icon = "code"
    menu_label = gettext_lazy("Libraries")
    permission_policy = OnlyLook(Library)
    index_view_class = LibraryIndexView
    inspect_view_class = LibraryView
    ordering = ("title", "machine", "-major", "-minor")
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
    search_fields = ("title", "machine")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("<int:pk>/remove/", RemoveView.as_view(), name="remove")]


def _version(library: Library) -> str:
    return f"{library.major}.{library.minor}.{library.patch}"
