"""Reading and writing the content that ships with the product (the folder `content/`).

A file is read into `Entry` values that know their file, line and key path. Asking an entry for a field
either gives the value or notes a fault; all faults of all files are told at once by `Faults.stop_if_any`.
Each room reads its own kind in its `content.py`, and `bring_in` decides what may be overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db import transaction

from base.models import LoadedContent

Thing = TypeVar("Thing")
LANGUAGES = ("nb", "nn", "en")
SELF_SERVICE_LANGUAGES = ("nb", "nn")
"""The languages that may never be missing (språklova)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a content file: where, and what to do about it."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


class ContentError(Exception):
    """Content files that cannot be loaded. Nothing was written. `faults` lists all that is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = list(faults)


class Faults(list[Fault]):
    """The faults found so far, over all files read."""

    def stop_if_any(self) -> None:
        """Raise ContentError if anything was noted."""
        if self:
            raise ContentError(self)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping in a content file. Ask for fields by kind; a missing or wrong one is noted as a fault.

    A field that is noted as a fault answers with an empty value of its kind, so that reading goes on."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    file: str
    line: int
    path: str
    faults: Faults
    _asked: set[str] = field(default_factory=set)

    def fault(self, key: str, message: str) -> None:
        where = f"{self.path}.{key}" if self.path and key else self.path or key
        self.faults.append(Fault(self.file, self.lines.get(key, self.line), where, message))

    def raw(self, key: str, kind: type, *, default: Any = None, required: bool = True) -> Any:
        """Return the value of `key` if it is of `kind`; note a fault and return `default` otherwise."""
        self._asked.add(key)
        if key not in self.values:
            if required:
                self.fault(key, "is missing")
            return default
        value = self.values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
            self.fault(key, f"should be of kind {kind.__name__}")
            return default
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a text; an empty one counts as missing when the field is required."""
        value: str = self.raw(key, str, default="", required=required)
        if required and key in self.values and isinstance(self.values[key], str) and not value.strip():
            self.fault(key, "is empty")
        return value

    def integer(self, key: str, *, required: bool = True, default: int = 0) -> int:
        value: int = self.raw(key, int, default=default, required=required)
        return value

    def boolean(self, key: str, *, default: bool = False) -> bool:
        value: bool = self.raw(key, bool, default=default, required=False)
        return value

    def choice(self, key: str, allowed: Sequence[str] | Mapping[str, Any]) -> str:
        value = self.text(key)
        if value and value not in allowed:
            self.fault(key, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def texts(self, key: str, *, required: bool = True) -> dict[str, str]:
        """Return {language: text} with nb, nn and en; nb and nn must be there, en may be left out."""
        entry = self.entry(key, required=required)
        if entry is None:
            return dict.fromkeys(LANGUAGES, "")
        found = {
            code: entry.text(code, required=required and code in SELF_SERVICE_LANGUAGES) for code in LANGUAGES
        }
        entry.close()
        return found

    def entry(self, key: str, *, required: bool = True) -> Entry | None:
        """Return a mapping inside this one."""
        value: Entry | None = self.raw(key, Entry, required=required)
        return value

    def entries(self, key: str, *, required: bool = True) -> list[Entry]:
        """Return a list of mappings."""
        return self._list(key, Entry, required=required)

    def strings(self, key: str, *, required: bool = True) -> list[str]:
        """Return a list of texts."""
        return self._list(key, str, required=required)

    def _list(self, key: str, kind: type, *, required: bool) -> list[Any]:
        value = self.raw(key, list, default=[], required=required)
        wrong = [item for item in value if not isinstance(item, kind)]
        if wrong:
            self.fault(key, "holds something of another kind")
        return [item for item in value if isinstance(item, kind)]

    def close(self) -> None:
        """Note every key nobody asked for: a misspelt key must not be lost in silence."""
        for key in self.values:
            if key not in self._asked:
                self.fault(key, "is not a known key")


def read_file(path: Path, root: Path, faults: Faults) -> Entry:
    """Read one YAML file (JSON is YAML too) whose top is a mapping. Unreadable YAML is noted as a fault."""
    name = path.relative_to(root).as_posix()
    empty = Entry({}, {}, name, 1, "", faults)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError:
        faults.append(Fault(name, 1, "", "the file is missing or cannot be read"))
        return empty
    except UnicodeDecodeError:
        faults.append(Fault(name, 1, "", "the file is not UTF-8"))
        return empty
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable as YAML"
        faults.append(Fault(name, mark.line + 1 if mark else 1, "", problem))
        return empty
    top = _read_node(node, name, "", faults) if node is not None else None
    if not isinstance(top, Entry):
        faults.append(Fault(name, 1, "", "the file should hold keys and values"))
        return empty
    return top


def _read_node(node: yaml.Node, file: str, path: str, faults: Faults) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            where = f"{path}.{key}" if path else key
            if key in values:
                faults.append(Fault(file, key_node.start_mark.line + 1, where, "stands twice"))
            lines[key] = key_node.start_mark.line + 1
            values[key] = _read_node(value_node, file, where, faults)
        return Entry(values, lines, file, line, path, faults)
    if isinstance(node, yaml.SequenceNode):
        return [_read_node(item, file, f"{path}[{i}]", faults) for i, item in enumerate(node.value)]
    return _SCALARS.construct_object(node)


_SCALARS = yaml.constructor.SafeConstructor()


class _Dumper(yaml.SafeDumper):
    """Writes content one way only: block style, long lines kept, several lines as a literal block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def to_yaml(value: Mapping[str, Any]) -> str:
    """Return `value` as YAML. The same value always gives the same bytes."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def write_file(path: Path, value: Mapping[str, Any]) -> None:
    """Write `value` as a YAML file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_yaml(value), encoding="utf-8")


def digest(value: Any) -> str:
    """Return a short fingerprint of a plain value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class Existing(Enum):
    """What becomes of a thing that is there already."""

    RENEWED = auto()
    """It is renewed, unless an editor has changed it."""
    KEPT = auto()
    REPLACED = auto()
    """It is renewed, whoever changed it."""


@dataclass(slots=True)
class LoadReport:
    """What a load did: how many of each kind were new, renewed, unchanged, or kept as an editor left them."""

    existing: Existing = Existing.RENEWED
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        for name in ("created", "updated", "unchanged", "kept"):
            yield f"{name}: {len(getattr(self, name))}"
        for key in self.kept:
            yield f"  kept as an editor left it: {key}"


@transaction.atomic
def bring_in(
    key: str,
    shipped: Mapping[str, Any],
    *,
    existing: Thing | None,
    save: Callable[[], Thing],
    export: Callable[[Thing], Mapping[str, Any]],
    report: LoadReport,
) -> Thing:
    """Create or renew one thing from its `shipped` form, unless an editor has changed it since.

    `key` is stable, for example `prompt:P01`. `save` writes the shipped form into `existing`, or makes the
    thing; `export` writes a thing out in the shipped form. It is an editor's when what `export` gives now
    differs from what it gave right after the last load. Costs one query when nothing has changed."""
    memory = LoadedContent.objects.filter(key=key).first()
    shipped_digest = digest(shipped)
    if existing is not None and report.existing is not Existing.REPLACED:
        if (
            report.existing is Existing.KEPT
            or memory is None
            or memory.stored_digest != digest(export(existing))
        ):
            report.kept.append(key)
            return existing
        if memory.shipped_digest == shipped_digest:
            report.unchanged.append(key)
            return existing
    thing = save()
    LoadedContent.objects.update_or_create(
        key=key, defaults={"shipped_digest": shipped_digest, "stored_digest": digest(export(thing))}
    )
    (report.created if existing is None else report.updated).append(key)
    return thing
