"""Reading the files of the courses: every fault noted with its file, line and key; nothing written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from base.content import LANGUAGES, SELF_SERVICE_LANGUAGES, Entry, Faults, read_file
from courses.blocks.flaws import message
from courses.domain.lesson import Flaw, block_flaws, module_flaws
from courses.shapes import BLOCKS, NUMBER, QUESTIONS, TEXT, Shape, read_fields

FOLDER = "courses"
STATUSES = ("utkast", "godkjent")


@dataclass(frozen=True, slots=True)
class Known:
    """What content may point at: codes and keys of what ships, or stands in the CMS already."""

    prompts: frozenset[str]
    examples: frozenset[str]
    recordings: frozenset[str] = frozenset()
    h5p: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CourseFiles:
    """A course as its files tell it. `languages` is {language: shape of the course page}, and `modules`
    {module key: {language: shape of the module page}}, both in the order of the file."""

    key: str
    languages: Mapping[str, Shape]
    modules: Mapping[str, Mapping[str, Shape]] = field(default_factory=dict)


def read_index(folder: Path, faults: Faults) -> dict[str, Shape]:
    """Return {language: {title, lead}} of the list of courses."""
    top = read_file(folder / FOLDER / "index.yaml", folder, faults)
    if not top.values:
        return {}
    title, lead = top.texts("title"), top.texts("lead")
    top.close()
    return {code: {"title": title[code], "lead": lead[code]} for code in LANGUAGES if title[code]}


def read_courses(folder: Path, known: Known, faults: Faults) -> list[CourseFiles]:
    """Read all courses in the order of their folders' names."""
    folders = sorted(path for path in (folder / FOLDER).glob("*") if path.is_dir())
    return [_read_course(path, folder, known, faults) for path in folders]


def _read_course(path: Path, root: Path, known: Known, faults: Faults) -> CourseFiles:
    top = read_file(path / "course.yaml", root, faults)
    if not top.values:
        return CourseFiles(path.name, {})
    key = top.text("id")
    if key and key != path.name:
        top.fault("id", f"is {key!r}, but the folder is {path.name!r}")
    sources = [_read_source(one) for one in top.entries("sources")]
    shared: Shape = {
        "version": top.text("version"),
        "status": top.choice("status", STATUSES),
        **_said(review_by=_read_day(top, "review_by")),
        "audience": top.strings("audience"),
        "minutes": top.integer("minutes"),
        "indicators": top.strings("indicators"),
        "pass": _read_pass(top),
        **_said(after=top.strings("after", required=False), draw=_read_draw(top)),
        "sources": sources,
    }
    title, summary = top.texts("title"), top.texts("summary")
    outcomes = [_read_outcome(one) for one in top.entries("outcomes")]
    checks = _Checks(known, frozenset(source["key"] for source in sources))
    quiz = _read_quiz(top, checks)
    if shared["pass"].get("quiz") and not quiz["nb"]:
        top.fault("quiz", "is missing, but pass asks for it")
    for group, count in shared.get("draw", {}).items():
        bank = sum(question.get("group") == group for question in quiz["nb"])
        if not 1 <= count <= bank:
            top.fault("draw", f"asks for {count} of the group {group!r}, which has {bank}")
    languages = {
        code: {
            "id": key,
            **shared,
            "title": title[code],
            "summary": summary[code],
            "outcomes": [outcome[code] for outcome in outcomes],
            "quiz": quiz.get(code, []),
        }
        for code in LANGUAGES
        if title[code]
    }
    names = top.strings("modules")
    checks = replace(checks, modules=tuple(names))
    modules = {name: _read_module(path, root, name, checks, faults) for name in names}
    ids = Counter(
        block["id"] for module in modules.values() for block in module.get("nb", {}).get("blocks", [])
    )
    for block_id in (block_id for block_id, times in ids.items() if times > 1):
        top.fault("modules", f"two blocks of the course have the id {block_id!r}")
    top.close()
    return CourseFiles(path.name, languages, modules)


def _said(**values: Any) -> Shape:
    """Return the values that say something: a file need not, and a shape without them stays as it was."""
    return {name: value for name, value in values.items() if value}


_SOURCE = {"key": TEXT, "title": TEXT, "year": NUMBER, "url": TEXT, "verified?": TEXT}


def _read_source(entry: Entry) -> Shape:
    source = read_fields(entry, _SOURCE)
    _check_day(entry, "verified", source.get("verified") or "")
    return source


def _read_day(entry: Entry, name: str) -> str:
    day = entry.text(name, required=False)
    _check_day(entry, name, day)
    return day


def _check_day(entry: Entry, name: str, day: str) -> None:
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError:
        entry.fault(name, "should be a day, such as '2026-03-01'")


def _read_draw(top: Entry) -> dict[str, int]:
    """Return {group: how many of its questions an attempt draws}."""
    entry = top.entry("draw", required=False)
    if entry is None:
        return {}
    found = {group: entry.integer(group) for group in entry.values}
    entry.close()
    return found


