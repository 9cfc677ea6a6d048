"""The team of an assessment, and what a link in an invitation opens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from self_assessment.models import Assessment, Invitation
from self_assessment.queries import release_of, role_of
from self_assessment.team import actions
from self_assessment.team.forms import InvitationForm
from self_assessment.team.links import invitation_of
from self_assessment.team.queries import invitations_of, members_of
from self_assessment.views.access import full_assessment_to_lead, own_part
from self_assessment.views.posting import post_only


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part and how far they have come, and inviting one more."""
    assessment = full_assessment_to_lead(request, pk)
    release = release_of(assessment.release)
    form = InvitationForm(request.POST or None, release=release)
    if form.is_valid() and _invite(request, assessment, form):
        return redirect("self_assessment:team", pk=pk)
    members = members_of(assessment, release)
    return render(
        request,
        "self_assessment/team/team.html",
        {
            "assessment": assessment,
            "form": form,
            "present": [one for one in members if one.participant.left_at is None],
            "gone": [one for one in members if one.participant.left_at is not None],
            "invitations": invitations_of(assessment, release, timezone.now()),
            "roles": release.roles,
            "takes_part": any(
                one.participant.user_id == request.user.pk and one.participant.left_at is None
                for one in members
            ),
        },
        status=422 if form.errors else 200,
    )


def _invite(request: HttpRequest, assessment: Assessment, form: InvitationForm) -> bool:
    email = form.cleaned_data["email"]
    try:
        actions.invite(
            assessment=assessment,
            email=email,
            role=form.cleaned_data["role"],
            by=person_of(request),
            at=timezone.now(),
        )
    except actions.AlreadyInTheTeam:
        form.add_error("email", _("This address is invited already, or belongs to somebody who takes part."))
    except actions.AnswersAreClosed:
        form.add_error(None, _("The answers are in, so nobody new can be asked now."))
    except actions.TooManyInvitations:
        form.add_error(
            None, _("So many people cannot take part in one assessment. Take an invitation back first.")
        )
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": email})
        return True
    return False


@post_only(back="self_assessment:team")
@login_required
def send_again(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    assessment = full_assessment_to_lead(request, pk)
    row = get_object_or_404(assessment.invitations, pk=invitation)
    try:
        actions.send_again(invitation=row, by=person_of(request), at=timezone.now())
    except (actions.NotOpen, actions.AnswersAreClosed):
        messages.error(request, _("This invitation cannot be sent again. See how it stands below."))
    else:
        messages.success(request, _("A new link is on its way. The old one no longer opens."))
    return redirect("self_assessment:team", pk=pk)


@post_only(back="self_assessment:team")
@login_required
def revoke(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    assessment = full_assessment_to_lead(request, pk)
    row = get_object_or_404(assessment.invitations, pk=invitation)
    try:
        actions.revoke(invitation=row, by=person_of(request), at=timezone.now())
    except actions.NotOpen:
        messages.error(request, _("This invitation was used or taken back already."))
    else:
        messages.success(request, _("The invitation is taken back. The link no longer opens."))
    return redirect("self_assessment:team", pk=pk)


@post_only(back="self_assessment:team")
@login_required
def remove(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Let one go who should not take part any more."""
    assessment = full_assessment_to_lead(request, pk)
    row = get_object_or_404(assessment.participants.present(), pk=participant)
    actions.leave(participant=row, by=person_of(request), at=timezone.now())
    messages.success(request, _("Done. What was answered stays among the other answers, without a name."))
    return redirect("self_assessment:team", pk=pk)


@post_only(back="self_assessment:team")
@login_required
def take_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the lead answer too."""
    assessment = full_assessment_to_lead(request, pk)
    role = release_of(assessment.release).roles[0].code
    try:
        actions.take_part_as_lead(assessment=assessment, role=role, by=person_of(request), at=timezone.now())
    except actions.AnswersAreClosed:
        messages.error(request, _("The answers are in, so nobody new can be asked now."))
        return redirect("self_assessment:team", pk=pk)
    return redirect("self_assessment:overview", pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave on one's own wish, once it has been said what that means."""
    assessment = get_object_or_404(Assessment.objects.visible_to(request.user).with_context(), pk=pk)
    part = own_part(request, assessment)
    if part is None:
        return redirect("self_assessment:overview", pk=pk)
    if request.method == "POST":
        actions.leave(participant=part, by=person_of(request), at=timezone.now())
        messages.success(request, _("You have left. Thank you for what you have answered."))
        return redirect("self_assessment:start")
    return render(request, "self_assessment/team/leave.html", {"assessment": assessment})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens: what it asks for, and yes; or why it does not open any more. No account is needed to read."""
    found = invitation_of(token)
    if found is None:
        return render(request, "self_assessment/team/invitation_replaced.html", status=404)
    now, user = timezone.now(), request.user
    standing = found.standing(now)
    if standing is Invitation.Standing.ACCEPTED and found.accepted_by_id == user.pk:
        return redirect("self_assessment:overview", pk=found.assessment_id)
    if standing is not Invitation.Standing.OPEN or not found.assessment.takes_answers:
        return _closed(request, found, standing)
    mine = user.is_authenticated and actions.is_for(found, person_of(request))
    if request.method == "POST" and mine:
        return _accept(request, found)
    release = release_of(found.assessment.release)
    role = role_of(release, found.role)
    return render(
        request,
        "self_assessment/team/invitation.html",
        {
            "municipality": found.assessment.municipality,
            "role": role,
            "minutes": round(len(role.indicators) * release.seconds_per_question / 60),
            "invitation": found,
            "sent_to": _masked(found.email),
            "mine": mine,
        },
        status=403 if request.method == "POST" else 200,
    )


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        actions.accept(invitation=found, by=person_of(request), at=timezone.now())
    except (
        actions.NotOpen,
        actions.AnswersAreClosed,
        actions.SentToAnother,
    ):  # it changed in this very moment
        found.refresh_from_db()
        return _closed(request, found, found.standing(timezone.now()))
    messages.success(request, _("You are in. Every answer is saved as you give it."))
    return redirect("self_assessment:overview", pk=found.assessment_id)


def _closed(request: HttpRequest, found: Invitation, standing: Invitation.Standing) -> HttpResponse:
    """Say why the link does not open, and what to do. 410: it did once."""
    context = {"standing": standing.value, "invitation": found}
    return render(request, "self_assessment/team/invitation_closed.html", context, status=410)


def _masked(email: str) -> str:
    """`kari.nordmann@levanger.kommune.no` as `k…@levanger.kommune.no`: enough to know one's own by."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"
