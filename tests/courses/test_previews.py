"""A page previewed as somebody else meets it; nothing of that somebody is left."""

import pytest
from django.test import RequestFactory

from courses.models import CoursePage, Enrolment, LearningEvent, ModulePage
from courses.previews import without_script


def counts():
    return LearningEvent.objects.count(), Enrolment.objects.count()


def preview(page, mode):
    response = page.make_preview_request(RequestFactory().get("/"), mode)
    return response.content.decode() if hasattr(response, "content") else response.render().content.decode()


@pytest.fixture
def course(db):
    return CoursePage.objects.get(key="L1", locale__language_code="nb")


@pytest.fixture
def module(course):
    return ModulePage.objects.child_of(course).get(key="m2")


def test_a_course_is_seen_as_somebody_halfway_and_as_somebody_done(course):
    before = counts()

    assert "3 av 6 moduler" in preview(course, "halfway")
    assert "Kurset er fullført" in preview(course, "finished")
    assert "Kurset er fullført" not in preview(course, "new")
    assert counts() == before


def test_a_module_is_seen_with_the_answers_of_one_who_is_done(module):
    before = counts()

    assert 'data-outcome="right"' in preview(module, "finished") or "Riktig" in preview(module, "finished")
    assert "Riktig" not in preview(module, "new")
    assert counts() == before


def test_a_draft_is_what_is_previewed(module):
    module.lead = "En ingress ingen har publisert."

    assert "En ingress ingen har publisert." in preview(module, "halfway")


def test_a_page_without_script_has_none(module):
    assert "<script" not in preview(module, "no-script")
    assert without_script("<p>a</p><script>b</script><noscript>c</noscript>") == "<p>a</p>c"


def test_the_outline_names_headings_and_exercises_in_order(module):
    html = preview(module, "outline")

    assert module.title in html
    assert html.index("Overskrift 1:") < html.index("Øving:")


def test_the_preview_with_an_expired_certificate_leaves_no_person_behind(course, django_user_model):
    before = (*counts(), django_user_model.objects.count())

    preview(course, "expired")

    assert (*counts(), django_user_model.objects.count()) == before
