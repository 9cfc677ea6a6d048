"""Contents as files in a course package: those of our own types as text, all others as .h5p."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from h5p_django import actions, content, own_types, revising
from h5p_django.models import Content


@transaction.atomic
def name_contents(contents: Iterable[int]) -> None:
    """Give each content without a name one of its own, so that a lesson in a file can point at it."""
    for each in Content.objects.filter(pk__in=list(contents), key="").select_for_update():
        each.key = f"h5p-{uuid4().hex[:12]}"
        each.save(update_fields=["key"])


def export_named(folder: Path, keys: Iterable[str]) -> None:
    """Write the contents with these keys below `folder`, in the form that brings them in again the same."""
    wanted = set(keys)
    content.export_content(folder)
    stems = {key.rpartition(".")[0] for key in wanted}
    kept = {path.stem for path in (folder / content.FOLDER).glob("*.yaml") if path.stem in stems}
    for path in (folder / content.FOLDER).glob("*.yaml"):
        if path.stem not in kept:
            path.unlink()
    own = {name.machine for name in own_types.types()}
    for each in Content.objects.filter(key__in=wanted).select_related("revision"):
        revision = revising.current(each)
        if revision.machine in own and each.key.rpartition(".")[0] in kept:
            continue
        (folder / content.FOLDER).mkdir(exist_ok=True)
        with (folder / content.FOLDER / f"{each.key}.h5p").open("wb") as out:
            actions.export(revision=revision, out=out)


def packages_in(folder: Path) -> dict[str, Path]:
    """Return {key: file} of the packages in a folder."""
    return {path.stem: path for path in sorted((folder / content.FOLDER).glob("*.h5p"))}


@transaction.atomic
def bring_packages(packages: Mapping[str, Path]) -> None:
    """Bring in the contents that are missing, with their libraries. Raises PackageRefused."""
    there = set(Content.objects.filter(key__in=packages).values_list("key", flat=True))
    for key, path in packages.items():
        if key not in there:
            with path.open("rb") as file:
                actions.ship(file=file, key=key, at=timezone.now())


def may_bring_code(person: Any) -> bool:
    """Say whether a person may let H5P code in, which runs in every learner's browser."""
    return bool(person.has_perm(actions.INSTALL))
