"""The first thing a visitor does in an H5P content."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from base.requests import same_origin_post
from courses.h5p import place_of, shows_content
from courses.learner import learner_to_save_for, remember
from courses.views.replies import course_of, module_page
from h5p_django.public import saving


@same_origin_post
def begin(request: HttpRequest, page_id: int, block_id: str) -> HttpResponse:
    """Make a visitor known by the device, and say where to save what they do here."""
    page = module_page(request, page_id)
    block = page.find_block(block_id)
    if block is None or not shows_content(block):
        raise Http404(block_id)
    learner = learner_to_save_for(request)
    place = place_of(block, page=page, course=course_of(page), learner=learner)
    return remember(JsonResponse(saving(place)), learner)
