"""The page where editors see what the checks found."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from courses import public as courses
from home.checks.models import CheckRun
from home.checks.running import content_problems, keep


@require_GET
@require_admin_access
def report(request: HttpRequest) -> HttpResponse:
    """Show the latest lists, errors first, those of one language when one is chosen. One query."""
    language = request.GET.get("language", "")
    runs = {run.kind: run for run in CheckRun.objects.all()}
    shown = [_shown(kind, runs.get(kind), language) for kind in CheckRun.Kind]
    context = {"runs": shown, "chosen": language, "languages": ("nb", "nn", "en")}
    return render(request, "home/checks/report.html", context)


def _shown(kind: CheckRun.Kind, run: CheckRun | None, language: str) -> dict[str, Any]:
    code = get_language() or "nb"
    found = [
        {**one, "text": one["text"].get(code) or one["text"]["nb"]}
        for one in (run.found if run else [])
        if not language or one["language"] in ("", language)
    ]
    return {
        "kind": kind,
        "at": run.at if run else None,
        "errors": [one for one in found if one["is_error"]],
        "warnings": [one for one in found if not one["is_error"]],
    }


@require_POST
@require_admin_access
def run(request: HttpRequest, kind: str) -> HttpResponse:
    """Check now. It takes some seconds; the addresses outside the site are asked by the command only."""
    walks = kind == CheckRun.Kind.WALK
    found = courses.walk_problems() if walks else content_problems(timezone.localdate())
    keep(CheckRun.Kind(kind), found, at=timezone.now())
    messages.success(request, _("Checked. The list below is new."))
    return redirect("home_checks")
