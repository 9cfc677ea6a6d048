"""Finding the assessment an address names, for the person who asks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from self_assessment.finishing.documents import sheet_of_snapshot
from self_assessment.models import Assessment, Participant, Snapshot
from self_assessment.queries import Item, Sheet, own_sheet_of, sheet_of, whole_sheet_of


def assessment_to_read(request: HttpRequest, pk: int) -> Assessment:
    """Return the assessment if the person may see it. To others it does not exist: 404."""
    return get_object_or_404(Assessment.objects.visible_to(request.user).with_context(), pk=pk)


def assessment_to_lead(request: HttpRequest, pk: int) -> Assessment:
    """The same for the person who leads it. One who may only see it is told so: 403."""
    assessment = assessment_to_read(request, pk)
    if not leads(request, pk):
        raise PermissionDenied
    return assessment


def full_assessment_to_lead(request: HttpRequest, pk: int) -> Assessment:
    """The same for what only a full assessment has; a quick check has no such page: 404."""
    assessment = assessment_to_lead(request, pk)
    if not assessment.is_agreed_together:
        raise Http404
    return assessment


def sheet_to_read(request: HttpRequest, pk: int) -> Sheet:
    """Return what the municipality stands by, if the person may see it: 404."""
    return sheet_of(assessment_to_read(request, pk))


def whole_sheet_to_read(request: HttpRequest, pk: int) -> Sheet:
    """The same with all that the result rests on. A finished one is as it was signed."""
    return whole_sheet_as_it_stands(assessment_to_read(request, pk))


def whole_sheet_as_it_stands(assessment: Assessment) -> Sheet:
    """A finished assessment as it was signed, an open one as it is now."""
    if not assessment.is_open:
        signed = Snapshot.objects.with_context().filter(assessment=assessment).order_by("-revision").first()
        if signed is not None:
            return sheet_of_snapshot(signed)
    return whole_sheet_of(assessment)


def snapshot_to_read(request: HttpRequest, pk: int, revision: int) -> Snapshot:
    """Return a signed edition if the person may see its assessment: 404."""
    return get_object_or_404(
        Snapshot.objects.visible_to(request.user).with_context(), assessment=pk, revision=revision
    )


def sheet_to_answer(request: HttpRequest, pk: int) -> Sheet:
    """Return what the person answers: in a quick check for the municipality, in a full one for themselves.

    One who may only see it is told so: 403."""
    # Whoever may answer may see, and it is asked at every save: one question instead of two.
    assessment = Assessment.objects.answerable_by(request.user).with_context().filter(pk=pk).first()
    if assessment is None:
        assessment_to_read(request, pk)
        raise PermissionDenied
    part = own_part(request, assessment)
    return own_sheet_of(assessment, part) if part else sheet_of(assessment)


def sheet_to_agree(request: HttpRequest, pk: int) -> Sheet:
    """Return what the group agrees on, for the one who leads it, once consensus has been opened."""
    assessment = full_assessment_to_lead(request, pk)
    if not assessment.shows_answers:
        raise Http404
    return sheet_of(assessment)


def own_part(request: HttpRequest, assessment: Assessment) -> Participant | None:
    """The person's own part in a full assessment."""
    return (
        assessment.participants.present().of(request.user).first() if assessment.is_agreed_together else None
    )


def may_answer(request: HttpRequest, pk: int) -> bool:
    return Assessment.objects.answerable_by(request.user).filter(pk=pk).exists()


def leads(request: HttpRequest, pk: int) -> bool:
    return Assessment.objects.led_by(request.user).filter(pk=pk).exists()


def item_of(sheet: Sheet, code: str) -> Item:
    """Return the item an address names; 404 for one this assessment does not ask."""
    if code not in sheet.items:
        raise Http404
    return sheet.items[code]
