"""A group agrees in a meeting: a screen and two phones at once, with and without a script."""

import re
import time

import pytest
from playwright.sync_api import expect

from accounts.demo import LEAD

PASSWORD = "et-langt-passord"
PREPARE = """
import uuid
from datetime import date
from allauth.account.models import EmailAddress
from django.utils import timezone
from accounts.models import Membership, Municipality, User
from self_assessment import actions
from self_assessment.consensus.actions import open_consensus
from self_assessment.models import Participant
from self_assessment.models.answer import AnswerValues
lead = User.objects.get(email="{lead}")
place = Municipality.objects.get(pk="{number}")
Membership.objects.create(user=lead, municipality=place, role="lead", from_date=date(2026, 1, 1))
made = actions.start(municipality=place, kind="full", by=lead, at=timezone.now())
for name, levels in (("nav", {{"B2": 0, "C1": 1}}), ("fysio", {{"B2": 4, "C1": 2}})):
    email = f"{{name}}@m{number}.kommune.no"
    user = User.objects.create_user(email, "{password}")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Participant.objects.create(assessment=made, user=user, role="behandler", joined_at=timezone.now())
    for code, level in levels.items():
        save = actions.ProposedSave(uuid.uuid4(), 0, AnswerValues(level))
        actions.save_answer(
            assessment=made, indicator=code, proposed=save, by=user, at=timezone.now(), respondent=user
        )
open_consensus(assessment=made, by=lead, at=timezone.now())
print("assessment", made.pk)
"""
SEEN_WITHIN = 2000  # milliseconds


@pytest.fixture
def prepared(site):
    def prepare(number: str) -> tuple[str, list[str]]:
        """Return the path of an assessment that is ready to be agreed on, and two people's addresses."""
        code = PREPARE.format(lead=LEAD.email, number=number, password=PASSWORD)
        made = re.search(r"assessment (\d+)", site.manage("shell", "-v0", "-c", code))[1]
        people = [f"{name}@m{number}.kommune.no" for name in ("nav", "fysio")]
        site.passwords.update(dict.fromkeys(people, PASSWORD))
        return f"/nb/kartlegging/{made}/", people

    return prepare


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def step(page, level: int):
    return page.locator(f"label.ladder__step:has(input[value='{level}'])")


def test_a_screen_and_two_phones_follow_each_other(visit, prepared):
    path, people = prepared("1820")
    lead = visit(width=1280)
    page = lead.page
    lead.log_in(LEAD.email)
    lead.go(f"{path}enighet/")
    lead.check_accessibility()
    press(page, "Åpne møtet")
    expect(page.locator("h1")).to_have_text("Snakk om disse først")
    phones = [visit(), visit(dark=True)]
    for phone, email in zip(phones, people, strict=True):
        phone.log_in(email)
        phone.go(f"{path}mote/")
        phone.check_accessibility()
        press(phone.page, "Bli med")
        expect(phone.page.locator("h1")).to_have_text("Dere begynner snart")
    expect(page.locator("[data-present]")).to_have_text("2")
    lead.check_accessibility()
    phones[0].check_accessibility()

    press(page, "Begynn med B2")
    one, other = (phone.page for phone in phones)
    expect(one.locator("h1")).to_contain_text("B2")
    expect(one.locator("#meeting-said")).to_contain_text("Stem på B2")
    step(one, 1).click()
    expect(page.locator("[data-voted]")).to_have_text("1", timeout=SEEN_WITHIN)
    expect(other.locator("[data-voted]")).to_have_text("1", timeout=SEEN_WITHIN)
    expect(one.locator("#save-state")).to_contain_text("Stemmen din er mottatt")
    lead.check_accessibility()
    for phone in phones:
        phone.check_accessibility()

    phones[1].context.set_offline(True)
    step(other, 3).click()
    expect(other.locator("#save-state")).to_contain_text("Stemmen din er ikke sendt ennå")
    phones[1].context.set_offline(False)
    expect(other.locator("#save-state")).to_contain_text("Stemmen din er mottatt")
    expect(page.locator("[data-voted]")).to_have_text("2")
    expect(page.locator("#meeting-said")).to_have_text("Alle har stemt.")

    press(page, "Start klokka")
    press(page, "Vis stemmene")
    expect(one.locator("h1 + h2, .results").last).to_be_visible()
    expect(one.locator(".results")).to_contain_text("din stemme")
    lead.check_accessibility()
    for phone in phones:
        phone.check_accessibility()
    step(page, 2).click()
    page.fill("#id_comment", "Vi snakker om jobb, men ikke med alle.")
    page.locator("#id_comment").blur()
    page.get_by_text(re.compile(r"Lagret \d\d:\d\d")).first.wait_for()
    expect(one.locator(".phone__note")).to_have_text("Vi snakker om jobb, men ikke med alle.")

    press(page, "Videre til C1")
    expect(other.locator("h1")).to_contain_text("C1")
    press(page, "Sakslista")
    press(page, "Avslutt møtet")
    expect(page.locator("main")).to_contain_text("Vi snakker om jobb, men ikke med alle.")
    expect(page.locator("main")).to_contain_text("1 på trinn 1, 1 på trinn 3")
    lead.check_accessibility()
    expect(one.locator("h1")).to_have_text("Møtet er slutt")
    phones[0].check_accessibility()


def test_the_whole_meeting_without_a_script(visit, prepared):
    path, people = prepared("1822")
    lead = visit(width=1280, javascript=False)
    page = lead.page
    lead.log_in(LEAD.email)
    lead.go(f"{path}enighet/")
    press(page, "Åpne møtet")
    phones = [visit(javascript=False), visit(javascript=False)]
    for phone, email in zip(phones, people, strict=True):
        phone.log_in(email)
        phone.go(f"{path}mote/")
        press(phone.page, "Bli med")
    press(page, "Begynn med B2")
    for phone, level in zip(phones, (1, 3), strict=True):
        refresh(phone.page)
        step(phone.page, level).click()
        press(phone.page, "Stem")
        expect(phone.page.locator("#save-state")).to_contain_text("Stemmen din er mottatt")
    lead.go(f"{path}mote/skjerm/")
    expect(page.locator("[data-voted]")).to_have_text("2")
    late = phones[1].page
    press(page, "Vis stemmene")
    step(late, 4).click()
    press(late, "Endre stemmen")
    expect(late.locator("main")).to_contain_text("ble vist før din (4) kom")
    step(page, 2).click()
    page.fill("#id_comment", "Skrevet uten skript.")
    press(page, "Videre til C1")

    expect(page.locator("h1")).to_contain_text("C1")
    lead.go(f"{path}mote/referat/")
    expect(page.locator("main")).to_contain_text("Skrevet uten skript.")
    refresh(late)
    expect(late.locator("h1")).to_contain_text("C1")


def refresh(page) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="Se hva som er oppe nå").click()


def test_a_page_of_the_meeting_asks_at_most_once_a_second(visit, prepared):
    path, people = prepared("1824")
    lead = visit(width=1280)
    lead.log_in(LEAD.email)
    lead.go(f"{path}enighet/")
    press(lead.page, "Åpne møtet")
    phone = visit()
    phone.log_in(people[0])
    phone.go(f"{path}mote/")
    press(phone.page, "Bli med")
    asked: list[float] = []
    phone.page.on("request", lambda request: asked.append(time.monotonic()))

    phone.page.wait_for_timeout(6000)

    assert 3 <= len(asked) <= 6
