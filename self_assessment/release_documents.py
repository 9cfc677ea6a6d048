"""The four documents of a framework release: where they lie, and how they become the domain's values.

The domain's name of a document is on the left, its file in `content/framework/` on the right."""

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
    """Read {document name: JSON text}. Costs tens of milliseconds; `queries.release_of` remembers.

    Raises InvalidDocument with every fault, json.JSONDecodeError for text that is not JSON."""
    return read_release(**{name: json.loads(documents[name]) for name in DOCUMENTS})
