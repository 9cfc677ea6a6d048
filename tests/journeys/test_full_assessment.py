"""A group maps together: invited by mail, answering on phones, agreeing, and a result; with and without a script."""

import re

from playwright.sync_api import expect

from accounts.demo import LEAD

PASSWORD = "et-langt-passord"
PEOPLE = """
from allauth.account.models import EmailAddress
from accounts.models import User
for name in ("nav", "fysio"):
    email = f"{name}@fullkart.kommune.no"
    user = User.objects.create_user(email, "et-langt-passord")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
"""


def link_to(site, email: str) -> str:
    """The path of the newest invitation to an address."""
    mail = next(mail for mail in reversed(site.mails()) if email in mail and "invitasjon/" in mail)
    return re.search(r"https?://[^/\s]+(/\S*invitasjon/\S+)", mail.replace("=\n", ""))[1]


def answer(visitor, codes: dict[str, int], overview: str) -> None:
    """Answer some questions, and wait for each to be acknowledged or, without a script, saved."""
    page = visitor.page
    for code, level in codes.items():
        visitor.go(f"{overview}{code}/")
        page.locator(f"label.ladder__step:has(input[value='{level}'])").click()
        press(page, page.locator("nav.answer-pager button[type=submit]"))


def press(page, button) -> None:
    """Press a button or a link, and wait for the page it leads to."""
    with page.expect_navigation():
        button.click()


def test_a_group_is_invited_answers_on_phones_agrees_and_sees_the_result(visit, site):
    site.manage("shell", "-v0", "-c", PEOPLE)
    for name in ("nav", "fysio"):
        site.passwords[f"{name}@fullkart.kommune.no"] = PASSWORD
    lead = visit(width=1280)
    page = lead.page
    lead.log_in(LEAD.email)
    lead.go("/nb/kartlegging/kommune/1812/")  # Sømna
    press(page, page.get_by_role("button", name="Start den fulle kartleggingen"))
    overview = re.search(r"/nb/kartlegging/\d+/", page.url)[0]
    lead.check_accessibility()

    lead.go(f"{overview}gruppe/")
    for name, role in (("nav", "Nav"), ("fysio", "Fagperson i helse")):
        page.fill("input[name=email]", f"{name}@fullkart.kommune.no")
        page.select_option("select[name=role]", label=role)
        press(page, page.get_by_role("button", name="Send invitasjonen"))
    expect(page.locator("main")).to_contain_text("fysio@fullkart.kommune.no")
    lead.check_accessibility()

    nav, fysio = visit(), visit(javascript=False)
    for visitor, name, level in ((nav, "nav", 0), (fysio, "fysio", 3)):
        email = f"{name}@fullkart.kommune.no"
        path = link_to(site, email)
        visitor.go(path)
        expect(visitor.page.locator("main")).to_contain_text("Sømna spør om hjelp fra deg")
        visitor.page.get_by_role("link", name="Logg inn").last.click()
        visitor.page.fill("input[name=login]", email)
        visitor.page.fill("input[name=password]", PASSWORD)
        visitor.page.press("input[name=password]", "Enter")
        visitor.page.wait_for_url(lambda url: "invitasjon" in url)
        visitor.page.get_by_role("button", name="Ja, jeg vil svare").click()
        visitor.page.wait_for_url(lambda url: url.endswith(overview))
        answer(visitor, {"A1": 2, "C2": level}, overview)
        visitor.go(overview)
        expect(visitor.page.locator("main")).to_contain_text("2 av")
    nav.check_accessibility()

    lead.go(f"{overview}gruppe/")
    expect(page.locator("main")).to_contain_text("2 av 21")
    lead.go(f"{overview}enighet/")
    press(page, page.get_by_role("button", name="Samle inn svarene"))
    expect(page.locator("main")).to_contain_text("2 svar, fra 0 til 3.")
    lead.check_accessibility()
    press(page, page.get_by_role("button", name="Bli enige om disse"))
    lead.go(f"{overview}enighet/C2/")
    page.locator("label.ladder__step:has(input[value='1'])").click()
    page.get_by_text(re.compile(r"Lagret \d\d:\d\d")).first.wait_for()
    page.fill("#id_comment", "Det finnes kontakt, men bare i enkeltsaker.")
    lead.check_accessibility()
    press(page, page.locator("nav.answer-pager button[type=submit]"))

    lead.go(f"{overview}resultat/")
    expect(page.locator("main")).to_contain_text("2 av 53 spørsmål")
    lead.check_accessibility()
    nav.go(f"{overview}A1/")
    expect(nav.page.locator("main")).to_contain_text("Svarene er samlet inn")


def test_the_service_map_saves_each_answer_and_draws_the_picture(visit):
    lead = visit()
    page = lead.page
    lead.log_in(LEAD.email)
    lead.go("/nb/kartlegging/kommune/1816/")  # Vevelstad
    press(page, page.get_by_role("button", name="Begynn", exact=True))
    press(page, page.get_by_role("link", name="Fyll ut det korte tjenestekartet"))
    lead.check_accessibility()

    for column, option in (("finnes", "egen"), ("yrkesaktive", "ja"), ("arbeid", "delvis")):
        page.select_option(f"select[name=S11-{column}]", option)
        page.get_by_text(re.compile(r"Lagret \d\d:\d\d")).first.wait_for()
        expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    page.reload()

    assert page.input_value("select[name=S11-arbeid]") == "delvis"
    press(page, page.get_by_role("link", name="Se kartet som bilde"))
    expect(page.locator("main table")).to_contain_text("ja, egen")
    lead.check_accessibility()
