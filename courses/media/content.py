"""The recordings as they ship: `content/media.yaml` and the files it names in `content/media/`.

Captions are files of their own, since every tool for captions reads and writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.base import ContentFile

from base.content import LANGUAGES, Entry, Faults, LoadReport, bring_in, read_file, write_file
from courses.media.domain.file_kinds import HEAD_BYTES, PICTURE, TYPES, VIDEO, kind_of
from courses.media.domain.vtt import UnreadableVtt, read_vtt
from courses.media.models import FILES, Media
from courses.media.rules import lacking

FILE, FOLDER = "media.yaml", "media"
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MediaContent:
    """The recordings of a content folder, checked. Each is as the file has it, with the digests of its files."""

    folder: Path
    recordings: Sequence[Plain]

    @property
    def keys(self) -> list[str]:
        return [recording["key"] for recording in self.recordings]

    def load(self, report: LoadReport) -> None:
        """Bring them in; what an editor has changed, published or not, stays."""
        for recording in self.recordings:
            self._load(recording, report)

    def _load(self, shipped: Plain, report: LoadReport) -> None:
        existing = Media.objects.filter(key=shipped["key"]).first()
        key = f"recording:{shipped['key']}"
        if existing is not None and existing.has_unpublished_changes:
            report.kept.append(key)
            return

        def save() -> Media:
            media = existing or Media(key=shipped["key"])
            _fill(media, shipped, self.folder)
            media.save()
            media.save_revision(clean=False).publish()
            media.refresh_from_db()
            return media

        bring_in(key, shipped, existing=existing, save=save, export=_export, report=report)


# --- reading ----------------------------------------------------------------------------------------


def read_content(folder: Path, faults: Faults) -> MediaContent:
    """Read and check the recordings, their files too. Writes nothing. A folder without the file has none."""
    if not (folder / FILE).exists():
        return MediaContent(folder / FOLDER, [])
    top = read_file(folder / FILE, folder, faults)
    found = [_read(entry, folder / FOLDER) for entry in top.entries("recordings")]
    keys = [recording["key"] for recording in found]
    for key in {key for key in keys if keys.count(key) > 1}:
        top.fault("recordings", f"{key!r} stands twice")
    top.close()
    return MediaContent(folder / FOLDER, found)


def _read(entry: Entry, folder: Path) -> Plain:
    title = entry.texts("title")
    shape: Plain = {
        "key": entry.text("key"),
        "kind": entry.choice("kind", Media.Kind.values),
        "title": {code: text for code, text in title.items() if text},
        "spoken": entry.choice("spoken", Media.Language.values),
        "rights_holder": entry.text("rights_holder"),
        "licence": entry.text("licence"),
        "all_is_said": entry.boolean("all_is_said"),
    }
    until = entry.raw("licence_until", date, required=False)
    if until:
        shape["licence_until"] = until.isoformat()
    shape["files"] = _read_files(entry, folder, shape["kind"])
    shape["captions"] = _read_captions(entry, folder)
    written = entry.texts("transcript", required="transcript" in entry.values)
    shape["transcript"] = {code: text for code, text in written.items() if text}
    texts = {
        f"{name}_{code}": shape[name].get(code) for name in ("captions", "transcript") for code in LANGUAGES
    }
    for field, message in lacking({**shape, **texts}):
        entry.fault(field.rpartition("_")[0], str(message))
    entry.close()
    return shape


def _read_files(entry: Entry, folder: Path, kind: str) -> Plain:
    """Return {field: {name, digest}} of the files that are there and are what they should be."""
    wanted = {"file": kind, "described_file": kind, "sign_file": VIDEO, "poster": PICTURE}
    found = {}
    for field in FILES:
        name = entry.text(field, required=field == "file")
        data = _file(entry, field, name, folder) if name else None
        if data is None:
            continue
        sent_as = kind_of(data[:HEAD_BYTES], wanted[field])
        if sent_as is None or TYPES.get(PurePosixPath(name).suffix.lstrip(".")) != sent_as:
            entry.fault(field, f"{name!r} is not {wanted[field]}, or its ending says something else")
        found[field] = {"name": name, "digest": hashlib.sha256(data).hexdigest()}
    return found


def _read_captions(entry: Entry, folder: Path) -> dict[str, str]:
    names = entry.entry("captions", required=False)
    found: dict[str, str] = {}
    if names is None:
        return found
    for code in LANGUAGES:
        name = names.text(code, required=False)
        data = _file(names, code, name, folder) if name else None
        if data is None:
            continue
        text = data.decode("utf-8", errors="replace")
        try:
            read_vtt(text)
        except UnreadableVtt as error:
            for fault in error.faults:
                names.fault(code, f"{name}, line {fault.line}: {fault.code} {fault.about}".rstrip())
        found[code] = text
    names.close()
    return found


def _file(entry: Entry, field: str, name: str, folder: Path) -> bytes | None:
    if PurePosixPath(name).name != name:
        entry.fault(field, "should be the name of a file, without a folder")
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:
        entry.fault(field, f"there is no file {FOLDER}/{name}")
        return None


# --- loading ----------------------------------------------------------------------------------------


def _fill(media: Media, shipped: Plain, folder: Path) -> None:
    for code in LANGUAGES:
        setattr(media, f"title_{code}", shipped["title"].get(code, ""))
        setattr(media, f"captions_{code}", shipped["captions"].get(code, ""))
        setattr(media, f"transcript_{code}", shipped["transcript"].get(code, ""))
    for name in ("kind", "spoken", "rights_holder", "licence", "all_is_said"):
        setattr(media, name, shipped[name])
    until = shipped.get("licence_until")
    media.licence_until = date.fromisoformat(until) if until else None
    for field in FILES:
        file = shipped["files"].get(field)
        stored = getattr(media, field)
        if file is None:
            setattr(media, field, "")
        elif not stored or _digest(stored) != file["digest"]:
            data = (folder / file["name"]).read_bytes()
            stored.save(file["name"], ContentFile(data), save=False)


# --- writing out ------------------------------------------------------------------------------------


def _export(media: Media) -> Plain:
    """Return the recording as a file tells it. Files are called after the recording, whatever they were."""
    shape: Plain = {
        "key": media.key,
        "kind": media.kind,
        "title": _texts(media, "title"),
        "spoken": media.spoken,
        "rights_holder": media.rights_holder,
        "licence": media.licence,
        "all_is_said": media.all_is_said,
    }
    if media.licence_until:
        shape["licence_until"] = media.licence_until.isoformat()
    stored = {field: getattr(media, field) for field in FILES if getattr(media, field)}
    shape["files"] = {
        field: {"name": _shipped_name(media, field), "digest": _digest(file)}
        for field, file in stored.items()
    }
    return {**shape, "captions": _texts(media, "captions"), "transcript": _texts(media, "transcript")}


def export_content(folder: Path, *, only: Collection[str] | None = None) -> None:
    """Write the published recordings and their files to `folder`; only those with these keys, if any are given."""
    recordings = [media for media in Media.objects.live() if only is None or media.key in only]
    for media in recordings:
        _write_files(media, folder / FOLDER)
    write_file(folder / FILE, {"recordings": [_as_written(_export(media)) for media in recordings]})


def _as_written(shape: Mapping[str, Any]) -> Plain:
    """Return a recording as its file has it: captions and files by name."""
    names = {field: file["name"] for field, file in shape["files"].items()}
    captions = {code: f"{shape['key']}.{code}.vtt" for code in shape["captions"]}
    plain = {key: value for key, value in shape.items() if key not in ("files", "captions", "transcript")}
    if "licence_until" in plain:
        plain["licence_until"] = date.fromisoformat(plain["licence_until"])
    plain |= names
    if captions:
        plain["captions"] = captions
    return {**plain, "transcript": shape["transcript"]} if shape["transcript"] else plain


def _write_files(media: Media, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for field in FILES:
        stored = getattr(media, field)
        if stored:
            (folder / _shipped_name(media, field)).write_bytes(_bytes(stored))
    for code, text in _texts(media, "captions").items():
        (folder / f"{media.key}.{code}.vtt").write_bytes(text.encode())


def _shipped_name(media: Media, field: str) -> str:
    part = {"file": "", "described_file": ".synstolka", "sign_file": ".teiknspraak", "poster": ""}[field]
    return f"{media.key}{part}{PurePosixPath(getattr(media, field).name).suffix}"


def _texts(media: Media, name: str) -> dict[str, str]:
    texts = {code: getattr(media, f"{name}_{code}") for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _digest(stored: Any) -> str:
    """Return what a stored file is told from others by; empty when it is gone, so that it is brought in again."""
    try:
        return hashlib.sha256(_bytes(stored)).hexdigest()
    except FileNotFoundError:
        return ""


def _bytes(stored: Any) -> bytes:
    with stored.storage.open(stored.name) as file:
        data: bytes = file.read()
    return data
