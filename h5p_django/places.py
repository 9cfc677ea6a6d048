"""Where a content stands and for whom: what a room says when it shows one, and what comes back with results."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from h5p_django import origins
from h5p_django.tokens import Purpose, seal, unseal


@dataclass(frozen=True, slots=True)
class Place:
    """One content in one part of a lesson, for one learner.

    `block`, `learners` and `context` are texts of the room that shows it, which get them back with each
    result; nothing here knows what they mean. State is written for the first learner key and read for all:
    a person may have worked on a device before signing in. Without a key nothing can be saved yet."""

    content: int
    block: str = ""
    learners: tuple[str, ...] = ()
    context: str = ""
    language: str = "nb"
    completion: str = "completed"
    share: int = 0
    """Per cent of the points, for the completion by score."""
    draft: int = 0
    """An unsaved content, for its preview; `content` is then that which it may become, 0 for a new one."""

    @property
    def learner(self) -> str:
        return self.learners[0] if self.learners else ""


@dataclass(frozen=True, slots=True)
class Embed:
    """What the template `h5p/player.html` shows. Addresses are empty where nothing is to be saved.

    `begin` gives a visitor who is not known yet the addresses to save at. `sandbox` is for the frame, and `origin`
    what a browser says its messages come from."""

    title: str
    address: str
    iri: str
    sandbox: str
    origin: str
    state: str = ""
    result: str = ""
    begin: str = ""


def embed(place: Place, *, title: str, begin: str = "") -> Embed:
    """Return how to show the content of `place`. No query."""
    addresses = saving(place)
    return Embed(
        title=title,
        address=settings.H5P_ORIGIN + reverse("h5p:play", args=[_seal(Purpose.PLAY, place)]),
        iri=iri(place.content),
        sandbox=origins.sandbox(),
        origin=origins.said_by_frames(),
        state=addresses.get("state", ""),
        result=addresses.get("result", ""),
        begin="" if addresses else begin,
    )


def saving(place: Place) -> dict[str, str]:
    """Return {"state", "result"}: where to save what the learner does here; {} for nobody."""
    if not place.learner:
        return {}
    return {
        purpose.value: reverse(f"h5p:{purpose.value}", args=[_seal(purpose, place)])
        for purpose in (Purpose.STATE, Purpose.RESULT)
    }


def read(purpose: Purpose, token: str) -> Place:
    """Return the place of a token. Raises TokenRefused."""
    value = unseal(purpose, token)
    return Place(**{**value, "learners": tuple(value["learners"])})


def iri(content_id: int) -> str:
    """Return what xAPI statements call the content. It says nothing of where the site is."""
    return f"urn:byggestein:h5p:{content_id}"


def _seal(purpose: Purpose, place: Place) -> str:
    value: dict[str, Any] = asdict(place)
    return seal(purpose, value)
