"""What the checks say of course pages: nothing of the shipped ones, and each fault where it stands."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from courses.blocks import LessonBlock
from courses.checks.pages import course_problems, page_problems
from courses.domain.sources import changed_keys, is_behind, is_unverified
from courses.models import CoursePage, ModulePage

pytestmark = pytest.mark.any_database

TODAY = date(2026, 11, 25)


def found(problems):
    return {(problem.code, problem.place.part.split(" (")[-1].rstrip(")")) for problem in problems}


@pytest.mark.django_db
def test_what_ships_has_nothing_to_put_right():
    wrong = [problem.line() for problem in course_problems(TODAY) if problem.is_error]

    assert wrong == []


@pytest.fixture
def module(db):
    return ModulePage.objects.get(key="m1", path__startswith=course().path)


def course():
    return CoursePage.objects.get(key="L1", locale__language_code="nb")


def with_text(module, text):
    """Return the module with another text in its first section."""
    raw = list(module.lesson.raw_data)
    place = next(n for n, part in enumerate(raw) if part["type"] == "section")
    raw[place] = {**raw[place], "value": {**raw[place]["value"], "text": text}}
    module.lesson = module.lesson.stream_block.to_python(raw)
    return module


def test_each_fault_is_told_at_its_part_with_a_link_to_it(module):
    with_text(module, '<p>Vi skal iverksette noe. <a href="https://nav.no/x">Les mer</a></p>')

    problems = [p for p in page_problems(module, on=TODAY) if p.place.part]

    assert found(problems) == {("vague-link", "m1-forst"), ("heavy-word", "m1-forst")}
    assert all(p.place.url.endswith("edit/#block-m1-forst-section") for p in problems)


def test_a_page_past_its_review_is_told(module):
    module.review_by = TODAY - timedelta(days=1)

    assert ("past-review", "") in found(page_problems(module, on=TODAY))


def test_a_reader_of_a_page_past_its_review_is_told_calmly(module, client):
    module.review_by = timezone.localdate() - timedelta(days=1)
    module.save()

    assert "skulle vært vurdert på nytt" in client.get(module.url).content.decode()
    assert "skulle vært vurdert på nytt" not in client.get(course().url).content.decode()


@pytest.mark.django_db
def test_a_changed_source_flags_the_lessons_and_questions_that_lean_on_it():
    page = course()
    for child in page.sources:
        if child.value["key"] == "meldst9":
            child.value["changed_at"] = timezone.now()
    page.save()

    problems = [p for p in course_problems(TODAY) if p.code in ("source-changed", "question-in-doubt")]

    assert {(p.code, p.place.part.split("(")[-1]) for p in problems} >= {
        ("source-changed", "m1-fakta-samtidig)"),
        ("question-in-doubt", "L1-q1)"),
    }
    other_courses = {p.place.name for p in problems if p.code == "source-changed"}
    assert len(other_courses) > 1, "the same report is a source of other courses too"


@pytest.mark.django_db
def test_a_module_missing_in_nynorsk_or_with_other_parts_is_told():
    nynorsk = CoursePage.objects.get(key="L1", locale__language_code="nn")
    gone, odd = ModulePage.objects.child_of(nynorsk).order_by("path")[:2]
    gone.unpublish()
    odd.lesson = odd.lesson.stream_block.to_python(list(odd.lesson.raw_data)[:-1])
    odd.save()

    codes = {(p.code, p.place.name) for p in course_problems(TODAY)}

    assert ("missing-language", "Hvorfor jobb og helse samtidig?") in codes
    assert ("does-not-mirror", odd.title) in codes


@pytest.mark.django_db
def test_modules_in_another_order_in_nynorsk_are_told():
    nynorsk = CoursePage.objects.get(key="L1", locale__language_code="nn")
    ModulePage.objects.child_of(nynorsk).order_by("path").first().move(nynorsk, pos="last-child")

    codes = {(p.code, p.place.language) for p in course_problems(TODAY) if p.is_error}

    assert codes == {("other-order", "nn")}


def test_a_vague_link_stops_publishing_at_its_field_and_a_heavy_word_does_not():
    block = LessonBlock().child_blocks["section"]
    vague = block.normalize({"title": "Om frister", "text": '<p><a href="https://nav.no/x">her</a></p>'})
    heavy = block.normalize({"title": "Om frister", "text": "<p>Vi iverksetter.</p>"})

    with pytest.raises(ValidationError) as refused:
        block.clean(vague)

    assert set(refused.value.block_errors) == {"text"}
    assert block.clean(heavy)


def test_a_figure_whose_alternative_repeats_the_caption_is_not_published():
    block = LessonBlock().child_blocks["figure"]

    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize({"name": "x", "alt": "To spor", "caption": "To spor"}))

    assert set(refused.value.block_errors) == {"alt"}


NOW = timezone.now()
SOURCE = {"key": "a", "title": "A", "year": 2024, "url": "https://a.no"}


def test_a_source_is_changed_when_it_says_something_else():
    assert changed_keys([SOURCE], [{**SOURCE, "year": 2026}]) == {"a"}
    assert changed_keys([SOURCE], [{**SOURCE, "verified": NOW.date()}]) == set()
    assert changed_keys([], [SOURCE]) == set()


def test_publishing_again_and_verifying_take_the_flag_away():
    changed = {**SOURCE, "changed_at": NOW}

    assert is_behind(changed, published_at=NOW - timedelta(days=1))
    assert not is_behind(changed, published_at=NOW + timedelta(minutes=1))
    assert is_unverified(changed)
    assert not is_unverified({**changed, "verified": NOW.date()})
