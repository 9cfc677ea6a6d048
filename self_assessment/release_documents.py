"""The four documents of a framework release: where they lie, and how they become the domain's values.

The name on the left is what the domain calls a document, the name on the right its file in `content/framework/`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from self_assessment.domain.framework import Release
from self_assessment.domain.release_reader import read_release

DOCUMENTS = {
    "framework": "rammeverk.json",
    "rules": "regler.json",
    "services": "tjenester.json",
    "professions": "profesjoner.json",
}


def parse(documents: Mapping[str, str]) -> Release:
    """Read {document name: JSON text}. Costs about a tenth of a second; see `queries.release_of` for the memory.

    Raises InvalidDocument with every fault, json.JSONDecodeError for text that is not JSON."""
    return read_release(**{name: json.loads(documents[name]) for name in DOCUMENTS})
