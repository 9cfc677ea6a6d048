"""Say numbers in words, in three languages: what placeholders mean, how a score or a profile came about."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from self_assessment.domain.findings import Findings
from self_assessment.domain.framework import Indicator
from self_assessment.domain.profile import Basis, ProfileFinding
from self_assessment.domain.scoring import BlockScore, Gap, LegalFinding, Overall, half_up
from self_assessment.domain.tables import lacking_professions, without_work
from self_assessment.domain.texts import Template, Text
from self_assessment.domain.values import Kind, LegalStatus, Overlay, Part

_NOT_ANSWERED = Text("ikke besvart", "ikkje svart på", "not answered")
_NOT_ASKED = Text("ikke med i den raske sjekken", "ikkje med i den raske sjekken", "not in the quick check")
_NO_SCORE = Text("ikke nok svar", "ikkje nok svar", "too few answers")
_NOTHING = Text.same("")
_NO_LEVEL = Text(
    "spørsmålet har ikke fått et nivå", "spørsmålet har ikkje fått eit nivå", "no level is given"
)
_TABLE_SAYS_NO = Text(
    "kompetansetabellen har et nei", "kompetansetabellen har eit nei", "the profession table has a no"
)
_SPACE = "\u00a0"  # keeps a number and its per cent sign on one line


def percent(value: Fraction) -> Text:
    """A percentage with one decimal: 53,1 % in Norwegian, 53.1% in English."""
    number = f"{float(half_up(value, 1)):.1f}"
    norwegian = f"{number.replace('.', ',')}{_SPACE}%"
    return Text(norwegian, norwegian, f"{number}%")


def fill(template: Template, findings: Findings) -> Text:
    """Fill a template of the release with what was found."""
    return template.fill(lambda placeholder: _VALUES[placeholder.name](findings, placeholder.argument))


def _level(findings: Findings, indicator: str) -> Text:
    level = findings.level(indicator)
    if level is not None:
        return Text.same(str(level))
    is_asked = findings.release.indicators[indicator].core or findings.situation.kind is Kind.FULL
    return _NOT_ANSWERED if is_asked else _NOT_ASKED


def _block(findings: Findings, block: str) -> Text:
    score = findings.blocks[block].percent
    return _NO_SCORE if score is None else Text.same(str(half_up(score)))


def _missing_professions(findings: Findings, _: str) -> Text:
    """A sentence naming the professions the table says are not there, or nothing."""
    lacking = lacking_professions(findings.release, findings.situation)
    if not lacking:
        return _NOTHING
    names = Text.joined(", ", [findings.release.profession_names[code] for code in lacking])
    return Text(
        f"Mangler i tabellen: {names.nb}.",
        f"Manglar i tabellen: {names.nn}.",
        f"Missing in the table: {names.en}.",
    )


_VALUES: Mapping[str, Callable[[Findings, str], Text]] = {
    "svar": _level,
    "blokk": _block,
    "kompletthet": lambda findings, part: Text.same(str(findings.completeness_percent(Part(part)))),
    "antall_tjenester": lambda findings, _: Text.same(str(findings.profile.count)),
    "antall_uten_arbeid": lambda findings, _: Text.same(
        str(without_work(findings.release, findings.situation))
    ),
    "antall_valgte_tiltak": lambda findings, _: Text.same(str(findings.fact("antall_valgte_tiltak") or 0)),
    "mangler_fag": _missing_professions,
    "kommune": lambda findings, _: Text.same(findings.situation.municipality.name),
    "folketall": lambda findings, _: Text.same(str(findings.situation.municipality.population)),
    "sentralitetsklasse": lambda findings, _: Text.same(str(findings.situation.municipality.centrality)),
}


def explain_block(score: BlockScore) -> Text:
    """How a block score came about (weight × level), as `A: (3×2 + 2×4) av (3 + 2)×4 = 70,0 %`."""
    code, answered = score.block.code, f"{len(score.terms)}"
    if not score.relevant:
        return Text(
            f"{code}: Dere har svart at ingen av spørsmålene er relevante for dere.",
            f"{code}: De har svart at ingen av spørsmåla er relevante for dykk.",
            f"{code}: You answered that none of the questions is relevant for you.",
        )
    if score.percent is None:
        return Text(
            f"{code}: {answered} av {score.relevant} spørsmål er besvart. Det trengs svar på minst "
            f"{score.needed_percent}{_SPACE}% for å regne ut et tall.",
            f"{code}: {answered} av {score.relevant} spørsmål er svart på. Det trengst svar på minst "
            f"{score.needed_percent}{_SPACE}% for å rekne ut eit tal.",
            f"{code}: {answered} of {score.relevant} questions are answered. At least "
            f"{score.needed_percent}% must be answered to work out a number.",
        )
    reached = " + ".join(f"{term.weight}×{term.level}" for term in score.terms)
    possible = " + ".join(str(term.weight) for term in score.terms)
    value = percent(score.percent)
    return Text(
        f"{code}: ({reached}) av ({possible})×4 = {value.nb}",
        f"{code}: ({reached}) av ({possible})×4 = {value.nn}",
        f"{code}: ({reached}) of ({possible})×4 = {value.en}",
    )


def explain_overall(overall: Overall, scores: tuple[BlockScore, ...]) -> Text:
    """How the overall score came about: the mean of the block scores, by block weight."""
    if overall.percent is None:
        return Text(
            "For få byggesteiner har et tall til at vi kan regne ut et samlet tall.",
            "For få byggjesteinar har eit tal til at vi kan rekne ut eit samla tal.",
            "Too few building blocks have a number to work out an overall one.",
        )
    scored = [score for score in scores if score.percent is not None]
    parts = Text.joined(" + ", [_weighted(score) for score in scored])
    value = percent(overall.percent)
    return Text(
        f"Samlet: ({parts.nb}) delt på {overall.scored_weight} = {value.nb}",
        f"Samla: ({parts.nn}) delt på {overall.scored_weight} = {value.nn}",
        f"Overall: ({parts.en}) divided by {overall.scored_weight} = {value.en}",
    )


def _weighted(score: BlockScore) -> Text:
    value = percent(score.percent or Fraction(0))
    return Text(*(f"{score.block.weight}×{v}" for v in (value.nb, value.nn, value.en)))


def explain_profile(finding: ProfileFinding, overlays: Mapping[Overlay, bool | None]) -> Text:
    """Why the municipality has this profile, in one or two sentences."""
    counted = _counted(finding)
    if finding.basis is Basis.LEAD:
        return Text(
            f"Profilen er valgt av den som leder kartleggingen. {counted.nb}",
            f"Profilen er vald av den som leier kartlegginga. {counted.nn}",
            f"The profile was chosen by the person leading the assessment. {counted.en}",
        )
    if finding.basis is Basis.MAP:
        return counted
    size = _size(overlays)
    return Text(
        f"Foreløpig profil: tjenestekartet er ikke fylt ut nok til å avgjøre den. {counted.nb} {size.nb}",
        f"Førebels profil: tenestekartet er ikkje fylt ut nok til å avgjere han. {counted.nn} {size.nn}",
        f"Preliminary profile: the service map is not filled in enough to decide it. {counted.en} {size.en}",
    )


def _counted(finding: ProfileFinding) -> Text:
    count, places, unknown = finding.count, len(finding.places), finding.unknown
    text = Text(
        f"{count} av de {places} tjenestene som avgjør profilen, finnes og er åpne for folk i yrkesaktiv alder",
        f"{count} av dei {places} tenestene som avgjer profilen, finst og er opne for folk i yrkesaktiv alder",
        f"{count} of the {places} services that decide the profile exist and are open to people of working age",
    )
    if not unknown:
        return Text(f"{text.nb}.", f"{text.nn}.", f"{text.en}.")
    return Text(
        f"{text.nb}; {unknown} er ikke avklart.",
        f"{text.nn}; {unknown} er ikkje avklart.",
        f"{text.en}; {unknown} not settled.",
    )


def _size(overlays: Mapping[Overlay, bool | None]) -> Text:
    small, remote = overlays[Overlay.SMALL], overlays[Overlay.REMOTE]
    if small and remote:
        return Text(
            "Vi har gjettet ut fra at kommunen er liten og ligger langt fra større steder.",
            "Vi har gissa ut frå at kommunen er liten og ligg langt frå større stader.",
            "We guessed from the municipality being small and far from larger places.",
        )
    return Text(
        "Vi har gjettet ut fra folketall og sentralitet.",
        "Vi har gissa ut frå folketal og sentralitet.",
        "We guessed from population and centrality.",
    )


def explain_legal(finding: LegalFinding) -> Text:
    """The status of a statutory indicator, as the municipality's own view; never as a ruling."""
    code, threshold = finding.indicator.code, finding.indicator.threshold
    status = {
        LegalStatus.MET: Text("er oppfylt", "er oppfylt", "is met"),
        LegalStatus.NOT_MET: Text("er ikke oppfylt", "er ikkje oppfylt", "is not met"),
        LegalStatus.UNSETTLED: Text("er ikke avklart", "er ikkje avklart", "is not settled"),
    }[finding.status]
    reason = Text(
        f"nivå {finding.level}, kravet er nivå {threshold}",
        f"nivå {finding.level}, kravet er nivå {threshold}",
        f"level {finding.level}, level {threshold} is needed",
    )
    if finding.level is None:
        by_table = finding.status is LegalStatus.NOT_MET
        reason = _TABLE_SAYS_NO if by_table else _NO_LEVEL
    return Text(
        f"{code}: lovkravet {status.nb} etter egen vurdering ({reason.nb}).",
        f"{code}: lovkravet {status.nn} etter eiga vurdering ({reason.nn}).",
        f"{code}: the duty {status.en} in your own view ({reason.en}).",
    )


def explain_gap(gap: Gap) -> Text:
    """Why an indicator's own next step is suggested."""
    code, level, target = gap.indicator.code, gap.level, gap.target
    return Text(
        f"Fordi dere svarte {level} på {code}, og målet er {target}.",
        f"Fordi de svarte {level} på {code}, og målet er {target}.",
        f"Because you answered {level} on {code}, and the target is {target}.",
    )


def own_step(indicator: Indicator) -> Text:
    """What an indicator's own next step is a step on."""
    code, name = indicator.code, indicator.name
    return Text(
        f"Det er neste steg på {code} «{name.nb}».",
        f"Det er neste steg på {code} «{name.nn}».",
        f"It is the next step on {code} “{name.in_language('en')}”.",
    )
