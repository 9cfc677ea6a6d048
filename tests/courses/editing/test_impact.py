"""What publishing would change for those who take the course is told first, and nothing is published meanwhile."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import actions as record
from courses.domain.events import Kind
from courses.domain.impact import Effect, Standing, impact, part_changes
from courses.domain.learner import Learner
from courses.editing.impact import impact_of_publishing
from courses.editing.wagtail_hooks import headline, tell_of_impact
from courses.models import ModulePage
from tests.factories.accounts import UserFactory

NOT, DONE = Standing(frozenset(), False), Standing(frozenset({"m1"}), True)


def test_only_those_whose_standing_changes_are_counted():
    found = impact(
        [
            Effect(DONE, NOT, frozenset({"1103"})),
            Effect(DONE, NOT, frozenset({"1103", "4601"})),
            Effect(NOT, NOT, frozenset({"5001"})),
        ]
    )

    assert (found.learners, found.municipalities, found.taking_it) == (2, 2, 3)
    assert (found.lose_a_module, found.no_longer_finished) == (2, 2)


def test_parts_are_counted_by_their_ids():
    assert part_changes([("a", 1), ("b", 2)], [("b", 3), ("c", 4)]) == (1, 1, 1)


def test_fewer_than_five_are_not_told_by_number():
    assert "færre enn fem" in headline(impact([Effect(DONE, NOT)] * 4))
    assert "5 som lærer, i 1 kommune" in headline(impact([Effect(DONE, NOT, frozenset({"1103"}))] * 5))


@pytest.fixture
def module(course):
    return ModulePage.objects.child_of(course).get(key="m1")


def read_through(course, module):
    learner = Learner(devices=(uuid.uuid4(),))
    parts = [raw["id"] for raw in module.lesson.raw_data]
    place = record.Place(course.key, course.version, module.key, parts[-1])
    record.record(Kind.BLOCK_REACHED, place=place, data={"blocks": parts}, by=learner, at=timezone.now())


def with_a_new_part(module):
    raw = list(module.lesson.raw_data)
    new = {"type": "section", "id": str(uuid.uuid4()), "value": {"title": "Nytt", "text": "<p>Nytt.</p>"}}
    module.lesson = module.lesson.stream_block.to_python([*raw[:-1], new, raw[-1]])
    module.save_revision()
    return module


def test_a_new_part_opens_the_module_again_for_those_who_were_done(course, module):
    for _ in range(6):
        read_through(course, module)

    found = impact_of_publishing(with_a_new_part(module))

    assert (found.learners, found.lose_a_module, found.added, found.taking_it) == (6, 6, 1, 6)
    assert "Nytt" not in str(ModulePage.objects.get(pk=module.pk).lesson.raw_data), "nothing was published"


def test_another_wording_changes_nobodys_progress(course, module):
    read_through(course, module)
    module.lead = "En annen ingress."
    module.save_revision()

    assert not impact_of_publishing(module).is_felt


def test_the_editor_decides_on_a_page_of_its_own(editor, course, module):
    for _ in range(6):
        read_through(course, module)
    with_a_new_part(module)
    revision = ModulePage.objects.get(pk=module.pk).latest_revision_id
    address = reverse("course_publish", args=[module.pk, revision])

    response = editor.post(address)

    assert response.status_code == 302
    assert "Nytt" in str(ModulePage.objects.get(pk=module.pk).lesson.raw_data)


def test_publishing_stops_and_says_whom_it_touches(course, module, django_user_model, rf):
    for _ in range(6):
        read_through(course, module)
    with_a_new_part(module)
    request = rf.post("/admin/")
    request.user = django_user_model.objects.create_superuser("sjef@eksempel.kommune.no", "et-langt-passord")

    answer = tell_of_impact(request, ModulePage.objects.get(pk=module.pk))

    assert "endres framdriften for 6 som lærer" in answer.content.decode()
    assert "1 ny del å gjøre" in answer.content.decode()
    assert "deler har en annen tekst" not in answer.content.decode()


def test_publishing_what_touches_nobody_goes_on(course, module, rf):
    with_a_new_part(module)

    assert tell_of_impact(rf.post("/admin/"), ModulePage.objects.get(pk=module.pk)) is None


def test_a_draft_changed_since_is_not_published(editor, module):
    old = module.save_revision()
    with_a_new_part(module)

    editor.post(reverse("course_publish", args=[module.pk, old.pk]))

    assert "Nytt" not in str(ModulePage.objects.get(pk=module.pk).lesson.raw_data)


@pytest.mark.parametrize("sign_in", [False, True], ids=["anonymous", "learner"])
def test_only_editors_publish(client, module, sign_in):
    with_a_new_part(module)
    if sign_in:
        client.force_login(UserFactory())
    revision = ModulePage.objects.get(pk=module.pk).latest_revision_id

    assert client.post(reverse("course_publish", args=[module.pk, revision])).status_code in (302, 403)
    assert "Nytt" not in str(ModulePage.objects.get(pk=module.pk).lesson.raw_data)
