"""The H5P contents that ship with the product: `content/h5p/`, made with our own types, in and out.

A file holds one exercise in every language it is written in; each language is a content of its own, keyed
`<id>.<language>`. The words of buttons are the type's own, and not in the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from base.content import (
    LANGUAGES,
    SELF_SERVICE_LANGUAGES,
    Entry,
    Faults,
    LoadReport,
    bring_in,
    read_file,
    write_file,
)
from h5p.content import Content as ContentValue
from h5p.names import LibraryName
from h5p.semantics import Filtered, filter_content
from h5p_django import own_types, revising
from h5p_django.models import Content
from h5p_django.store import Store

FOLDER = "h5p"
Shape = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class H5PContents:
    """The contents of a folder, checked: {key: {type, language, title, parameters}}."""

    contents: Mapping[str, Shape]

    @property
    def keys(self) -> Sequence[str]:
        return list(self.contents)

    def load(self, report: LoadReport) -> None:
        """Bring them in, and the types they are made with. What an editor has changed stays."""
        if self.contents:
            own_types.install(at=timezone.now())
        for key, shape in self.contents.items():
            _load(key, shape, report)


def read_content(folder: Path, faults: Faults) -> H5PContents:
    """Read and check the contents that ship. Writes nothing."""
    found: dict[str, Shape] = {}
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        found |= _read(path, folder, faults)
    return H5PContents(found)


def _read(path: Path, root: Path, faults: Faults) -> dict[str, Shape]:
    top = read_file(path, root, faults)
    if not top.values:
        return {}
    if top.text("id") not in ("", path.stem):
        top.fault("id", f"is not {path.stem!r}, as the file's name says")
    kind = top.choice("type", [str(name) for name in own_types.types()])
    found = {}
    for code in LANGUAGES:
        entry = top.entry(code, required=code in SELF_SERVICE_LANGUAGES)
        if entry is not None:
            shape = _read_language(entry, kind, code)
            found[f"{path.stem}.{code}"] = shape
    outlines = {repr(_outline(shape["parameters"])) for shape in found.values()}
    if len(outlines) > 1:
        top.fault("nn", "does not mirror nb: the same parts, in the same order")
    top.close()
    return found


def _read_language(entry: Entry, kind: str, code: str) -> Shape:
    before = len(entry.faults)
    title, parameters = entry.text("title"), entry.entry("parameters")
    shape = {"type": kind, "language": code, "title": title, "parameters": _plain(parameters or {})}
    entry.close()
    if len(entry.faults) == before and kind in map(str, own_types.types()):
        filtered = _filtered(shape, own_types.OwnLibraries())
        for fault in filtered.faults:
            entry.fault("parameters", f"{fault.code} at {fault.path or 'the top'}")
        if _without_texts(filtered.parameters) != shape["parameters"]:
            entry.fault("parameters", "holds what the type does not have, or not in the form it is kept in")
    return shape


def _plain(value: Any) -> Any:
    """Return what a file says as plain values: of parameters only their type knows what they hold."""
    if isinstance(value, Entry):
        return {key: _plain(each) for key, each in value.values.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _outline(value: Any) -> Any:
    """Return what two languages have in common: everything but the words."""
    if isinstance(value, dict):
        return {key: _outline(each) for key, each in value.items()}
    return [_outline(each) for each in value] if isinstance(value, list) else type(value).__name__


def _load(key: str, shape: Shape, report: LoadReport) -> None:
    existing = Content.objects.filter(key=key).select_related("revision").first()

    def save() -> Content:
        store = Store()
        value = _value(shape)
        return revising.write(
            existing, value, filter_content(value, store), [], by=None, at=timezone.now(), key=key
        )

    bring_in(f"h5p:{key}", shape, existing=existing, save=save, export=_export, report=report)


def _value(shape: Shape) -> ContentValue:
    name, language = LibraryName.parse(shape["type"]), shape["language"]
    return ContentValue(
        name,
        {**shape["parameters"], "texts": dict(own_types.texts(name, language))},
        {"title": shape["title"], "license": "U", "defaultLanguage": language},
        language=language,
        embed_types=("iframe", "div"),
    )


def _filtered(shape: Shape, libraries: own_types.OwnLibraries) -> Filtered:
    return filter_content(_value(shape), libraries)


def _without_texts(parameters: Shape) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name != "texts"}


def _export(content: Content) -> Shape:
    revision = revising.current(content)
    return {
        "type": str(revision.main_library),
        "language": revision.language,
        "title": content.title,
        "parameters": _without_texts(revision.parameters),
    }


def export_content(folder: Path) -> None:
    """Write out the contents that ship, as they are now; put away or not, a lesson may name them."""
    files: dict[str, dict[str, Shape]] = {}
    types = {name.machine for name in own_types.types()}
    contents = Content.objects.filter(revision__machine__in=types).exclude(key="").select_related("revision")
    for content in contents.order_by("key"):
        stem, _, code = content.key.rpartition(".")
        if stem and code in LANGUAGES:
            files.setdefault(stem, {})[code] = _export(content)
    for stem, languages in files.items():
        shapes = {code: languages[code] for code in LANGUAGES if code in languages}
        value: dict[str, Any] = {"id": stem, "type": next(iter(shapes.values()))["type"]}
        for code, shape in shapes.items():
            value[code] = {"title": shape["title"], "parameters": shape["parameters"]}
        write_file(folder / FOLDER / f"{stem}.yaml", value)
