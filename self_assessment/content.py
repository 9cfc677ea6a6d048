"""The framework that ships with the product: `content/framework/*.json` becomes a release, and out again."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils import timezone

from base.content import Fault, Faults, LoadReport, digest
from self_assessment.domain.documents import InvalidDocument
from self_assessment.models import FrameworkRelease
from self_assessment.release_documents import DOCUMENTS, parse

FOLDER = "framework"


@dataclass(frozen=True, slots=True)
class FrameworkContent:
    """A framework read from files and found sound. `documents` {document name: text of its file}."""

    version: str
    documents: dict[str, str]

    def load(self, report: LoadReport) -> None:
        """Release it, unless these very texts are released already. What is released stays as it is."""
        key = f"framework:{self.version}"
        fingerprint = digest(self.documents)
        if FrameworkRelease.objects.filter(digest=fingerprint).exists():
            report.unchanged.append(key)
            return
        FrameworkRelease.objects.create(
            version=self.version,
            status=FrameworkRelease.Status.RELEASED,
            documents=self.documents,
            digest=fingerprint,
            released_at=timezone.now(),
        )
        report.created.append(key)


def read_content(folder: Path, faults: Faults) -> FrameworkContent:
    """Read and check the framework. Every fault names its file and key; nothing is written."""
    documents = {name: _read(folder / FOLDER / file, faults) for name, file in DOCUMENTS.items()}
    if any(not text for text in documents.values()):
        return FrameworkContent("", documents)
    try:
        release = parse(documents)
    except InvalidDocument as invalid:
        for found in invalid.faults:
            document, _, path = found.path.partition(".")
            file = f"{FOLDER}/{DOCUMENTS[document]}"
            message = f"{found.code} {found.detail}".strip()
            faults.append(Fault(file, _line_of(path, documents[document]), path, message))
        return FrameworkContent("", documents)
    return FrameworkContent(release.version, documents)


def export_content(folder: Path) -> None:
    """Write the newest release out, byte for byte as it came in."""
    release = FrameworkRelease.objects.newest()
    if release is None:
        return
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, file in DOCUMENTS.items():
        (folder / FOLDER / file).write_text(release.documents[name], encoding="utf-8")


def _read(path: Path, faults: Faults) -> str:
    """Return the text of a JSON file, or note why it cannot be used and return nothing."""
    name = f"{FOLDER}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
        json.loads(text)
    except OSError:
        faults.append(Fault(name, 1, "", "the file is missing or cannot be read"))
    except UnicodeDecodeError:
        faults.append(Fault(name, 1, "", "the file is not UTF-8"))
    except json.JSONDecodeError as error:
        faults.append(Fault(name, error.lineno, "", error.msg))
    else:
        return text
    return ""


_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def _line_of(path: str, text: str) -> int:
    """Return the line where `path` (as `regler[3].when`) stands, or of the nearest thing around it."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)  # JSON is YAML too, and YAML's reader keeps the lines
    line = 1
    for index, key in _STEP.findall(path):
        if index and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value):
            node = node.value[int(index)]
            line = node.start_mark.line + 1
        elif key and isinstance(node, yaml.MappingNode) and (found := _child(node, key)):
            line, node = found[0].start_mark.line + 1, found[1]
        else:
            break
    return line


def _child(node: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next(((name, value) for name, value in node.value if name.value == key), None)
