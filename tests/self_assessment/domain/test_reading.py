"""What is wrong in a document is told, all of it, with its place; nothing half-read comes out."""

import json

import pytest

from self_assessment.domain.documents import InvalidDocument
from self_assessment.domain.release_reader import read_release
from self_assessment.domain.situation import Municipality, read_situation
from self_assessment.domain.values import Kind, NoLevel, Profile
from tests.self_assessment.domain.shipped import changed_documents, release, worked_municipalities


def faults_after(change):
    with pytest.raises(InvalidDocument) as caught:
        read_release(**changed_documents(change))
    return [(fault.path, fault.code) for fault in caught.value.faults]


def indicator(documents, block=0, at=0):
    return documents["framework"]["byggesteiner"][block]["indikatorer"][at]


def rule(documents, at=0):
    return documents["rules"]["regler"][at]


NUMBER = "not-a-whole-number-in-range"
FIRST = "framework.byggesteiner[0]"
A1 = f"{FIRST}.indikatorer[0]"
E1 = "framework.byggesteiner[4].indikatorer[0]"
R01 = "rules.regler[0]"
PARAMETERS = "rules.parametre"

FAULTS = [
    # texts
    ("no nynorsk", lambda d: indicator(d).pop("nn"), f"{A1}.nn", "missing"),
    ("empty bokmål", lambda d: indicator(d)["niva"]["2"].update(nb="  "), f"{A1}.niva.2.nb", "not-a-text"),
    ("text is a number", lambda d: rule(d)["tittel"].update(nn=7), f"{R01}.tittel.nn", "not-a-text"),
    (
        "unknown placeholder",
        lambda d: rule(d)["begrunnelse"].update(nb="{vaer}"),
        f"{R01}.begrunnelse",
        "unknown-placeholder",
    ),
    (
        "placeholder of no one",
        lambda d: rule(d)["tiltak"].update(nn="{svar:Z9}"),
        f"{R01}.tiltak",
        "unknown-placeholder",
    ),
    (
        "odd placeholder",
        lambda d: rule(d)["tiltak"].update(nn="{svar B2}"),
        f"{R01}.tiltak",
        "unknown-placeholder",
    ),
    # numbers
    (
        "block weights",
        lambda d: d["framework"]["byggesteiner"][0].update(vekt=17),
        "framework.byggesteiner",
        "weights-do-not-sum-to-100",
    ),
    ("weight as text", lambda d: indicator(d).update(vekt="3"), f"{A1}.vekt", NUMBER),
    ("weight nought", lambda d: indicator(d).update(vekt=0), f"{A1}.vekt", NUMBER),
    ("core as text", lambda d: indicator(d).update(kjerne="ja"), f"{A1}.kjerne", "not-true-or-false"),
    ("no threshold", lambda d: indicator(d, 4).pop("lovkrav_fra_niva"), f"{E1}.lovkrav_fra_niva", "missing"),
    (
        "divisor nought",
        lambda d: d["rules"]["parametre"]["innsats_deler"].update(S=0),
        f"{PARAMETERS}.innsats_deler.S",
        NUMBER,
    ),
    # ids
    (
        "indicator twice",
        lambda d: indicator(d, at=1).update(id="A1"),
        f"{FIRST}.indikatorer[1].id",
        "id-used-twice",
    ),
    (
        "indicator twice, other block",
        lambda d: indicator(d, 1).update(id="A1"),
        "framework.byggesteiner[1].indikatorer[0].id",
        "id-used-twice",
    ),
    ("rule twice", lambda d: rule(d, 1).update(id="R-01"), "rules.regler[1].id", "id-used-twice"),
    (
        "service twice",
        lambda d: d["services"]["tjenester"][1].update(id="S01"),
        "services.tjenester[1].id",
        "id-used-twice",
    ),
    ("rule of no indicator", lambda d: rule(d).update(hoved=["Z1"]), f"{R01}.hoved[0]", "unknown-id"),
    ("unknown group", lambda d: rule(d).update(gruppe="venner"), f"{R01}.gruppe", "unknown-id"),
    (
        "service points nowhere",
        lambda d: d["services"]["tjenester"][0].update(lenker=["S99"]),
        "services.tjenester[0].lenker[0]",
        "unknown-id",
    ),
    (
        "place of no service",
        lambda d: d["rules"]["parametre"].update(profil_plasser=[["S99"]]),
        f"{PARAMETERS}.profil_plasser[0][0]",
        "unknown-id",
    ),
    (
        "profession unknown",
        lambda d: d["rules"]["parametre"].update(lovpalagte_fag=["smed"]),
        f"{PARAMETERS}.lovpalagte_fag[0]",
        "unknown-id",
    ),
    # shapes
    (
        "blocks are text",
        lambda d: d["framework"].update(byggesteiner="A"),
        "framework.byggesteiner",
        "not-a-list",
    ),
    ("document is a list", lambda d: d.update(services=[]), "services", "not-a-mapping"),
    ("no next step for 3", lambda d: indicator(d)["neste"].pop("3"), f"{A1}.neste", "missing"),
    (
        "next step for 7",
        lambda d: indicator(d)["neste"].update({"7": {"nb": "x", "nn": "x"}}),
        f"{A1}.neste.7",
        "unknown-level",
    ),
    (
        "example for 9",
        lambda d: indicator(d)["eksempel"].update({"9": {"nb": "x", "nn": "x"}}),
        f"{A1}.eksempel.9",
        "unknown-level",
    ),
    (
        "documentation lists differ",
        lambda d: indicator(d)["dokumentasjon_nn"].pop(),
        f"{A1}.dokumentasjon_nn",
        "not-as-many-as-in-bokmål",
    ),
    ("profile gone", lambda d: d["rules"]["profiler"].pop(), "rules.profiler", "missing"),
    ("effort unknown", lambda d: rule(d).update(innsats="XL"), f"{R01}.innsats", "unknown-choice"),
    (
        "block without indicators",
        lambda d: d["framework"]["byggesteiner"][0].update(indikatorer=[]),
        f"{FIRST}.indikatorer",
        "empty",
    ),
]


