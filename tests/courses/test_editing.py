"""What an editor meets: what may be saved as a draft, what may be published, and how it looks before."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.groups import ensure_editors
from accounts.models import User
from courses.blocks import LessonBlock, QuizBlock
from courses.models import CoursePage, ModulePage

pytestmark = pytest.mark.django_db
LESSON = LessonBlock()


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


@pytest.fixture
def course():
    return CoursePage.objects.get(key="L1", locale__language_code="nb")


def form(*blocks, **changes):
    return nested_form_data(
        {
            "title": "En ny modul",
            "slug": "en-ny-modul",
            "key": "m9",
            "minutes": "10",
            "lead": "Etter modulen kan du noe nytt.",
            "lesson": streamfield(list(blocks)),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "comments-MIN_NUM_FORMS": "0",
            "comments-MAX_NUM_FORMS": "",
            **changes,
        }
    )


SITUATION = ("situation", {"text": rich_text("<p>Torsdag.</p>")})
IDEA = ("idea", {"text": "Spør først."})
TOMORROW = ("try_tomorrow", {"text": rich_text("<p>Spør én.</p>")})


def choice(*right, source=""):
    options = {
        str(n): {
            "value": {"text": f"valg {n}", "feedback": "Fordi.", **({"correct": "on"} if correct else {})},
            "order": str(n),
            "deleted": "",
            "id": "",
        }
        for n, correct in enumerate(right)
    }
    return (
        "choice",
        {"question": "Hva først?", "options": {"count": str(len(right)), **options}, "source": source},
    )


def add(editor, course, data):
    return editor.post(reverse("wagtailadmin_pages:add", args=["courses", "modulepage", course.pk]), data)


def test_a_whole_lesson_is_published(editor, course):
    response = add(
        editor, course, form(SITUATION, IDEA, choice(True, False), TOMORROW, **{"action-publish": "1"})
    )

    assert response.status_code == 302, response.context["form"].errors
    page = ModulePage.objects.get(key="m9")
    assert page.live
    assert [child.block_type for child in page.lesson] == ["situation", "idea", "choice", "try_tomorrow"]
    assert editor.get(page.url).status_code == 200


def test_an_unfinished_lesson_is_kept_as_a_draft_but_not_published(editor, course):
    unfinished = [SITUATION, choice(False, False)]

    refused = add(editor, course, form(*unfinished, **{"action-publish": "1"}))
    assert not ModulePage.objects.filter(key="m9").exists()
    kept = add(editor, course, form(*unfinished))

    assert refused.status_code == 200
    assert kept.status_code == 302
    assert not ModulePage.objects.get(key="m9").live


def test_a_source_that_the_course_lacks_is_told(editor, course):
    data = form(SITUATION, IDEA, choice(True, False, source="ukjent"), TOMORROW, **{"action-publish": "1"})

    response = add(editor, course, data)

    assert "ukjent" in response.content.decode()
    assert not ModulePage.objects.filter(key="m9").exists()


def test_two_modules_of_a_course_may_not_share_a_key(editor, course):
    response = add(editor, course, form(SITUATION, key="m1"))

    assert response.status_code == 200
    assert response.context["form"].errors["key"]


def value_of(kind, **changes):
    """A valid value of a block, as its preview has it, with some fields changed."""
    block = LESSON.child_blocks[kind]
    return block, block.normalize({**block.meta.preview_value, **changes})


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        pytest.param("choice", {"options": []}, "options", id="choice-without-options"),
        pytest.param("fill", {"text": "Ingen tomrom."}, "text", id="no-gap"),
        pytest.param("branching", {"start": "n9"}, "start", id="no-such-start"),
        pytest.param("idea", {"text": "ord " * 31}, "text", id="long-idea"),
        pytest.param(
            "branching",
            {"ends": [{"key": "e1", "title": "Slutt", "debrief": "<p>.</p>", "prompts": []}] * 2},
            "ends",
            id="the-same-end-twice",
        ),
    ],
)
def test_a_faulty_block_says_which_field_to_put_right(kind, changes, field):
    block, value = value_of(kind, **changes)

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert set(refused.value.block_errors) == {field}


@pytest.mark.parametrize(
    "kind", [kind for kind in LESSON.child_blocks if kind not in ("example", "media", "prompts", "h5p")]
)
def test_what_the_picker_previews_would_pass(kind):
    block, value = value_of(kind)

    assert block.clean(value)


@pytest.mark.parametrize("kind", list(LESSON.child_blocks))
def test_every_kind_of_part_is_previewed_in_the_picker(editor, kind):
    block = LESSON.child_blocks[kind]

    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert html.select_one("[data-block]")
    assert html.select("link[rel=stylesheet]")


def test_a_draft_is_previewed_as_the_page_it_will_be(editor, course):
    page = ModulePage.objects.child_of(course).get(key="m4")
    page.lead = "En ingress som ikke er publisert."
    page.save_revision()

    preview = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert "En ingress som ikke er publisert." in preview.content.decode()


@pytest.mark.parametrize("kind", ["module", "course"])
def test_the_editor_opens_every_field(editor, course, kind):
    page = course if kind == "course" else ModulePage.objects.child_of(course).get(key="m4")

    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert response.status_code == 200
    shown = set(response.context["form"].fields)
    assert {"key", "minutes"} <= shown
    assert ("quiz" if kind == "course" else "lesson") in shown


def test_a_quiz_holds_only_questions_with_a_right_answer():
    block = QuizBlock()
    (raw,) = json.loads('[{"type": "choice", "id": "q1", "value": {"question": "?", "options": []}}]')

    with pytest.raises(ValidationError):
        block.clean(block.to_python([raw]))
