"""Reading a .h5p file: everything is checked before anything is stored (h5p-spec sections 2 to 5).

`inspect` finds all faults and never raises on any bytes; `read` gives a Package or raises PackageRefused.
A Package exists only when it is valid. It keeps the archive's directory, h5p.json and what library.json says;
parameters, semantics and translations are read again when asked for: memory does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from h5p import strict_json
from h5p.archive import Archive, DamagedEntry, Entry, NotAnArchive
from h5p.content import Manifest, main_library, manifest_faults
from h5p.errors import Fault, InvalidJSON, PackageRefused
from h5p.library import Kind, Library, folder_fault, is_language_file, library_faults, may_repeat_keys
from h5p.limits import DEFAULT_LIMITS, MIB, Limits
from h5p.media import HEAD_BYTES, looks_wrong
from h5p.names import LibraryName, is_machine_name
from h5p.opened import MANIFEST, PARAMETERS, Package
from h5p.paths import collisions, extension, is_flash_of_a_library, is_hidden, path_fault
from h5p.strict_json import Json


class Installed(Protocol):
    """What the reader asks of the libraries that are there already."""

    def library(self, name: LibraryName) -> Library | None: ...


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of looking at a file. `package` is there exactly when there are no faults."""

    main_library: LibraryName | None
    faults: tuple[Fault, ...]
    package: Package | None

    @property
    def valid(self) -> bool:
        return self.package is not None


def read(file: BinaryIO, *, limits: Limits = DEFAULT_LIMITS, installed: Installed | None = None) -> Package:
    """Return the package in `file` (open for reading, seekable). Raises PackageRefused with every fault."""
    found = inspect(file, limits=limits, installed=installed)
    if found.package is None:
        raise PackageRefused(found.faults)
    return found.package


def inspect(
    file: BinaryIO, *, limits: Limits = DEFAULT_LIMITS, installed: Installed | None = None
) -> Inspection:
    """Check the whole file and report every fault in it; never raises on any bytes.

    Dependencies may be met by `installed` instead of the package. A library that is installed already, at the
    same or a higher patch, will not be taken from the package: of its files only library.json is looked at.
    """
    try:
        archive = Archive(file, limits)
    except NotAnArchive as error:
        return Inspection(None, (error.fault,), None)
    return _Reader(archive, limits, installed).inspect()


def file_name_fault(name: str) -> Fault | None:
    """Return a fault unless a file is called .h5p, in any case (section 2)."""
    return None if name.lower().endswith("h5p") else Fault("missing-h5p-extension")


