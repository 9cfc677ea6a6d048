"""The fields of metadata and of a file's copyright, as a form asks for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from h5p import metadata
from h5p.forms.facts import Field
from h5p.strict_json import Json

_SUBCONTENT_METADATA = ("title", "license", "licenseVersion", "authors", "source")


@dataclass(frozen=True, slots=True)
class Rights:
    """The fields of metadata and of a file's copyright, with labels in the author's language."""

    metadata: list[Json] = field(default_factory=lambda: _optional(metadata.METADATA))
    copyright: list[Json] = field(default_factory=lambda: _optional(metadata.COPYRIGHT))

    @property
    def of_parts(self) -> list[Json]:
        """The fields of content within content; its other metadata is carried along."""
        return [
            each if isinstance(each, dict) and each.get("name") in _SUBCONTENT_METADATA else _unseen(each)
            for each in _optional(self.metadata)
        ]


def _optional(fields: list[Json]) -> list[Json]:
    return [{**each, "optional": True} if isinstance(each, dict) else each for each in fields]


def _unseen(described: Json) -> Json:
    return {**described, "widget": "none"} if isinstance(described, dict) else described


def metadata_field(fields: list[Json]) -> Field:
    # Said to be content of its own so that it is never taken for a group of one; it has no id.
    return {"name": "metadata", "type": "group", "fields": fields, "isSubContent": True}
