"""What a learner has done in one H5P content."""

from __future__ import annotations

from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.domain.played import Played, played
from courses.models import LearningEvent


def played_in(block_id: str, *, course: str, by: Learner) -> Played:
    """Return what was done in the content of a block, played or as text. One query, none for a reader."""
    if not by.has_record:
        return Played()
    events = LearningEvent.objects.of(by).in_course(course).filter(block_id=block_id, kind=Kind.H5P_RESULT)
    return played(events.as_events()).get(block_id, Played())
