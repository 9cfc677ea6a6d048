"""The person's own pages about the account: always about whoever is signed in, so they take no id."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import actions, personal_data
from accounts.forms import DeleteAccountForm, ProfileForm
from accounts.requests import person_of


@require_safe
def cms_login(request: HttpRequest) -> HttpResponse:
    """The CMS's own login leads here. Someone logged in who may not edit is told so, instead of going in rings."""
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    way_on = request.GET.get("next") or reverse("wagtailadmin_home")
    return redirect_to_login(way_on)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Name and language, and the way to the rest."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account_home")
    return render(request, "accounts/home.html", {"form": form})


@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What we hold about the person, and how to take it along or have it deleted."""
    return render(request, "accounts/my_data.html", {"rooms": personal_data.rooms()})


@reauthentication_required
@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """All we hold about the person, as one JSON file."""
    return JsonResponse(
        personal_data.export(person_of(request)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="byggestein-mine-data.json"'},
    )


@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the account, when the password confirms it."""
    if request.method == "POST":
        too_many = ratelimit.consume_or_429(request, action="reauthenticate", user=request.user)
        if too_many is not None:
            return too_many
    form = DeleteAccountForm(request.POST or None, user=person_of(request))
    if form.is_valid():
        user = person_of(request)
        logout(request)
        actions.erase(user=user)
        return redirect("account_deleted")
    return render(request, "accounts/delete.html", {"form": form, "rooms": personal_data.rooms()})


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/deleted.html", {"rooms": personal_data.rooms()})
