from django.urls import path

from h5p_django import views

app_name = "h5p"
urlpatterns = [
    path("", views.nothing_here, name="root"),
    path("spill/<str:token>/", views.play, name="play"),
    path("tilstand/<str:token>/", views.state, name="state"),
    path("resultat/<str:token>/", views.result, name="result"),
    path("pakke/<str:name>", views.bundle, name="bundle"),
    path("bibliotek/<str:digest>/", views.nothing_here, name="libraries"),
    path("bibliotek/<str:digest>/<str:folder>/<path:path>", views.library_file),
    path("filer/<str:signed>/", views.nothing_here, name="files"),
    path("filer/<str:signed>/<path:path>", views.content_file),
]
"""The last four are what a frame may load; nothing under `root` asks who the visitor is."""
