"""Content as an editor saves it: checked before it becomes a revision (h5p-spec section 12)."""

from __future__ import annotations

from collections.abc import Callable

from h5p import strict_json
from h5p.content import Content
from h5p.dependencies import Libraries
from h5p.errors import ContentRefused, Fault, InvalidJSON, InvalidLibraryName
from h5p.library import Library
from h5p.names import LibraryName

# Their answers go to a record store that a host may not have (section 6).
NEEDS_RECORD_STORE = frozenset({"H5P.Questionnaire", "H5P.FreeTextQuestion"})


def draft(
    library: str,
    parameters: str,
    libraries: Libraries,
    *,
    may_use: Callable[[Library], bool] = lambda _: True,
) -> Content:
    """Read the two form fields of a save: `H5P.X 1.2`, and JSON {params, metadata}.

    `may_use` tells whether this author may make content with a restricted library. Raises ContentRefused
    with all faults. The parameters are not filtered yet.
    """
    faults: list[Fault] = []
    name = _usable(library, libraries, may_use, faults)
    value = None
    try:
        value = strict_json.parse(parameters.encode("utf-8", "surrogatepass"))
    except InvalidJSON as error:
        faults.append(Fault("unable-to-parse-package", "", {"reason": error.code}))
    fields = value if isinstance(value, dict) else {}
    params, metadata = fields.get("params"), fields.get("metadata")
    if value is not None and not isinstance(params, dict):
        faults.append(Fault("unable-to-parse-package", "params", {"reason": "json-not-an-object"}))
    title = metadata.get("title") if isinstance(metadata, dict) else None
    if value is not None and not (isinstance(title, str) and 1 <= len(title.strip()) <= 255):
        faults.append(Fault("missing-required-property", "metadata", {"property": "title"}))
    if faults or name is None or not isinstance(params, dict) or not isinstance(metadata, dict):
        raise ContentRefused(faults)
    return Content(name, params, {**metadata, "title": str(title).strip()})


def _usable(
    library: str, libraries: Libraries, may_use: Callable[[Library], bool], faults: list[Fault]
) -> LibraryName | None:
    try:
        name = LibraryName.parse(library)
    except InvalidLibraryName:
        faults.append(Fault("library-not-allowed", "", {"library": library[:255]}))
        return None
    found = libraries.library(name)
    if found is None:
        faults.append(Fault("missing-required-library", "", {"library": str(name)}))
    elif not found.runnable or not may_use(found):
        faults.append(Fault("library-not-allowed", "", {"library": str(name)}))
    return name
