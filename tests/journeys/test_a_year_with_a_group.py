"""A whole year of two municipalities, a small and a large: from eight invitations to what has moved a year later.

The lead of the small one works on a phone, the lead of the large one at a desk. Two of the eight sit at a browser,
one of them without a script and one without an account; the other six send the same requests without a screen."""

import io
import re
from dataclasses import dataclass

import pytest
from openpyxl import load_workbook
from playwright.sync_api import APIRequestContext, expect
from pypdf import PdfReader

from accounts.demo import LEAD

PASSWORD = "et-langt-passord"
QUIET = ("tjenesteleder", "behandler", "nav", "fastlege", "brukerrepresentant", "tillitsvalgt")
"""The roles of those who answer without a screen: all questions are asked of one of them at least."""
NAMES = {
    "tjenesteleder": "Tjenesteleder",
    "behandler": "Fagperson i helse",
    "nav": "Nav",
    "fastlege": "Fastlege",
} | {
    "brukerrepresentant": "Brukerrepresentant",
    "tillitsvalgt": "Tillitsvalgt",
}
ACCOUNTS = """
from importlib import import_module
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from accounts.models import User
store, password = import_module(settings.SESSION_ENGINE).SessionStore, make_password("et-langt-passord")
for email in {emails!r}:
    user = User(email=email, password=password)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    session = store()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    print(email, session.session_key)
"""


@dataclass(frozen=True)
class Place:
    """A municipality, the width of its lead's screen, and which of the six places of the profile it has."""

    key: str
    number: str
    name: str
    width: int
    services: tuple[str, ...]
    profile: str

    def address(self, who: str) -> str:
        return f"{who}@{self.key}.kommune.no"


SMALL = Place("liten", "1835", "Træna", 390, ("S11",), "Starte i konsultasjonen")
LARGE = Place("stor", "1804", "Bodø", 1280, ("S07", "S08", "S11", "S12", "S13", "S16"), "Samordne")


def press(page, button) -> None:
    """Press a button or a link, and wait for the page it leads to."""
    with page.expect_navigation():
        button.click()


def mailed(site, email: str, pattern: str) -> str:
    """What the newest mail to an address says where `pattern` has its group."""
    mail = next(
        mail for mail in reversed(site.mails()) if email in mail and re.search(pattern, mail, re.MULTILINE)
    )
    return re.search(pattern, mail.replace("=\n", ""), re.MULTILINE)[1]


def link_to(site, email: str) -> str:
    return mailed(site, email, r"https?://[^/\s]+(/\S*invitasjon/\S+)")


def without_a_screen(visitor) -> APIRequestContext:
    return visitor.context.browser.new_context(base_url=visitor.site.url).request


class Quiet:
    """Someone who answers without a screen: the requests a browser would send, and nothing drawn."""

    def __init__(self, request: APIRequestContext, session: str) -> None:
        self.request, self.cookie = request, f"sessionid={session}"

    def read(self, path: str) -> str:
        found = self.request.get(path, headers={"Cookie": self.cookie})
        assert found.ok, (path, found.status)
        return found.text()

    def send(self, path: str, form: dict[str, str], token: str = "") -> None:
        headers = {"Cookie": f"{self.cookie}; csrftoken={token}", "Sec-Fetch-Site": "same-origin"}
        sent = self.request.post(path, form=form, headers=headers, max_redirects=0)
        assert sent.status == 302, (path, sent.status)

    def join(self, path: str) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.read(path))[1]
        self.send(path, {"csrfmiddlewaretoken": token}, token)

    def answer(self, overview: str, level_of, besides: str = "") -> None:
        """Answer all that is asked on a page, save one. One ticket holds for the whole assessment."""
        codes = dict.fromkeys(re.findall(rf'href="{overview}([A-K]\d)/"', self.read(overview)))
        codes.pop(besides, None)
        ticket = re.search(r'name="ticket" value="([^"]+)"', self.read(f"{overview}{next(iter(codes))}/"))[1]
        for code in codes:
            form = {"ticket": ticket, "replaces": "0", "answer": str(level_of(code)), "confidence": "sure"}
            self.send(f"{overview}{code}/", form)


