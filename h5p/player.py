"""What the browser is handed: the H5PIntegration object and the assets in order (h5p-spec section 15).

Nothing here names a person: the learner's name and address never enter the frame.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag

from h5p import core_strings, metadata, strict_json
from h5p.dependencies import Asset, Assets, assets
from h5p.library import Library
from h5p.semantics import Filtered
from h5p.state import State, preloaded_states
from h5p.strict_json import Json


class Display(IntFlag):
    """Parts of the frame around content; stored as the bits an author has switched off (section 12)."""

    FRAME = 1
    DOWNLOAD = 2
    EMBED = 4
    COPYRIGHT = 8
    ABOUT = 16


_NOTHING = Display(0)


class Setting(IntFlag):
    """Who decides about one part of the frame on this site (section 12)."""

    NEVER = 0
    AUTHOR_DEFAULT_ON = 1
    AUTHOR_DEFAULT_OFF = 2
    ALWAYS = 3
    BY_PERMISSION = 4


def shown(disabled: Display, settings: Mapping[Display, Setting], permitted: Display) -> Display:
    """Return the parts to show: by the site's setting, else by the author, or by what this viewer may do.

    Without the frame nothing in it is shown.
    """
    visible = _NOTHING
    for part in Display:
        match settings.get(part, Setting.AUTHOR_DEFAULT_ON):
            case Setting.ALWAYS:
                visible |= part
            case Setting.BY_PERMISSION:
                visible |= part & permitted & ~disabled
            case Setting.AUTHOR_DEFAULT_ON | Setting.AUTHOR_DEFAULT_OFF:
                visible |= part & ~disabled
    return visible if Display.FRAME in visible else _NOTHING


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the player finds things. All are absolute or begin at the site's root; none ends in a slash."""

    base: str  # origin, `https://h5p.example`
    files: str  # prefix of the content's files
    libraries: str  # prefix of `<folder>/<path>` of libraries
    content: str  # the content's canonical IRI: xAPI's object id
    content_user_data: str  # with :contentId, :dataType and :subContentId
    set_finished: str


def content_hash(filtered: Filtered) -> str:
    """Return what changes exactly when the filtered content does: 64 hex digits."""
    value: Json = [str(filtered.main_library), filtered.parameters]
    return hashlib.sha256(strict_json.dump(value).encode()).hexdigest()


def integration(
    *,
    content_id: str,
    filtered: Filtered,
    library: Library,
    addresses: Addresses,
    language: str = "nb",
    display: Display = _NOTHING,
    states: Mapping[tuple[str, str], State] | None = None,
    save_every: int | None = None,
    library_config: Mapping[str, Json] | None = None,
) -> dict[str, Json]:
    """Return the H5PIntegration of a page that shows one content in our own frame.

    `states`: what is saved, by (subContentId, dataType). `save_every`: seconds between saves of state; None
    saves nothing. Core saves only for a person with a name, so it is then given one that says nothing.
    """
    described = metadata.for_learners(filtered.metadata)
    content: dict[str, Json] = {
        "library": str(filtered.main_library),
        "jsonContent": strict_json.dump(filtered.parameters),
        "jsonContentHash": content_hash(filtered),
        "fullScreen": "1" if library.fullscreen else "0",
        "mainId": content_id,
        "url": addresses.content,
        "contentUrl": addresses.files,
        "title": str(described.get("title") or ""),
        "displayOptions": _display_options(display),
        "metadata": described,
        "contentUserData": preloaded_states(states or {}),
    }
    value: dict[str, Json] = {
        "baseUrl": addresses.base,
        "siteUrl": addresses.base,
        "url": addresses.libraries.rpartition("/")[0],
        "urlLibraries": addresses.libraries,
        "postUserStatistics": save_every is not None,
        "ajax": {"setFinished": addresses.set_finished, "contentUserData": addresses.content_user_data},
        "saveFreq": save_every if save_every is not None else False,
        "l10n": {"H5P": dict(core_strings.strings(language))},
        "hubIsEnabled": False,
        "reportingIsEnabled": False,
        "libraryConfig": dict(library_config or {}),
        # A frame without an origin may draw a picture on a canvas, or on a globe, only when it came with consent.
        "crossorigin": "anonymous",
        "crossoriginRegex": f"^{re.escape(addresses.files)}/",
        "contents": {f"cid-{content_id}": content},
    }
    if save_every is not None:
        value["user"] = {"name": "-", "mail": ""}
    return value


def _display_options(display: Display) -> dict[str, Json]:
    return {
        "frame": Display.FRAME in display,
        "export": Display.DOWNLOAD in display,
        "embed": Display.EMBED in display,
        "copyright": Display.COPYRIGHT in display,
        "icon": Display.ABOUT in display,
        "copy": False,
    }


def for_script_element(value: Json) -> str:
    """Return JSON for inside `<script type="application/json">`: nothing in it can end the element."""
    return strict_json.dump(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page_assets(filtered: Filtered) -> Assets:
    """Return scripts and styles of a content in load order, each file once."""
    return assets(filtered.dependencies)


def asset_url(asset: Asset, libraries: str) -> str:
    """Return the address of one asset; its version is part of it, so it may be cached for ever."""
    return f"{libraries}/{asset.library.name.folder}/{asset.path}?ver={asset.library.version}"
