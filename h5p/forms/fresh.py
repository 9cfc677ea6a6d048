"""What a new content, or a new element of a list, begins with: the defaults of its semantics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from h5p import fields
from h5p.field_rules import html_policy, offered_libraries
from h5p.forms import facts
from h5p.forms.facts import Field, Shelf
from h5p.forms.names import ABSENT, Maybe, _Absent
from h5p.names import LibraryName
from h5p.strict_json import Json

_MOST_LEVELS = 24
_MOST_VALUES = 2_000


@dataclass(slots=True)
class Fresh:
    """Makes beginnings. `new_id` gives ids for content within content; `common` holds texts of libraries that
    are already in the content, by library."""

    shelf: Shelf
    new_id: Callable[[], str]
    common: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    _values: int = 0

    def parameters(self, name: LibraryName, level: int = 0) -> dict[str, Json]:
        described = facts.described_fields(self.shelf.described(name).semantics)
        made = self._fields(described, level)
        return {**made, **self.common.get(str(name), {})}

    def value(self, field: Field, level: int = 0) -> Maybe:
        """Return the beginning of one field, ABSENT when it begins with nothing."""
        self._values += 1
        if level > _MOST_LEVELS or self._values > _MOST_VALUES:
            return ABSENT
        default = field.get("default")
        match facts.kind(field):
            case "text" if isinstance(default, str):
                return default if html_policy(field) else facts.stored_text(facts.shown_text(default))
            case "number" if fields.as_decimal(default) is not None:
                return fields.number(default, field)
            case "boolean":
                return fields.boolean(default) or False
            case "select" if default is not None:
                return fields.select(default, field, optional=facts.is_optional(field))
            case "group":
                return self._group(field, default, level)
            case "list":
                return self._list(field, default, level)
            case "library":
                return self._library(field, default, level)
        return ABSENT

    def library(self, name: LibraryName, level: int = 0) -> dict[str, Json]:
        """Return a beginning of content within content."""
        library = self.shelf.library(name)
        made: dict[str, Json] = {"library": str(name), "params": self.parameters(name, level + 1)}
        if library and not library.metadata_disabled:
            title = facts.stored_text(library.title)
            made["metadata"] = {"contentType": title, "license": "U", "title": title}
        return {**made, "subContentId": self.new_id()}

    def _fields(self, described: list[Field], level: int) -> dict[str, Json]:
        made: dict[str, Json] = {}
        for each in described:
            value = self.value(each, level + 1)
            if not isinstance(value, _Absent):
                made[str(each["name"])] = value
        return made

    def _group(self, field: Field, default: Json, level: int) -> Maybe:
        only = facts.only_field(field)
        if only is not None:
            return self.value({**only, "default": default} if default is not None else only, level + 1)
        made = self._fields(facts.described_fields(field.get("fields")), level)
        if isinstance(default, dict):
            made |= default
        if field.get("isSubContent") is True:
            made["subContentId"] = self.new_id()
        return made or ABSENT

    def _list(self, field: Field, default: Json, level: int) -> Maybe:
        inner = field.get("field")
        if not isinstance(inner, dict):
            return ABSENT
        if isinstance(default, list) and default:
            return default[:100]
        wanted = facts.whole(field, "defaultNum")
        if wanted is None:
            wanted = facts.whole(field, "min") or (0 if facts.is_optional(field) else 1)
        made = [self.value(inner, level + 1) for _ in range(max(0, min(wanted, 20)))]
        return [None if isinstance(each, _Absent) else each for each in made] or ABSENT

    def _library(self, field: Field, default: Json, level: int) -> Maybe:
        names = [name for each in offered_libraries(field) if (name := facts.library_name(each))]
        asked = facts.library_name(default.get("library")) if isinstance(default, dict) else None
        if asked is None and len(names) == 1 and not facts.is_optional(field):
            asked = names[0]
        if asked is None or self.shelf.library(asked) is None:
            return ABSENT
        return self.library(asked, level)
