"""The one door into H5P: all that other rooms may import from here. Plain values, and the block of lessons."""

from __future__ import annotations

from h5p.errors import LibraryNotFound, PackageRefused
from h5p_django.actions import forget_learner
from h5p_django.blocks import ContentChooserBlock, H5PBlock, Words
from h5p_django.content import H5PContents, export_content, read_content
from h5p_django.packaging import bring_packages, export_named, may_bring_code, name_contents, packages_in
from h5p_django.places import Embed, Place, embed, saving
from h5p_django.queries import saved_for, shipped_contents
from h5p_django.results import Result, on_result
from h5p_django.twins import ContentTwin, counts_as_done, is_playable, text_of, twin_of

__all__ = [
    "ContentChooserBlock",
    "ContentTwin",
    "Embed",
    "H5PBlock",
    "H5PContents",
    "LibraryNotFound",
    "PackageRefused",
    "Place",
    "Result",
    "Words",
    "bring_packages",
    "counts_as_done",
    "embed",
    "export_content",
    "export_named",
    "forget_learner",
    "is_playable",
    "may_bring_code",
    "name_contents",
    "on_result",
    "packages_in",
    "read_content",
    "saved_for",
    "saving",
    "shipped_contents",
    "text_of",
    "twin_of",
]
