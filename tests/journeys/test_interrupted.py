"""A learner is interrupted: by another device, a login that runs out, a killed server, a new version of the course."""

import http.client
import os
import re
import signal
import sqlite3
import time
import uuid
from pathlib import Path
from urllib.parse import urlencode

from tests.journeys.test_learning import sign_up

L1 = "/nb/kurs/arbeidsfokus-i-rehabilitering/"
FIRST = f"{L1}hvorfor-jobb-og-helse-samtidig/"
LEARNER = "larer@demo.example"
WRITES, KILLS = 24, (3, 9, 15, 20)

PUBLISH = """
import json
from courses.content import publish
from courses.models import CoursePage, ModulePage
page = CoursePage.objects.get(key="L5", locale__language_code="nb")
page.version = "0.2"
publish(page)
module = ModulePage.objects.child_of(page).order_by("path").first()
lesson = json.loads(json.dumps(list(module.lesson.raw_data)))
changed = next(raw for raw in lesson if raw["type"] == "section")
changed["value"]["title"] = "Dette er skrevet om"
module.lesson = lesson
publish(module)
print("address", module.url, changed["id"])
"""


def sorting(page):
    """The first exercise where things are sorted by select lists."""
    return page.locator("form.exercise:has(select)").first


def test_an_answer_half_given_on_a_phone_is_finished_on_a_desktop(visit):
    phone = visit()
    phone.log_in(LEARNER)
    phone.go(FIRST)
    exercise = sorting(phone.page)
    block = exercise.get_attribute("id")
    value = exercise.locator("select").first.locator("option").nth(1).get_attribute("value")
    exercise.locator("select").first.select_option(value)
    phone.page.wait_for_selector("#save-state[data-state=saved]")

    desktop = visit(width=1280)
    desktop.log_in(LEARNER)
    desktop.go(f"{FIRST}#{block}")
    there = desktop.page.locator(f"form#{block}")
    assert there.locator("select").first.input_value() == value
    assert there.locator("[data-verdict]").count() == 0
    for rest in there.locator("select").all()[1:]:
        rest.select_option(index=1)
    there.locator("button[type=submit]").last.click()
    desktop.page.wait_for_selector(f"#{block} [data-verdict]")
    desktop.check_accessibility()

    phone.page.reload()
    assert phone.page.locator(f"#{block} [data-verdict]").count() > 0


def test_a_login_that_runs_out_in_mid_answer_leads_back_to_the_same_answer(visit):
    visitor = visit()
    visitor.log_in(LEARNER)
    visitor.go(FIRST)
    page = visitor.page
    exercise = page.locator("form.exercise:has(input[name=option])").first
    block = exercise.get_attribute("id")
    visitor.context.clear_cookies(name=re.compile("session"))
    exercise.locator("input[name=option]").first.check()
    exercise.locator("button[type=submit]").last.click()
    page.wait_for_selector(f"#{block} [data-verdict]")
    page.wait_for_selector("#save-state[data-state=kept]")
    visitor.check_accessibility()

    page.locator("#save-state a").click()
    page.wait_for_url("**/login/**")
    page.fill("input[name=login]", LEARNER)
    page.fill("input[name=password]", visitor.site.passwords[LEARNER])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"**{FIRST}**")
    assert page.locator(f"#{block} input[name=option]").first.is_checked()
    assert page.locator(f"#{block} [data-verdict]").count() > 0


def test_a_new_version_is_published_under_a_learner_who_is_halfway(visit, site):
    visitor = visit()
    page = visitor.page
    sign_up(visitor)
    visitor.go("/nb/kurs/")
    page.locator("li.course", has_text="L5").locator("h2 a").click()
    course = page.url
    page.get_by_role("button", name="Begynn på kurset").click()
    page.get_by_role("button", name="Jeg er ferdig med modulen").click()
    page.wait_for_selector("text=er merket som lest")
    printed = site.manage("shell", "-c", PUBLISH)
    module, _changed = re.search(r"address (\S+) (\S+)", printed).groups()

    visitor.go(module)
    assert page.get_by_text("Dette er skrevet om").count() == 0
    page.get_by_role("link", name="Se hva du beholder, og velg").click()
    page.wait_for_url("**/versjon/**")
    assert page.get_by_text("Gå gjennom på nytt: «Dette er skrevet om»").count() == 1
    visitor.check_accessibility()
    page.get_by_role("button", name="Gå over til versjon 0.2").click()
    page.wait_for_url(course)
    visitor.check_accessibility()
    visitor.go(module)
    assert page.get_by_text("Dette er skrevet om").count() > 0

    page.goto(course)
    page.get_by_role("button", name="Angre valget").click()
    page.wait_for_url(course)
    visitor.go(module)
    assert page.get_by_text("Dette er skrevet om").count() == 0


def workers(keeper: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()]


def test_a_killed_worker_loses_nothing_it_acknowledged(site, visit):
    visitor = visit()
    visitor.go(FIRST)
    form = visitor.page.locator("form.exercise:has(input[name=option])").first
    path, saved = form.get_attribute("action"), []
    for number in range(WRITES):
        save_id = str(uuid.uuid4())
        if number in KILLS:
            for worker in workers(site.process.pid):
                os.kill(worker, signal.SIGKILL)
        for _try in range(40):
            try:
                if answered(site, path, save_id):
                    saved.append(save_id)
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.25)  # the page sends the same save again

    assert len(saved) == WRITES
    rows = sqlite3.connect(site.folder / "site.sqlite3")
    kept = {str(uuid.UUID(id)) for (id,) in rows.execute("select id from courses_learningevent")}
    rows.close()
    assert set(saved) <= kept


def answered(site, path: str, save_id: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    body = urlencode({"option": "0", "save_id": save_id})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "fetch"}
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        response.read()
        return response.status == 200 and bool(response.getheader("X-Saved-At"))
    finally:
        connection.close()
