"""Remarks an editor gets before a release: readable, but perhaps not good enough."""

import pytest

from self_assessment.domain.lint import lint
from self_assessment.domain.release_reader import read_release
from tests.self_assessment.domain.shipped import changed_documents, release


def remarks_after(change, **known):
    return {(remark.path, remark.code) for remark in lint(read_release(**changed_documents(change)), **known)}


def rule(documents, rule_id="R-01"):
    return next(rule for rule in documents["rules"]["regler"] if rule["id"] == rule_id)


def indicator(documents):
    return documents["framework"]["byggesteiner"][0]["indikatorer"][0]


def test_the_shipped_release_has_no_remarks():
    assert lint(release(), courses={f"L{n}" for n in range(1, 7)}) == ()


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (lambda d: indicator(d).pop("en"), "blocks[A].indicators[A1].name", "no-english"),
        (
            lambda d: rule(d)["tittel"].update(nn="Ikke gjør dette"),
            "rules[R-01].title",
            "words-of-the-other-written-standard",
        ),
        (
            lambda d: rule(d)["tittel"].update(nb="Kva no"),
            "rules[R-01].title",
            "words-of-the-other-written-standard",
        ),
        (
            lambda d: rule(d)["tiltak"].update(nb="Dette er lovbrudd"),
            "rules[R-01].action",
            "passes-judgement",
        ),
        (
            lambda d: rule(d)["begrunnelse"].update(en="Because."),
            "rules[R-01].reason",
            "placeholders-differ-between-languages",
        ),
        (lambda d: rule(d)["forste_uke"].clear(), "rules[R-01]", "first-week-not-three-to-five-steps"),
        (lambda d: rule(d).update(lovkrav=True), "rules[R-01]", "statutory-mark-does-not-fit-its-indicators"),
        (lambda d: rule(d, "R-63").pop("alternativ"), "rules[R-63]", "builds-without-alternative"),
        (lambda d: rule(d).update(hoved=[]), "rules[R-01]", "can-never-earn-points"),
        (lambda d: rule(d, "R-27").update(tjener=[]), "rules[R-27]", "serves-no-indicator"),
        (
            lambda d: d["services"]["tjenester"][0].update(teller_i_profil=True),
            "services",
            "profile-marks-do-not-fit-the-places",
        ),
        (
            lambda d: d["professions"]["profesjoner"][0].update(riksrevisjonen_teller=False),
            "professions",
            "rehabilitation-marks-do-not-fit-the-parameters",
        ),
        (
            lambda d: d["rules"]["regler"].remove(rule(d, "R-50")),
            "indicators[G4]",
            "duty-without-a-rule",
        ),
    ],
)
def test_a_weakness_is_remarked_on(change, path, code):
    assert (path, code) in remarks_after(change)


def test_dead_links_are_remarked_on_only_when_the_ids_are_known():
    def nothing(documents):
        """Leave the documents as they ship."""

    assert ("R-01", "unknown-course") in remarks_after(nothing, courses={"L1"})
    assert ("A3", "unknown-course") in remarks_after(nothing, courses={"L1"})
    assert ("R-01", "unknown-prompt") in remarks_after(nothing, prompts=())
    assert "unknown-example" in {code for _, code in remarks_after(nothing, examples=())}
