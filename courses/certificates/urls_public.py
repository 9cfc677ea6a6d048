"""Addresses without a language: they are printed, scanned, and written into other systems."""

from django.urls import path

from courses.certificates.views import open_badges, verify

app_name = "verify"
urlpatterns = [
    path("verifiser/", verify.start, name="start"),
    path("verifiser/offline/", verify.offline, name="offline"),
    path("verifiser/status/<int:number>/", open_badges.status_list, name="status_list"),
    path("verifiser/<str:code>/", verify.certificate, name="certificate"),
    path(".well-known/did.json", open_badges.did, name="did"),
]
