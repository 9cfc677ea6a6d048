"""Bring the shipped knowledge in, and write it out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from base import content
from base.content import Entry, Faults, LoadReport
from base.knowledge.fact_shapes import FACTS, SOURCES, TIMELINE
from base.knowledge.library_shapes import EXAMPLES, RESOURCES, TERMS
from base.knowledge.models import Source
from base.knowledge.shapes import Kind, Shape

FILES: Mapping[str, Sequence[Kind]] = {
    "facts.yaml": (SOURCES, FACTS, TIMELINE),
    "examples.yaml": (EXAMPLES,),
    "resources.yaml": (RESOURCES,),
    "glossary.yaml": (TERMS,),
}
"""What stands in which file of `content/`, in the order it is loaded: a source before what cites it."""


@dataclass(frozen=True, slots=True)
class KnowledgeContent:
    """The knowledge of a content folder, checked: {kind: its records in the order of the file}."""

    shapes: Mapping[Kind, list[Shape]]

    def load(self, report: LoadReport) -> None:
        """Create what is new and renew what no editor has touched."""
        for kind, shapes in self.shapes.items():
            existing = kind.model.objects.in_bulk([shape["key"] for shape in shapes], field_name="key")
            sources = Source.objects.in_bulk(field_name="key")
            for shape in shapes:
                record = existing.get(shape["key"])
                content.bring_in(
                    f"{kind.name}:{shape['key']}",
                    shape,
                    existing=record,
                    save=partial(_save, kind, record, shape, sources),
                    export=partial(_export_as_edited, kind),
                    report=report,
                )


def _save(kind: Kind, existing: Any, shape: Shape, sources: Mapping[str, Source]) -> Any:
    record = existing or kind.model(key=shape["key"])
    kind.fill(record, shape, sources)
    record.save()
    if record.latest_revision_id:
        # The CMS opens the latest revision: without a new one an editor would see the old text.
        revision = record.save_revision(changed=False, clean=False)
        if hasattr(record, "live"):
            revision.publish(log_action=False)
    return record


def _export_as_edited(kind: Kind, record: Any) -> Shape:
    """Export a record as its editor last left it: an unpublished draft is an editor's change too."""
    if getattr(record, "has_unpublished_changes", False):
        record = record.get_latest_revision_as_object()
    return kind.export(record)


def shapes_by_key(knowledge: KnowledgeContent) -> dict[str, dict[str, Shape]]:
    """Return {kind: {key: shape}} of content that was read, for those whose content points at it."""
    return {
        kind.name: {shape.get("key", ""): shape for shape in shapes}
        for kind, shapes in knowledge.shapes.items()
    }


def read_content(folder: Path, faults: Faults) -> KnowledgeContent:
    """Read and check facts, examples, resources and the glossary. Writes nothing."""
    entries: dict[Kind, list[Entry]] = {}
    shapes: dict[Kind, list[Shape]] = {}
    for name, kinds in FILES.items():
        top = content.read_file(folder / name, folder, faults)
        for kind in kinds:
            entries[kind] = top.entries(kind.name) if top.values else []
            shapes[kind] = [kind.read(entry) for entry in entries[kind]]
        top.close()
    _check_references(entries, shapes)
    return KnowledgeContent(shapes)


def _check_references(entries: Mapping[Kind, list[Entry]], shapes: Mapping[Kind, list[Shape]]) -> None:
    """Note keys that stand twice, and keys that point at nothing."""
    keys = {kind.name: [shape.get("key", "") for shape in shapes[kind]] for kind in shapes}
    for kind, found in shapes.items():
        for i, (entry, shape) in enumerate(zip(entries[kind], found, strict=True)):
            if shape.get("key") in keys[kind.name][:i]:
                entry.fault("key", f"{shape['key']!r} stands twice")
            cited = [shape["source"]] if "source" in shape else []
            cited += [one.get("source", "") for one in shape.get("sources", [])]
            for key in (key for key in cited if key not in keys["sources"]):
                entry.fault("source" if "source" in shape else "sources", f"there is no source {key!r}")
            for key in (key for key in shape.get("see_also", []) if key not in keys["terms"]):
                entry.fault("see_also", f"there is no term {key!r}")


def export_content(folder: Path) -> None:
    """Write the published knowledge as the same files, sorted by key. Costs a few queries a kind."""
    for name, kinds in FILES.items():
        value = {}
        for kind in kinds:
            records = kind.model.objects.prefetch_related(*_RELATED.get(kind.name, ()))
            if hasattr(kind.model, "live"):
                records = records.filter(live=True)
            # Sorted here and not by the database, whose collation may put - and _ elsewhere.
            value[kind.name] = [kind.export(record) for record in sorted(records, key=attrgetter("key"))]
        content.write_file(folder / name, value)


_RELATED = {
    "facts": ("source",),
    "timeline": ("source",),
    "terms": ("source",),
    "examples": ("sources__source",),
}
"""What an export reads beside the records themselves."""