def _read_outcome(entry: Entry) -> dict[str, str]:
    found = {code: entry.text(code, required=code in SELF_SERVICE_LANGUAGES) for code in LANGUAGES}
    entry.close()
    return found


def _read_pass(top: Entry) -> Shape:
    """Return what finishing asks for: all modules, and perhaps a per cent of the quiz, and every scenario."""
    entry = top.entry("pass")
    if entry is None:
        return {}
    found: Shape = {"modules": entry.choice("modules", ("all",))}
    if "quiz" in entry.values:
        found["quiz"] = entry.integer("quiz")
        if not 1 <= found["quiz"] <= 100:
            entry.fault("quiz", "should be 1 to 100 per cent")
    if "scenarios" in entry.values:
        found["scenarios"] = entry.choice("scenarios", ("end",))
    entry.close()
    return found


@dataclass(frozen=True, slots=True)
class _Checks:
    """What a block is held against beyond its own fields."""

    known: Known
    sources: frozenset[str]
    modules: tuple[str, ...] = ()

    def note(self, entry: Entry, kind: str, shape: Shape) -> None:
        flaws = block_flaws(kind, shape)
        if shape.get("source") and shape["source"] not in self.sources:
            flaws.append(Flaw("source", "unknown-source", shape["source"]))
        for flaw in flaws:
            entry.fault(flaw.field, message(flaw))
        codes = [
            *shape.get("ids", []),
            *(c for end in shape.get("ends", {}).values() for c in end["prompts"]),
        ]
        for code in codes:
            if code not in self.known.prompts:
                entry.fault("ids" if "ids" in shape else "ends", f"there is no prompt {code!r}")
        if kind == "example" and shape["key"] not in self.known.examples:
            entry.fault("key", f"there is no example {shape['key']!r}")
        if kind == "media" and shape["recording"] not in self.known.recordings:
            entry.fault("recording", f"there is no recording {shape['recording']!r}")
        if kind in ("h5p", "branching") and shape.get("content") and shape["content"] not in self.known.h5p:
            entry.fault("content", f"there is no H5P content {shape['content']!r}")


def _read_quiz(top: Entry, checks: _Checks) -> dict[str, list[Shape]]:
    entry = top.entry("quiz", required=False)
    if entry is None:
        return {code: [] for code in SELF_SERVICE_LANGUAGES}
    found = {code: _read_blocks(entry, code, checks, QUESTIONS) for code in SELF_SERVICE_LANGUAGES}
    if _outline(found["nb"]) != _outline(found["nn"]):
        entry.fault("nn", "does not mirror nb: the same ids, types and numbers of parts, in the same order")
    entry.close()
    return found


def _read_module(path: Path, root: Path, name: str, checks: _Checks, faults: Faults) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for code in SELF_SERVICE_LANGUAGES:
        top = read_file(path / f"{name}.{code}.yaml", root, faults)
        if not top.values:
            continue
        if top.text("id") not in ("", name):
            top.fault("id", f"is not {name!r}, as the file's name says")
        found[code] = {
            "id": name,
            "title": top.text("title"),
            "minutes": top.integer("minutes"),
            "lead": top.text("lead").strip(),
            **_said(after=top.strings("after", required=False), review_by=_read_day(top, "review_by")),
            **({} if top.boolean("may_declare", default=True) else {"may_declare": False}),
            "blocks": _read_blocks(top, "blocks", checks, BLOCKS),
        }
        for other in found[code].get("after", []):
            if other not in checks.modules or other == name:
                top.fault("after", f"there is no other module {other!r}")
        blocks = found[code]["blocks"]
        for flaw in module_flaws([block["type"] for block in blocks], [block["id"] for block in blocks]):
            top.fault("blocks", message(flaw))
        if code == "nn" and "nb" in found and _outline(found["nb"]["blocks"]) != _outline(blocks):
            top.fault(
                "blocks", "does not mirror nb: the same ids, types and numbers of parts, in the same order"
            )
        top.close()
    return found


Forms = Mapping[str, Mapping[str, Any]]


def _read_blocks(top: Entry, name: str, checks: _Checks, forms: Forms) -> list[Shape]:
    return [_read_block(entry, checks, forms) for entry in top.entries(name)]


def _read_block(entry: Entry, checks: _Checks, forms: Forms) -> Shape:
    block_id, kind = entry.text("id"), entry.choice("type", tuple(forms))
    if kind not in forms:
        return {"id": block_id, "type": kind}
    before = len(entry.faults)
    shape = read_fields(entry, forms[kind])
    if len(entry.faults) == before:  # the rules of a block speak of whole blocks
        checks.note(entry, kind, shape)
    return {"id": block_id, "type": kind, **shape}


def _outline(blocks: Sequence[Shape]) -> list[Any]:
    """Return what must be the same in two languages: ids, types, and the keys or number of parts."""
    return [
        (
            block["id"],
            block["type"],
            [
                (name, list(v) if isinstance(v, dict) else len(v))
                for name, v in block.items()
                if isinstance(v, list | dict)
            ],
        )
        for block in blocks
    ]
