"""Names and versions of libraries (h5p-spec section 1).

A library is known by machine name, major and minor version; the patch is replaceable in place. The same
name is written in two ways: `H5P.Blanks 1.14` in parameters, `H5P.Blanks-1.14` as a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from h5p.errors import InvalidLibraryName

if TYPE_CHECKING:
    from h5p.strict_json import Json

MACHINE_NAME = re.compile(r"[\w.-]{1,255}", re.ASCII)
# All quantifiers are bounded: no backtracking trap.
_NAME = re.compile(r"(?P<machine>[\w.-]{1,255})[- ](?P<major>[0-9]{1,5})\.(?P<minor>[0-9]{1,5})", re.ASCII)


class Version(NamedTuple):
    """A full version of a library; compares as numbers do."""

    major: int
    minor: int
    patch: int = 0

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


@dataclass(frozen=True, slots=True, order=True)
class LibraryName:
    """The identity of a library: what content and other libraries ask for."""

    machine: str
    major: int
    minor: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `H5P.MultiChoice 1.16` or `H5P.MultiChoice-1.16`; it may become a path, so nothing is guessed.

        Raises InvalidLibraryName for anything else, a patch version included.
        """
        match = _NAME.fullmatch(text)  # fullmatch: `$` would let a trailing newline through
        if match is None or not is_machine_name(match["machine"]):
            raise InvalidLibraryName(f"not a library name: {text[:300]!r}")
        return cls(match["machine"], int(match["major"]), int(match["minor"]))

    @classmethod
    def from_json(cls, value: Json) -> Self | None:
        """Read a dependency (`{machineName, majorVersion, minorVersion}`); None if it is not one."""
        if not isinstance(value, dict):
            return None
        machine = value.get("machineName")
        major, minor = version_number(value.get("majorVersion")), version_number(value.get("minorVersion"))
        if not isinstance(machine, str) or not is_machine_name(machine) or major is None or minor is None:
            return None
        return cls(machine, major, minor)

    def to_json(self) -> dict[str, Json]:
        """Return the form dependencies have in h5p.json."""
        return {"machineName": self.machine, "majorVersion": self.major, "minorVersion": self.minor}

    @property
    def folder(self) -> str:
        """The folder in packages and stores: `H5P.Blanks-1.14`."""
        return f"{self.machine}-{self.major}.{self.minor}"

    def __str__(self) -> str:
        return f"{self.machine} {self.major}.{self.minor}"


def is_machine_name(text: str) -> bool:
    """Tell whether `text` may name a library. Dots alone are refused: the name becomes a folder."""
    return MACHINE_NAME.fullmatch(text) is not None and not text.startswith((".", "_")) and text != "content"


def version_number(value: Json) -> int | None:
    """Read one part of a version, 0-99999, given as a number or as digits; None for anything else.

    Real packages write both `1` and `"1"` (h5p-spec section 4).
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value <= 99999 else None
    if isinstance(value, str) and len(value) <= 5 and value.isascii() and value.isdigit():
        return int(value)
    return None
