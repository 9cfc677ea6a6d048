"""Finding the assessment an address names, for the person who asks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from self_assessment.models import Assessment
from self_assessment.queries import Item, Sheet, sheet_of


def sheet_to_read(request: HttpRequest, pk: int) -> Sheet:
    """Return the assessment if the person may see it. To others it does not exist: 404."""
    return sheet_of(get_object_or_404(Assessment.objects.visible_to(request.user).with_context(), pk=pk))


def sheet_to_answer(request: HttpRequest, pk: int) -> Sheet:
    """The same for the person who may answer. One who may only read is told so: 403."""
    sheet = sheet_to_read(request, pk)
    if not may_answer(request, pk):
        raise PermissionDenied
    return sheet


def may_answer(request: HttpRequest, pk: int) -> bool:
    return Assessment.objects.answerable_by(request.user).filter(pk=pk).exists()


def item_of(sheet: Sheet, code: str) -> Item:
    """Return the item an address names; 404 for one this assessment does not ask."""
    if code not in sheet.items:
        raise Http404
    return sheet.items[code]
