"""What a reader has chosen in the prompt library, as it stands in the address. Pure; no Django."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

PHASE, ROLE, MINUTES, SETTING, CARD = "fase", "rolle", "tid", "situasjon", "kort"
"""The names of the choices in the address, in Norwegian as people read them there."""
_CODE = re.compile(r"P\d{2,3}", re.ASCII)
LONGEST_DECK = 40
"""A deck of our own choice of size: ten sheets of A6 cards, and an address any browser carries."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose among. Minutes are upper limits."""

    phases: Collection[int]
    roles: Collection[str]
    settings: Collection[str]
    minutes: Collection[int]


@dataclass(frozen=True, slots=True)
class PromptFilter:
    """Choices of the library; None or empty means any. `deck` holds the codes of chosen cards, in order.

    `ignored` is true when the address held a choice that does not exist."""

    phase: int | None = None
    role: str | None = None
    minutes: int | None = None
    setting: str | None = None
    deck: tuple[str, ...] = ()
    ignored: bool = False

    @classmethod
    def read(cls, query: Mapping[str, Sequence[str]], choices: Choices) -> Self:
        """Read `{name: values}`; what is unknown is left out. Of a choice given twice the latest counts."""
        known: dict[str, str | None] = {}
        ignored = False
        for name, allowed in (
            (PHASE, choices.phases),
            (ROLE, choices.roles),
            (MINUTES, choices.minutes),
            (SETTING, choices.settings),
        ):
            value = (query.get(name) or [""])[-1].strip()
            known[name] = value if value in map(str, allowed) else None
            ignored = ignored or (bool(value) and known[name] is None)
        phase, minutes = known[PHASE], known[MINUTES]
        return cls(
            phase=int(phase) if phase else None,
            role=known[ROLE],
            minutes=int(minutes) if minutes else None,
            setting=known[SETTING],
            deck=_read_deck(query.get(CARD) or []),
            ignored=ignored,
        )

    def __bool__(self) -> bool:
        """Whether anything is chosen."""
        return any((self.phase, self.role, self.minutes, self.setting, self.deck))

    @property
    def in_address(self) -> str:
        """The choices as an address ends with them: `?fase=6&tid=5`; empty when nothing is chosen."""
        pairs = [(PHASE, self.phase), (ROLE, self.role), (MINUTES, self.minutes), (SETTING, self.setting)]
        if self.deck:
            pairs.append((CARD, ".".join(self.deck)))
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"?{query}" if query else ""


def moved(deck: Sequence[str], at: int, step: int) -> tuple[str, ...]:
    """Return `deck` with the card at `at` moved `step` places."""
    cards = list(deck)
    cards.insert(at + step, cards.pop(at))
    return tuple(cards)


def _read_deck(values: Sequence[str]) -> tuple[str, ...]:
    """Read codes from `kort=P01&kort=P02` (a form's way) or `kort=P01.P02` (ours); each once, in order."""
    codes = (code.upper() for value in values for code in re.split(r"[.,\s]+", value))
    return tuple(dict.fromkeys(code for code in codes if _CODE.fullmatch(code)))[:LONGEST_DECK]
