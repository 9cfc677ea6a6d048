"""A worked municipality typed into the real pages, and its result page read back.

Written in the words of the exchange format (content/framework/README.md). `forventet` was decided by hand."""

import html
import json
import re
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Municipality
from self_assessment import unsaved
from self_assessment.models import Answer, Assessment
from tests.factories.self_assessment import AssessmentFactory, join, member

FRAMEWORK = Path(__file__).parents[2] / "content/framework"
OURS = Path(__file__).parent / "data/our_municipalities.json"
OSLO = "0301"
DUTIES_OF_QUICK_CHECK = ("E1", "F1", "I1", "J1")
Worked = dict[str, Any]


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def municipalities() -> list[Worked]:
    """The thirty-two that ship with the framework, and twelve of our own."""
    return [*_read(FRAMEWORK / "test_municipalities.json")["kommuner"], *_read(OURS)["kommuner"]]


# --- typing in ---


class Typist:
    """The lead of one municipality with a browser that runs no script: each call is a form of a real page."""

    def __init__(self, client: Any, worked: Worked) -> None:
        self.client, self.worked = client, worked
        self.municipality = _registered(worked)
        self.lead = member(self.municipality)
        client.force_login(self.lead)
        _finished_before(self.municipality, worked)

    def post(self, address: str, fields: dict[str, Any]) -> str:
        """Send a form of the assessment, and return where it led. A form that is refused fails the test."""
        answer = self.client.post(f"{self.overview}{address}", fields)
        assert answer.status_code == 302, (address, answer.status_code)
        return answer["Location"]

    def begin(self) -> None:
        """Find the municipality by its name, and begin on its page."""
        found = self.client.get(reverse("self_assessment:find"), {"q": self.municipality.name}, follow=True)
        begin = reverse("self_assessment:begin", args=[self.municipality.number])
        assert f'action="{begin}"' in found.content.decode()
        kind = {"full": Assessment.Kind.FULL, "rask": Assessment.Kind.QUICK}[self.worked["type"]]
        self.overview = self.client.post(begin, {"kind": kind})["Location"]
        self.assessment = Assessment.objects.with_context().open().get(municipality=self.municipality)

    def fill_in(self) -> None:
        """All that was told of the municipality, in the order a lead would come to it."""
        told = self.worked
        self.begin()
        if told["tjenester"]:
            whole = "?alle=1" if self.assessment.is_quick else ""
            self.post(f"tjenestekart/{whole}", _table(told["tjenester"]))
        if told["fag"]:
            self.post("fag/", _table(told["fag"]))
        facts = {
            f"fakta-{code}": said for code, said in told.get("fakta", {}).items() if isinstance(said, str)
        }
        if facts:
            self.post("fag/", facts | {"facts": "1"})
        if "profil_satt" in told:
            self.post("profil/", {"profile": told["profil_satt"], "reason": "Avtalt med naboene"})
        self.answer_quick() if self.assessment.is_quick else self.agree()
        for code, level in told.get("mal", {}).items():
            self.post(f"maal/{code}/", {"level": str(level), "decided_by_role": "Kommunalsjef"})
        for number in range(told.get("fakta", {}).get("antall_valgte_tiltak", 0)):
            self.post("plan/nytt/", {"title": f"Tiltak {number}", "phase": "now", "status": "planned"})

    def answer_quick(self) -> None:
        """Each answer on its own page. What was put aside is put aside first, on the answers it had then."""
        put_aside = self.worked.get("avvist", {})
        before = {code: answer for inputs in put_aside.values() for code, answer in inputs.items()}
        for code, answer in (self.worked["svar"] | before).items():
            self.answer(code, answer)
        for step in put_aside:
            self.post(f"steg/{step}/legg-bort/", {"reason": "Naboen gjør det alt."})
        for code in before:
            if before[code] != self.worked["svar"][code]:
                self.answer(code, self.worked["svar"][code], replaces=1)

    def agree(self) -> None:
        """Two who see everything alike; their answers are gathered in, and agreed on with one press.

        What they do not know, or call irrelevant, the lead writes on the page of each."""
        levels = {code: level for code, level in self.worked["svar"].items() if isinstance(level, int)}
        for person in (join(self.assessment), join(self.assessment)):
            Answer.objects.bulk_create(
                Answer(
                    assessment=self.assessment,
                    respondent=person,
                    indicator=code,
                    level=level,
                    version=1,
                    saved_at=timezone.now(),
                )
                for code, level in levels.items()
            )
        self.post("enighet/samle-inn/", {})
        self.post("enighet/der-alle-er-enige/", {})
        for code in self.worked["svar"].keys() - levels.keys():
            self.answer(f"enighet/{code}", self.worked["svar"][code])

    def answer(self, place: str, answer: int | str, replaces: int = 0) -> None:
        fields = {"answer": str(answer), "replaces": str(replaces)}
        fields["ticket"] = unsaved.ticket(self.lead, self.assessment)
        if answer == "ikke_relevant":
            fields["reason"] = "Det gjør nabokommunen for oss."
        self.post(f"{place}/", fields)

    def result(self, language: str) -> "ResultPage":
        with translation.override(language):
            address = reverse("self_assessment:result", args=[self.assessment.pk])
        answer = self.client.get(address)
        assert answer.status_code == 200
        return ResultPage(answer.content.decode())


