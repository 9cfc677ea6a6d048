"""Who logs in, and what every page needs to know of the one who has."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q

from accounts.models import User


class EmailBackend(AuthenticationBackend):
    """Logs people in by e-mail, and tells of each whether they may open the CMS.

    Every page shows editors the way there. Read together with the person it costs nothing; asked for
    separately, as `perms` in a template does, it costs two queries a page."""

    def get_user(self, user_id: int) -> User | None:
        of_this_person = Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))
        entry = Permission.objects.filter(
            of_this_person, content_type__app_label="wagtailadmin", codename="access_admin"
        )
        user = User.objects.filter(pk=user_id).annotate(may_open_cms=Exists(entry)).first()
        return user if user and self.user_can_authenticate(user) else None
