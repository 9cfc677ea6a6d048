"""The files of recordings: the same in every language."""

from django.urls import path

from courses.media import views

app_name = "media"
urlpatterns = [
    path("<slug:key>/<slug:language>.vtt", views.captions, name="captions"),
    path("<slug:key>/<str:name>", views.file, name="file"),
]