@pytest.mark.parametrize(("change", "path", "code"), [pytest.param(*case[1:], id=case[0]) for case in FAULTS])
def test_a_fault_is_told_with_its_place(change, path, code):
    assert (path, code) in faults_after(change)


WHEN = f"{R01}.when"
BAD_CONDITIONS = [
    ({"hvis": 1}, WHEN, "unknown-condition"),
    ({}, WHEN, "not-one-condition"),
    ({"har": "S11", "kjent": "B2"}, WHEN, "not-one-condition"),
    ("B2 <= 1", WHEN, "not-a-mapping"),
    ({"og": []}, f"{WHEN}.og", "empty"),
    ({"og": {"har": "S11"}}, f"{WHEN}.og", "not-a-list"),
    ({"svar": ["B2", "<="]}, f"{WHEN}.svar", "wrong-number-of-parts"),
    ({"svar": ["Z2", "<=", 1]}, f"{WHEN}.svar[0]", "unknown-id"),
    ({"svar": ["B2", "~", 1]}, f"{WHEN}.svar[1]", "unknown-operator"),
    ({"svar": ["B2", "<=", 5]}, f"{WHEN}.svar[2]", NUMBER),
    ({"svar": ["B2", "<=", True]}, f"{WHEN}.svar[2]", NUMBER),
    ({"blokk": ["Z", ">=", 70]}, f"{WHEN}.blokk[0]", "unknown-id"),
    ({"blokk": ["A", ">=", 101]}, f"{WHEN}.blokk[2]", NUMBER),
    ({"profil": ["vente"]}, f"{WHEN}.profil[0]", "unknown-choice"),
    ({"profil": []}, f"{WHEN}.profil", "empty"),
    ({"overlegg": "stor"}, f"{WHEN}.overlegg", "unknown-choice"),
    ({"har": "S99"}, f"{WHEN}.har", "unknown-id"),
    ({"har": ["S11"]}, f"{WHEN}.har", "unknown-id"),
    ({"tjeneste": ["S11", "farge", ["ja"]]}, f"{WHEN}.tjeneste[1]", "unknown-field"),
    (
        {"tjeneste": ["S11", "henvisning", ["selv"]]},
        f"{WHEN}.tjeneste[1]",
        "unknown-field",
    ),  # several options
    ({"tjeneste": ["S11", "arbeid", ["kanskje"]]}, f"{WHEN}.tjeneste[2][0]", "unknown-choice"),
    ({"fag": ["smed", "tilgjengelig", ["nei"]]}, f"{WHEN}.fag[0]", "unknown-id"),
    ({"fag": ["lege", "arsverk", ["1"]]}, f"{WHEN}.fag[1]", "unknown-field"),  # a number
    ({"fakta": ["antall_valgte_tiltak", ["ja"]]}, f"{WHEN}.fakta[0]", "unknown-id"),  # a count
    ({"fakta_tall": ["nav_har_sosionom", ">=", 1]}, f"{WHEN}.fakta_tall[0]", "unknown-id"),  # a choice
    ({"type": ["halv"]}, f"{WHEN}.type[0]", "unknown-choice"),
    ({"kjent": "Z1"}, f"{WHEN}.kjent", "unknown-id"),
    ({"kompletthet": ["skogen", "<", 60]}, f"{WHEN}.kompletthet[0]", "unknown-choice"),
    ({"avvik_d6": [">="]}, f"{WHEN}.avvik_d6", "wrong-number-of-parts"),
    ({"minst": {"antall": 3, "av": [{"har": "S11"}]}}, f"{WHEN}.minst.antall", NUMBER),
    ({"minst": {"av": [{"har": "S11"}]}}, f"{WHEN}.minst.antall", "missing"),
    (
        {"antall_tjenester": {"av": ["S99"], "felt": "arbeid", "er": ["nei"], "minst": 1}},
        f"{WHEN}.antall_tjenester.av[0]",
        "unknown-id",
    ),
]


