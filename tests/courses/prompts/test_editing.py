"""What an editor does with the prompts in the CMS."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.groups import ensure_editors
from accounts.models import User
from courses import public
from courses.prompts import queries
from courses.prompts.models import Prompt, PromptPhase
from self_assessment import public as self_assessment

pytestmark = pytest.mark.django_db
TEXTS = ("text", "intent", "follow_up", "pitfall", "who")


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


@pytest.fixture
def unused():
    """A prompt no course, rule or anything else points at."""
    like = Prompt.objects.get(code="P27")
    fields = {
        field.name: getattr(like, field.name)
        for field in Prompt._meta.fields
        if field.name.endswith(("_nb", "_nn"))
    }
    prompt = Prompt.objects.create(code="P98", phase=like.phase, minutes=like.minutes, **fields)
    prompt.roles.set(like.roles.all())
    prompt.save()
    return prompt


def address(action: str, *args) -> str:
    return reverse(Prompt.snippet_viewset.get_url_name(action), args=args)


def form_of(prompt: Prompt, **changes) -> dict:
    texts = {
        f"{name}_{code}": getattr(prompt, f"{name}_{code}") for name in TEXTS for code in ("nb", "nn", "en")
    }
    return {
        "code": prompt.code,
        "phase": prompt.phase_id,
        "minutes": prompt.minutes,
        "roles": [role.pk for role in prompt.roles.all()],
        "settings": [setting.pk for setting in prompt.settings.all()],
        **texts,
        **changes,
    }


def test_a_saved_draft_shows_only_when_published(editor, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 60
    reader = Client()
    prompt = Prompt.objects.get(code="P27")
    edit = address("edit", prompt.pk)

    editor.post(edit, form_of(prompt, text_nb="Et nytt spørsmål?"))
    before = reader.get("/nb/samtale/P27/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(edit, form_of(prompt, text_nb="Et nytt spørsmål?", **{"action-publish": "1"}))
    after = reader.get("/nb/samtale/P27/").content.decode()

    assert "Et nytt spørsmål?" not in before
    assert "Et nytt spørsmål?" in after


def test_bokmal_and_nynorsk_are_both_needed_to_publish(editor):
    prompt = Prompt.objects.get(code="P27")

    editor.post(address("edit", prompt.pk), form_of(prompt, text_nn="", **{"action-publish": "1"}))

    assert Prompt.objects.get(code="P27").text_nn == prompt.text_nn


def test_the_code_stays(editor):
    prompt = Prompt.objects.get(code="P27")

    editor.post(address("edit", prompt.pk), form_of(prompt, code="P270", **{"action-publish": "1"}))

    assert Prompt.objects.filter(code="P27").exists()


def test_what_a_course_uses_is_not_deleted_and_the_course_is_named(editor):
    prompt = Prompt.objects.get(code="P01")
    module = queries.pages_using(prompt, "nb")[0]

    response = editor.post(address("delete", prompt.pk), follow=True)

    assert Prompt.objects.filter(code="P01").exists()
    assert module.title in response.content.decode()


def test_what_a_rule_uses_is_not_deleted_and_the_rule_is_named(editor, unused, monkeypatch):
    monkeypatch.setattr(self_assessment, "rules_naming", lambda name: ["R-01"] if name == unused.code else [])

    response = editor.post(address("delete", unused.pk), follow=True)

    assert Prompt.objects.filter(pk=unused.pk).exists()
    assert "R-01" in response.content.decode()


def test_prompts_of_the_frameworks_rules_are_known():
    named = [
        code for code in Prompt.objects.values_list("code", flat=True) if self_assessment.rules_naming(code)
    ]

    assert named


def test_a_phase_with_prompts_is_not_deleted(editor):
    phase = PromptPhase.objects.get(number=6)

    editor.post(reverse(PromptPhase.snippet_viewset.get_url_name("delete"), args=[phase.pk]))

    assert PromptPhase.objects.filter(number=6).exists()


def test_what_nothing_uses_can_be_deleted(editor, unused):
    editor.post(address("delete", unused.pk))

    assert not Prompt.objects.filter(pk=unused.pk).exists()


def test_a_preview_shows_the_language_asked_for():
    prompt = Prompt.objects.get(code="P27")
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    page = prompt.serve_preview(request, "nn").content.decode()

    assert prompt.text_nn in page
    assert 'rel="next"' not in page


@pytest.mark.parametrize("who", ["anonymous", "learner"])
def test_others_do_not_edit(client, who):
    if who == "learner":
        client.force_login(User.objects.create_user("larer@eksempel.kommune.no", "et-langt-passord"))
    prompt = Prompt.objects.get(code="P27")

    response = client.post(address("edit", prompt.pk), form_of(prompt, text_nb="Noe annet"))

    assert response.status_code in (302, 403)
    assert Prompt.objects.get(code="P27").text_nb == prompt.text_nb


def test_links_come_in_the_order_asked_for_and_in_the_language(django_assert_num_queries):
    with django_assert_num_queries(1):
        links = public.prompt_links(["P27", "P999", "P01"], "nn")

    assert [link.code for link in links] == ["P27", "P01"]
    assert links[0].url == "/nn/samtale/P27/"
    assert links[0].text == Prompt.objects.get(code="P27").text_nn


def test_search_finds_by_word_and_by_code():
    prompt = Prompt.objects.get(code="P27")

    assert "P27" in [link.code for link in public.search_prompts("lederen", "nb")]
    assert [link.code for link in public.search_prompts("P27", "nb")] == ["P27"]
    assert public.search_prompts("P27", "nn")[0].text == prompt.text_nn
    assert public.search_prompts("xyzzy", "nb") == []
