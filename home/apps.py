from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from base.knowledge.models import Term
        from courses.public import name_indicators_with

        for signal in (post_save, post_delete):
            signal.connect(forget_vocabulary, sender=Term, dispatch_uid="home.forget_vocabulary")
        name_indicators_with(indicator_names)


def forget_vocabulary(**signal: Any) -> None:
    """Let the next search read the glossary anew. A signal, since the CMS saves terms by itself."""
    from home.search import VOCABULARY

    cache.delete(VOCABULARY)


def indicator_names(codes: Sequence[str], language: str) -> list[str]:
    """Tell the courses what the indicators they serve are called: they may not ask upwards themselves."""
    from self_assessment.public import indicator_links

    return [link.name for link in indicator_links(codes, language)]
