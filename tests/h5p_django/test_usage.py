"""What is in use is not deleted, and it is said where."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from courses.models import ModulePage, Prompt
from h5p.names import LibraryName
from h5p_django import actions, queries
from h5p_django.models import Content, Library, PlayerState
from h5p_django.public import forget_learner, saved_for
from h5p_django.store import Store
from tests.factories.h5p_django import package, shipped

pytestmark = pytest.mark.usefixtures("empty_h5p")


def show(content, page):
    """Note in the reference index that a page shows a content."""
    ReferenceIndex.objects.create(
        base_content_type=ContentType.objects.get_for_model(page.page_ptr),
        content_type=ContentType.objects.get_for_model(page),
        object_id=page.pk,
        to_content_type=ContentType.objects.get_for_model(Content),
        to_object_id=content.pk,
        model_path="lesson.item.h5p.content",
        content_path=f"lesson.{content.pk}.content",
        content_path_hash=ReferenceIndex._get_content_path_hash(f"lesson.{content.pk}.content"),
    )


def test_a_content_that_a_page_shows_is_not_put_away(now):
    content, page = shipped(), ModulePage.objects.first()
    show(content, page)

    with pytest.raises(actions.InUse) as refused:
        actions.delete(content=content, at=now)

    (use,) = refused.value.uses
    assert page.title in use.where
    assert str(page.pk) in use.url
    assert Content.objects.current().filter(pk=content.pk).exists()


def test_a_content_nothing_shows_is_put_away_with_its_revisions_kept(now):
    content = shipped()

    actions.delete(content=content, at=now)

    assert not Content.objects.current().exists()
    assert content.revisions.get().files.exists()


def test_what_was_put_away_can_be_taken_out_again(now):
    content = shipped()
    actions.delete(content=content, at=now)

    actions.restore(content=content)

    assert Content.objects.current().get() == content


def test_a_thing_that_only_an_unpublished_draft_chooses_is_found():
    page = ModulePage.objects.first()
    prompt = Prompt.objects.exclude(pk__in=_chosen(page)).first()
    assert list(queries.draft_uses(prompt)) == []

    page.lesson.append(("prompts", {"ids": [prompt]}))
    page.save_revision()

    (use,) = queries.draft_uses(prompt)
    assert page.title in use.where


def _chosen(page):
    field = page._meta.get_field("lesson")
    return [pk for model, pk, *_ in field.extract_references(page.lesson) if model is Prompt]


def test_a_library_that_content_needs_is_not_removed():
    content, library = shipped(title="Spørsmål om samtalen"), Library.objects.get()

    with pytest.raises(actions.InUse) as refused:
        actions.remove_library(library=library)

    assert content.title in str(refused.value)
    assert Library.objects.exists()


def test_a_library_that_nothing_needs_is_removed(now):
    actions.delete(content=shipped(), at=now)

    actions.remove_library(library=Library.objects.get())

    assert not Library.objects.exists()


def test_needs_are_known_again_before_a_library_is_removed():
    content = shipped()
    Store().remove(LibraryName("H5P.Quiz", 1, 2))
    library = shipped(title="Another").revision.requirements.get().library

    uses = queries.uses_of_library(library)

    assert {use.where.partition(": ")[2] for use in uses} == {content.title, "Another"}


def test_what_names_a_person_is_told(author, now):
    shipped()
    actions.upload(file=package(title="Mitt"), file_name="a.h5p", by=author, at=now)
    actions.upload(file=package(title="Venter", patch=9), file_name="a.h5p", by=author, at=now)

    held = queries.export_person(author)

    assert [each["title"] for each in held["contents"]] == ["Mitt"]
    assert [each["title"] for each in held["packages"]] == ["Venter"]


def test_saved_state_is_told_and_forgotten_by_learner(now):
    content = shipped()
    for learner in ("user:1", "user:2"):
        PlayerState.objects.create(
            content=content,
            revision=content.revision,
            block_key="7:m1-h5p",
            learner_key=learner,
            data_type="state",
            data='{"answer":1}',
            saved_at=now,
        )

    (held,) = saved_for("user:1")
    forgotten = forget_learner(learner_key="user:1")

    assert (held["content"], held["data"], forgotten) == ("A quiz", '{"answer":1}', 1)
    assert [state.learner_key for state in PlayerState.objects.all()] == ["user:2"]


def test_state_is_reset_only_when_what_learners_see_has_changed(author, now):
    content = shipped()
    state = PlayerState(content=content, revision=content.revision, data="{}", invalidate=True)

    same = state.delivered(content.revision)
    changed = actions.save(
        content=content, value=content.revision.value.with_parameters({"question": "Ny"}), by=author, at=now
    )

    assert same.data == "{}"
    assert state.delivered(changed.revision).data == "RESET"
