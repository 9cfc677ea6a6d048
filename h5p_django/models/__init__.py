"""The tables of H5P: file blobs, libraries, contents with their revisions, waiting packages, saved state,
and what is being written."""

from h5p_django.models.blobs import Blob
from h5p_django.models.contents import Content, ContentFile, ContentRevision, Requirement
from h5p_django.models.drafts import Draft
from h5p_django.models.fixed import NeverChanged
from h5p_django.models.libraries import Library, LibraryFile
from h5p_django.models.packages import PendingPackage
from h5p_django.models.states import PlayerState

__all__ = [
    "Blob",
    "Content",
    "ContentFile",
    "ContentRevision",
    "Draft",
    "Library",
    "LibraryFile",
    "NeverChanged",
    "PendingPackage",
    "PlayerState",
    "Requirement",
]
