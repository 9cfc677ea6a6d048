"""What should have been looked at again."""

from __future__ import annotations

import datetime
from operator import attrgetter

from base.knowledge.models import Example, Fact, KnowledgeItem, Resource, Term, TimelineItem

REVIEWED: tuple[type[KnowledgeItem], ...] = (Fact, TimelineItem, Example, Resource, Term)


def past_review(on: datetime.date) -> list[KnowledgeItem]:
    """Return what is published and past its review date, the oldest first. Five queries."""
    found = [item for kind in REVIEWED for item in kind.objects.live().past_review(on)]
    return sorted(found, key=attrgetter("review_by"))
