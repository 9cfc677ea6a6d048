"""Who may answer for a page: those who work in the CMS, never all who have an account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm


class ResponsibleForm(WagtailAdminPageForm):
    """The editor's form of a page. Only people who may open the CMS can be chosen as responsible."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self.fields["owner"].queryset = editors()


def editors() -> Any:
    """Return the people who may open the CMS, by name."""
    may = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    people = get_user_model().objects.filter(is_active=True)
    found = people.filter(Q(is_superuser=True) | Q(groups__permissions__in=may) | Q(user_permissions__in=may))
    return found.distinct().order_by("first_name", "last_name", "email")
