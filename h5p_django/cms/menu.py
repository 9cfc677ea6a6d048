"""The entry "H5P" of the CMS's menu, and its pages."""

from __future__ import annotations

from wagtail.admin.viewsets.model import ModelViewSetGroup

from h5p_django.cms.contents import ContentViewSet
from h5p_django.cms.libraries import LibraryViewSet
from h5p_django.cms.packages import PackageViewSet


class H5PGroup(ModelViewSetGroup):
    menu_label = "H5P"
    menu_name = "h5p"
    menu_icon = "media"
    menu_order = 215
    items = (ContentViewSet, PackageViewSet, LibraryViewSet)