def first_year(code: str) -> int:
    """What the six say: they know the law is kept, but little is written down, and nobody knows whom to call."""
    return 3 if code in ("C7", "E1", "I1", "J1", "J2") else 1 if code[0] in "ABCH" else 2


@pytest.fixture(scope="module")
def quiet(site, chromium):
    """{address: session} of those who answer without a screen, in both municipalities."""
    emails = [place.address(role) for place in (SMALL, LARGE) for role in (*QUIET, "fysio")]
    printed = site.manage("shell", "-v0", "-c", ACCOUNTS.format(emails=emails))
    for email in emails:
        site.passwords[email] = PASSWORD
    return dict(line.split() for line in printed.splitlines())


@pytest.mark.parametrize("place", [SMALL, LARGE], ids=lambda place: place.key)
def test_a_municipality_goes_through_a_whole_year(visit, site, quiet, place):
    lead = visit(width=place.width)
    lead.log_in(LEAD.email)
    overview = begin(lead, place)
    invite_eight(lead, place, overview)
    eight_answer(lead, visit, site, quiet, place, overview)
    fill_in_the_map(lead, place, overview)
    agree(lead, place, overview)
    result_targets_and_plan(lead, place, overview)
    sign(lead, place, overview)
    open_the_documents(lead, place, overview)
    share_and_take_back(lead, visit, place, overview)
    again = next_year(lead, place)
    compare(lead, place, again)


def begin(lead, place) -> str:
    page = lead.page
    lead.go("/nb/kartlegging/")
    page.fill("main input[name=q]", place.name)
    press(page, page.locator("main form button[type=submit]").first)
    press(page, page.get_by_role("button", name="Start den fulle kartleggingen"))
    lead.check_accessibility(place.width)
    return re.search(r"/nb/kartlegging/\d+/", page.url)[0]


def invite_eight(lead, place, overview) -> None:
    page = lead.page
    lead.go(f"{overview}gruppe/")
    for who, role in [*((role, role) for role in QUIET), ("fysio", "behandler"), ("ny", "nav")]:
        page.fill("input[name=email]", place.address(who))
        page.select_option("select[name=role]", label=NAMES[role])
        press(page, page.get_by_role("button", name="Send invitasjonen"))
    lead.check_accessibility(place.width)


def eight_answer(lead, visit, site, quiet, place, overview) -> None:
    """Two see C2 differently, and nobody is seen to say so before the answers are gathered in."""
    request = without_a_screen(lead)
    for role in QUIET:
        person = Quiet(request, quiet[place.address(role)])
        person.join(link_to(site, place.address(role)))
        person.answer(overview, first_year)
    answer_without_a_script(visit(javascript=False), site, place, overview)
    answer_without_an_account(visit(), site, place, overview)

    lead.go(overview)
    expect(lead.page.locator("main")).to_contain_text("6 av 9 har svart på alt")


def answer_without_a_script(visitor, site, place, overview) -> None:
    page, email = visitor.page, place.address("fysio")
    visitor.go(link_to(site, email))
    page.get_by_role("link", name="Logg inn").last.click()
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    press(page, page.locator("main form button[type=submit]").first)
    press(page, page.get_by_role("button", name="Ja, jeg vil svare"))
    answer_on_screen(visitor, overview, "A1", 1)
    answer_on_screen(visitor, overview, "C2", 3)


