"""What to look at before finishing, besides contradictions: thin, copied and odd answers. Pure.

All of it is ours: it asks for a second look, and changes nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from self_assessment.domain.consensus import Spread
from self_assessment.domain.values import Answer, NoLevel

_HIGH = 3  # a level from which one may ask what it rests on
_COPIES = 3
_LEFT_OUT = 3  # so many "not relevant", and more than a fifth of all, leave too much out
_LEFT_OUT_SHARE = 5
_LEAST_COPIED = 12  # characters; shorter ones ("ja", "se over") are written alike by chance


class Concern(StrEnum):
    """Why an answer is worth a second look."""

    NO_GROUNDS = "no_grounds"  # a high level, and nothing said of what it rests on
    COPIED = "copied"  # the same words under several indicators
    OUTSIDE = "outside"  # agreed on a level nobody gave, or past all of them
    LEFT_OUT = "left_out"  # "not relevant" so often that the picture has holes
    NO_NOTE = "no_note"  # far apart, agreed on, and nothing said of why


@dataclass(frozen=True, slots=True)
class QualityFinding:
    concern: Concern
    indicators: tuple[str, ...]


def second_looks(
    agreed: Mapping[str, Answer],
    grounds: Mapping[str, str],
    spreads: Mapping[str, Spread],
    evidenced: Collection[str] = (),
) -> tuple[QualityFinding, ...]:
    """What is worth a second look, the most pressing first.

    `agreed` {indicator: answer}, `grounds` {indicator: what was written}, `spreads` {indicator: spread},
    `evidenced` the indicators that have a link or a file."""
    no_note = [
        code
        for code in agreed
        if code in spreads and spreads[code].discuss and not grounds.get(code, "").strip()
    ]
    outside = [
        code for code, answer in agreed.items() if code in spreads and _is_outside(answer, spreads[code])
    ]
    thin = [
        code
        for code, answer in agreed.items()
        if isinstance(answer, int)
        and answer >= _HIGH
        and code not in evidenced
        and not grounds.get(code, "").strip()
    ]
    left_out = [code for code, answer in agreed.items() if answer is NoLevel.NOT_RELEVANT]
    too_many = len(left_out) >= _LEFT_OUT and len(left_out) * _LEFT_OUT_SHARE > len(agreed)
    copied = _copied({code: grounds.get(code, "") for code in agreed})
    found = [
        *_when_any(Concern.NO_NOTE, no_note),
        *_when_any(Concern.OUTSIDE, outside),
        *_when_any(Concern.LEFT_OUT, left_out if too_many else []),
        *(QualityFinding(Concern.COPIED, codes) for codes in copied),
        *_when_any(Concern.NO_GROUNDS, thin),
    ]
    return tuple(found)


def _when_any(concern: Concern, codes: list[str]) -> list[QualityFinding]:
    return [QualityFinding(concern, tuple(codes))] if codes else []


def _is_outside(answer: Answer, spread: Spread) -> bool:
    if not isinstance(answer, int) or spread.lowest is None or spread.highest is None:
        return False
    return not spread.lowest <= answer <= spread.highest


def _copied(grounds: Mapping[str, str]) -> list[tuple[str, ...]]:
    by_words: dict[str, list[str]] = {}
    for code, words in grounds.items():
        plain = " ".join(words.casefold().split())
        if len(plain) >= _LEAST_COPIED:
            by_words.setdefault(plain, []).append(code)
    return [tuple(codes) for codes in by_words.values() if len(codes) >= _COPIES]
