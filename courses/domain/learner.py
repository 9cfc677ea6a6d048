"""Who is learning: a person with an account, or a device that somebody learns on without one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner. `devices` are those whose record counts as this learner's: claimed at a sign-in, or,
    for one who is signed out, the device itself. Neither user nor device: somebody who only reads."""

    user_id: int | None = None
    devices: tuple[UUID, ...] = ()

    @property
    def has_record(self) -> bool:
        """True when something may have been saved for this learner, so that it is worth looking."""
        return self.user_id is not None or bool(self.devices)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None


def learner_keys(learner: Learner) -> tuple[str, ...]:
    """Return what others file a learner's things under: first the key to write to, then all to read."""
    user = (f"user:{learner.user_id}",) if learner.user_id is not None else ()
    return (*user, *(f"device:{device}" for device in learner.devices))


def learner_of_key(key: str) -> Learner:
    """Return the learner who writes under a key of `learner_keys`. Raises ValueError for anything else."""
    kind, _, name = key.partition(":")
    if kind == "user":
        return Learner(user_id=int(name))
    if kind == "device":
        return Learner(devices=(UUID(name),))
    raise ValueError(key)


NOBODY = Learner()
