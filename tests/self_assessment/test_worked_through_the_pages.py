"""Every worked municipality typed into the real pages: the result page says what was decided by hand before."""

import json

import pytest

from tests.self_assessment.worked import DUTIES_OF_QUICK_CHECK, FRAMEWORK, Typist, municipalities

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

WORKED = [pytest.param(one, id=f"{one['id']}-{one['navn']}") for one in municipalities()]
RULES = json.loads((FRAMEWORK / "regler.json").read_text(encoding="utf-8"))
BLOCKS = json.loads((FRAMEWORK / "rammeverk.json").read_text(encoding="utf-8"))["byggesteiner"]
INDICATORS = {one["id"]: one for block in BLOCKS for one in block["indikatorer"]}
RULE = {rule["id"]: rule for rule in RULES["regler"]}
WORDS = {
    "nb": {
        "profile": "Kommuneprofil",
        "guess": "Foreløpig profil, et anslag",
        "oppfylt": "Oppfylt",
        "ikke_oppfylt": "Ikke oppfylt ennå",
        "ikke_avklart": "Ikke avklart",
        "shared": "Eller sammen med andre",
        "further": "kan løfte dere videre",
    },
    "nn": {
        "profile": "Kommuneprofil",
        "guess": "Førebels profil, eit anslag",
        "oppfylt": "Oppfylt",
        "ikke_oppfylt": "Ikkje oppfylt enno",
        "ikke_avklart": "Ikkje avklart",
        "shared": "Eller saman med andre",
        "further": "kan løfte dykk vidare",
    },
}


@pytest.mark.parametrize("worked", WORKED)
def test_a_worked_municipality_reads_its_expected_result(client, worked):
    typist = Typist(client, worked)
    typist.fill_in()

    for language in ("nb", "nn"):
        page = typist.result(language)

        assert_profile(page, worked, language)
        assert_duties(page, worked, language)
        assert_steps(page, worked, language)
        assert_what_is_left(page, worked, language)


def assert_profile(page, worked, language):
    expected = worked["forventet"]
    titles = {one["id"]: one["tittel"][language] for one in RULES["profiler"]}
    assert page.profile == titles[expected["profil"]]
    if "profil_avklart" in expected:
        assert page.eyebrow == WORDS[language]["profile" if expected["profil_avklart"] else "guess"]
    names = {one["id"]: one["forklaring"][language] for one in RULES["overlegg"]}
    assert [one.lower() for one in page.overlays] == [names[one].lower() for one in overlays_of(worked)]


def overlays_of(worked):
    """Those written out; for a municipality without them, what the public facts and two answers say."""
    if "overlegg" in worked["forventet"]:
        return worked["forventet"]["overlegg"]
    shares = worked["tjenester"].get("S21", {}).get("finnes") in ("egen", "interkommunal", "avtale")
    agreed = worked["svar"].get("F5")
    holds = {
        "liten": worked["folketall"] < 5000,
        "distrikt": worked["sentralitetsklasse"] >= 5,
        "samisk": worked["samisk"],
        "nynorsk": worked["malform"] == "nynorsk",
        "interkommunal": shares or (isinstance(agreed, int) and agreed >= 3),
        "bydel": worked["bydeler"],
    }
    return [overlay for overlay, it_does in holds.items() if it_does]


def assert_duties(page, worked, language):
    expected, said = worked["forventet"], WORDS[language]
    if worked["type"] == "rask":
        assert tuple(page.duties) == DUTIES_OF_QUICK_CHECK
    if "ikke_oppfylt" in expected:
        not_met = {code for code, state in page.duties.items() if state == said["ikke_oppfylt"]}
        assert not_met == set(expected["ikke_oppfylt"])
    if "oppfylt" in expected:
        assert page.duties == {
            code: said[state]
            for state in ("oppfylt", "ikke_oppfylt", "ikke_avklart")
            for code in expected[state]
        }


def assert_steps(page, worked, language):
    expected, titles = worked["forventet"], page.titles
    assert titles == [title_of(step, worked, language) for step in expected["forslag"]]
    assert len(titles) <= 5
    small, further = RULES["innsats"]["S"][language], WORDS[language]["further"]
    if not any(small in page.step(title) for title in titles):  # only where every target is reached
        assert all(further in page.step(title) for title in titles)
    for step in expected["forslag"]:
        words = page.step(title_of(step, worked, language))
        if expected["profil"] == "starte" and RULE.get(step, {}).get("bygger"):
            assert WORDS[language]["shared"] in words
        if step in expected.get("alternativ", ()):
            assert RULE[step]["alternativ"][language] in words
    for step in expected.get("ikke_forslag", ()):
        assert RULE[step]["tittel"][language] not in titles


def title_of(step, worked, language):
    """The heading of a rule, or of an indicator's own next step: NS-A1."""
    if step in RULE:
        return RULE[step]["tittel"][language]
    code = step.removeprefix("NS-")
    level = worked["svar"][code]
    return INDICATORS[code]["neste"]["0-1" if level < 2 else str(level)][language].removesuffix(".")


def assert_what_is_left(page, worked, language):
    expected = worked["forventet"]
    if "finn_ut" in expected:
        assert page.to_find_out == [RULE[one]["tittel"][language] for one in expected["finn_ut"]]
    if "kontroller" in expected:
        checks = {one["id"]: one["tekst"][language] for one in RULES["kontroller"]}
        assert page.to_talk_over == [checks[one] for one in expected["kontroller"]]
