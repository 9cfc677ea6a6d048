"""The service map made ready to be drawn and to be read as a table: the same for both."""

from __future__ import annotations

from dataclasses import dataclass

from base.drawing.network import Node
from self_assessment.domain.framework import Release, Service
from self_assessment.domain.texts import Text
from self_assessment.domain.values import UNKNOWN_OPTION
from self_assessment.mapping.models import ServiceEntry
from self_assessment.mapping.queries import Tables

_PARTLY = {"ja": True, "delvis": None, "nei": False}


@dataclass(frozen=True, slots=True)
class MapLine:
    """One service in words. `there` None is not known; texts are None where nothing is answered."""

    service: Service
    there: bool | None
    exists: Text | None
    working_age: Text | None
    work_topic: Text | None
    shared_with: list[str]
    linked_to: list[Service]


@dataclass(frozen=True, slots=True)
class Picture:
    """`nodes` and `links` are what is drawn, `lines` what is read."""

    nodes: list[Node]
    links: list[tuple[str, str]]
    lines: list[MapLine]

    @property
    def filled_in(self) -> int:
        return sum(line.exists is not None for line in self.lines)


def picture_of(release: Release, tables: Tables) -> Picture:
    """Read the map for drawing. No query: the tables came with their neighbours."""
    by_code = {service.code: service for service in release.services}
    names = {q.code: {o.code: o.name for o in q.options} for q in release.service_questions}
    lines, nodes, links = [], [], []
    for service in release.services:
        row = tables.service_rows.get(service.code)
        said = tables.services.get(service.code, {})
        there = _is_there(row)
        nodes.append(_node(service, there, said.get("yrkesaktive"), said.get("arbeid")))
        linked = [code for code in row.linked_to if code in by_code] if row and there else []
        links += [(service.code, code) for code in linked if _is_there(tables.service_rows.get(code))]
        lines.append(
            MapLine(
                service=service,
                there=there,
                exists=names["finnes"].get(said.get("finnes", "")),
                working_age=names["yrkesaktive"].get(said.get("yrkesaktive", "")),
                work_topic=names["arbeid"].get(said.get("arbeid", "")),
                shared_with=list(tables.neighbours.get(service.code, ())) if there else [],
                linked_to=[by_code[code] for code in linked],
            )
        )
    return Picture(nodes, links, lines)


def _is_there(row: ServiceEntry | None) -> bool | None:
    return None if row is None or row.exists in ("", UNKNOWN_OPTION) else row.is_there


def _node(service: Service, there: bool | None, working_age: str | None, work_topic: str | None) -> Node:
    open_ = _PARTLY.get(working_age or "", False)
    return Node(service.code, there, open_, _PARTLY.get(work_topic or "", False))
