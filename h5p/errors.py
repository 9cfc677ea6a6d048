"""What goes wrong, as values: one base error, and the fault an editor is told about.

Codes are stable: they may be stored, translated and tested against. The spec lists those shared with the PHP
reference (h5p-spec section 18, "Validator codes worth keeping"); the rest are ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class H5PError(Exception):
    """Base of all that h5p raises on purpose. `code` is stable and translatable; str() is for the log."""

    code = "h5p-error"


class InvalidLibraryName(H5PError, ValueError):
    """A text that should name a library and its version does not."""

    code = "invalid-library-name"


class InvalidJSON(H5PError, ValueError):
    """A JSON text breaks a rule of ours; `code` says which one (see `strict_json`)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class LibraryNotFound(H5PError, LookupError):
    """The store has no such library."""

    code = "missing-required-library"


class ContentNotFound(H5PError, LookupError):
    """The store has no such content."""

    code = "missing-content"


class StatementRefused(H5PError, ValueError):
    """An xAPI statement is malformed or is about something else; `code` says why (see `results`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StateRefused(H5PError, ValueError):
    """Saved state is malformed, too large or stale; `code` says why (see `state`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a package or its content, and where.

    `path` is a file in the archive (`content/images/a.png`), or a place in the parameters
    (`content/content.json#questions/3/text`), or "" for the whole. `values` fill the blanks in the text.
    """

    code: str
    path: str = ""
    values: Mapping[str, str] = field(default_factory=dict, compare=False)

    def message(self, language: str = "en") -> str:
        """Return the text an editor reads, in `nb`, `nn` or `en` (anything else reads English)."""
        from h5p.texts import fault_text  # the texts are only loaded when somebody is to read them

        return fault_text(self.code, language, self.values)


class Refused(H5PError):
    """Something was refused whole. `faults` holds every reason."""

    code = "refused"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.code} {f.path}".strip() for f in self.faults[:20]))


class PackageRefused(Refused):
    """A package was refused; faults are in the order of the archive."""

    code = "package-refused"


class ContentRefused(Refused):
    """What an editor saved was refused."""

    code = "content-refused"
