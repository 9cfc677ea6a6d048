"""Which names in an archive may become files, and which meet each other (h5p-spec section 2, hardening)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from h5p.errors import Fault
from h5p.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def path_fault(path: str, limits: Limits = DEFAULT_LIMITS) -> str | None:
    """Return the code of what makes `path` unsafe to write anywhere, or None.

    Safe is: relative, `/` between non-empty components, none of them `.` or `..`, nothing that Windows, macOS
    or a shell reads as something else.
    """
    if not path:
        return "invalid-file-name"
    if path.startswith(("/", "\\")):
        return "absolute-path"
    if "\\" in path:
        return "backslash-in-path"
    if len(path) > limits.path_chars:
        return "path-too-long"
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in path):
        return "control-character-in-path"
    if ":" in path:
        return "colon-in-path"
    for component in path.split("/"):
        if component in (".", ".."):
            return "path-traversal"
        if not component:
            return "invalid-file-name"
        if component[-1] in ". ":
            return "trailing-dot-or-space"
        if len(component.encode("utf-8", "replace")) > limits.component_bytes:
            return "path-too-long"
    return None


def is_hidden(path: str) -> bool:
    """Tell whether the reference would skip this entry: a component begins with `.` or `_`."""
    return path.startswith((".", "_")) or "/." in path or "/_" in path


def is_flash_of_a_library(path: str) -> bool:
    """Tell whether this is a Flash film beside the scripts of a library, as old ones have.

    No browser runs one, so the library does as well without; nothing of it is read or kept.
    """
    return extension(path) == "swf" and "/" in path and not path.startswith("content/")


def extension(path: str) -> str:
    """Return the lower case extension without its dot; "" when there is none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def collisions(paths: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each path that another one already takes, on any file system.

    Exact doubles, names that differ only in case or in how an accent is composed, a file that is also used as
    a folder, and folders with two spellings.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        key = folded(path)
        if path == files.get(key):
            yield Fault("duplicate-entry", path)
        elif key in files:
            yield Fault("name-collision", path, {"other": files[key]})
        files.setdefault(key, path)
        yield from _folder_collisions(path, key, folders)
    for key in files.keys() & folders.keys():
        yield Fault("file-used-as-folder", files[key])


def folded(path: str) -> str:
    """Return what a file system that ignores case and composition compares by."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _folder_collisions(path: str, key: str, folders: dict[str, str]) -> Iterator[Fault]:
    """Note the folders above `path`; a folder known under this key is only looked at once."""
    end, key_end = path.rfind("/"), key.rfind("/")
    while end > 0:
        folder, folder_key = path[:end], key[:key_end]
        known = folders.setdefault(folder_key, folder)
        if known != folder:
            yield Fault("name-collision", path, {"other": known + "/"})
            return
        end, key_end = path.rfind("/", 0, end), key.rfind("/", 0, key_end)
