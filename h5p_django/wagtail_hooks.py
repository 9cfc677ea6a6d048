from django.urls import URLPattern, path
from wagtail import hooks

from h5p_django.choosers import ContentChooserViewSet, content_chooser
from h5p_django.cms.hub import HubView
from h5p_django.cms.menu import H5PGroup


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_content_chooser() -> ContentChooserViewSet:
    return content_chooser


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_menu() -> H5PGroup:
    return H5PGroup()


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_hub() -> list[URLPattern]:
    return [path("h5p/hub/", HubView.as_view(), name="h5p_hub")]
