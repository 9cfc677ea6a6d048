"""What a learner has done so far in a content, saved and given back (h5p-spec section 16)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from h5p.errors import StateRefused
from h5p.strict_json import Json

MAX_BYTES = 256 * 1024
RESET = "RESET"  # tells core that the content has changed, until the client deletes it
_DATA_TYPE = re.compile(r"[\w.:-]{1,127}", re.ASCII)
_SUB_CONTENT = re.compile(r"0|\{?[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}\}?")


@dataclass(frozen=True, slots=True)
class State:
    """One saved value. `data` is the client's JSON text, kept as it came.

    `preload`: embedded in the page. `invalidate`: worthless once the content changes.
    """

    data: str
    preload: bool = True
    invalidate: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """What a saved value is filed under, besides learner and content."""

    sub_content_id: str
    data_type: str

    def __post_init__(self) -> None:
        """Raises StateRefused (state-bad-key) for what no content type sends."""
        if not _SUB_CONTENT.fullmatch(self.sub_content_id) or not _DATA_TYPE.fullmatch(self.data_type):
            raise StateRefused("state-bad-key")


def read_save(form: Mapping[str, str], *, current_hash: str) -> State | None:
    """Read the form fields of a save; None means "delete it".

    Raises StateRefused: state-missing-data, state-too-large, or state-stale when the client had loaded
    another version of the content.
    """
    data = form.get("data")
    if data is None:
        raise StateRefused("state-missing-data")
    if len(data.encode("utf-8", "replace")) > MAX_BYTES:
        raise StateRefused("state-too-large")
    if data == "0":
        return None
    sent_hash = form.get("contentHash", "")
    if sent_hash and sent_hash != current_hash:
        raise StateRefused("state-stale")
    return State(data, preload=form.get("preload") == "1", invalidate=form.get("invalidate") == "1")


def after_change(state: State, *, old_hash: str, new_hash: str) -> State:
    """Return what a saved value becomes when its content is saved again.

    RESET where the client asked for that, and only if what learners see has really changed.
    """
    return replace(state, data=RESET) if state.invalidate and old_hash != new_hash else state


def preloaded_states(states: Mapping[tuple[str, str], State]) -> Json:
    """Return contentUserData for the page: {subContentId: {dataType: data}}.

    The main state is always there: without it core asks too late for the content type to use it (section 15).
    """
    found: dict[str, dict[str, Json]] = {"0": {"state": "{}"}}
    for (sub_content_id, data_type), state in states.items():
        if state.preload:
            found.setdefault(sub_content_id, {})[data_type] = state.data
    return {sub_content_id: dict(values) for sub_content_id, values in found.items()}
