"""Which room answers which path."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from accounts.views import cms_login
from home.serving import serve
from home.views import robots, sitemap

urlpatterns = [
    path("", include("base.urls")),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap),
    path("konto/", include("accounts.urls")),
    path("", include("courses.certificates.urls_public")),
    path("h5p/", include("h5p_django.urls")),
    path("opptak/", include("courses.media.urls")),
    # One login for all: the CMS's own would let people past the second factor.
    path("admin/login/", cms_login, name="cms_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("", include("home.urls")),
        path("min-side/", include("courses.certificates.urls")),
        path("samtale/", include("courses.prompts.urls")),
        path("kurs/", include("courses.urls")),
        path("kartlegging/", include("self_assessment.urls")),
        re_path(serve_pattern, serve, name="wagtail_serve"),
        path("", include(wagtail_urls)),
    ),
]

if settings.SERVE_MEDIA:
    urlpatterns.insert(0, path("media/<path:path>", serve_file, {"document_root": settings.MEDIA_ROOT}))

handler400 = "base.views.bad_request"
handler403 = "base.views.permission_denied"
handler404 = "base.views.not_found"
handler500 = "base.views.server_error"
