"""Answering one indicator at a time, and two answers side by side. What a group agrees on is answered alike."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from base.requests import same_origin_post
from courses.public import course_links, prompt_links
from self_assessment import actions, unsaved
from self_assessment.evidence.learning import learned
from self_assessment.evidence.queries import evidence_for
from self_assessment.forms import AnswerForm, ChoiceForm, fields_of
from self_assessment.models import Answer, AnswerSave
from self_assessment.presentation import example_links, scale_of
from self_assessment.queries import Item, Sheet
from self_assessment.views.access import item_of
from self_assessment.views.desks import OWN, Desk


@csrf_exempt  # `answer` looks at where a POST comes from, and at its ticket
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int, code: str, desk: Desk = OWN) -> HttpResponseBase:
    """One indicator: the page, and the answer that is given on it."""
    return answer(request, pk, code, desk) if request.method == "POST" else _show(request, pk, code, desk)


@login_required
def _show(request: HttpRequest, pk: int, code: str, desk: Desk) -> HttpResponse:
    sheet = desk.sheet(request, pk)
    item = item_of(sheet, code)
    if not desk.is_open(sheet.assessment):
        messages.info(request, _("The answers are in, so they stand as they are. You can read them here."))
        return redirect(desk.overview, pk=pk)
    typed = unsaved.typed_by(
        request.session, user=person_of(request), assessment=sheet.assessment, code=desk.key(code)
    )
    fields = fields_of(item.row) | (typed or {})
    return _page(request, desk, sheet, item, fields, was_unsaved=typed is not None)


@same_origin_post
def answer(request: HttpRequest, pk: int, code: str, desk: Desk) -> HttpResponse:
    """Save an answer. From someone whose login has run out it is kept until they are back."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, desk, pk, code)
    sheet = desk.sheet(request, pk)
    return _save(request, desk, sheet, item_of(sheet, code))


def _save(request: HttpRequest, desk: Desk, sheet: Sheet, item: Item) -> HttpResponse:
    assessment, code = sheet.assessment, item.indicator.code
    form = AnswerForm(request.POST, indicator=item.indicator, sami_area=assessment.municipality.in_sami_area)
    if unsaved.owner_of(request.POST.get("ticket", ""), assessment.pk) != request.user.pk:
        form.add_error(
            None, _("This form was made for another login. Look over the answer and save it once more.")
        )
        return _refuse(request, desk, sheet, item, form, status=409)
    if not form.is_valid():
        return _refuse(request, desk, sheet, item, form, status=422)
    try:
        outcome = desk.save(sheet, code, form.proposed, person_of(request), timezone.now())
    except actions.AlreadyFinished:
        form.add_error(
            None, _("The assessment is finished and takes no more answers. What you wrote is still here.")
        )
        return _refuse(request, desk, sheet, item, form, status=409)
    except actions.AnswersAreIn:
        form.add_error(
            None,
            _(
                "The group has begun to agree, so answers are not changed any more. "
                "What you wrote is still here: say it in the meeting."
            ),
        )
        return _refuse(request, desk, sheet, item, form, status=409)
    except actions.NotBeingAgreed:
        form.add_error(
            None, _("Everybody may answer again, so nothing is agreed on now. What you wrote is still here.")
        )
        return _refuse(request, desk, sheet, item, form, status=409)
    unsaved.forget(request.session, assessment=assessment, code=desk.key(code))
    if isinstance(outcome, actions.TooLate):
        return _too_late(request, desk, sheet, item, outcome)
    if _is_fetch(request):
        return _acknowledged(outcome)
    _before, after = desk.neighbours(sheet, code)
    if after and "next" in request.POST:
        return redirect(desk.question, pk=assessment.pk, code=after.indicator.code)
    return redirect(desk.overview, pk=assessment.pk)


def _is_fetch(request: HttpRequest) -> bool:
    """Tell whether the page's own script asks, and wants a fragment instead of a whole page."""
    return request.headers.get("X-Requested-With") == "fetch"


def _acknowledged(outcome: actions.Saved) -> HttpResponse:
    answer = outcome.answer
    said_at = date_format(timezone.localtime(answer.saved_at), "H:i") if answer.saved_at else ""
    return HttpResponse(headers={"X-Saved-At": said_at, "X-Version": str(answer.version)})


def _refuse(
    request: HttpRequest, desk: Desk, sheet: Sheet, item: Item, form: AnswerForm, *, status: int
) -> HttpResponse:
    """Show the form again with what was typed and what is wrong; nothing was saved."""
    fields = {name: request.POST.get(name, "") for name in form.fields}
    return _page(request, desk, sheet, item, fields, form=form, status=status)


