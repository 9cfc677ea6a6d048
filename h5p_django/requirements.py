"""Which libraries a revision needs, kept as rows so that a page need not filter to know (see Requirement)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from h5p.dependencies import Dependency, Libraries
from h5p.errors import Fault, InvalidLibraryName
from h5p.library import Kind
from h5p.names import LibraryName
from h5p.semantics import Filtered, filter_content
from h5p_django.models import Content, ContentRevision, Library, Requirement

_MISSING = ("missing-required-library", "missing-library-dependency")


def of(revision: ContentRevision, libraries: Libraries) -> list[Requirement]:
    """Return what a current revision needs, in load order, each with its library.

    One query when it is known; else the parameters are filtered once more to find out, and it is kept."""
    found = list(revision.requirements.in_load_order())
    if not found:
        record(revision, filter_content(revision.value, libraries))
        found = list(revision.requirements.in_load_order())
    return found


def filtered(revision: ContentRevision, libraries: Libraries) -> Filtered:
    """Return what the filter would say of a revision, without filtering: its parameters are filtered already.

    Missing libraries are its only faults. One query when its needs are known."""
    needed = of(revision, libraries)
    return Filtered(
        revision.main_library,
        revision.parameters,
        revision.metadata,
        dependencies(needed),
        tuple(
            Fault("missing-required-library", "", {"library": str(each.name)})
            for each in needed
            if each.library is None
        ),
    )


def dependencies(needed: Iterable[Requirement]) -> tuple[Dependency, ...]:
    """Return what a revision needs as the h5p package knows it; what is not installed is left out."""
    return tuple(
        Dependency(each.library.value, Kind(each.kind), each.weight) for each in needed if each.library
    )


@transaction.atomic
def record(revision: ContentRevision, filtered: Filtered) -> None:
    """Keep what the filter met. What it looked for in vain comes last, without a library."""
    ContentRevision.objects.select_for_update().get(pk=revision.pk)  # two first readers at once
    if revision.requirements.exists():
        return
    needed = [(each.library.name, each.kind.value) for each in filtered.dependencies]
    missing = [(name, Requirement.Kind.PRELOADED.value) for name in _missing(filtered)]
    machines = {name.machine for name, _ in (*needed, *missing)}
    rows = {row.name: row.pk for row in Library.objects.filter(machine__in=machines).defer("library_json")}
    Requirement.objects.bulk_create(
        Requirement(
            revision=revision,
            machine=name.machine,
            major=name.major,
            minor=name.minor,
            kind=kind,
            weight=weight,
            library_id=rows.get(name),
        )
        for weight, (name, kind) in enumerate(dict.fromkeys((*needed, *missing)))
    )


def _missing(filtered: Filtered) -> list[LibraryName]:
    names = []
    for fault in filtered.faults:
        if fault.code in _MISSING:
            try:
                names.append(LibraryName.parse(fault.values["library"]))
            except InvalidLibraryName:
                continue
    return list(dict.fromkeys(names))


def forget(names: Iterable[LibraryName]) -> None:
    """Forget what is known of revisions that need these libraries, or looked for them in vain."""
    changed = Q(pk__in=[])
    for name in names:
        changed |= Q(machine=name.machine, major=name.major, minor=name.minor)
    revisions = set(Requirement.objects.filter(changed).values_list("revision_id", flat=True))
    Requirement.objects.filter(revision_id__in=revisions).delete()


def contents_needing(library: Library) -> list[Content]:
    """Return the contents, not put away, whose current revision needs `library`, by title.

    Correct once every current revision's needs are known: see `refresh`."""
    needing = Requirement.objects.of_library(library.name).values("revision")
    return list(Content.objects.current().filter(revision__in=needing).order_by("title"))


def refresh(libraries: Libraries) -> None:
    """Work out what was forgotten, for every content that is not put away."""
    shown = Content.objects.current().values("revision")
    for revision in ContentRevision.objects.filter(pk__in=shown, requirements=None):
        record(revision, filter_content(revision.value, libraries))
