"""A transcript: captions read as sentences, each with the second it begins. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.media.domain.vtt import Cue

_END = re.compile(r"[.!?…]+[»”’\")]*(?=\s|\Z)")


def clock(at: float) -> str:
    """Return seconds as one reads them: 0:07, 1:02:09."""
    hours, rest = divmod(int(at), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and when it begins (seconds). `voice` stands where another speaker takes over."""

    start: float
    text: str
    voice: str = ""

    @property
    def clock(self) -> str:
        return clock(self.start)


def sentences(cues: Iterable[Cue]) -> list[Sentence]:
    """Return the cues as sentences. One that begins inside a cue begins a share of its time into it."""
    found: list[Sentence] = []
    begun: list[str] = []
    start, voice, spoke = 0.0, "", ""
    for cue in cues:
        if begun and cue.voice != voice:
            found.append(_sentence(begun, start, voice, spoke))
            spoke, begun = voice, []
        voice = cue.voice
        for at, part, ends in _parts(cue.text):
            if not begun:
                start = round(cue.start + (cue.end - cue.start) * at / len(cue.text), 1)
            begun.append(part)
            if ends:
                found.append(_sentence(begun, start, voice, spoke))
                spoke, begun = voice, []
    if begun:
        found.append(_sentence(begun, start, voice, spoke))
    return found


def _parts(text: str) -> list[tuple[int, str, bool]]:
    """Return (where it begins, the words, whether the sentence ends there) of each part of a cue."""
    parts, at = [], 0
    for match in _END.finditer(text):
        parts.append((at, text[at : match.end()].strip(), True))
        at = match.end()
    rest = text[at:].strip()
    return [*parts, (at, rest, False)] if rest else parts


def _sentence(parts: Sequence[str], start: float, voice: str, spoke: str) -> Sentence:
    return Sentence(start, " ".join(parts), voice if voice != spoke else "")
