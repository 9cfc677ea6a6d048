"""The queue of packages with new code: what an approver is shown, and what an answer does."""

from __future__ import annotations

import pytest

from h5p_django.models import Content, Library, PendingPackage
from tests.factories.h5p_django import package, shipped
from tests.h5p_django.cms.conftest import send

LIST = "/admin/h5p/packages/"


def of(pending):
    return f"{LIST}{pending.pk}/"


def test_an_approver_is_shown_what_the_package_would_bring_in(boss, waiting):
    page = boss.get(of(waiting))

    (library,) = page.context["libraries"]
    shown = (
        "H5P.Quiz 1.2",
        "1.2.3",
        "MIT",
        waiting.sha256,
        library.digest,
        "js/quiz.js",
        library.code[0].sha256,
    )
    for text in shown:
        assert text in page.text
    assert page.context["may_decide"]


def test_a_patch_says_what_it_takes_the_place_of(boss, editor):
    shipped(patch=2)
    send(editor, "/admin/h5p/contents/new/")

    page = boss.get(of(PendingPackage.objects.get()))

    assert "1.2.2" in page.text


def test_letting_a_package_in_installs_it_and_leads_to_the_content(boss, waiting):
    response = boss.post(of(waiting), {"approve": "1"})

    content = Content.objects.get()
    waiting.refresh_from_db()
    assert response["Location"] == f"/admin/h5p/contents/{content.pk}/"
    assert (waiting.state, waiting.decided_by) == ("approved", boss.user)
    assert Library.objects.get().installed_by == boss.user


def test_a_refusal_needs_a_reason(boss, waiting):
    response = boss.post(of(waiting), {"refuse": "1", "reason": "  "})

    waiting.refresh_from_db()
    assert response.status_code == 422
    assert response.context["form"].errors["reason"]
    assert waiting.state == "waiting"


def test_whoever_uploaded_a_refused_package_reads_why(boss, editor, waiting):
    boss.post(of(waiting), {"refuse": "1", "reason": "Lisensen mangler."})

    page = editor.get(of(waiting))

    assert "Lisensen mangler." in page.text
    assert not page.context["may_decide"]
    assert not Library.objects.exists()


def test_a_second_answer_changes_nothing(boss, waiting):
    boss.post(of(waiting), {"refuse": "1", "reason": "Nei."})

    for answer in ({"approve": "1"}, {"refuse": "1", "reason": "Fortsatt nei."}):
        response = boss.post(of(waiting), answer, follow=True)
        assert "Noen har alt svart." in response.text

    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("refused", "Nei.")


def test_a_package_that_no_longer_fits_is_told_of_and_still_waits(boss, waiting, settings):
    settings.H5P_PACKAGE_MIB = 0

    response = boss.post(of(waiting), {"approve": "1"})

    waiting.refresh_from_db()
    assert response.status_code == 422
    assert "Pakken er for stor. Grensen er 0 MiB." in response.text
    assert (waiting.state, Library.objects.count()) == ("waiting", 0)


def test_the_list_asks_the_database_the_same_for_many_as_for_few(boss, editor, django_assert_num_queries):
    send(editor, "/admin/h5p/contents/new/", package(title="Første"))
    boss.get(LIST)
    with django_assert_num_queries(10):
        boss.get(LIST)

    for number in range(5):
        send(editor, "/admin/h5p/contents/new/", package(title=f"Nummer {number}"))

    with django_assert_num_queries(10):
        page = boss.get(LIST)
    assert len(page.context["object_list"]) == 6


def test_the_list_is_narrowed_by_state(boss, waiting):
    assert list(boss.get(f"{LIST}?state=waiting").context["object_list"]) == [waiting]
    assert list(boss.get(f"{LIST}?state=refused").context["object_list"]) == []


def test_an_editor_sees_only_what_they_uploaded(editor, other_editor, waiting):
    assert list(editor.get(LIST).context["object_list"]) == [waiting]
    assert list(other_editor.get(LIST).context["object_list"]) == []
    assert other_editor.get(of(waiting)).status_code == 404


@pytest.mark.parametrize(
    "answer", [{"approve": "1"}, {"refuse": "1", "reason": "Nei."}], ids=["approve", "refuse"]
)
@pytest.mark.parametrize("who", ["editor", "other_editor", "colleague", "learner"])
def test_only_an_approver_answers(request, waiting, who, answer):
    response = request.getfixturevalue(who).post(of(waiting), answer)

    waiting.refresh_from_db()
    assert response.status_code in (302, 403, 404)
    assert waiting.state == "waiting"
    assert not Library.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "learner"])
def test_the_queue_is_closed_to_others(request, waiting, who):
    client = request.getfixturevalue(who)

    for address in (LIST, f"{LIST}results/", of(waiting)):
        response = client.get(address)
        assert response.status_code in (302, 403, 404)
        assert waiting.title not in response.text