class _Reader:
    """One look through one archive; collects the faults."""

    def __init__(self, archive: Archive, limits: Limits, installed: Installed | None) -> None:
        self._archive = archive
        self._limits = limits
        self._installed = installed
        self._faults: list[Fault] = []
        self._files: dict[str, Entry] = {}  # entries fit to be read, by path
        self._checked: dict[LibraryName, str] = {}  # folders whose every file is looked at
        self._bytes_left = limits.total_bytes

    def inspect(self) -> Inspection:
        self._check_directory()
        if self._bytes_left < 0:
            self._faults.append(
                Fault("total-size-too-large", "", {"limit": str(self._limits.total_bytes // MIB)})
            )
            return Inspection(None, tuple(self._faults), None)
        value = self._checked_json(MANIFEST, "invalid-h5p-json-file", "unable-to-parse-package")
        main = main_library(value)
        manifest = None
        if value is not None:
            found = list(manifest_faults(value))
            self._faults += found
            manifest = Manifest.from_json(value) if isinstance(value, dict) and not found else None
        parameters = self._checked_json(PARAMETERS, "invalid-content-folder", "unable-to-parse-package")
        if parameters is not None and not isinstance(parameters, dict):
            self._faults.append(Fault("invalid-content-folder", PARAMETERS, {"reason": "json-not-an-object"}))
        del parameters  # may be large; read again when asked for
        libraries = self._read_libraries()
        if manifest:
            self._check_dependencies(manifest, libraries)
        if self._faults or manifest is None:
            return Inspection(main, tuple(self._faults), None)
        known = {name: library for name, (_, library) in libraries.items()}
        package = Package(self._archive, self._limits, self._files, manifest, known, self._checked)
        return Inspection(main, (), package)

    def _check_directory(self) -> None:
        """Look at every entry's claims; keep in `_files` those that may be read."""
        misplaced: dict[int, list[str]] = {}
        for entry, code in self._archive.layout_faults():
            misplaced.setdefault(id(entry), []).append(code)
        seen: list[str] = []
        for entry in self._archive.entries:
            name = entry.name()
            if name is None:
                self._faults.append(Fault("invalid-file-name", ascii(entry.raw_name)[2:-1]))
                continue
            unsafe = path_fault(name.removesuffix("/"), self._limits)
            if unsafe:
                self._faults.append(Fault(unsafe, name))
                continue
            unreadable = [*misplaced.get(id(entry), ()), *filter(None, [entry.fault_code()])]
            self._faults += [Fault(code, name) for code in unreadable]
            if not (entry.is_folder or is_hidden(name) or is_flash_of_a_library(name)):
                seen.append(name)
                self._check_file(name, entry, readable=not unreadable)
        self._faults += collisions(seen)

    def _check_file(self, name: str, entry: Entry, *, readable: bool) -> None:
        if "/" not in name and name != MANIFEST:
            return  # other files in the root are ignored
        self._bytes_left -= entry.unpacked
        limits, kind = self._limits, extension(name)
        allowed = limits.content_extensions if name.startswith("content/") else limits.library_extensions
        if kind not in allowed:
            self._faults.append(Fault("not-in-whitelist", name, {"extension": kind}))
        elif entry.unpacked > limits.file_limit(kind):
            limit = str(limits.file_limit(kind) // MIB)
            self._faults.append(Fault("file-size-too-large", name, {"limit": limit}))
        elif entry.unpacked > limits.ratio_from and entry.unpacked > entry.packed * limits.ratio:
            self._faults.append(Fault("suspicious-compression", name))
        elif readable:
            self._files.setdefault(name, entry)

    def _read_libraries(self) -> dict[LibraryName, tuple[str, Library]]:
        """Check every library folder and the bytes of everything that would be stored."""
        folders: dict[str, list[str]] = {}
        for path in self._files:
            folder, slash, rest = path.partition("/")
            if slash:
                folders.setdefault(folder, []).append(rest)
        self._check_bytes("content", folders.pop("content", []))
        libraries: dict[LibraryName, tuple[str, Library]] = {}
        for folder, files in folders.items():
            library = self._read_library(folder, files)
            if library is None:
                continue
            if library.name in libraries:
                self._faults.append(Fault("duplicate-library", folder, {"library": str(library.name)}))
                continue
            libraries[library.name] = folder, library
            present = self._installed.library(library.name) if self._installed else None
            if present is None or library.replaces(present):
                self._checked[library.name] = folder
                self._check_library_files(folder, library, set(files))
                self._check_bytes(folder, [name for name in files if not _is_library_json(name)])
        return libraries

    def _read_library(self, folder: str, files: list[str]) -> Library | None:
        if not is_machine_name(folder):
            self._faults.append(Fault("invalid-library-name", folder))
            return None
        path = f"{folder}/library.json"
        value = self._checked_json(path, "invalid-library-json-file")
        if value is None:
            return None
        found = list(library_faults(value, path))
        self._faults += found
        if found or not isinstance(value, dict):
            return None
        library = Library.from_json(value)
        mismatch = folder_fault(folder, library.name)
        if mismatch:
            self._faults.append(mismatch)
        return library

    def _check_library_files(self, folder: str, library: Library, files: set[str]) -> None:
        for asset in (*library.js, *library.css):
            if asset not in files:
                self._faults.append(
                    Fault("library-missing-file", f"{folder}/{asset}", {"library": str(library.name)})
                )
        if "semantics.json" in files:
            semantics = self._checked_json(f"{folder}/semantics.json", "invalid-semantics-json-file")
            if semantics is not None and not isinstance(semantics, list):
                path, values = f"{folder}/semantics.json", {"reason": "json-not-a-list"}
                self._faults.append(Fault("invalid-semantics-json-file", path, values))
        for name in files:
            if name.startswith("language/"):
                path = f"{folder}/{name}"
                if not is_language_file(name.removeprefix("language/")):
                    self._faults.append(Fault("invalid-language-file", path))
                else:
                    self._checked_json(path, "invalid-language-file")

    def _checked_json(self, path: str, missing: str, unparsable: str | None = None) -> Json:
        """Parse a file; note a fault and return None when it is not there or not fit to be read.

        `missing` is the code when the file is absent, `unparsable` (else the same) when it is no strict JSON.
        """
        entry = self._files.get(path)
        if entry is None:
            if not any(fault.path == path for fault in self._faults):
                self._faults.append(Fault(missing, path, {"reason": "json-missing"}))
            return None
        reason = "json-null"
        try:
            data = self._archive.read(entry, path, self._limits.json_bytes)
            value = strict_json.parse(data, self._limits, same_key=may_repeat_keys(path.partition("/")[2]))
            if value is not None:
                return value
        except DamagedEntry as error:
            self._faults.append(error.fault)
            return None
        except InvalidJSON as error:
            reason = error.code
        self._faults.append(Fault(unparsable or missing, path, {"reason": reason}))
        return None

    def _check_bytes(self, folder: str, files: list[str]) -> None:
        """Unpack each file once without keeping it: sizes, check sums, and media that are what they say."""
        for name in files:
            path = f"{folder}/{name}" if folder else name
            if path == PARAMETERS:
                continue
            kind = extension(path)
            try:
                head = self._head(path, self._limits.file_limit(kind))
            except DamagedEntry as error:
                self._faults.append(error.fault)
                continue
            if folder == "content" and looks_wrong(kind, head):
                self._faults.append(Fault("content-mismatch", path, {"extension": kind}))

    def _head(self, path: str, limit: int) -> bytes:
        """Return a file's first bytes, having counted all of them."""
        head = b""
        for chunk in self._archive.chunks(self._files[path], path, limit):
            if len(head) < HEAD_BYTES:
                head += chunk[:HEAD_BYTES]
        return head

    def _check_dependencies(
        self, manifest: Manifest, libraries: Mapping[LibraryName, tuple[str, Library]]
    ) -> None:
        """Everything named must be in the package or installed; every missing name is told once."""
        holders: list[tuple[str, Manifest | Library]] = [(MANIFEST, manifest)]
        holders += [(f"{folder}/library.json", library) for folder, library in libraries.values()]
        # A folder with faults of its own has been told about already.
        brought = {path.partition("/")[0] for path in self._files}
        told: set[LibraryName] = set()
        for path, holder in holders:
            for kind in Kind:
                for name in holder.dependencies(kind):
                    known = name in libraries or (self._installed and self._installed.library(name))
                    if not (known or name in told or brought & {name.folder, name.machine}):
                        told.add(name)
                        self._faults.append(Fault("missing-required-library", path, {"library": str(name)}))


def _is_library_json(name: str) -> bool:
    """These were unpacked whole when they were parsed."""
    return name in ("library.json", "semantics.json") or (
        name.startswith("language/") and name.endswith(".json")
    )
