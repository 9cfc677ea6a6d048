"""Every form of the rule language: true, false and unknown, and what it says it looked at."""

import pytest

from self_assessment.domain.documents import Cursor
from self_assessment.domain.expression_reader import read_expression
from self_assessment.domain.findings import find
from self_assessment.domain.vocabulary import read_vocabulary
from tests.self_assessment.domain.shipped import changed_documents, every_answer, on_map, release, situation

DOCUMENTS = changed_documents(lambda documents: None)
VOCABULARY = read_vocabulary(
    *(Cursor(DOCUMENTS[n], n, []) for n in ("framework", "rules", "services", "professions"))
)
OPEN = {"finnes": "egen", "yrkesaktive": "ja"}
B2_LOW, C2_LOW = {"svar": ["B2", "<=", 1]}, {"svar": ["C2", "<=", 1]}


def expression(condition):
    faults = []
    read = read_expression(Cursor(condition, "when", faults), VOCABULARY)
    assert not faults, faults
    return read


def evaluate(condition, **told):
    return expression(condition).evaluate(find(release(), situation(**told)))


CASES = [
    # joined conditions
    ({"og": [B2_LOW, C2_LOW]}, {"svar": {"B2": 1, "C2": 0}}, True),
    ({"og": [B2_LOW, C2_LOW]}, {"svar": {"B2": 1, "C2": 2}}, False),
    ({"og": [B2_LOW, C2_LOW]}, {"svar": {"B2": 1}}, None),
    ({"og": [B2_LOW, C2_LOW]}, {"svar": {"B2": 2}}, False),
    ({"eller": [B2_LOW, C2_LOW]}, {"svar": {"B2": 1}}, True),
    ({"eller": [B2_LOW, C2_LOW]}, {"svar": {"B2": 2}}, None),
    ({"eller": [B2_LOW, C2_LOW]}, {"svar": {"B2": 2, "C2": 2}}, False),
    ({"ikke": B2_LOW}, {"svar": {"B2": 2}}, True),
    ({"ikke": B2_LOW}, {"svar": {"B2": 1}}, False),
    ({"ikke": B2_LOW}, {"svar": {"B2": "vet_ikke"}}, None),
    ({"minst": {"antall": 1, "av": [B2_LOW, C2_LOW]}}, {"svar": {"C2": 0}}, True),
    ({"minst": {"antall": 2, "av": [B2_LOW, C2_LOW]}}, {"svar": {"C2": 0}}, None),
    ({"minst": {"antall": 2, "av": [B2_LOW, C2_LOW]}}, {"svar": {"C2": 3}}, False),
    # a level: each operator at its border, and every way of not having one
    *(
        ({"svar": ["B2", operator, 2]}, {"svar": {"B2": level}}, expected)
        for operator, below, at, above in [
            ("<", True, False, False),
            ("<=", True, True, False),
            ("=", False, True, False),
            ("!=", True, False, True),
            (">=", False, True, True),
            (">", False, False, True),
        ]
        for level, expected in ((1, below), (2, at), (3, above))
    ),
    ({"svar": ["B2", "<=", 4]}, {}, None),
    ({"svar": ["B2", "<=", 4]}, {"svar": {"B2": "vet_ikke"}}, None),
    ({"svar": ["A1", "<=", 4]}, {"svar": {"A1": "ikke_relevant"}}, None),
    # a block score
    ({"blokk": ["A", ">=", 75]}, {"svar": every_answer(3)}, True),
    ({"blokk": ["A", ">", 75]}, {"svar": every_answer(3)}, False),
    ({"blokk": ["A", ">=", 0]}, {"svar": {"A1": 3, "A2": 3}}, None),
    # profile and overlays
    ({"profil": ["starte", "bygge"]}, {"tjenester": on_map("S07", "S11")}, True),
    ({"profil": ["starte"]}, {"tjenester": on_map("S07", "S11")}, False),
    ({"profil": ["starte", "bygge", "samordne"]}, {}, None),
    ({"profil": ["samordne"]}, {"profil_satt": "samordne"}, True),
    ({"overlegg": "liten"}, {"folketall": 4_999}, True),
    ({"overlegg": "liten"}, {"folketall": 5_000}, False),
    ({"overlegg": "distrikt"}, {"sentralitetsklasse": 5}, True),
    ({"overlegg": "distrikt"}, {"sentralitetsklasse": 4}, False),
    ({"overlegg": "samisk"}, {"samisk": True}, True),
    ({"overlegg": "samisk"}, {}, False),
    ({"overlegg": "nynorsk"}, {"malform": "nynorsk"}, True),
    ({"overlegg": "nynorsk"}, {"malform": "bokmål"}, False),
    ({"overlegg": "bydel"}, {"bydeler": True}, True),
    ({"overlegg": "bydel"}, {}, False),
    ({"overlegg": "interkommunal"}, {"tjenester": {"S21": {"finnes": "avtale"}}}, True),
    ({"overlegg": "interkommunal"}, {"svar": {"F5": 3}}, True),
    ({"overlegg": "interkommunal"}, {"svar": {"F5": 2}, "tjenester": {"S21": {"finnes": "nei"}}}, False),
    ({"overlegg": "interkommunal"}, {"svar": {"F5": 2}}, None),
    # services
    *(
        ({"har": "S11"}, {"tjenester": {"S11": {"finnes": option}}}, expected)
        for option, expected in [
            ("egen", True),
            ("interkommunal", True),
            ("avtale", True),
            ("nei", False),
            ("vet_ikke", None),
        ]
    ),
    ({"har": "S11"}, {}, None),
    (
        {"tjeneste": ["S07", "yrkesaktive", ["delvis", "nei"]]},
        {"tjenester": {"S07": {"yrkesaktive": "nei"}}},
        True,
    ),
    ({"tjeneste": ["S07", "yrkesaktive", ["delvis", "nei"]]}, {"tjenester": {"S07": OPEN}}, False),
    ({"tjeneste": ["S07", "yrkesaktive", ["ja"]]}, {"tjenester": {"S07": {"yrkesaktive": "vet_ikke"}}}, None),
    ({"tjeneste": ["S07", "yrkesaktive", ["ja"]]}, {"tjenester": {"S07": {"finnes": "egen"}}}, None),
    *(
        (
            {"antall_tjenester": {"av": ["S07", "S11", "S13"], "felt": "arbeid", "er": ["nei"], "minst": 2}},
            {"tjenester": told},
            expected,
        )
        for told, expected in [
            (on_map("S07", "S11", arbeid="nei"), True),
            (on_map("S07", arbeid="nei"), False),
            (on_map("S07", "S11", "S13", arbeid="ja"), False),
            ({"S07": {"finnes": "egen", "arbeid": "nei"}}, None),
            ({"S07": {"finnes": "nei", "arbeid": "nei"}, "S11": {"finnes": "nei"}}, False),
        ]
    ),
    # professions and facts
    ({"fag": ["psykolog", "tilgjengelig", ["nei"]]}, {"fag": {"psykolog": {"tilgjengelig": "nei"}}}, True),
    ({"fag": ["psykolog", "tilgjengelig", ["nei"]]}, {"fag": {"psykolog": {"tilgjengelig": "timer"}}}, False),
    (
        {"fag": ["psykolog", "tilgjengelig", ["nei"]]},
        {"fag": {"psykolog": {"tilgjengelig": "vet_ikke"}}},
        None,
    ),
    ({"fag": ["psykolog", "tilgjengelig", ["nei"]]}, {}, None),
    ({"fakta": ["nav_har_sosionom", ["ja"]]}, {"fakta": {"nav_har_sosionom": "ja"}}, True),
    ({"fakta": ["nav_har_sosionom", ["ja"]]}, {"fakta": {"nav_har_sosionom": "nei"}}, False),
    ({"fakta": ["nav_har_sosionom", ["ja"]]}, {"fakta": {"nav_har_sosionom": "vet_ikke"}}, None),
    ({"fakta": ["nav_har_sosionom", ["ja"]]}, {}, None),
    ({"fakta_tall": ["antall_valgte_tiltak", ">=", 3]}, {"fakta": {"antall_valgte_tiltak": 3}}, True),
    ({"fakta_tall": ["antall_valgte_tiltak", ">=", 3]}, {"fakta": {"antall_valgte_tiltak": 0}}, False),
    ({"fakta_tall": ["antall_valgte_tiltak", ">=", 0]}, {}, None),
    # forms that are never unknown
    ({"type": ["full"]}, {"type": "full"}, True),
    ({"type": ["full"]}, {"type": "rask"}, False),
    ({"kjent": "B2"}, {"svar": {"B2": 0}}, True),
    ({"kjent": "B2"}, {"svar": {"B2": "vet_ikke"}}, False),
    ({"kjent": "B2"}, {}, False),
    ({"kjent": "profil"}, {"profil_satt": "bygge"}, True),
    ({"kjent": "profil"}, {}, False),
    ({"kompletthet": ["tjenestekart", "<", 60]}, {}, True),
    ({"kompletthet": ["tjenestekart", ">=", 100]}, {"tjenester": on_map()}, True),
    ({"kompletthet": ["kompetansetabell", "=", 20]}, {"fag": {"lege": {"tilgjengelig": "nei"}}}, True),
    ({"kompletthet": ["kjerne", "=", 100]}, {"svar": every_answer(0), "type": "rask"}, True),
    ({"kompletthet": ["alle", "=", 2]}, {"svar": {"A1": 0}}, True),
    # the answer to D6 against the map: no service counted there gives level 0
    ({"avvik_d6": [">=", 2]}, {"svar": {"D6": 2}, "tjenester": on_map()}, True),
    ({"avvik_d6": [">=", 2]}, {"svar": {"D6": 1}, "tjenester": on_map()}, False),
    ({"avvik_d6": [">=", 0]}, {"tjenester": on_map()}, None),
    ({"avvik_d6": [">=", 0]}, {"svar": {"D6": 2}}, None),
]


