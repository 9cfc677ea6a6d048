"""The twin of a content: the same as text and questions, for those the player does not serve, and for search."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from h5p.results import Completion, Score, Statement, is_complete
from h5p.twin import Twin, make_twin
from h5p_django import requirements
from h5p_django.models import Content, ContentRevision, Requirement
from h5p_django.places import Place
from h5p_django.player import FILES
from h5p_django.store import Store


@dataclass(frozen=True, slots=True)
class ContentTwin:
    """A content as text and questions. `of` names what it was made from: another revision has another.

    `files` is where the content's own files lie: an address that a path is added to."""

    twin: Twin
    of: str
    files: str
    language: str


def twin_of(content: Content) -> ContentTwin | None:
    """Return the twin of a content's current revision, None when it never had one. At most a query more
    for each type in it that is not known to h5p.twin."""
    revision = content.revision
    if revision is None:
        return None
    twin = make_twin(revision.main_library, revision.parameters, Store(), title=content.title)
    files = reverse("h5p:files", args=[FILES.sign(str(revision.pk))])
    return ContentTwin(twin, revision.digest[:16], files, revision.language)


def text_of(content: Content) -> str:
    """Return all that a content says, for the search; "" for nothing."""
    found = twin_of(content)
    return found.twin.plain_text if found else ""


def is_playable(content: Content) -> bool:
    """Say whether all libraries that the player needs are installed. One query when its needs are known."""
    return content.revision_id is not None and not missing_libraries(content)


def missing_libraries(content: Content) -> list[str]:
    """Return the libraries that a content needs and that are not here, as `H5P.Question 1.5`."""
    needed = list(
        Requirement.objects.filter(revision=content.revision_id).exclude(kind=Requirement.Kind.EDITOR)
    )
    if not needed and isinstance(content.revision, ContentRevision):
        needed = [
            row for row in requirements.of(content.revision, Store()) if row.kind != Requirement.Kind.EDITOR
        ]
    return [str(row) for row in needed if row.library_id is None]


def counts_as_done(place: Place, *, score: float, maximum: float) -> bool:
    """Say whether a twin that is answered all through makes its place done, by the rule for the player.

    Where there was nothing to get points for, having been through it is enough."""
    told = Statement(
        id=None,
        verb="completed",
        sub_content_id=None,
        has_parent=False,
        score=Score(score, maximum),
        completed=True,
        success=None,
        response=None,
        seconds=None,
        raw={},
    )
    return is_complete([told], Completion(place.completion), share=place.share / 100)
