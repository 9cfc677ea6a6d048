"""Course packages out of and into the CMS."""

from __future__ import annotations

import tempfile
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page

from base.content import ContentError, Fault
from h5p_django.public import LibraryNotFound
from home.packages.exporting import NoSuchCourse, export_course
from home.packages.importing import import_course

HELD_IN_MEMORY = 8 << 20
"""Bytes of a package that is being made before it goes to disk."""


class PackageForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Course package (.zip)"))
    replace = forms.BooleanField(
        label=gettext_lazy("Replace the course if it is here already"),
        required=False,
        help_text=gettext_lazy("What it said before can be had back from the history of each page."),
    )


@permission_required("wagtailadmin.access_admin", login_url="wagtailadmin_login")
def packages(request: HttpRequest) -> HttpResponse:
    """Show the form, with each published course to take out; bring a package in, or tell all that is wrong."""
    _may_publish(request)
    form = PackageForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            key = import_course(
                form.cleaned_data["file"], by=request.user, replace=form.cleaned_data["replace"]
            )
        except ContentError as error:
            faults = error.faults
        else:
            messages.success(request, _("The course %(key)s is brought in and published.") % {"key": key})
            return redirect("course_packages")
    status = 422 if faults or form.errors else 200
    context = {"form": form, "faults": faults, "courses": _courses()}
    return render(request, "home/packages/packages.html", context, status=status)


@require_POST
@permission_required("wagtailadmin.access_admin", login_url="wagtailadmin_login")
def take_out(request: HttpRequest, key: str) -> FileResponse | HttpResponse:
    """Send a course as a package. A POST: an H5P content may get a name by it."""
    _may_publish(request)
    out: Any = tempfile.SpooledTemporaryFile(HELD_IN_MEMORY)  # noqa: SIM115  # the response closes it
    try:
        export_course(key, out)
    except NoSuchCourse as error:
        raise Http404(key) from error
    except LibraryNotFound as missing:
        text = _("The course cannot be taken out: the H5P library %(name)s is missing. Install it first.")
        messages.error(request, text % {"name": missing})
        return redirect("course_packages")
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"{key}.zip", content_type="application/zip")


def _may_publish(request: HttpRequest) -> None:
    """Raise Http404 for somebody who may not publish pages: a package publishes a whole course."""
    if not Page.get_first_root_node().permissions_for_user(request.user).can_publish_subpage():
        raise Http404("may not publish")


def _courses() -> list[tuple[str, str]]:
    rows = Page.objects.live().filter(coursepage__isnull=False, locale__language_code="nb")
    return list(rows.order_by("coursepage__key").values_list("coursepage__key", "title"))
