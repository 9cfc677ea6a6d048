"""The person's own pages. allauth's stand beside them and keep their names."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("mine-data/", views.my_data, name="account_my_data"),
    path("mine-data/last-ned/", views.download, name="account_download"),
    path("slett/", views.delete, name="account_delete"),
    path("slettet/", views.deleted, name="account_deleted"),
    path("", include("allauth.urls")),
]
