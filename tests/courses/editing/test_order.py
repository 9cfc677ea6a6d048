"""The order of the modules of a course: moved by buttons or handle, in all languages, touching nobody's progress."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import actions as record
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.editing.actions import UnknownModules, order_modules
from courses.models import CoursePage, ModulePage
from courses.queries import course_state
from tests.factories.accounts import UserFactory


def keys(course):
    return list(ModulePage.objects.child_of(course).order_by("path").values_list("key", flat=True))


def test_a_module_moves_up_in_every_language(editor, course):
    before = keys(course)

    response = editor.post(reverse("course_order", args=[course.pk]), {"up": before[2]})

    assert response.status_code == 302
    wanted = [before[0], before[2], before[1], *before[3:]]
    for page in CoursePage.objects.filter(key="L1", locale__language_code__in=["nb", "nn"]):
        assert keys(page) == wanted


@pytest.mark.parametrize(("position", "place"), [("0", 0), ("2", 2), ("", -1), ("99", -1)])
def test_the_handle_moves_a_module_to_its_place(editor, course, position, place):
    module = ModulePage.objects.child_of(course).get(key="m3")

    editor.post(f"{reverse('course_place', args=[course.pk, module.pk])}?position={position}")

    assert keys(course)[place] == "m3"


def test_what_a_learner_has_done_is_the_same_after_a_move(editor, course):
    learner, now = Learner(devices=(uuid.uuid4(),)), timezone.now()
    first = ModulePage.objects.child_of(course).get(key="m1")
    place = record.Place("L1", course.version, "m1", "m1-forst")
    parts = [raw["id"] for raw in first.lesson.raw_data]
    record.record(Kind.BLOCK_REACHED, place=place, data={"blocks": parts}, by=learner, at=now)
    before = {module.key: module for module in course_state(learner, course).progress.modules}

    order_modules(course=course, keys=list(reversed(keys(course))), by=None)

    after = course_state(learner, CoursePage.objects.get(pk=course.pk)).progress.modules
    assert {module.key: module for module in after} == before
    assert before["m1"].seen


def test_an_order_of_other_modules_moves_nothing(course):
    before = keys(course)

    with pytest.raises(UnknownModules):
        order_modules(course=course, keys=["m1"], by=None)

    assert keys(course) == before


def test_the_page_names_each_button_after_its_module(editor, course, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        html = editor.get(reverse("course_order", args=[course.pk])).content.decode()

    assert "Hvorfor jobb og helse samtidig?" in html
    assert 'name="down" value="m1"' in html


@pytest.mark.parametrize("sign_in", [False, True], ids=["anonymous", "learner"])
def test_only_editors_may_move(client, course, sign_in):
    before = keys(course)
    if sign_in:
        client.force_login(UserFactory())

    assert client.post(reverse("course_order", args=[course.pk]), {"down": "m1"}).status_code in (302, 403)
    assert keys(course) == before
