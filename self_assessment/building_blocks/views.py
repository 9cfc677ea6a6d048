"""One building block as anyone may read it: what is asked, and what helps. The same for everyone, so it is kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from self_assessment.building_blocks.queries import newest_release, questions_of


@require_safe
def building_block(request: HttpRequest, code: str) -> HttpResponse:
    release = newest_release()
    blocks = list(release.blocks) if release else []
    place = next((at for at, block in enumerate(blocks) if block.code == code.upper()), None)
    if release is None or place is None:
        raise Http404
    block = blocks[place]
    if code != block.code:
        return redirect("self_assessment:building_block", code=block.code, permanent=True)
    context = {
        "building_block": block,
        "questions": questions_of(release, block, get_language() or "nb"),
        "before": blocks[place - 1] if place else None,
        "after": blocks[place + 1] if place + 1 < len(blocks) else None,
    }
    return render(request, "self_assessment/building_block.html", context)