def _page(
    request: HttpRequest,
    desk: Desk,
    sheet: Sheet,
    item: Item,
    fields: Mapping[str, str],
    *,
    form: AnswerForm | None = None,
    was_unsaved: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "desk": desk,
        "sheet": sheet,
        "item": item,
        "building_block": next(block.block for block in sheet.blocks if item in block.items),
        "form": form
        or AnswerForm(indicator=item.indicator, sami_area=sheet.assessment.municipality.in_sami_area),
        "fields": fields,
        "steps": _steps(sheet, item),
        "was_unsaved": was_unsaved,
        "ticket": unsaved.ticket(person_of(request), sheet.assessment),
    }
    context |= desk.surroundings(sheet, item)
    if _is_fetch(request):
        return render(request, desk.form, context, status=status)
    context |= _help(sheet, item)
    return render(request, desk.template, context, status=status)


def _steps(sheet: Sheet, item: Item) -> list[dict[str, Any]]:
    """The ladder with the highest step first: level, its name, what it says here, and perhaps an example."""
    indicator = item.indicator
    return [
        {
            "level": step.level,
            "name": step.name,
            "text": indicator.ladder[step.level],
            "example": indicator.examples.get(step.level),
        }
        for step in reversed(sheet.release.scale)
    ]


def _help(sheet: Sheet, item: Item) -> dict[str, Any]:
    language, code = get_language() or "nb", item.indicator.code
    courses = course_links(item.indicator.courses, language)
    return {
        "number": list(sheet.items).index(code) + 1,
        "courses": courses,
        "learned": learned(sheet.assessment, courses),
        "evidence": evidence_for(sheet.assessment, code, timezone.localdate()),
        "least": settings.ASSESSMENT_FEWEST_TOLD,
        "prompts": prompt_links(sheet.release.prompts_by_indicator[code], language),
        "examples": list(example_links(list(sheet.release.examples_by_indicator[code])).values()),
    }


# --- when the login has run out ---


def _sign_in_first(request: HttpRequest, desk: Desk, pk: int, code: str) -> HttpResponse:
    """Ask for a new login that leads back here, and keep what was typed meanwhile."""
    here = reverse(desk.question, args=[pk, code])
    login = redirect_to_login(here)
    owner = unsaved.owner_of(request.POST.get("ticket", ""), pk)
    if owner is not None:
        unsaved.keep(
            request.session, user_pk=owner, assessment_pk=pk, code=desk.key(code), fields=request.POST
        )
        if _is_fetch(request):
            return render(request, "self_assessment/signed_out.html", {"login": login.url}, status=401)
    return login


# --- when somebody else was first ---


def _too_late(
    request: HttpRequest, desk: Desk, sheet: Sheet, item: Item, outcome: actions.TooLate
) -> HttpResponse:
    if _is_fetch(request):
        context = _side_by_side(request, desk, sheet, item, outcome.answer, outcome.save)
        return render(request, "self_assessment/two_answers_form.html", context, status=409)
    return _to_two_answers(desk, sheet, outcome)


def _to_two_answers(desk: Desk, sheet: Sheet, outcome: actions.TooLate) -> HttpResponse:
    code = outcome.answer.indicator
    return redirect(desk.two_answers, pk=sheet.assessment.pk, code=code, save=outcome.save.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def two_answers(request: HttpRequest, pk: int, code: str, save: uuid.UUID, desk: Desk = OWN) -> HttpResponse:
    """Two answers to one indicator, side by side. The chosen one holds; the other stays in the history."""
    sheet = desk.sheet(request, pk)
    item = item_of(sheet, code)
    late = get_object_or_404(
        AnswerSave.objects.select_related("answer").filter(answer=item.row, version=None), pk=save
    )
    form = ChoiceForm(request.POST or None)
    if not form.is_valid():
        context = _side_by_side(request, desk, sheet, item, late.answer, late) | {"form": form}
        return render(
            request, "self_assessment/two_answers.html", context, status=422 if form.is_bound else 200
        )
    if form.cleaned_data["keep"] == ChoiceForm.LATE:
        proposed = actions.ProposedSave(uuid.uuid4(), form.cleaned_data["replaces"], late.values)
        try:
            outcome = desk.save(sheet, code, proposed, person_of(request), timezone.now())
        except (actions.AlreadyFinished, actions.AnswersAreIn, actions.NotBeingAgreed):
            messages.error(request, _("The answers are in, so nothing was changed. Both answers are kept."))
            return redirect(desk.overview, pk=pk)
        if isinstance(outcome, actions.TooLate):
            return _to_two_answers(desk, sheet, outcome)
    return redirect(desk.question, pk=pk, code=code)


def _side_by_side(
    request: HttpRequest, desk: Desk, sheet: Sheet, item: Item, current: Answer, late: AnswerSave
) -> dict[str, Any]:
    latest = AnswerSave.objects.filter(answer=current, version=current.version).first()
    return {
        "desk": desk,
        "sheet": sheet,
        "item": item,
        "current": current,
        "current_is_mine": latest is not None and latest.by_id == request.user.pk,
        "late": late,
        "form": ChoiceForm(),
        "scale": scale_of(sheet),
    }
