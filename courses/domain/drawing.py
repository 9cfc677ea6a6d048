"""Drawing questions for an attempt: the same seed gives the same questions on every device. Pure."""

from __future__ import annotations

from hashlib import sha256

from courses.domain.outline import CourseOutline


def draw(outline: CourseOutline, seed: str) -> tuple[str, ...]:
    """Return the questions of an attempt, in the order of the course: the fixed ones, and of each bank as many
    as it says, by lot. A digest decides rather than a random generator: it never changes with Python."""
    chosen = set(outline.fixed)
    for group, count in outline.draws.items():
        bank = [id for id in outline.quiz if outline.groups.get(id) == group]
        chosen.update(sorted(bank, key=lambda id: sha256(f"{seed}\n{id}".encode()).digest())[:count])
    return tuple(id for id in outline.quiz if id in chosen)
