"""Addresses under each language: what puts the other rooms together, and the pages about the site."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("min-side/", views.my_page, name="my_page"),
    path("sok/", views.search, name="search"),
    path("ordliste/", views.glossary, name="glossary"),
    path("eksempler/", views.examples, name="examples"),
    path("eksempler/<slug:slug>/", views.example, name="example"),
    path("ressurser/", views.resources, name="resources"),
    path("tall/", views.facts, name="facts"),
    path("personvern/", views.about_privacy, name="about_privacy"),
    path("tilgjengelighet/", views.about_accessibility, name="about_accessibility"),
]