@pytest.mark.parametrize(("condition", "path", "code"), BAD_CONDITIONS)
def test_a_condition_that_cannot_be_read_is_told(condition, path, code):
    assert (path, code) in faults_after(lambda d: rule(d).update(when=condition))


def test_conditions_nested_without_end_are_refused():
    condition = {"har": "S11"}
    for _ in range(200):
        condition = {"ikke": condition}

    assert "too-deep" in {code for _, code in faults_after(lambda d: rule(d).update(when=condition))}


def test_all_faults_of_all_documents_are_told_at_once():
    def spoil(documents):
        indicator(documents).pop("nn")
        rule(documents).update(innsats="XL")
        documents["services"]["tjenester"][0]["tittel"].pop("nb")
        documents["professions"]["profesjoner"][0].pop("valgfri")

    assert set(faults_after(spoil)) == {
        (f"{A1}.nn", "missing"),
        ("services.tjenester[0].tittel.nb", "missing"),
        ("professions.profesjoner[0].valgfri", "missing"),
        (f"{R01}.innsats", "unknown-choice"),
    }


@pytest.mark.parametrize("nothing", [None, [], "", 7, {}])
def test_something_else_than_documents_is_refused_not_crashed_on(nothing):
    with pytest.raises(InvalidDocument):
        read_release(framework=nothing, rules=nothing, services=nothing, professions=nothing)


def test_missing_english_is_no_fault():
    def without_english(node):
        if isinstance(node, dict):
            return {key: without_english(value) for key, value in node.items() if key != "en"}
        return [without_english(value) for value in node] if isinstance(node, list) else node

    documents = {
        name: without_english(document) for name, document in changed_documents(lambda d: None).items()
    }

    assert read_release(**documents).blocks[0].name.in_language("en") == release().blocks[0].name.nb


def test_levels_may_be_numbers_as_yaml_reads_them():
    def as_numbers(documents):
        for block in documents["framework"]["byggesteiner"]:
            for each in block["indikatorer"]:
                each["niva"] = {int(level): text for level, text in each["niva"].items()}

    assert read_release(**changed_documents(as_numbers)) == release()


def test_reading_the_same_documents_gives_the_same_release():
    assert read_release(**changed_documents(lambda d: None)) == release()


def test_the_shipped_release_holds_what_it_should():
    assert (len(release().blocks), len(release().indicators)) == (11, 53)
    assert sum(indicator.core for indicator in release().indicators.values()) == 17
    assert sum(indicator.statutory for indicator in release().indicators.values()) == 11
    assert (len(release().services), len(release().professions)) == (21, 14)
    assert release().prompts_by_indicator["B2"][:2] == ("P01", "P03")
    assert set(release().indicators["A1"].next_steps) == {0, 1, 2, 3}
    assert release().indicators["A1"].next_steps[0] == release().indicators["A1"].next_steps[1]


