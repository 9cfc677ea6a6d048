# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""What content reports: xAPI statements and scores, checked and understood (h5p-spec sections 16 and 17).

Scores come from a browser and can be made up: use them for feedback and progress, not for what matters
legally.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs

from h5p import strict_json
from h5p.errors import InvalidJSON, StatementRefused
from h5p.limits import Limits
from h5p.strict_json import Json

MAX_BYTES = 64 * 1024
MAX_SCORE = 1_000_000
_LIMITS = Limits(json_bytes=MAX_BYTES * 4, json_depth=40, json_nodes=5_000)
_VERB = "http://adlnet.gov/expapi/verbs/"
VERBS = frozenset(
    (
        "answered asked attempted attended commented completed exited experienced failed imported "
        "initialized interacted launched mastered passed preferred progressed registered responded "
        "resumed scored shared suspended terminated voided downloaded copied accessed-reuse "
        "accessed-embed accessed-copyright"
    ).split()
)
# Informational types use a verb of another vocabulary.
_OTHER_VERBS = {"http://activitystrea.ms/schema/1.0/consume": "consumed"}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DURATION = re.compile(r"PT(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,8}(?:\.[0-9]{1,9})?)S)?")

# These report neither an answer nor an end; being seen is all there is to do with them.
_ONLY_SEEN = frozenset(
    (
        "H5P.Accordion H5P.AdventCalendar H5P.AdvancedText H5P.Agamotto H5P.AppearIn H5P.Audio H5P.AudioRecorder "
        "H5P.Chart H5P.Collage H5P.CoverPage H5P.Dialogcards H5P.GreetingCard H5P.GuessTheAnswer H5P.IFrameEmbed "
        "H5P.Image H5P.ImageHotspots H5P.ImageJuxtaposition H5P.ImageSlider H5P.ImpressPresentation H5P.InfoWall "
        "H5P.KewArCode H5P.Link H5P.PersonalityQuiz H5P.Shape H5P.Table H5P.Text H5P.ThreeImage H5P.Timeline "
        "H5P.TwitterUserFeed"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of the most there are; 0 <= raw <= max <= 1 000 000."""

    raw: float
    max: float

    @property
    def scaled(self) -> float:
        """The share reached, 0.0-1.0, four decimals; 1.0 where there was nothing to reach."""
        return round(self.raw / self.max, 4) if self.max else 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that happened in a content. Whose it is, the session says, never the statement."""

    id: str | None  # what makes a repeat harmless; None where the client sent none
    verb: str  # short: `answered`
    sub_content_id: str | None  # None: about the content as a whole
    has_parent: bool
    score: Score | None
    completed: bool | None
    success: bool | None
    response: str | None
    seconds: float | None
    raw: Mapping[str, Json]  # as sent, without actor

    @property
    def is_result(self) -> bool:
        """Tell whether this carries the content's score: an answer or an end, of the whole (section 17)."""
        return self.verb in ("answered", "completed") and not self.has_parent and self.score is not None


class Completion(StrEnum):
    """When a content counts as done."""

    COMPLETED = "completed"  # it said so, or it was answered as a whole
    SEEN = "seen"
    SCORE = "score"  # a share of the points was reached


class Attempts(StrEnum):
    """Which of several results counts."""

    BEST = "best"
    LATEST = "last"
    FIRST = "first"


def read_statement(data: bytes, *, content: str) -> Statement:
    """Check one xAPI statement from a browser.

    `content`: the IRI of the content that the sender may report on. Raises StatementRefused with one of the
    codes statement-too-large, statement-not-json, statement-bad-verb, statement-other-content,
    statement-bad-score.
    """
    if len(data) > MAX_BYTES:
        raise StatementRefused("statement-too-large")
    try:
        value = strict_json.parse(data, _LIMITS)
    except InvalidJSON as error:
        raise StatementRefused("statement-not-json") from error
    if not isinstance(value, dict):
        raise StatementRefused("statement-not-json")
    result = _object(value.get("result"))
    response, completed, success = (result.get(key) for key in ("response", "completion", "success"))
    return Statement(
        id=_statement_id(value.get("id")),
        verb=_verb(_object(value.get("verb")).get("id")),
        sub_content_id=_sub_content(_object(value.get("object")).get("id"), content),
        has_parent=_has_parent(value),
        score=_score(result.get("score")),
        completed=completed if isinstance(completed, bool) else None,
        success=success if isinstance(success, bool) else None,
        response=response if isinstance(response, str) else None,
        seconds=_seconds(result.get("duration")),
        raw={key: each for key, each in value.items() if key not in ("actor", "authority", "stored")},
    )


def read_finished(form: Mapping[str, str]) -> Score:
    """Read the score of a setFinished request. Raises StatementRefused (statement-bad-score).

    Its times are the client's and are not looked at.
    """
    numbers = [_number(form.get(key)) for key in ("score", "maxScore")]
    return _checked_score(numbers[0], numbers[1])


def default_completion(machine_name: str) -> Completion:
    """Return when content of this type counts as done, unless an editor decides otherwise."""
    return Completion.SEEN if machine_name in _ONLY_SEEN else Completion.COMPLETED


def is_complete(statements: Iterable[Statement], completion: Completion, *, share: float = 0.0) -> bool:
    """Tell whether these statements of one learner complete the content. `share` (0.0-1.0) is for SCORE."""
    if completion is Completion.SEEN:
        return any(True for _ in statements)
    for each in statements:
        if each.has_parent or each.verb not in ("answered", "completed"):
            continue
        if completion is Completion.COMPLETED and (each.verb == "completed" or each.sub_content_id is None):
            return True
        if completion is Completion.SCORE and each.score and each.score.scaled >= share:
            return True
    return False


def counting_score(statements: Iterable[Statement], attempts: Attempts = Attempts.BEST) -> Score | None:
    """Return the score that counts, of statements in the order they came; None when there is none."""
    scores = [each.score for each in statements if each.is_result and each.score]
    if not scores:
        return None
    if attempts is Attempts.BEST:
        return max(scores, key=lambda score: (score.scaled, score.max))
    return scores[-1] if attempts is Attempts.LATEST else scores[0]


def _verb(iri: Json) -> str:
    if isinstance(iri, str):
        short = iri.removeprefix(_VERB)
        if short != iri and short in VERBS:
            return short
        if iri in _OTHER_VERBS:
            return _OTHER_VERBS[iri]
    raise StatementRefused("statement-bad-verb")


def _sub_content(iri: Json, content: str) -> str | None:
    """Return the part of the content a statement is about; refuse statements about something else."""
    if not isinstance(iri, str):
        raise StatementRefused("statement-other-content")
    address, _, query = iri.partition("?") if "?" not in content else (iri, "", "")
    if "?" in content and iri.startswith(content + "&"):
        address, query = content, iri[len(content) + 1 :]
    if address != content or len(query) > 200:
        raise StatementRefused("statement-other-content")
    named = parse_qs(query).get("subContentId", [""])[0]
    return named[:127] or None


def _has_parent(value: Mapping[str, Json]) -> bool:
    parent = _object(_object(value.get("context")).get("contextActivities")).get("parent")
    return bool(parent)


def _score(value: Json) -> Score | None:
    if value is None:
        return None
    found = _object(value)
    if found.get("raw") is None and found.get("max") is None:
        return None
    return _checked_score(_number(found.get("raw")), _number(found.get("max")))


def _checked_score(raw: float | None, most: float | None) -> Score:
    if raw is None or most is None or not 0 <= raw <= most <= MAX_SCORE:
        raise StatementRefused("statement-bad-score")
    return Score(raw, most)


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?", value):
        return None
    if isinstance(value, int) and abs(value) > 10 * MAX_SCORE:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _statement_id(value: Json) -> str | None:
    return value.lower() if isinstance(value, str) and _UUID.fullmatch(value) else None


def _seconds(duration: Json) -> float | None:
    match = _DURATION.fullmatch(duration) if isinstance(duration, str) else None
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}
