from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class BaseConfig(AppConfig):
    name = "base"

    def ready(self) -> None:
        from wagtail.signals import post_page_move

        from base.page_cache import clear_for

        for signal in (post_save, post_delete, post_page_move):
            signal.connect(clear_for, dispatch_uid="base.page_cache.clear_for")
