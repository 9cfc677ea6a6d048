"""WebVTT: captions as text with times. A small reader of our own that tells all faults at once. Pure.

Source: W3C, WebVTT: The Web Video Text Tracks Format (Candidate Recommendation, 4 April 2019), sections 4 and 6.
Styles and regions are skipped. That lines stand in the order of time, and that none is empty, is stricter than
the format asks for: our choice, since the captions are also read as a transcript."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_TEXT = 500_000
"""Characters of a whole track: a day of speech is about as much."""
MOST_CUES = 10_000
LONGEST_CUE = 400
"""Characters shown at a time. Nobody reads more before it is gone."""
MOST_FAULTS = 100

_CLOCK = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}(?:[ \t]+\S.*)?\s*", re.ASCII)
_TAG = re.compile(r"<[^>]*>")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `start` to `end` (seconds), without marks; `voice` is who says it, when that is told."""

    start: float
    end: float
    text: str
    voice: str = ""


@dataclass(frozen=True, slots=True)
class VttFault:
    """One thing to put right: the line it stands on, a stable code, and what it is about."""

    line: int
    code: str
    about: str = ""


class UnreadableVtt(ValueError):
    """Text that is not captions we can show. `faults` lists what is wrong, at most MOST_FAULTS of it."""

    def __init__(self, faults: Sequence[VttFault]) -> None:
        super().__init__("; ".join(f"line {fault.line}: {fault.code} {fault.about}" for fault in faults))
        self.faults = tuple(faults[:MOST_FAULTS])


def read_vtt(text: str) -> tuple[Cue, ...]:
    """Return the cues in order. Raises UnreadableVtt with every fault found."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableVtt([VttFault(1, "too-long", str(LONGEST_TEXT))])
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    faults: list[VttFault] = []
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        faults.append(VttFault(1, "no-header"))
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        cue = _read_block(number, block, faults)
        if cue is None:
            continue
        if cues and cue.start < cues[-1].start:
            faults.append(VttFault(number, "out-of-order", _shown(cue.start)))
        cues.append(cue)
        if len(cues) > MOST_CUES:
            faults.append(VttFault(number, "too-many", str(MOST_CUES)))
            break
    if not cues and not faults:
        faults.append(VttFault(1, "no-cues"))
    if faults:
        raise UnreadableVtt(faults)
    return tuple(cues)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of its first line, its lines) of each block that may be a cue."""
    block: list[str] = []
    begins = 0
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            if not block:
                begins = number
            block.append(line)
            continue
        if block and not _is_aside(block[0]) and not (begins == 1 and block[0].startswith("WEBVTT")):
            yield begins, block
        block = []


def _is_aside(line: str) -> bool:
    return re.match(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)", line) is not None


def _read_block(number: int, block: Sequence[str], faults: list[VttFault]) -> Cue | None:
    place = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
    if place is None:
        faults.append(VttFault(number, "no-time", block[0].strip()[:40]))
        return None
    number += place
    match = _TIMING.fullmatch(block[place])
    if match is None:
        faults.append(VttFault(number, "bad-time", block[place].strip()[:60]))
        return None
    start, end = _seconds(*match.group(1, 2, 3, 4)), _seconds(*match.group(5, 6, 7, 8))
    if end <= start:
        faults.append(VttFault(number, "ends-before-start", block[place].strip()[:60]))
    raw = " ".join(line.strip() for line in block[place + 1 :])
    voice = _VOICE.search(raw)
    words = " ".join(html.unescape(_TAG.sub("", raw)).split())
    if not words:
        faults.append(VttFault(number, "nothing-said"))
    if len(words) > LONGEST_CUE:
        faults.append(VttFault(number, "cue-too-long", str(LONGEST_CUE)))
    return Cue(start, end, words, html.unescape(voice[1]).strip() if voice else "")


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _shown(seconds: float) -> str:
    return f"{int(seconds) // 60:02}:{seconds % 60:06.3f}"
