"""The page in the frame: what is read for it, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.signing import Signer
from django.templatetags.static import static
from django.urls import reverse

from h5p import player as h5p_player
from h5p.semantics import Filtered
from h5p.state import State
from h5p_django import bundles, origins, requirements, states
from h5p_django.bundles import Bundle
from h5p_django.models import Content, ContentRevision
from h5p_django.places import Place, iri
from h5p_django.store import Store

SAVE_EVERY = 10
"""Seconds between saves of what changes without an answer, such as a text being written."""
NEEDS_EVAL = frozenset({"EmbeddedJS"})
"""Libraries that make functions of text; the only ones for which the policy allows it (h5p-spec section 22)."""
FOLLOWS_SCHEME = frozenset({"Byggestein.Exercise"})
"""Libraries whose content is as easy to read on dark as on light; all other content gets white paper."""
FILES = Signer(salt="h5p.files")
CORE_SCRIPT, CORE_STYLE = "build/h5p-core/frame.bundle.js", "build/h5p-core/styles/h5p.css"


class NotPlayable(Exception):
    """There is nothing to show: no such content, or the library it is made with is not here."""


@dataclass(frozen=True, slots=True)
class Page:
    """A content ready to be shown: the values of the template, and its policy."""

    context: dict[str, Any]
    policy: str


@dataclass(frozen=True, slots=True)
class Around:
    """Where a frame stands: the origin its own files come from, and that of the page around it."""

    frames: str
    pages: str

    def policy(self, *, needs_eval: bool = False) -> str:
        """Return the Content-Security-Policy: the frame's own files, and nothing else of ours or anyone's."""
        files = f"{self.frames}{reverse('h5p:root')}"
        ours = (files, f"{self.frames}{settings.STATIC_URL}")
        video = tuple(settings.H5P_VIDEO_HOSTS)
        directives: dict[str, tuple[str, ...]] = {
            "default-src": ("'none'",),
            "script-src": (*ours, *video, *(("'unsafe-eval'",) if needs_eval else ())),
            "style-src": (*ours, "'unsafe-inline'"),
            "img-src": (*ours, "data:", "blob:", *video),
            "media-src": (files, "data:", "blob:", *video),
            "font-src": (*ours, "data:"),
            "connect-src": (files,),
            "frame-src": video or ("'none'",),
            # A service worker would outlive its content, and stand between others and their files.
            "worker-src": ("'none'",),
            "base-uri": ("'none'",),
            "form-action": ("'none'",),
            "frame-ancestors": (self.pages,) if origins.separate() else ("'self'",),
            "sandbox": (origins.sandbox(),),
        }
        return "; ".join(" ".join((name, *values)) for name, values in directives.items())


def page(place: Place, around: Around) -> Page:
    """Return the page of a place. Three queries once its bundle is made. Raises NotPlayable."""
    content = Content.objects.select_related("revision").filter(pk=place.content).first()
    if content is None or content.revision is None:
        raise NotPlayable(place.content)
    revision, store = content.revision, Store()
    needed = requirements.of(revision, store)
    dependencies = requirements.dependencies(needed)
    # The parameters are as the filter left them, the libraries as they are installed now.
    filtered = Filtered(revision.main_library, revision.parameters, revision.metadata, dependencies, ())
    main = next((d.library for d in filtered.dependencies if d.library.name == revision.main_library), None)
    if main is None:
        raise NotPlayable(place.content)
    assets = h5p_player.page_assets(filtered)
    bundle = bundles.bundle_of(needed, assets)
    bundles.ensure(bundle, assets, store)
    integration = h5p_player.integration(
        content_id=str(content.pk),
        filtered=filtered,
        library=main,
        addresses=_addresses(revision, bundle, around.frames),
        language=place.language,
        states=_states(place, content, revision),
        save_every=SAVE_EVERY if place.block else None,
    )
    # What counts are the xAPI statements; the older way of telling the score would tell it twice.
    integration["postUserStatistics"] = False
    return Page(
        context={
            "title": content.title,
            "language": revision.language if revision.language not in ("", "und") else place.language,
            "content_id": content.pk,
            "integration": h5p_player.for_script_element(integration),
            "page": around.pages,
            "rest": reverse("h5p:bundle", args=[bundle.rest]),
            "follows_scheme": any(row.machine in FOLLOWS_SCHEME for row in needed),
            "styles": [static(CORE_STYLE), reverse("h5p:bundle", args=[bundle.style])],
            "scripts": [static("build/h5p-inside.js"), static(CORE_SCRIPT)],
            "bundle": reverse("h5p:bundle", args=[bundle.script]),
        },
        policy=around.policy(needs_eval=any(row.machine in NEEDS_EVAL for row in needed)),
    )


def _addresses(revision: ContentRevision, bundle: Bundle, origin: str) -> h5p_player.Addresses:
    return h5p_player.Addresses(
        base=origin,
        files=f"{origin}{reverse('h5p:files', args=[FILES.sign(str(revision.pk))])}".rstrip("/"),
        libraries=f"{origin}{bundle.libraries}",
        content=iri(revision.content_id),
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
