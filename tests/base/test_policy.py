"""What the browser is told to allow, and what the logs do not say."""

import json
import logging

import pytest
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User

PUBLIC = ["/nb/", "/nn/samtale/", "/en/samtale/", "/nb/finnes-ikke/", "/konto/login/", "/nb/sok/?q=samtykke"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_allow_nothing_inline_and_no_foreign_host(client, path):
    policy = client.get(path)["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "script-src" not in policy, "script falls back on default-src, 'self'"
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_hold_nothing_inline(client, path):
    html = client.get(path).text

    assert "<style" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count('<script type="module" src="/static/')


@pytest.mark.django_db
def test_the_editors_tool_has_a_wider_policy_of_its_own(client):
    client.force_login(User.objects.create_superuser("a@b.no", "et-langt-passord"))

    policy = client.get(reverse("wagtailadmin_home"))["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.django_db
def test_the_log_has_no_query_no_address_and_no_browser(client, caplog):
    caplog.set_level(logging.INFO)

    client.get("/nb/sok/?q=hemmelig", REMOTE_ADDR="203.0.113.9", headers={"user-agent": "Firefox/1"})

    said = json.dumps([str(record.msg) for record in caplog.records])
    assert "GET /nb/sok/" in said
    for secret in ("hemmelig", "203.0.113.9", "Firefox"):
        assert secret not in said


@pytest.mark.django_db
def test_a_preview_may_stand_in_a_frame_of_the_editor_and_is_as_strict_as_the_page():
    page = Page.objects.live().filter(depth__gt=2).first().specific

    policy = page.make_preview_request(preview_mode=page.default_preview_mode)["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