@pytest.mark.parametrize(("condition", "told", "expected"), CASES)
def test_condition(condition, told, expected):
    assert evaluate(condition, **told) is expected


def test_every_form_of_the_language_has_a_true_case_and_a_false_or_unknown_one():
    outcomes = {}
    for condition, _, expected in CASES:
        outcomes.setdefault(next(iter(condition)), set()).add(expected)

    assert len(outcomes) == 18
    assert all(True in seen and len(seen) > 1 for name, seen in outcomes.items() if name != "kompletthet")


@pytest.mark.parametrize(
    ("condition", "told", "readings"),
    [
        (
            {"og": [B2_LOW, C2_LOW]},
            {"svar": {"B2": 3, "C2": "vet_ikke"}},
            {"svar:B2": 3, "svar:C2": "vet_ikke"},
        ),
        ({"blokk": ["A", ">=", 70]}, {"svar": every_answer(3)}, {"blokk:A": "75.0"}),
        ({"profil": ["bygge"]}, {"profil_satt": "bygge"}, {"profil": "bygge"}),
        ({"kjent": "profil"}, {}, {"profil": None}),
        ({"overlegg": "liten"}, {"folketall": 400}, {"overlegg:liten": True}),
        ({"har": "S11"}, {"tjenester": {"S11": OPEN}}, {"tjeneste:S11.finnes": "egen"}),
        (
            {"antall_tjenester": {"av": ["S07"], "felt": "arbeid", "er": ["nei"], "minst": 1}},
            {"tjenester": {"S07": OPEN}},
            {"tjeneste:S07.finnes": "egen", "tjeneste:S07.arbeid": None},
        ),
        ({"fag": ["lege", "tilgjengelig", ["nei"]]}, {}, {"fag:lege.tilgjengelig": None}),
        (
            {"fakta_tall": ["antall_valgte_tiltak", ">=", 3]},
            {"fakta": {"antall_valgte_tiltak": 4}},
            {"fakta:antall_valgte_tiltak": 4},
        ),
        ({"type": ["full"]}, {}, {"type": "full"}),
        ({"kompletthet": ["tjenestekart", "<", 60]}, {}, {"kompletthet:tjenestekart": 0}),
    ],
)
def test_a_condition_tells_all_it_looked_at(condition, told, readings):
    findings = find(release(), situation(**told))

    assert {r.key: r.value for r in expression(condition).readings(findings)} == readings
