"""Lists and pages of the CMS where one looks, and what is done goes by ways of its own."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet


class LookIndexView(IndexView):
    """A list whose titles lead to the page of each."""

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        return []


class LookView(InspectView):
    """The page of one thing, written by its template."""

    index_title: Any = ""

    def get_fields(self) -> list[str]:
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": str(self.index_title)}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []


class LookViewSet(ModelViewSet):
    """A list and a page for each; nothing is added, edited or deleted by form."""

    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ("title",)
    list_per_page = 50
    search_backend_name = None

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return kwargs

    def register_admin_url_finder(self) -> None:
        """Nothing asks where one of them is edited."""

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
