"""A course with all it leans on, as a package that an empty site can take in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import yaml

import base.knowledge.content
from base.content import write_file
from courses import public as courses
from h5p_django import public as h5p
from home.packages.archive import MANIFEST, pack

FORMAT, VERSION = "byggestein-course", 1


class NoSuchCourse(Exception):
    """No published course has this key."""


def export_course(key: str, out: BinaryIO) -> None:
    """Write the published course `key` to `out`, in every language it stands in.

    An H5P content without a name of its own gets one, so that the lesson finds it again. Raises NoSuchCourse,
    and LibraryNotFound when an H5P content has lost its library."""
    h5p.name_contents(courses.h5p_of_course(key))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not courses.export_course(folder, key):
            raise NoSuchCourse(key)
        used = _uses(folder)
        _keep(folder, "prompts.yaml", {"prompts": lambda one: one["code"] in used["prompts"]})
        base.knowledge.content.export_content(folder)
        _keep_knowledge(folder, used["examples"])
        courses.export_recordings(folder, used["recordings"])
        h5p.export_named(folder, used["h5p"])
        write_file(folder / MANIFEST, {"format": FORMAT, "version": VERSION, "course": key})
        pack(folder, out)


def _uses(folder: Path) -> dict[str, set[str]]:
    """Return what the files of the course point at."""
    found: dict[str, set[str]] = {"prompts": set(), "examples": set(), "recordings": set(), "h5p": set()}
    for path in (folder / "courses").glob("*/*.yaml"):
        for block in _blocks(_read(path)):
            found["prompts"].update(block.get("ids", []), block.get("prompts", []))
            if block.get("type") == "example":
                found["examples"].add(block["key"])
            if block.get("type") == "media":
                found["recordings"].add(block["recording"])
            for name in ("content", "h5p"):
                if isinstance(block.get(name), str) and block[name]:
                    found["h5p"].add(block[name])
    return found


def _blocks(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a file."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _blocks(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _blocks(inner)


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def _keep(folder: Path, name: str, wanted: Mapping[str, Callable[[dict[str, Any]], bool]]) -> None:
    """Leave in a file only the records that are wanted, of the lists that are named."""
    value = _read(folder / name)
    for records, is_wanted in wanted.items():
        value[records] = [record for record in value[records] if is_wanted(record)]
    write_file(folder / name, value)


def _keep_knowledge(folder: Path, examples: set[str]) -> None:
    """Leave only the examples that are named, and the sources they have."""
    _keep(folder, "examples.yaml", {"examples": lambda one: one["key"] in examples})
    kept = _blocks(_read(folder / "examples.yaml"))
    sources = {block["source"] for block in kept if isinstance(block.get("source"), str)}
    nothing: Callable[[dict[str, Any]], bool] = lambda one: False  # noqa: E731
    _keep(
        folder,
        "facts.yaml",
        {"sources": lambda one: one["key"] in sources, "facts": nothing, "timeline": nothing},
    )
    for name, records in (("resources.yaml", "resources"), ("glossary.yaml", "terms")):
        _keep(folder, name, {records: nothing})
