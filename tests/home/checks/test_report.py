"""The list of what is wrong: the command that makes it, and the page in the CMS that shows it."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.groups import ensure_editors
from accounts.models import User
from base.checks.domain.findings import Finding
from base.checks.problems import Place, problems
from home.checks import running
from home.checks.models import CheckRun
from home.models import ThemePage
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLACE = Place("Frister", "nb", "/admin/pages/7/edit/", "Avsnitt")


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


def keep(*findings):
    running.keep(CheckRun.Kind.CONTENT, list(problems(findings, PLACE)), at=timezone.now())


def test_the_page_tells_what_to_do_with_a_link_to_where(editor):
    keep(Finding("vague-link", "her"), Finding("heavy-text", "58"))

    html = editor.get(reverse("home_checks")).content.decode()

    assert "Lenketeksten «her» sier ingenting alene" in html
    assert 'href="/admin/pages/7/edit/"' in html
    assert "LIX 58" in html


def test_a_long_list_costs_as_few_queries_as_a_short_one(editor, django_assert_max_num_queries):
    keep(*[Finding("vague-link", "her")] * 300)

    with django_assert_max_num_queries(12):
        editor.get(reverse("home_checks"))


@pytest.mark.parametrize("sign_in", [False, True], ids=["anonymous", "learner"])
def test_only_editors_see_it_and_run_it(client, sign_in):
    if sign_in:
        client.force_login(UserFactory())

    assert client.get(reverse("home_checks")).status_code in (302, 403)
    assert client.post(reverse("home_checks_run", args=["content"])).status_code in (302, 403)
    assert not CheckRun.objects.exists()


def test_the_command_ends_with_a_fault_when_something_must_be_put_right(capsys, monkeypatch):
    monkeypatch.setattr(
        "home.management.commands.check_content.content_problems",
        lambda on, ask_outside: list(problems([Finding("gone-page", "Kurset")], PLACE)),
    )

    with pytest.raises(CommandError):
        call_command("check_content")

    assert "Frister, nb, Avsnitt" in capsys.readouterr().out
    assert CheckRun.objects.get().found[0]["text"]["nn"].startswith("Lenkja «Kurset»")


def test_only_warnings_let_the_command_end_well(monkeypatch):
    monkeypatch.setattr(
        "home.management.commands.check_content.content_problems",
        lambda on, ask_outside: list(problems([Finding("heavy-text", "58")], PLACE)),
    )

    call_command("check_content")
    with pytest.raises(CommandError):
        call_command("check_content", "--strict")


def test_what_ships_has_nothing_to_put_right_anywhere():
    wrong = [problem.line() for problem in running.content_problems(timezone.localdate()) if problem.is_error]

    assert wrong == []


def test_a_theme_page_that_leads_to_an_unpublished_page_is_told():
    page, gone = ThemePage.objects.filter(locale__language_code="nb").order_by("-path")[:2]
    gone.unpublish()
    raw = list(page.body.raw_data)
    place = next(n for n, part in enumerate(raw) if part["type"] == "section")
    raw[place]["value"]["text"] += f'<p><a linktype="page" id="{gone.pk}">Om gradering</a></p>'
    page.body = page.body.stream_block.to_python(raw)
    page.save()

    found = [p for p in running.theme_problems(timezone.localdate()) if p.code == "gone-page"]

    assert [p.place.name for p in found] == [page.title]
