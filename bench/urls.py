"""The site's addresses and one bare view, the yardstick for cached pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import *  # noqa: F403
from cms.urls import urlpatterns as site


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), *site]
