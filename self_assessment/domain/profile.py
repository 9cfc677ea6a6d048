"""Profile: whether to start in the consultation, build, or coordinate.

Source: content/framework/README.md, section 4.
"""

from dataclasses import dataclass
from enum import StrEnum

from self_assessment.domain.framework import Release
from self_assessment.domain.logic import Truth, any_of
from self_assessment.domain.situation import Situation
from self_assessment.domain.tables import exists, open_to_working_age
from self_assessment.domain.values import Overlay, Profile

_ORDER = tuple(Profile)
_SMALL = 5_000  # inhabitants
_MIDDLE = 20_000
_REMOTE = 5  # centrality class
_JOINT_INDICATOR, _JOINT_LEVEL = "F5", 3  # agreement on a joint team, post or offer
_JOINT_TEAM = "S21"


class Basis(StrEnum):
    """What a profile rests on."""

    LEAD = "lead"  # chosen by the lead
    MAP = "map"  # counted on the service map
    GUESS = "guess"  # the map is not full enough; guessed from size and centrality


@dataclass(frozen=True, slots=True)
class Place:
    """One of the six places.

    `counts`: one of its services exists and is open to working age; None is unknown.
    """

    services: tuple[str, ...]
    counts: Truth


@dataclass(frozen=True, slots=True)
class ProfileFinding:
    """The profile and why.

    `lowest` to `highest` are the profiles the map allows; they differ when it is not full.
    """

    profile: Profile
    basis: Basis
    places: tuple[Place, ...]
    lowest: Profile
    highest: Profile

    @property
    def settled(self) -> bool:
        """False when it is only a guess, and must be shown as one."""
        return self.basis is not Basis.GUESS

    @property
    def count(self) -> int:
        """Places that count for certain."""
        return sum(place.counts is True for place in self.places)

    @property
    def unknown(self) -> int:
        return sum(place.counts is None for place in self.places)


def profile_of_count(count: int) -> Profile:
    """0-1 places start, 2-3 build, 4 or more coordinate."""
    return Profile.COORDINATE if count >= 4 else Profile.BUILD if count >= 2 else Profile.START


def find_profile(release: Release, situation: Situation) -> ProfileFinding:
    places = tuple(
        Place(services, any_of(open_to_working_age(situation, service) for service in services))
        for services in release.parameters.profile_places
    )
    certain = sum(place.counts is True for place in places)
    possible = certain + sum(place.counts is None for place in places)
    lowest, highest = profile_of_count(certain), profile_of_count(possible)
    if situation.profile_override is not None:
        return ProfileFinding(situation.profile_override, Basis.LEAD, places, lowest, highest)
    if lowest is highest:
        return ProfileFinding(lowest, Basis.MAP, places, lowest, highest)
    guess = min(max(_guess(situation), lowest, key=_ORDER.index), highest, key=_ORDER.index)
    return ProfileFinding(guess, Basis.GUESS, places, lowest, highest)


def _guess(situation: Situation) -> Profile:
    """The usual profile of a municipality of this size and centrality."""
    small, remote = is_small(situation), is_remote(situation)
    if small and remote:
        return Profile.START
    return (
        Profile.BUILD
        if small or remote or situation.municipality.population < _MIDDLE
        else Profile.COORDINATE
    )


def is_small(situation: Situation) -> bool:
    return situation.municipality.population < _SMALL


def is_remote(situation: Situation) -> bool:
    return situation.municipality.centrality >= _REMOTE


def find_overlays(situation: Situation) -> dict[Overlay, Truth]:
    """All overlays; only the one for joint work may be unknown."""
    answer = situation.answers.get(_JOINT_INDICATOR)
    joint_work = answer >= _JOINT_LEVEL if isinstance(answer, int) else None
    return {
        Overlay.SMALL: is_small(situation),
        Overlay.REMOTE: is_remote(situation),
        Overlay.SAMI: situation.municipality.sami_area,
        Overlay.NYNORSK: situation.municipality.written_standard == "nynorsk",
        Overlay.JOINT: any_of((exists(situation, _JOINT_TEAM), joint_work)),
        Overlay.DISTRICTS: situation.municipality.city_districts,
    }
