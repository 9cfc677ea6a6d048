"""Libraries that add themselves to content whose text asks for them (h5p-spec section 9).

Display of mathematics is the known one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from h5p.library import Library
from h5p.regex import Pattern, compile_pattern
from h5p.strict_json import Json

# Editors of these types show their texts rendered, so they load the add-on too.
_EDITORS_WITH_ADDONS = ("H5P.CoursePresentation", "H5P.InteractiveVideo", "H5P.DragQuestion")


def wanted(addons: Iterable[Library], parameters: Json) -> list[Library]:
    """Return the add-ons that some string in the filtered parameters asks for, in the order given."""
    patterns = [(addon, list(_patterns(addon))) for addon in addons]
    if not any(found for _, found in patterns):
        return []
    texts = list(strings(parameters))
    return [addon for addon, found in patterns if any(p.search(text) for p in found for text in texts)]


def newest(libraries: Iterable[Library]) -> list[Library]:
    """Return the newest version of each add-on among `libraries`, by machine name."""
    by_name: dict[str, Library] = {}
    for library in libraries:
        if library.add_to:
            known = by_name.setdefault(library.name.machine, library)
            if library.version > known.version:
                by_name[library.name.machine] = library
    return [by_name[name] for name in sorted(by_name)]


def shown_in_editor(machine_name: str) -> bool:
    """Tell whether the editor of this content type loads its add-ons."""
    return machine_name in _EDITORS_WITH_ADDONS


def strings(value: Json) -> Iterator[str]:
    """Yield every string value in `value`, keys excluded."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _patterns(addon: Library) -> Iterator[Pattern]:
    """Yield the patterns of `addTo.content.types[].text.regex`; those that cannot be read match nothing."""
    content = (addon.add_to or {}).get("content")
    types = content.get("types") if isinstance(content, dict) else None
    for each in types if isinstance(types, list) else []:
        text = each.get("text") if isinstance(each, dict) else None
        regex = text.get("regex") if isinstance(text, dict) else None
        compiled = _delimited(regex) if isinstance(regex, str) else None
        if compiled:
            yield compiled


def _delimited(regex: str) -> Pattern | None:
    """Read `/pattern/modifiers`, with any delimiter of PCRE that opens and closes alike."""
    delimiter = regex[:1]
    end = regex.rfind(delimiter) if delimiter else 0
    if end <= 0 or delimiter.isalnum() or delimiter in "\\ ":
        return None
    return compile_pattern(regex[1:end].replace("\\" + delimiter, delimiter), regex[end + 1 :])
