"""H5P: a package of 70 libraries in, filtered, shown and out again, against plain unzipping and zipping.

The package is made here, as large and as mixed as a course presentation with its libraries: 3 MB packed. What is
compared is measured in turns and by CPU time, so that other work on the machine says nothing."""

from __future__ import annotations

import gc
import io
import json
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from accounts.models import User
from bench.measure import Measure, cpu_milliseconds
from bench.pages import HOST
from h5p.semantics import filter_content
from h5p_django import actions, places
from h5p_django.models import Blob, Content, Library
from h5p_django.models.blobs import blob_storage
from h5p_django.places import Place
from h5p_django.store import Store

LIBRARIES, ROUNDS = 70, 9
LANGUAGES = ("nb", "nn", "sv", "da", "de", "fr", "es", "fi")
MIB = 1024 * 1024
WORDS = "arbeid helse funksjon kommune samtale mestring lege leder plan tiltak oppfølging brukerne".split()  # noqa: SIM905


def make_package(seed: int) -> bytes:
    """Return a package whose 70 libraries are unlike those of any other seed."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [f"Bench{seed}.Part{number}" for number in range(LIBRARIES)]
        archive.writestr("h5p.json", json.dumps(_manifest(names[0])))
        archive.writestr("content/content.json", json.dumps(_parameters(names, chance)))
        for number in range(12):
            archive.writestr(f"content/images/{number}.png", b"\x89PNG\r\n\x1a\n" + chance.randbytes(60_000))
        for number, name in enumerate(names):
            for path, data in _library(name, names[number + 1 : number + 4], chance):
                archive.writestr(f"{name}-1.0/{path}", data)
    return out.getvalue()


def _manifest(main: str) -> dict[str, Any]:
    needs = [{"machineName": main, "majorVersion": 1, "minorVersion": 0}]
    known = {"title": "Bench", "language": "nb", "mainLibrary": main, "embedTypes": ["iframe"]}
    return {**known, "preloadedDependencies": needs}


def _library(name: str, needs: list[str], chance: random.Random) -> Iterator[tuple[str, bytes]]:
    described = {
        "title": name, "machineName": name, "majorVersion": 1, "minorVersion": 0, "patchVersion": 1, "runnable": 1,
        "license": "MIT", "preloadedJs": [{"path": "scripts/a.js"}], "preloadedCss": [{"path": "styles/a.css"}],
        "preloadedDependencies": [{"machineName": each, "majorVersion": 1, "minorVersion": 0} for each in needs],
    }  # fmt: skip
    semantics = [
        {"name": "title", "type": "text", "label": "Title", "maxLength": 200},
        {"name": "text", "type": "text", "widget": "html", "tags": ["p", "strong", "em", "ul", "ol"], "label": "Text"},
        {"name": "points", "type": "number", "min": 0, "max": 100, "default": 1, "label": "Points"},
        {"name": "choices", "type": "list", "label": "Choices", "entity": "choice", "field": {
            "name": "choice", "type": "group", "label": "Choice", "fields": [
                {"name": "text", "type": "text", "label": "Text", "tags": ["p", "strong"]},
                {"name": "right", "type": "boolean", "label": "Right"}]}},
        {"name": "image", "type": "image", "label": "Image", "optional": True},
        {"name": "parts", "type": "list", "label": "Parts", "optional": True, "field": {
            "name": "part", "type": "library", "label": "Part", "options": [f"{each} 1.0" for each in needs]}},
    ]  # fmt: skip
    yield "library.json", json.dumps(described).encode()
    yield "semantics.json", json.dumps(semantics, indent=2).encode()
    yield "scripts/a.js", f"// {name}\n{_prose(chance, 1_800)}".encode()
    yield "styles/a.css", f".{name.replace('.', '-')} {{ color: #123; }}\n/*{_prose(chance, 400)}*/".encode()
    yield (
        "icon.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>{name}</title></svg>'.encode(),
    )
    yield "fonts/a.woff", chance.randbytes(12_000)
    for language in LANGUAGES:
        yield (
            f"language/{language}.json",
            json.dumps({"semantics": [{"label": _prose(chance, 40)}] * 6}).encode(),
        )


def _parameters(names: list[str], chance: random.Random, at: int = 0) -> dict[str, Any]:
    choices = [{"text": f"<p>{_prose(chance, 8)}</p>", "right": number == 0} for number in range(6)]
    value = {
        "title": _prose(chance, 6),
        "text": f"<p>{_prose(chance, 120)}</p>" * 2,
        "points": 3,
        "choices": choices,
    }
    if at < 12:
        value["image"] = {"path": f"images/{at}.png", "mime": "image/png", "width": 10, "height": 10}
    if at + 1 < len(names):
        part = (
            {"library": f"{names[at + 1]} 1.0", "params": _parameters(names, chance, at + 1)}
            if at < 45
            else None
        )
        value["parts"] = [part] if part else []
    return value


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(10_000)}" for _ in range(words))


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one run, the system's work for it included."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def unzip(package: bytes, folder: Path) -> None:
    target = folder / "plain"
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(target)


def bring_in(package: bytes, by: User) -> Content:
    brought = actions.upload(file=io.BytesIO(package), file_name="bench.h5p", by=by, at=timezone.now())
    if not isinstance(brought, Content):
        raise RuntimeError("the package waits for an approver")
    return brought


def imports(folder: Path, by: User) -> tuple[float, float, Content]:
    """Return the median ratios (new libraries, present ones) to plain unzipping, and the last content."""
    new, again = [], []
    bring_in(make_package(1), by)  # warms up
    start = time.time_ns() // 1_000_000 * 100
    for seed in range(start, start + ROUNDS):
        package = make_package(seed)
        plain = []
        for _ in range(3):
            plain.append(cpu(lambda package=package: unzip(package, folder)))
            shutil.rmtree(folder / "plain")
        new.append(cpu(lambda package=package: bring_in(package, by)) / statistics.median(plain))
        again.append(cpu(lambda package=package: bring_in(package, by)) / statistics.median(plain))
    return statistics.median(new), statistics.median(again), Content.objects.order_by("pk").last()


def export_ratio(content: Content, folder: Path) -> float:
    """Return the time of an export against zipping the same files, which lie in a folder."""
    whole = folder / "whole.h5p"
    with whole.open("wb") as out:
        actions.export(revision=content.revision, out=out)
    unzip(whole.read_bytes(), folder)
    files = sorted(path for path in (folder / "plain").rglob("*") if path.is_file())

    def zip_them() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.write(path, path.relative_to(folder))

    ratios = [
        cpu(lambda: actions.export(revision=content.revision, out=io.BytesIO())) / cpu(zip_them)
        for _ in range(ROUNDS)
    ]
    return statistics.median(ratios)


def player(content: Content) -> Iterator[Measure]:
    place = Place(content=content.pk, block="bench/x", learners=("bench:1",), context="1")
    address, client = places.embed(place, title="Bench").address, Client()

    def visit() -> str:
        response = client.get(address, **HOST)
        if response.status_code != 200:
            raise RuntimeError(f"the player answered {response.status_code}")
        return response.content.decode()

    visit()
    with CaptureQueriesContext(connection) as queries:
        html = visit()
    asked = [each for each in re.findall(r'(?:src|href)="([^"]+)"', html) if "h5p-core" not in each]
    yield Measure("h5p-player-queries", len(queries), "queries", 6)
    yield Measure("h5p-player-cpu", cpu_milliseconds(visit), "ms", 10)
    yield Measure("h5p-player-requests", len(asked) + 1, "requests", 5)


def peak_mib(package: bytes) -> float:
    """Return how far importing raises the memory of a process of its own, in MiB."""
    with tempfile.NamedTemporaryFile(suffix=".h5p") as file:
        file.write(package)
        file.flush()
        work = f"import django; django.setup(); from bench import h5p; h5p.import_here({file.name!r})"
        command = [sys.executable, "-c", work]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(said.split()[-1])


def measure() -> Iterator[Measure]:
    forget()  # what a run that was stopped has left
    (settings.BASE_DIR / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.BASE_DIR / "var") as name, storage_at(Path(name) / "h5p"):
        try:
            yield from _measure(Path(name))
        finally:
            forget()


def _measure(folder: Path) -> Iterator[Measure]:
    by = User.objects.create_superuser(f"bench-{time.time_ns()}@bench.example", "a-long-password")
    new, again, content = imports(folder, by)
    yield Measure("h5p-import-new", round(new, 2), "times-unzip", 3)
    yield Measure("h5p-import-again", round(again, 2), "times-unzip", 1.2)
    store, value = Store(), content.revision.value
    yield Measure("h5p-filter", cpu_milliseconds(lambda: filter_content(value, store)), "ms", 25)
    yield from player(content)
    yield Measure("h5p-export", round(export_ratio(content, folder), 2), "times-zip", 1)
    yield Measure("h5p-import-memory", round(peak_mib(make_package(3)), 1), "MiB", 64)
    yield Measure("h5p-import-film-memory", round(peak_mib(make_large(4)), 1), "MiB", 64)


def make_large(seed: int) -> bytes:
    """Return a package with a film of 60 MiB, most of what one may bring."""
    out = io.BytesIO(make_package(seed))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive,
        archive.open("content/videos/a.mp4", "w") as film,
    ):
        film.write(b"\0\0\0\x18ftypmp42" + bytes(12))
        for _ in range(60):
            film.write(random.Random(seed).randbytes(MIB - 1))
    return out.getvalue()


def storage_at(folder: Path) -> override_settings:
    """Keep the files of H5P below `folder` for a while."""
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    return override_settings(STORAGES={**settings.STORAGES, "h5p": backend})


def forget() -> None:
    """Take away what was brought in: other measurements meet the site as it was."""
    made = Content.objects.filter(revision__machine__startswith="Bench")
    keys = list(made.values_list("pk", flat=True))
    made.update(revision=None)
    Content.objects.filter(pk__in=keys).delete()
    Library.objects.filter(machine__startswith="Bench").delete()
    stored = Blob.objects.unreferenced()
    stored.filter(pk__in=[blob.pk for blob in stored if not blob_storage().exists(blob.stored_as)]).delete()
    stored.filter(touched_at__gte=timezone.now() - timedelta(hours=1)).delete()


def import_here(path: str) -> None:
    """Import a package in this process and print how far its memory rose above that at rest, in MiB."""
    with tempfile.TemporaryDirectory() as folder, storage_at(Path(folder)), transaction.atomic():
        by = User.objects.create_superuser(f"bench-{time.time_ns()}@bench.example", "a-long-password")
        bring_in(make_package(2), by)  # what is loaded once and for all
        gc.collect()
        seen, done = [resident_mib()], threading.Event()

        def watch() -> None:
            while not done.wait(0.002):
                seen.append(resident_mib())

        watcher = threading.Thread(target=watch)
        watcher.start()
        with open(path, "rb") as file:
            actions.upload(file=file, file_name="bench.h5p", by=by, at=timezone.now())
        done.set()
        watcher.join()
        print(max(seen) - seen[0])
        transaction.set_rollback(True)


def resident_mib() -> float:
    """Return the memory of this process. (The peak the system keeps counts what was there before.)"""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MIB
