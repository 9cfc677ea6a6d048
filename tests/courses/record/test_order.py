"""What comes after what: told as a sentence, never a lock on what was begun, and simulated before it is published."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses import actions
from courses.content import publish
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.domain.order import in_a_circle
from courses.models import CoursePage, ModulePage
from courses.models.pages import checked_order
from courses.order.simulation import simulate
from courses.queries import modules_of
from tests.courses.record.conftest import make_person

pytestmark = pytest.mark.django_db
RULE = "Dette kommer etter modul 1, «Hvorfor jobb og helse samtidig?»."


@pytest.fixture
def second(course) -> ModulePage:
    """The second module, which now comes after the first."""
    module = ModulePage.objects.get(pk=course.modules[1].pk)
    module.after = ["m1"]
    publish(module)
    return module


def done(course, learner, module):
    place = actions.Place("L1", "0.1", module.key)
    actions.record(Kind.MODULE_DONE, place=place, by=learner, at=timezone.now())


def test_a_module_says_what_comes_first_and_how_much_of_it_remains(course, second, signed_in, person):
    place = actions.Place("L1", "0.1", "m1", "m1-forst")
    actions.record(
        Kind.BLOCK_REACHED, place=place, by=Learner(person.pk), at=timezone.now(), data={"blocks": []}
    )

    html = signed_in.get(second.url).content.decode()

    assert RULE in html
    assert f"{len(course.first.lesson.raw_data) - 1} deler gjenstår." in html
    assert "lesson__block" not in html
    assert RULE in signed_in.get(course.page.url).content.decode()


def test_it_opens_when_the_first_is_done(course, second, signed_in, person):
    done(course, Learner(person.pk), course.first)

    html = signed_in.get(second.url).content.decode()

    assert RULE not in html
    assert "lesson__block" in html


@pytest.mark.parametrize("kind", [Kind.MODULE_DONE, Kind.BLOCK_REACHED])
def test_what_was_begun_or_finished_is_never_locked(course, second, signed_in, person, kind):
    block = second.lesson.raw_data[0]["id"] if kind is Kind.BLOCK_REACHED else ""
    place = actions.Place("L1", "0.1", "m2", block)
    actions.record(kind, place=place, by=Learner(person.pk), at=timezone.now())

    assert "lesson__block" in signed_in.get(second.url).content.decode()


def test_an_answer_from_a_page_opened_before_the_rule_is_kept(course, signed_in):
    page, block = course.block("choice")
    module = ModulePage.objects.get(pk=page.pk)
    module.after = ["m6"]
    publish(module)

    locked = signed_in.get(page.url).content.decode()
    response = signed_in.post(reverse("courses:answer", args=[page.pk, block]), {"option": "0"})

    assert "lesson__block" not in locked
    assert response.status_code == 302
    assert "lesson__block" in signed_in.get(page.url).content.decode()


def test_the_rule_counts_for_visitors_too(course, second, visitor):
    assert RULE in visitor.get(second.url).content.decode()


def test_a_course_after_a_course_says_so_until_that_is_finished(course, visitor):
    page = CoursePage.objects.get(key="L2", locale__language_code="nb")
    page.after = ["L1"]
    publish(page)
    module = modules_of(page)[0]

    for url in (page.url, module.url):
        html = visitor.get(url).content.decode()
        assert f"Dette kommer etter kurset «{course.page.title}»." in html
        assert f'href="{course.page.url}"' in html
    assert "lesson__block" not in visitor.get(module.url).content.decode()


def learners(course, count, **did):
    for _ in range(count):
        learner = Learner(make_person().pk)
        actions.enrol(course="L1", version="0.1", by=learner, at=timezone.now())
        for module in did.get("done", ()):
            done(course, learner, module)


def test_the_simulator_counts_whom_a_rule_would_lock_and_hides_the_few(course):
    learners(course, 6)
    learners(course, 7, done=[course.modules[1]])
    learners(course, 3, done=[course.first])

    many = simulate(course.page, course.modules, {"m2": ["m1"]})
    few = simulate(course.page, course.modules, {"m2": ["m3"], "m3": ["m2"]})

    assert many.current == 16
    assert [module.learners for module in many.modules] == [0, 6, 0, 0, 0, 0]
    assert few.modules[1].learners == 9
    assert simulate(course.page, course.modules, {}).changes is False


def test_of_fewer_than_five_no_number_is_told(course):
    learners(course, 4)

    found = simulate(course.page, course.modules, {"m2": ["m1"]})

    assert (found.current, found.modules[1].learners) == (None, None)


@pytest.fixture
def editor(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("redaktor@eksempel.no", "et-langt-passord"))
    return client


def test_an_editor_sees_what_a_draft_would_do_before_it_is_published(course, editor):
    learners(course, 6)
    module = ModulePage.objects.get(pk=course.modules[1].pk)
    module.after = ["m1"]
    module.save_revision()

    html = editor.get(reverse("course_locks", args=[course.page.pk])).content.decode()

    assert "Kommer etter Hvorfor jobb og helse samtidig?" in html
    assert "<td>6</td>" in html
    assert ModulePage.objects.get(pk=module.pk).after == []


def test_the_simulator_costs_the_same_however_many_learn(course, django_assert_num_queries):
    learners(course, 8)

    with django_assert_num_queries(4):
        simulate(course.page, course.modules, {"m2": ["m1"]})


@pytest.mark.parametrize("who", ["anonymous", "learner"])
def test_only_editors_see_the_simulator(course, who, signed_in):
    client = Client() if who == "anonymous" else signed_in

    response = client.get(reverse("course_locks", args=[course.page.pk]))

    assert response.status_code == 302
    assert "locks" not in response.url.partition("?")[0]


@pytest.mark.parametrize(("first", "fault"), [(["m9"], "m9"), (["m1", "m2"], "går i ring")])
def test_an_order_that_cannot_be_is_refused_in_the_form(course, first, fault):
    siblings = ModulePage.objects.child_of(course.page).exclude(key="m2")

    with pytest.raises(ValidationError, match=fault):
        checked_order("m2", first, siblings)

    assert checked_order("m2", ["m1"], siblings) == ["m1"]


def test_a_circle_is_found_however_long():
    assert in_a_circle({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == {"a", "b", "c", "d"} - {"d"}
    assert in_a_circle({"a": ["b"], "b": []}) == frozenset()
