from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import personal_data, queries

        personal_data.register(
            "accounts",
            export_person=queries.export_person,
            kept=_("What you have written for the site as an editor stays, without your name."),
        )