# --- a situation ---

PLAIN = {"navn": "Prøvevik", "folketall": 900, "sentralitetsklasse": 6, "type": "rask"}


def test_a_situation_is_read_whole():
    told = PLAIN | {
        "malform": "nynorsk",
        "samisk": True,
        "svar": {"A1": 0, "A2": "vet_ikke", "A4": "ikke_relevant", "B1": None},
        "mal": {"A1": 4},
        "tjenester": {"S07": {"finnes": "egen", "henvisning": ["selv", "nav"]}},
        "fag": {"lege": {"arsverk": 1.5, "tilgjengelig": "timer"}},
        "fakta": {"nav_har_sosionom": "ja", "antall_valgte_tiltak": 3},
        "profil_satt": "bygge",
        "avvist": {"R-01": {"B2": 1, "tjeneste:S07.finnes": "egen", "profil": None}},
    }

    read = read_situation(told, release())

    assert read.municipality == Municipality("Prøvevik", 900, 6, "nynorsk", sami_area=True)
    assert (read.kind, read.profile_override) == (Kind.QUICK, Profile.BUILD)
    assert read.answers == {"A1": 0, "A2": NoLevel.UNKNOWN, "A4": NoLevel.NOT_RELEVANT}
    assert read.targets == {"A1": 4}
    assert read.services == {"S07": {"finnes": "egen"}}
    assert read.professions == {"lege": {"tilgjengelig": "timer"}}
    assert read.facts == {"nav_har_sosionom": "ja", "antall_valgte_tiltak": 3}
    assert read.dismissed == {"R-01": {"svar:B2": 1, "tjeneste:S07.finnes": "egen", "profil": None}}


@pytest.mark.parametrize(
    ("told", "path", "code"),
    [
        ({"svar": {"A1": 5}}, "svar.A1", NUMBER),
        ({"svar": {"A1": True}}, "svar.A1", NUMBER),
        ({"svar": {"A1": 2.5}}, "svar.A1", NUMBER),
        ({"svar": {"A1": "tre"}}, "svar.A1", "unknown-choice"),
        ({"svar": {"Z1": 2}}, "svar.Z1", "unknown-id"),
        ({"svar": [1, 2]}, "svar", "not-a-mapping"),
        ({"mal": {"A1": "vet_ikke"}}, "mal.A1", NUMBER),
        ({"tjenester": {"S99": {"finnes": "egen"}}}, "tjenester.S99", "unknown-id"),
        ({"tjenester": {"S01": {"finnes": "ja"}}}, "tjenester.S01.finnes", "unknown-choice"),
        ({"tjenester": {"S01": {"farge": "ja"}}}, "tjenester.S01.farge", "unknown-id"),
        ({"fag": {"lege": {"tilgjengelig": "ofte"}}}, "fag.lege.tilgjengelig", "unknown-choice"),
        (
            {"fakta": {"antall_valgte_tiltak": -1}},
            "fakta.antall_valgte_tiltak",
            NUMBER,
        ),
        ({"fakta": {"nav_har_sosionom": "kanskje"}}, "fakta.nav_har_sosionom", "unknown-choice"),
        ({"type": "halv"}, "type", "unknown-choice"),
        ({"profil_satt": "vente"}, "profil_satt", "unknown-choice"),
        ({"sentralitetsklasse": 7}, "sentralitetsklasse", NUMBER),
        ({"avvist": {"R-99": {}}}, "avvist.R-99", "unknown-id"),
        ({"avvist": {"R-01": {"B2": [1]}}}, "avvist.R-01.B2", "not-a-simple-value"),
    ],
)
def test_a_fault_in_a_situation_is_told(told, path, code):
    with pytest.raises(InvalidDocument) as caught:
        read_situation(PLAIN | told, release())

    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, code)]


def test_every_worked_municipality_survives_json():
    for municipality in worked_municipalities():
        again = json.loads(json.dumps(municipality))
        assert read_situation(again, release()) == read_situation(municipality, release())
