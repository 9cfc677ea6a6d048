"""A certificate from the course to the one who checks it: with a network, without one, and after it is revoked."""

import re

import pytest

EMAIL, PASSWORD = "bevis@eksempel.kommune.no", "et-langt-passord"
FINISH = f"""
from allauth.account.models import EmailAddress
from django.utils import timezone
from accounts.models import User
from courses import actions
from courses.domain.learner import Learner
from courses.domain.events import Kind, QUIZ
from courses.models import CoursePage
from courses.queries import modules_of
user = User.objects.create_user("{EMAIL}", "{PASSWORD}")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
course = CoursePage.objects.get(key="L1", locale__language_code="nb")
by, at = Learner(user.pk), timezone.now()
for module in modules_of(course):
    actions.record(Kind.MODULE_DONE, place=actions.Place("L1", course.version, module.key), by=by, at=at)
    for raw in module.lesson.raw_data:
        if raw["type"] == "branching":
            place = actions.Place("L1", course.version, module.key, raw["id"])
            actions.record(Kind.SCENARIO_ENDED, place=place, by=by, at=at, data={{"answer": {{}}}})
ids = [raw["id"] for raw in course.quiz.raw_data]
actions.submit_quiz(place=actions.Place("L1", course.version, QUIZ), attempt=1, by=by, at=at,
    answers={{id: {{"option": 0}} for id in ids}}, right=ids, total=len(ids))
print(course.pk)
"""


@pytest.fixture(scope="module")
def course_id(site) -> str:
    """Somebody has finished L1."""
    site.passwords[EMAIL] = PASSWORD
    return site.manage("shell", "--no-imports", "-c", FINISH).split()[-1]


@pytest.fixture
def holder(visit, course_id):
    """The person, at their certificate."""
    holder = visit(width=1280)
    holder.log_in(EMAIL)
    holder.go(f"/nb/min-side/kursbevis/hent/{course_id}/")
    if "/hent/" in holder.page.url:
        holder.check_accessibility()
        holder.page.fill("#id_name", "Ingrid Solberg")
        holder.page.click("main button")
    return holder


def payload_of(holder) -> str:
    """Return what a camera would read from the QR code, by the same drawing."""
    code = holder.page.url.rstrip("/").rsplit("/", 1)[1]
    script = (
        "from courses.certificates import queries, statements;"
        f"print(statements.qr_address(queries.find('{code}'.replace('-', '')), 'nb'))"
    )
    return holder.site.manage("shell", "--no-imports", "-c", script).split()[-1]


def test_the_certificate_is_readable_in_both_languages_and_its_pdf_comes_down(holder):
    holder.check_accessibility()
    holder.page.goto(holder.page.url.replace("/nb/", "/nn/"))
    holder.check_accessibility()

    with holder.page.expect_download() as download:
        holder.page.click("text=Last ned PDF")

    assert download.value.suggested_filename.startswith("kursbevis-L1-")
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")


def test_the_year_is_readable_and_leads_to_the_certificate(holder):
    holder.page.click("text=Kompetanselogg")

    holder.check_accessibility()
    assert holder.page.locator("table a[href*=kursbevis]").count() == 1


def test_it_is_checked_with_a_network_and_without(holder, visit):
    address = payload_of(holder)
    checker = visit()
    checker.page.goto(address)
    checker.check_accessibility()
    assert checker.page.text_content("h1") == "Beviset er ekte"

    checker.page.click("text=Sjekk en QR-kode uten nett")
    checker.page.wait_for_selector("text=Signaturen er vår")
    checker.check_accessibility()
    checker.context.set_offline(True)
    result = checker.page.locator("#offline-result")

    for pasted, answer in [
        (address, "Signaturen er vår"),
        (
            re.sub(r"#(.{120}).", lambda m: f"#{m[1]}{'A' if m[0][-1] != 'A' else 'B'}", address),
            "Signaturen er ikke vår",
        ),
        (address.replace("#A", "#AX"), "Signert med en nøkkel denne siden ikke kjenner"),
        ("https://example.com/#hei", "Dette er ikke en av våre QR-koder"),
        ("", "Dette er ikke en av våre QR-koder"),
    ]:
        checker.page.fill("#qr", pasted)
        checker.page.click("text=Sjekk signaturen")
        checker.page.wait_for_function(
            "words => document.querySelector('#offline-result').textContent.includes(words)", arg=answer
        )
        assert ("Ingrid Solberg" in result.text_content()) is (answer == "Signaturen er vår")


def test_an_old_browser_says_that_it_cannot_check(holder, visit):
    checker = visit()
    checker.page.add_init_script(
        "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
    )

    checker.page.goto(
        payload_of(holder).replace(
            re.search(r"/verifiser/[^/]+/", payload_of(holder))[0], "/verifiser/offline/"
        )
    )

    checker.page.wait_for_selector("text=Denne nettleseren kan ikke sjekke slike signaturer")


def test_without_script_the_page_says_where_to_go(visit):
    checker = visit(javascript=False)

    checker.go("/verifiser/offline/")

    assert "trenger den JavaScript" in checker.page.text_content("main")
    assert checker.page.locator("main form:visible").count() == 0


def test_a_revoked_one_says_so_to_whoever_checks(holder, visit):
    code = holder.page.url.rstrip("/").rsplit("/", 1)[1]
    holder.site.manage("revoke_certificate", code, "mistake")
    checker = visit(javascript=False)

    checker.go("/verifiser/")
    checker.page.fill("#kode", code.lower())
    checker.page.click("text=Sjekk koden")

    assert checker.page.text_content("h1") == "Beviset er trukket tilbake"
    assert "utstedt ved en feil" in checker.page.text_content("main")
