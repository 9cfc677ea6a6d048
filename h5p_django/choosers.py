"""Picking a content in the CMS."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from h5p_django.models import Content


class _Current:
    def get_object_list(self) -> object:
        """What has been put away can no longer be picked."""
        return Content.objects.current().select_related("revision").defer("revision__parameters")


class ChooseView(_Current, chooser.ChooseView):
    pass


class ChooseResultsView(_Current, chooser.ChooseResultsView):
    pass


class ContentChooserViewSet(ChooserViewSet):
    model = Content
    icon = "media"
    choose_one_text = _("Choose an H5P content")
    choose_another_text = _("Choose another H5P content")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    page_title = _("Choose an H5P content")
    register_widget = False


content_chooser = ContentChooserViewSet("h5p_content_chooser")
