"""The page in the frame: what is read for it, and what it is told.

All of it but the learner's own states is the same for everyone, so it is kept in the cache: under a name that
changes with the revision, the code of its libraries, the language and the place it is served from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.core.cache import cache
from django.core.signing import Signer
from django.templatetags.static import static
from django.urls import reverse

from h5p import player as h5p_player
from h5p.semantics import Filtered
from h5p.state import State, preloaded_states
from h5p_django import bundles, drafts, requirements, states
from h5p_django.bundles import RECIPE, Bundle
from h5p_django.models import Content, ContentRevision, Draft, Requirement
from h5p_django.places import Place, iri
from h5p_django.store import Store
from h5p_django.walls import Around

SAVE_EVERY = 10
"""Seconds between saves of what changes without an answer, such as a text being written."""
FOLLOWS_SCHEME = frozenset({"Byggestein.Exercise"})
"""Libraries whose content is as easy to read on dark as on light; all other content gets white paper."""
FILES = Signer(salt="h5p.files")
DRAFT_FILES = "draft-"
"""Begins what is signed for the files of an unsaved content; else it is the key of a revision."""
CORE_SCRIPT, CORE_STYLE = "build/h5p-core/frame.bundle.js", "build/h5p-core/styles/h5p.css"
KEPT_SECONDS = 24 * 60 * 60
MOST_KEPT = 1024 * 1024
"""Characters; a larger content is made ready anew each time."""
_NO_STATES = f'"contentUserData":{h5p_player.for_script_element(preloaded_states({}))}'
"""Stands in the integration once: inside a text of it, the quotes would be escaped."""


class NotPlayable(Exception):
    """There is nothing to show: no such content, or the library it is made with is not here."""


@dataclass(frozen=True, slots=True)
class Page:
    """A content ready to be shown: the values of the template, and its policy."""

    context: dict[str, Any]
    policy: str


@dataclass(frozen=True, slots=True)
class Ready:
    """What everyone gets of a content. `integration` is JSON as it stands in the page, without states."""

    integration: str
    bundle: Bundle
    machines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown, and what its learner has saved in it."""

    title: str
    language: str
    ready: Ready
    states: dict[tuple[str, str], State]


def page(place: Place, around: Around) -> Page:
    """Return the page of a place. Three queries once it has been shown. Raises NotPlayable."""
    shown = _unsaved(place, around) if place.draft else _stored(place, around)
    ready = shown.ready
    states_text = f'"contentUserData":{h5p_player.for_script_element(preloaded_states(shown.states))}'
    return Page(
        context={
            "title": shown.title,
            "language": shown.language if shown.language not in ("", "und") else place.language,
            "content_id": place.content,
            "integration": ready.integration.replace(_NO_STATES, states_text, 1),
            "page": around.pages,
            "follows_scheme": not FOLLOWS_SCHEME.isdisjoint(ready.machines),
            "styles": [static(CORE_STYLE), reverse("h5p:bundle", args=[ready.bundle.style])],
            "scripts": [static("build/h5p-inside.js"), static(CORE_SCRIPT)],
            "bundle": reverse("h5p:bundle", args=[ready.bundle.script]),
            "rest": reverse("h5p:bundle", args=[ready.bundle.rest]),
        },
        policy=around.policy(ready.machines),
    )


def _stored(place: Place, around: Around) -> _Shown:
    found = Content.objects.select_related("revision").defer("revision__parameters", "revision__metadata")
    content = found.filter(pk=place.content).first()
    if content is None or content.revision is None:
        raise NotPlayable(place.content)
    ready = _ready(place, content.revision, around)
    return _Shown(content.title, content.revision.language, ready, _states(place, content, content.revision))


def _unsaved(place: Place, around: Around) -> _Shown:
    """Return what stands in a form. Never kept: it is another one at each preview."""
    draft = Draft.objects.filter(pk=place.draft).first()
    if draft is None:
        raise NotPlayable(place.content)
    store = Store()
    filtered, needed = drafts.needs(draft, store)
    ready = _joined(place, filtered, needed, f"{DRAFT_FILES}{draft.pk}", around, store)
    return _Shown(unescape(str(draft.metadata.get("title") or "")), draft.language, ready, {})


def _ready(place: Place, revision: ContentRevision, around: Around) -> Ready:
    code = revision.requirements.order_by("weight").values_list("machine", "kind", "library__digest")
    key = _key(place, revision, around, list(code))
    ready: Ready | None = cache.get(key)
    if ready is None or not bundles.is_made(ready.bundle):  # swept, or the files are restored from a backup
        ready = _make_ready(place, revision, around)
        # A content shown for the first time has only now got its requirements.
        key = _key(place, revision, around, list(code.all()))
        if len(ready.integration) <= MOST_KEPT:
            cache.set(key, ready, KEPT_SECONDS)
    return ready


def _key(
    place: Place, revision: ContentRevision, around: Around, code: Sequence[tuple[str, str, str | None]]
) -> str:
    parts = (RECIPE, revision.pk, place.language, bool(place.block), around.frames, code)
    return f"h5p-ready-{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _make_ready(place: Place, revision: ContentRevision, around: Around) -> Ready:
    store = Store()
    needed = requirements.of(revision, store)
    dependencies = requirements.dependencies(needed)
    # The parameters are as the filter left them, the libraries as they are installed now.
    filtered = Filtered(revision.main_library, revision.parameters, revision.metadata, dependencies, ())
    return _joined(place, filtered, needed, str(revision.pk), around, store)


def _joined(
    place: Place, filtered: Filtered, needed: list[Requirement], files: str, around: Around, store: Store
) -> Ready:
    """Make a content ready. `files` is what the address of its files is signed for. Raises NotPlayable."""
    main = next((d.library for d in filtered.dependencies if d.library.name == filtered.main_library), None)
    if main is None:
        raise NotPlayable(place.content)
    assets = h5p_player.page_assets(filtered)
    bundle = bundles.bundle_of(needed, assets)
    bundles.ensure(bundle, assets, store)
    integration = h5p_player.integration(
        content_id=str(place.content),
        filtered=filtered,
        library=main,
        addresses=_addresses(place, files, bundle, around.frames),
        language=place.language,
        save_every=SAVE_EVERY if place.block else None,
    )
    # What counts are the xAPI statements; the older way of telling the score would tell it twice.
    integration["postUserStatistics"] = False
    text = h5p_player.for_script_element(integration)
    return Ready(text, bundle, tuple(row.machine for row in needed))


def _addresses(place: Place, files: str, bundle: Bundle, origin: str) -> h5p_player.Addresses:
    return h5p_player.Addresses(
        base=origin,
        files=f"{origin}{reverse('h5p:files', args=[FILES.sign(files)])}".rstrip("/"),
        libraries=f"{origin}{bundle.libraries}",
        content=iri(place.content),
        # Never asked for: the script in the frame hands these to our page (static/js/h5p-inside.js).
        content_user_data="bridge:state/:dataType/:subContentId",
        set_finished="bridge:finished",
    )


def _states(place: Place, content: Content, revision: ContentRevision) -> dict[tuple[str, str], State]:
    """Return what was saved here; all of it goes into the page, since the frame cannot ask for more."""
    if not place.learners:
        return {}
    found = states.saved(place, content, revision)
    return {key: replace(state, preload=True) for key, state in found.items()}
