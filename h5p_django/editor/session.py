"""One open form: what it is about, what was submitted, and the form to show next."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from h5p.content import Content as ContentValue
from h5p.files import used_files
from h5p.forms import commands
from h5p.forms.building import build
from h5p.forms.checks import Problem
from h5p.forms.facts import Limits
from h5p.forms.fresh import Fresh
from h5p.forms.leaves import EVERYTHING
from h5p.forms.names import Submitted
from h5p.forms.nodes import Form
from h5p.forms.reading import read
from h5p.forms.returned import Reading
from h5p.library import Library
from h5p.names import LibraryName
from h5p.semantics import Filtered, filter_content
from h5p.strict_json import Json
from h5p_django import actions, drafts
from h5p_django.editor import files, rich, words
from h5p_django.editor.shelf import StoreShelf, prepare
from h5p_django.models import Blob, Content, ContentRevision, Draft
from h5p_django.store import Store

_SALT = "h5p.editor"
# What the filter would take away in silence, were it not told. The rest of its faults an author cannot mend.
_TO_MEND = frozenset(
    {
        "semantics-invalid-according-regexp",
        "library-not-allowed",
        "library-wrong-version",
        "missing-required-library",
        "file-not-allowed",
        "content-too-deep",
        "content-too-large",
    }
)


class SessionRefused(Exception):
    """What says which form was open is not ours, or is another person's."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a form is about. It goes with the form, sealed. `base`: the revision it began with; `files`: what
    the content has and what was brought in, {path: SHA-256}."""

    library: LibraryName
    language: str
    content: int | None = None
    base: int | None = None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    files: Mapping[str, str] = field(default_factory=dict)

    def sealed(self, by: Any) -> str:
        value = [str(self.library), self.language, self.content, self.base, self.key, dict(self.files), by.pk]
        return signing.dumps(value, salt=_SALT, compress=True)

    @classmethod
    def unsealed(cls, text: str, by: Any) -> Session:
        """Raises SessionRefused."""
        try:
            library, language, content, base, key, owned, person = signing.loads(text, salt=_SALT)
        except signing.BadSignature:
            raise SessionRefused from None
        if person != by.pk:
            raise SessionRefused
        return cls(LibraryName.parse(library), language, content, base, key, owned)

    @classmethod
    def of(cls, content: Content, revision: ContentRevision) -> Session:
        """Return a new session with a stored content."""
        language = str(revision.metadata.get("defaultLanguage") or revision.language or "nb")
        owned = dict(revision.files.values_list("path", "blob_id"))
        return cls(revision.main_library, language, content.pk, revision.pk, files=owned)

    def onto(self, revision: int) -> Session:
        """Return this session as if it had begun with another revision."""
        return replace(self, base=revision)


def limits() -> Limits:
    return Limits(fields=settings.H5P_EDITOR_FIELDS, levels=settings.H5P_EDITOR_LEVELS)


class Editor:
    """Reads and makes the forms of one session, in the language of the person who writes."""

    def __init__(self, session: Session, language: str) -> None:
        self.session = session
        self._store = Store()
        self._shelf = StoreShelf(self._store, language)
        self._language = language
        self.focus = ""
        self._reading: Reading | None = None
        self._refused: dict[str, Problem] = {}

    @cached_property
    def library(self) -> Library | None:
        return self._store.library(self.session.library)

    @property
    def type_title(self) -> str:
        return self._shelf.title(self.session.library)

    # what to begin with

    def fresh(self) -> Form:
        """Return the form of a new content."""
        begin = Fresh(self._beginnings, _new_id)
        described: dict[str, Json] = {"license": "U", "defaultLanguage": self.session.language}
        parameters = begin.parameters(self.session.library)
        return self._build(parameters, described, excused=())

    def stored(self, revision: ContentRevision) -> Form:
        """Return the form of what is stored."""
        prepare(self._store, [{"library": str(self.session.library)}, revision.parameters], self._language)
        return self._build(revision.parameters, revision.metadata, excused=EVERYTHING)

    # what came back

    def take(
        self, data: Submitted, sent: Mapping[str, UploadedFile], *, command: str, by: Any, at: datetime
    ) -> None:
        """Read what was submitted, after its files are in and the command is carried out."""
        brought = files.bring_in(rich.take_in(data), sent, by=by, at=at)
        self.session = replace(self.session, files={**self.session.files, **brought.files})
        done = commands.apply(brought.data, command)
        prepare(self._store, [{"library": each} for each in _libraries(done.data)], self._language)
        self.focus = done.focus
        self._refused = brought.refused
        self._reading = read(
            self.session.library,
            done.data,
            self._shelf,
            rights=words.rights(),
            new_id=_new_id,
            beginnings=self._beginnings,
            limits=limits(),
        )

    @property
    def reading(self) -> Reading:
        if self._reading is None:
            raise ValueError("nothing was taken yet")
        return self._reading

    @cached_property
    def value(self) -> ContentValue:
        """What was submitted, as a content that is not filtered yet."""
        told = self.reading.metadata
        language = str(told.get("defaultLanguage") or self.session.language)[:10]
        kinds = self.library.embed_types if self.library else ()
        return ContentValue(
            self.session.library,
            self.reading.parameters,
            told,
            language=language,
            embed_types=kinds or ("iframe",),
        )

    @cached_property
    def filtered(self) -> Filtered:
        return filter_content(self.value, self._store, owned=self.session.files)

    def problems(self) -> dict[str, Problem]:
        """Return what is to be mended, by place."""
        found = {
            fault.path: Problem(fault.code, fault.values)
            for fault in self.filtered.faults
            if fault.code in _TO_MEND and fault.path not in self.reading.excused
        }
        return {**found, **self._gone(), **self.reading.problems}

    def _gone(self) -> dict[str, Problem]:
        """Return the files that were swept away while the form was open."""
        wanted = self._used()
        here = set(Blob.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
        return {path: Problem("file-gone") for path, sha256 in wanted.items() if sha256 not in here}

    def _used(self) -> dict[str, str]:
        owned = self.session.files
        return {path: owned[path] for path in sorted(used_files(self.filtered.parameters) & owned.keys())}

    @property
    def refused(self) -> bool:
        """Tell whether a file could not be brought in."""
        return bool(self._refused)

    def form(self, problems: Mapping[str, Problem] | None = None) -> Form:
        """Return the form with what was submitted in it."""
        return self._build(
            self.reading.parameters,
            self.reading.metadata,
            problems=problems or {},
            refused=self._refused,
            excused=self.reading.excused,
            keys=self.reading.keys,
        )

    # what it becomes

    def preview(self, *, by: Any, at: datetime) -> Draft:
        """Keep what was submitted for the player to show."""
        return drafts.keep(self.value, self.filtered, self._used(), key=self.session.key, by=by, at=at)

    def save(self, *, by: Any, at: datetime, as_copy: bool = False) -> Content:
        """Keep what was submitted: as a new content, or as the next revision. Raises revising.Changed."""
        before = None if as_copy else self.session.content
        content = Content.objects.current().get(pk=before) if before else None
        value = self.value
        if content and content.revision:
            value = replace(value, embed_types=tuple(content.revision.embed_types))
            said = self.reading.metadata.get("defaultLanguage")
            if not said or said == content.revision.metadata.get("defaultLanguage"):
                value = replace(value, language=content.revision.language)
        expected = self.session.base if content else None
        saved = actions.save(
            content=content, value=value, by=by, at=at, blobs=self._used(), expected=expected
        )
        Draft.objects.filter(made_by=by, key=self.session.key).delete()
        return saved

    @cached_property
    def _beginnings(self) -> StoreShelf:
        return StoreShelf(self._store, self.session.language)

    def _build(self, parameters: dict[str, Json], described: dict[str, Json], **told: Any) -> Form:
        return build(
            self.session.library,
            parameters,
            described,
            self._shelf,
            rights=words.rights(),
            limits=limits(),
            **told,
        )


def _libraries(data: Submitted) -> Iterator[str]:
    for name, values in data.values.items():
        if name.endswith(("@", "@was")):
            yield from values


def _new_id() -> str:
    return str(uuid.uuid4())
