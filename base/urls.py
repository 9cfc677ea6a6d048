from django.urls import path

from base import views

app_name = "base"
urlpatterns = [
    path("", views.front, name="front"),
    path("live", views.live, name="live"),
    path("ready", views.ready, name="ready"),
    path("sprak/<str:code>/", views.set_language, name="set_language"),
    path("utseende/", views.set_color_scheme, name="set_color_scheme"),
]
