from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from h5p_django.choosers import ContentChooserViewSet, content_chooser
from h5p_django.cms.hub import HubView
from h5p_django.cms.menu import H5PGroup
from h5p_django.editor import rich


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_content_chooser() -> ContentChooserViewSet:
    return content_chooser


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_menu() -> H5PGroup:
    return H5PGroup()


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_hub() -> list[URLPattern]:
    return [path("h5p/hub/", HubView.as_view(), name="h5p_hub")]


@hooks.register("register_rich_text_features", order=200)  # type: ignore[untyped-decorator]
def register_rich_text(features: FeatureRegistry) -> None:
    rich.register(features)