def answer_without_an_account(visitor, site, place, overview) -> None:
    """The link leads through a new account and the code in a second mail, and back to the invitation."""
    page, email = visitor.page, place.address("ny")
    path = link_to(site, email)
    visitor.go(path)
    expect(page.locator("main")).to_contain_text(f"{place.name} spør om hjelp fra deg")
    visitor.check_accessibility(place.width)
    press(page, page.get_by_role("link", name="Lag en konto").last)
    page.fill("input[name=email]", email)
    page.fill("input[name=password1]", PASSWORD)
    press(page, page.locator("main form button:not([type=button])").first)
    page.fill("input[name=code]", mailed(site, email, r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$"))
    press(page, page.locator("main form button:not([type=button])").first)
    page.wait_for_url(f"**{path}")
    press(page, page.get_by_role("button", name="Ja, jeg vil svare"))
    visitor.check_accessibility(place.width)
    answer_on_screen(visitor, overview, "C2", 0)
    visitor.go(f"{overview}A1/")
    visitor.check_accessibility(place.width)


def answer_on_screen(visitor, overview, code, level) -> None:
    page = visitor.page
    visitor.go(f"{overview}{code}/")
    page.locator(f"label.ladder__step:has(input[value='{level}'])").click()
    press(page, page.locator("nav.answer-pager button[type=submit]"))


def fill_in_the_map(lead, place, overview) -> None:
    page = lead.page
    lead.go(f"{overview}tjenestekart/")
    for code in (*LARGE.services, "S09"):
        has = code in place.services
        page.select_option(f"select[name={code}-finnes]", "interkommunal" if has else "nei")
        if has:
            page.select_option(f"select[name={code}-yrkesaktive]", "ja")
    press(page, page.get_by_role("button", name="Lagre kartet"))
    lead.check_accessibility(place.width)


def agree(lead, place, overview) -> None:
    page = lead.page
    lead.go(f"{overview}enighet/")
    press(page, page.get_by_role("button", name="Samle inn svarene"))
    first = page.locator(".matters li").first
    expect(first).to_contain_text("C2")
    expect(first).to_contain_text("fra 0 til 3")
    lead.check_accessibility(place.width)
    press(page, page.get_by_role("button", name="Bli enige om disse"))
    lead.go(f"{overview}enighet/C2/")
    page.locator("label.ladder__step:has(input[value='1'])").click()
    page.fill("#id_comment", "Noen ringer hverandre, men ingen har det som oppgave.")
    lead.check_accessibility(place.width)
    press(page, page.locator("nav.answer-pager button[type=submit]"))
    lead.go(f"{overview}se-over/")
    lead.check_accessibility(place.width)


def result_targets_and_plan(lead, place, overview) -> None:
    page = lead.page
    lead.go(f"{overview}resultat/")
    expect(page.locator("#profile")).to_have_text(place.profile)
    assert 1 <= page.locator("li.step").count() <= 5
    lead.check_accessibility(place.width)
    press(page, page.get_by_role("button", name=re.compile("^Ta inn i planen")).first)
    page.fill("input[name=owner_role]", "Leder for fysioterapi")
    page.get_by_label("C2 ", exact=False).check()
    lead.check_accessibility(place.width)
    press(page, page.locator("main").get_by_role("button", name="Lagre"))
    expect(page.locator("main")).to_contain_text("Leder for fysioterapi")
    lead.check_accessibility(place.width)
    lead.go(f"{overview}maal/C2/")
    page.select_option("select[name=level]", "2")
    page.fill("input[name=decided_by_role]", "Kommunalsjef helse")
    press(page, page.locator("main").get_by_role("button", name="Lagre"))
    expect(page.locator("main")).to_contain_text("Kommunalsjef helse")
    lead.check_accessibility(place.width)


def sign(lead, place, overview) -> None:
    page = lead.page
    lead.go(f"{overview}ferdigstill/")
    lead.check_accessibility(place.width)
    page.fill("input[name=role]", "Kommunalsjef helse")
    if page.locator("input[name=seen_unsettled]").count():
        page.check("input[name=seen_unsettled]")
    press(page, page.get_by_role("button", name="Gå videre og bekreft"))
    if "/reauthenticate/" in page.url:
        page.fill("input[name=password]", lead.site.passwords[LEAD.email])
        press(page, page.locator("main form button[type=submit]").first)
    lead.check_accessibility(place.width)
    press(page, page.get_by_role("button", name="Signer og ferdigstill"))
    expect(page.locator("h1")).to_have_text("Ferdig og signert")


def open_the_documents(lead, place, overview) -> None:
    page = lead.page
    lead.check_accessibility(place.width)
    lead.go(f"{overview}utgave/1/sammendrag/")
    expect(page.locator("main")).to_contain_text(place.name)
    lead.check_accessibility(place.width)
    lead.go(f"{overview}utgave/1/dokumenter/")
    lead.check_accessibility(place.width)
    report = PdfReader(io.BytesIO(fetched(lead, page.get_by_role("link", name="Rapporten (PDF)").first)))
    words = " ".join(sheet.extract_text() for sheet in report.pages)
    assert place.name in words
    assert place.profile in words
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    book = load_workbook(
        io.BytesIO(fetched(lead, page.get_by_role("link", name="regneark").first)), data_only=True
    )
    about = dict(row[:2] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert (about["Kommune"], about["Profil"]) == (place.name, place.profile)
    levels = {row[1]: row[6] for row in book.worksheets[2].iter_rows(min_row=2, values_only=True)}
    assert (levels["A1"], levels["C2"], levels["J1"]) == (1, 1, 3)


def fetched(visitor, link) -> bytes:
    with visitor.page.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()


def share_and_take_back(lead, visit, place, overview) -> None:
    page = lead.page
    lead.go(f"{overview}deling/")
    page.fill("input[name=purpose]", "Helseutvalget")
    press(page, page.get_by_role("button", name="Lag en lenke"))
    link = page.get_by_label("Lenken", exact=True).input_value()
    lead.check_accessibility(place.width)

    outsider = visit(width=place.width, javascript=False)
    outsider.page.goto(link)
    expect(outsider.page.locator("main")).to_contain_text(f"{place.name} har delt dette med deg")
    assert "Noen ringer hverandre" not in outsider.page.content()
    visit(width=place.width).page.goto(link)

    press(page, page.get_by_role("button", name=re.compile("^Trekk tilbake lenken")))
    expect(page.locator("main")).to_contain_text("åpnet 2 ganger")
    refused = outsider.context.request.get(link)
    assert refused.status == 404
    assert place.name not in refused.text()


def next_year(lead, place) -> str:
    """Begin from last time: most is still true, said with one key each; one answer has moved."""
    page = lead.page
    lead.go(f"/nb/kartlegging/kommune/{place.number}/")
    expect(page.locator("input[name=from_last_time]")).to_be_checked()
    press(page, page.get_by_role("button", name="Start den fulle kartleggingen"))
    overview = re.search(r"/nb/kartlegging/\d+/", page.url)[0]
    lead.go(f"{overview}A1/")
    expect(page.locator("#still-true")).to_contain_text("Stemmer det fortsatt?")
    lead.check_accessibility(place.width)
    for _ in range(2):
        with page.expect_navigation():
            page.keyboard.press("j")
    lead.go(f"{overview}enighet/")
    press(page, page.get_by_role("button", name="Samle inn svarene"))
    session = next(cookie["value"] for cookie in lead.context.cookies() if cookie["name"] == "sessionid")
    Quiet(without_a_screen(lead), session).answer(f"{overview}enighet/", first_year, besides="C2")
    lead.go(f"{overview}enighet/C2/")
    page.locator("label.ladder__step:has(input[value='2'])").click()
    page.fill("#id_comment", "Nå har Nav og fysioterapien hver sin kontaktrolle.")
    press(page, page.locator("nav.answer-pager button[type=submit]"))
    finish_what_was_planned(lead, overview)
    sign(lead, place, overview)
    return overview


def finish_what_was_planned(lead, overview) -> None:
    page = lead.page
    lead.go(f"{overview}plan/")
    press(page, page.get_by_role("button", name="Ta dem med"))
    page.select_option("main select[name=to]", "done")
    press(page, page.get_by_role("button", name="Flytt").first)


def compare(lead, place, overview) -> None:
    page = lead.page
    press(page, page.get_by_role("link", name="Hva flyttet seg?"))
    up = page.locator("section:has(> #up)")
    expect(up).to_contain_text("C2")
    expect(up).to_contain_text("Nå har Nav og fysioterapien hver sin kontaktrolle.")
    expect(up).to_contain_text("Dette gjorde dere")
    lead.check_accessibility(place.width)
