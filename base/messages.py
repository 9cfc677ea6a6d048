"""The interface texts: found in code and templates, kept in one catalogue per room, compiled without tools.

Each room keeps `<room>/locale/{nb,nn}/LC_MESSAGES/django.po`; a template belongs to the room its folder
names. English is the msgid itself. Finding texts needs GNU gettext's `xgettext`; compiling does not."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOMS = ("home", "self_assessment", "courses", "h5p_django", "base", "accounts")
LANGUAGES = ("nb", "nn")
TEMPLATE_ROOMS = {
    "home": "home",
    "knowledge": "base",
    "courses": "courses",
    "prompts": "courses",
    "blocks": "courses",
    "figures": "courses",
    "media": "courses",
    "certificates": "courses",
    "self_assessment": "self_assessment",
    "h5p": "h5p_django",
    "h5p_django": "h5p_django",
    "account": "accounts",
    "accounts": "accounts",
    "allauth": "accounts",
    "mfa": "accounts",
    "usersessions": "accounts",
    "socialaccount": "accounts",
}
"""First folder under templates/ -> the room that owns its texts. All others are base's."""


def catalogue_path(root: Path, room: str, language: str) -> Path:
    return root / room / "locale" / language / "LC_MESSAGES" / "django.po"


def compile_catalogues(root: Path) -> list[Path]:
    """Write the .mo file beside every .po file that is newer; return those written."""
    written = []
    for room in ROOMS:
        for source in sorted((root / room / "locale").rglob("*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                written.append(target)
    return written


def find_texts(root: Path) -> dict[str, polib.POFile]:
    """Return {room: texts to translate} of everything in code and templates.

    Raises FileNotFoundError when xgettext is not installed."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for room in ROOMS:
            files = list(_copy_sources(root, room, Path(folder) / room))
            found[room] = _extract(Path(folder) / room, files)
    return found


def missing_texts(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (room, language, msgid) for every text without a finished translation in any catalogue."""
    found = find_texts(root)
    for language in LANGUAGES:
        translated = _translated(root, language)
        for room, texts in found.items():
            for entry in texts:
                if (entry.msgctxt, entry.msgid) not in translated:
                    yield room, language, entry.msgid


def update_catalogues(root: Path) -> None:
    """Add new texts, empty, to the catalogue of their room, and take out those nothing uses.

    A text that another room has translated is not added again, nor taken from it while any room uses it.
    A text that no source holds stays when its comment says `keep` (texts of libraries that lack nynorsk)."""
    found = find_texts(root)
    used = {(entry.msgctxt, entry.msgid) for texts in found.values() for entry in texts}
    for language in LANGUAGES:
        translated = _translated(root, language)
        for room, texts in found.items():
            wanted = {(entry.msgctxt, entry.msgid): entry for entry in texts}
            catalogue = _catalogue(root, room, language)
            known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
            for key, entry in known.items():
                if key not in used and "keep" not in entry.comment + entry.tcomment:
                    catalogue.remove(entry)
            for key, entry in wanted.items():
                if key not in known and key not in translated:
                    catalogue.append(_empty_copy(entry))
            catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
            path = catalogue_path(root, room, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))


def _translated(root: Path, language: str) -> set[tuple[str | None, str]]:
    """Return (context, text) of what any room's catalogue has translated."""
    return {
        (entry.msgctxt, entry.msgid)
        for room in ROOMS
        for entry in _catalogue(root, room, language)
        if entry.translated() and not entry.obsolete
    }


def _catalogue(root: Path, room: str, language: str) -> polib.POFile:
    path = catalogue_path(root, room, language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def _empty_copy(entry: polib.POEntry) -> polib.POEntry:
    plural = {0: "", 1: ""} if entry.msgid_plural else {}
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr_plural=plural,
        flags=[flag for flag in entry.flags if flag != "fuzzy"],
    )


def _copy_sources(root: Path, room: str, target: Path) -> Iterator[Path]:
    """Copy what holds texts of `room` into `target`, templates turned into what xgettext reads."""
    for source in sorted((root / room).rglob("*.py")):
        if "migrations" not in source.parts:
            yield _write(target, source.relative_to(root), source.read_text(encoding="utf-8"))
    for source in sorted((root / "templates").rglob("*.html")) + sorted((root / "templates").rglob("*.txt")):
        relative = source.relative_to(root / "templates")
        first = relative.parts[0] if len(relative.parts) > 1 else ""
        if TEMPLATE_ROOMS.get(first, "base") == room:
            text = templatize(source.read_text(encoding="utf-8"), origin=str(relative))
            yield _write(target, Path("templates") / relative.with_name(relative.name + ".py"), text)


def _write(target: Path, relative: Path, text: str) -> Path:
    path = target / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return relative


def _extract(folder: Path, files: Iterable[Path]) -> polib.POFile:
    names = "\n".join(str(file) for file in files)
    if not names:
        return polib.POFile()
    keywords = [
        "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3",
        "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3",
    ]  # fmt: skip
    command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--no-location"]
    command += ["--output=-", "--files-from=-", *(f"--keyword={word}" for word in keywords)]
    done = subprocess.run(command, input=names, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return polib.pofile(done.stdout) if done.stdout else polib.POFile()