def _registered(worked: Worked) -> Municipality:
    """The municipality as the table of municipalities holds it. City districts are of Oslo alone."""
    facts = {
        "name": worked["navn"],
        "population": worked["folketall"],
        "centrality_class": worked["sentralitetsklasse"],
        "language_form": worked["malform"],
        "in_sami_area": worked["samisk"],
    }
    if worked["bydeler"]:
        Municipality.objects.filter(pk=OSLO).update(**facts)
        return Municipality.objects.get(pk=OSLO)
    number = f"9{'EFT'.index(worked['id'][0])}{worked['id'][1:]}"
    county = {"county_number": "99", "county": "Oppdiktet", "health_region": "Helse Midt-Norge"}
    return Municipality.objects.create(number=number, population_year=2026, **county, **facts)


def _finished_before(municipality: Municipality, worked: Worked) -> None:
    """The years before this one. An example that does not say how many has had one: some of them answer that
    the assessment is repeated (H4), and the page knows whether it is."""
    for _ in range(worked.get("fakta", {}).get("ferdige_kartlegginger", 2) - 1):
        AssessmentFactory(
            municipality=municipality, kind=Assessment.Kind.FULL, state=Assessment.State.FINISHED
        )


def _table(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    """{row: {column: option}} as a form sends it."""
    cells = {
        f"{row}-{column}": str(option).replace(".", ",") if column == "arsverk" else option
        for row, columns in rows.items()
        for column, option in columns.items()
        if isinstance(option, str | int | float)
    }
    return cells | {f"{row}-version": "0" for row in rows}


# --- reading back ---


class ResultPage:
    """What a reader sees on the result page, as plain words."""

    def __init__(self, page: str) -> None:
        self.page = page
        parts = re.split(r'id="(profile|blocks|law|next|find-out|talk)"', page)
        self.parts = dict(zip(parts[1::2], parts[2::2], strict=True))
        self.steps = self.parts["next"].split('<li class="step">')[1:]

    @property
    def profile(self) -> str:
        return _words(self.parts["profile"].removeprefix(">").split("</h2>")[0])

    @property
    def eyebrow(self) -> str:
        return _words(re.findall(r'<p class="eyebrow">(.*?)</p>', self.page)[-1])

    @property
    def overlays(self) -> list[str]:
        tags = re.findall(r'<span class="ds-tag" data-color="neutral">(.*?)</span>', self.parts["profile"])
        return [_words(tag) for tag in tags]

    @property
    def duties(self) -> dict[str, str]:
        """{indicator: what the page says of the duty}"""
        row = re.compile(
            r'<li class="law-list__row.*?<b>(\w+)</b>.*?law-list__state">(.*?)</span>', re.DOTALL
        )
        return {code: _words(state) for code, state in row.findall(self.parts["law"])}

    @property
    def titles(self) -> list[str]:
        return [_words(step.split("<h3")[1].split(">", 1)[1].split("</h3>")[0]) for step in self.steps]

    def step(self, title: str) -> str:
        return _words(self.steps[self.titles.index(title)])

    @property
    def to_find_out(self) -> list[str]:
        return [_words(title) for title in re.findall(r"<h3[^>]*>(.*?)</h3>", self.parts["find-out"])]

    @property
    def to_talk_over(self) -> list[str]:
        """What the answers and the tables contradict each other in."""
        listed = self.parts.get("talk", "").split("</ul>")[0]
        return [_words(check) for check in re.findall(r"<li>(.*?)</li>", listed)]


def _words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
