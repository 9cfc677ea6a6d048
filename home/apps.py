from typing import Any

from django.apps import AppConfig
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from base.knowledge.models import Term
        from courses.public import find_building_blocks_with
        from self_assessment.public import building_blocks_helped

        for signal in (post_save, post_delete):
            signal.connect(forget_vocabulary, sender=Term, dispatch_uid="home.forget_vocabulary")
        find_building_blocks_with(building_blocks_helped)  # the courses may not ask upwards themselves


def forget_vocabulary(**signal: Any) -> None:
    """Let the next search read the glossary anew. A signal, since the CMS saves terms by itself."""
    from home.search import VOCABULARY

    cache.delete(VOCABULARY)
