"""Looking whether what is kept for ever is as it was written, and whether it still gives the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from self_assessment.domain.documents import InvalidDocument
from self_assessment.domain.frozen import digest_of, plain_result
from self_assessment.domain.result import assess
from self_assessment.finishing.documents import situation_in
from self_assessment.finishing.models import AuditEntry, Snapshot
from self_assessment.finishing.trail import broken_trails
from self_assessment.queries import release_of


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written."""

    assessment: int
    what: str

    def __str__(self) -> str:
        return f"Assessment {self.assessment}: {self.what}"


def faults() -> Iterator[Fault]:
    """Yield every fault: broken chains, changed documents, and results that no longer come out the same."""
    for assessment, entry in broken_trails():
        yield Fault(assessment, f"the audit trail is broken at entry {entry}.")
    for snapshot in Snapshot.objects.with_context().order_by("pk").iterator(chunk_size=50):
        for what in _faults_of(snapshot):
            yield Fault(snapshot.assessment_id, f"edition {snapshot.revision}: {what}")


def _faults_of(snapshot: Snapshot) -> Iterator[str]:
    if digest_of(snapshot.document) != snapshot.digest:
        yield "the signed document was changed."
        return
    if not _has_its_trail(snapshot):
        yield "the audit trail it was signed on is cut off or changed."
    if not gives_the_same(snapshot):
        yield "the result worked out today is not the one that was signed."


def _has_its_trail(snapshot: Snapshot) -> bool:
    head = snapshot.document["trail"]
    entries = AuditEntry.objects.filter(assessment=snapshot.assessment_id)
    signed = entries.filter(event="finished", detail__snapshot=snapshot.digest).exists()
    return signed and (head is None or entries.filter(**head).exists())


def gives_the_same(snapshot: Snapshot) -> bool:
    """Work the result out anew, from the document and the release, and compare every number and word."""
    try:
        found = assess(release_of(snapshot.assessment.release), situation_in(snapshot))
    except InvalidDocument:
        return False
    return plain_result(found) == snapshot.document["result"]
