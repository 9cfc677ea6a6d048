"""Who may see what of H5P in the CMS, where the permissions of a model do not say it."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from h5p_django.actions import INSTALL


class OnlyLook(ModelPermissionPolicy):
    """Lets those look who may, and nobody do anything else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and self.may_look(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and self.may_look(user)

    def may_look(self, user: Any) -> bool:
        return bool(user.has_perm(INSTALL) or super().user_has_permission(user, "view"))


class PackagesOf(OnlyLook):
    """Approvers see every package; whoever may upload sees their own (see PackageIndexView)."""

    def may_look(self, user: Any) -> bool:
        return bool(user.has_perm(INSTALL) or user.has_perm("h5p_django.add_content"))
