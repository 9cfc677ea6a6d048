"""Every worked municipality gives what was decided by hand before the rules were run."""

import pytest

from self_assessment.domain.findings import find
from self_assessment.domain.result import assess
from self_assessment.domain.situation import read_situation
from self_assessment.domain.values import LegalStatus
from self_assessment.domain.wording import fill
from tests.self_assessment.domain.shipped import release, worked_municipalities

WORKED = [pytest.param(m, id=f"{m['id']}-{m['navn']}") for m in worked_municipalities()]


@pytest.mark.parametrize("municipality", WORKED)
def test_worked_municipality_gives_its_expected_result(municipality):
    expected = municipality["forventet"]

    result = assess(release(), read_situation(municipality, release()))

    got = {
        "profil": result.profile.profile.value,
        "profil_avklart": result.profile.settled,
        "ikke_oppfylt": [f.indicator.code for f in result.legal if f.status is LegalStatus.NOT_MET],
        "finn_ut": [rule.id for rule in result.find_out],
        "forslag": [suggestion.id for suggestion in result.suggestions],
        "kontroller": [check.id for check in result.checks],
    }
    assert {key: got[key] for key in expected if key in got} == {
        k: v for k, v in expected.items() if k in got
    }
    assert not set(got["forslag"]) & set(expected.get("ikke_forslag", ()))


def test_worked_reasons_read_as_decided():
    rules = {rule.id: rule for rule in release().rules}
    worked = [
        (municipality, rules[rule], text["sprak"], text["er"])
        for municipality in worked_municipalities()
        for rule, text in municipality["forventet"].get("tekst", {}).items()
    ]

    got = [
        fill(rule.reason, find(release(), read_situation(municipality, release()))).in_language(language)
        for municipality, rule, language, _ in worked
    ]

    assert len(worked) == 2
    assert got == [text for *_, text in worked]
