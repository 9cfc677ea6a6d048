"""Read and finish L1 without an account, then sign in: everything comes along, once and visibly."""

import re
import uuid
from pathlib import Path

import pytest
import yaml
from django.conf import settings

L1 = "/nb/kurs/arbeidsfokus-i-rehabilitering/"
CONTENT: Path = settings.CONTENT_ROOT / "courses" / "L1"


def right_options() -> dict[str, list[str]]:
    """{question of the quiz: texts of the right options}, as the course ships."""
    course = yaml.safe_load((CONTENT / "course.yaml").read_text(encoding="utf-8"))
    return {
        question["id"]: [option["text"] for option in question["options"] if option["correct"]]
        for question in course["quiz"]["nb"]
    }


def sign_up(visitor) -> str:
    """Make an account with a real mail and its code; return the address."""
    email = f"fysio-{uuid.uuid4().hex[:8]}@kommune.example"
    visitor.go("/konto/signup/?next=/nb/min-side/")
    page = visitor.page
    page.fill("input[name=email]", email)
    for field in page.locator("input[type=password]").all():
        field.fill("stein-for-stein-2026")
    page.click("main form button:not([type=button])")
    page.wait_for_selector("input[name=code]")
    mail = next(text for text in reversed(visitor.site.mails()) if email in text)
    page.fill(
        "input[name=code]", re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", mail, re.MULTILINE)[1]
    )
    page.click("main form button:not([type=button])")
    page.wait_for_url("**/nb/min-side/")
    return email


def answer_quiz(visitor) -> None:
    for question, texts in right_options().items():
        box = visitor.page.locator(f"fieldset#{question}")
        for text in texts:
            box.locator(".option label", has=visitor.page.get_by_text(text, exact=True)).locator(
                "input"
            ).check()
    visitor.page.click("button[value=submit]")
    visitor.page.wait_for_url("**/resultat/")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_reader_finishes_the_course_signed_out_and_keeps_it_after_signing_in(visit, javascript):
    visitor = visit(javascript=javascript)
    page = visitor.page
    visitor.go(L1)
    page.get_by_role("link", name="Hvorfor jobb og helse samtidig?").first.click()

    page.locator("#m1-svar input[type=radio]").nth(2).check()
    page.locator("#m1-svar button").click()
    page.locator("#m1-svar .option__feedback").first.wait_for()
    assert "ber om lov" in page.locator("#m1-svar").inner_text()

    for _ in range(6):
        here = page.url
        page.get_by_role("button", name="Jeg er ferdig med modulen").click()
        page.wait_for_url(lambda url, here=here: url != here)
    assert "/quiz/" in page.url
    answer_quiz(visitor)

    sign_up(visitor)
    assert page.locator("form[action*='/mine-svar/'] button").is_visible(), "what came along is told"
    assert page.get_by_text("Arbeidsfokus i rehabilitering").first.is_visible()
    page.get_by_role("link", name="Arbeidsfokus i rehabilitering").first.click()
    page.wait_for_url("**/kurs/arbeidsfokus-i-rehabilitering/")
    assert re.search("Du fullførte det|Kurset er fullført", page.locator("main").inner_text())


def test_the_pages_of_the_course_are_accessible_also_with_feedback_shown(visit):
    visitor = visit()
    visitor.go(L1)
    visitor.check_accessibility()
    visitor.go(f"{L1}hvorfor-jobb-og-helse-samtidig/")
    visitor.check_accessibility()
    visitor.page.locator("#m1-svar input[type=radio]").first.check()
    visitor.page.locator("#m1-svar button").click()
    visitor.page.locator("#m1-svar .option__feedback").first.wait_for()
    visitor.check_accessibility()


def test_the_next_person_at_a_shared_machine_sees_nothing(visit):
    visitor = visit()
    page = visitor.page
    visitor.go(f"{L1}hvorfor-jobb-og-helse-samtidig/")
    page.get_by_role("button", name="Jeg er ferdig med modulen").click()
    page.get_by_text("er merket som lest").wait_for()
    sign_up(visitor)

    visitor.log_out()
    visitor.go(f"{L1}hvorfor-jobb-og-helse-samtidig/")

    assert page.get_by_role("button", name="Jeg er ferdig med modulen").is_visible()
