from django.urls import path

from self_assessment.views import answering, result, start

app_name = "self_assessment"
urlpatterns = [
    path("", start.start, name="start"),
    path("kommune/", start.find, name="find"),
    path("kommune/forslag/", start.suggestions, name="suggestions"),
    path("kommune/<str:number>/", start.municipality, name="municipality"),
    path("kommune/<str:number>/begynn/", start.begin, name="begin"),
    path("<int:pk>/", answering.overview, name="overview"),
    path("<int:pk>/resultat/", result.result, name="result"),
    path("<int:pk>/<slug:code>/", answering.question, name="question"),
    path("<int:pk>/<slug:code>/to-svar/<uuid:save>/", answering.two_answers, name="two_answers"),
]
