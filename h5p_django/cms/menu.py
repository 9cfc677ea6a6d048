"""The entry "H5P" of the CMS's menu, and its pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from h5p_django import hub
from h5p_django.cms.contents import ContentViewSet
from h5p_django.cms.libraries import LibraryViewSet
from h5p_django.cms.packages import PackageViewSet


class H5PGroup(ModelViewSetGroup):
    menu_label = "H5P"
    menu_name = "h5p"
    menu_icon = "media"
    menu_order = 215
    items = (ContentViewSet, PackageViewSet, LibraryViewSet)

    def get_submenu_items(self) -> list[Any]:
        items: list[Any] = super().get_submenu_items()
        return [*items, _HubItem("H5P Hub", reverse_lazy("h5p_hub"), icon_name="download", order=900)]


class _HubItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: Any) -> bool:
        return hub.is_on() and bool(request.user.has_perm("h5p_django.add_content"))
