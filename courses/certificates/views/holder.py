"""What the holder meets: asks for a certificate, has it, prints it, puts the name right."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import person_of
from base.drawing.qr import qr
from courses import explanations
from courses.certificates import actions, documents, drawings, queries, statements, words
from courses.certificates.domain import code as codes
from courses.certificates.domain.standing import Standing, may_renew
from courses.certificates.forms import NameForm
from courses.certificates.keys import SETTING, NoSigningKey
from courses.certificates.models import Certificate
from courses.learner import learner_of
from courses.models import CoursePage


def own(request: HttpRequest, code: str) -> Certificate:
    """Return the reader's own certificate; somebody else's is not found (404)."""
    return get_object_or_404(Certificate.objects.of(request.user), code=codes.read(code))


def trail() -> list[dict[str, str]]:
    """Return the way here from the top."""
    return [{"title": _("My page"), "url": reverse("home:my_page")}]


def without_key(request: HttpRequest) -> HttpResponse:
    """Say that nothing can be signed, and for want of which setting, so that somebody can mend it."""
    return render(request, "certificates/no_key.html", {"setting": SETTING}, status=503)


@login_required
@never_cache
def issue(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the name, then issue the certificate, once. While something remains, say what and why."""
    course = get_object_or_404(CoursePage.objects.live(), pk=page_id)
    learner, now = learner_of(request), timezone.now()
    state = queries.state_to_certify(learner, course.key)
    if state is None:
        raise Http404
    finished = queries.achievement(state)
    if finished is None:
        remaining = explanations.remaining(state, now)
        context = {"course": course, "remaining": remaining}
        return render(request, "certificates/not_finished.html", context)
    form = NameForm(request.POST or None, initial={"name": person_of(request).get_full_name()})
    if form.is_valid():
        try:
            certificate = actions.issue(
                achievement=finished, user=person_of(request), name=form.cleaned_data["name"], at=now
            )
        except NoSigningKey:
            return without_key(request)
        except actions.Barred:
            messages.error(request, _("A certificate for this course was revoked, and no new one is issued."))
            return redirect(course.get_url(request))
        return redirect(certificate)
    latest = queries.latest(request.user, finished)
    if latest and not actions.renews(latest, finished, now):
        return redirect(latest)
    context = {
        "course": course,
        "form": form,
        "renews": latest,
        "finished_day": words.day(finished.completed_at),
    }
    return render(request, "certificates/issue.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate, in the language of the address, for screen and print."""
    return _shown(request, own(request, code), None)


def _shown(request: HttpRequest, row: Certificate, form: NameForm | None) -> HttpResponse:
    language, now = words.language(), timezone.now()
    try:
        address = statements.qr_address(row, language)
    except NoSigningKey:
        return without_key(request)
    context = {
        "trail": trail(),
        "certificate": row,
        "standing": row.standing(now).value,
        "reason": row.get_reason_display(),
        "revoked_day": words.day(row.revoked_at) if row.revoked_at else "",
        "expires_day": words.day(row.expires_at) if row.expires_at else "",
        "renewable": not row.revoked_at and may_renew(expires_at=row.expires_at, now=now),
        "course": queries.course_page(row.course_key, language),
        "title": row.title(language),
        "text_language": language,
        "facts": documents.facts(row),
        "outcomes": row.outcomes(language),
        "seal": drawings.seal(),
        "qr": qr(address, _("QR code that leads to the check of this certificate")),
        "verify_url": statements.verify_url(row),
        "form": form or NameForm(initial={"name": row.holder_name}),
        "may_rename": row.standing(now) is Standing.VALID,
        "year": timezone.localtime(row.completed_at).year,
    }
    return render(request, "certificates/certificate.html", context, status=422 if form else 200)


@login_required
@never_cache
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Put the name right: the old certificate is revoked as replaced, and a new one issued."""
    row = own(request, code)
    if request.method != "POST":
        return redirect(row)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form)
    try:
        new = actions.replace(certificate=row, name=form.cleaned_data["name"], at=timezone.now())
    except NoSigningKey:
        return without_key(request)
    except actions.NotStanding:
        messages.error(request, _("This certificate no longer counts, so the name cannot be changed."))
        return redirect(row)
    if new != row:
        messages.success(
            request, _("The name is put right. The certificate has a new code; the old one is revoked.")
        )
    return redirect(new)


@login_required
@never_cache
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate as PDF, in the language of the address."""
    row = own(request, code)
    try:
        content = documents.certificate_pdf(row)
    except NoSigningKey:
        return without_key(request)
    return download(content, "application/pdf", f"kursbevis-{row.course_key}-{row.printed_code}.pdf")


def download(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """Return a file to keep."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
