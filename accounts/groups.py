"""What an editor (redaktør) may do in the CMS, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

EDITORS = "Redaktører"
_SNIPPETS = ("add", "change", "delete", "publish")
_PAGES = ("add_page", "change_page", "publish_page")
_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
_OTHER = (
    ("wagtailadmin", "access_admin"),
    ("wagtail_localize", "submit_translation"),
    ("courses", "view_certificate"),
    ("courses", "revoke_certificate"),
    *(("h5p_django", f"{action}_content") for action in ("add", "change", "delete", "view")),
    ("h5p_django", "view_library"),  # never install_library: its code runs in every learner's browser
)


def ensure_editors() -> Group:
    """Make the editors' group if it is missing, and give it what it lacks; what was added by hand stays.

    Editors write, translate and publish pages and short texts, and add images, documents and H5P contents.
    They may not delete pages, let in H5P code, touch people, settings or sites. Safe to run again."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*Permission.objects.filter(_short_texts() | _by_name(_OTHER)))
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=_PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=_FILES
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
    return group


def _short_texts() -> Q:
    """All kinds of short text that editors have in the CMS, whichever room they belong to."""
    return _by_name(
        (model._meta.app_label, f"{action}_{model._meta.model_name}")
        for model in get_snippet_models()
        for action in _SNIPPETS
    )


def _by_name(names: Iterable[tuple[str, str]]) -> Q:
    wanted = Q(pk__in=[])
    for app, codename in names:
        wanted |= Q(content_type__app_label=app, codename=codename)
    return wanted
