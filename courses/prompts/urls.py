from django.urls import path

from courses.prompts import views

app_name = "prompts"
urlpatterns = [
    path("", views.library, name="library"),
    path("ark/", views.sheet, name="sheet"),
    path("bunke/", views.deck, name="deck"),
    path("<slug:code>/", views.card, name="card"),
]
