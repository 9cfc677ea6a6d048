"""The one door into H5P: all that other rooms may import from here. Plain values, and the block of lessons."""

from __future__ import annotations

from h5p_django.actions import forget_learner
from h5p_django.blocks import H5PBlock
from h5p_django.places import Embed, Place, embed, saving
from h5p_django.queries import saved_for, shipped_contents
from h5p_django.results import Result, on_result

__all__ = [
    "Embed",
    "H5PBlock",
    "Place",
    "Result",
    "embed",
    "forget_learner",
    "on_result",
    "saved_for",
    "saving",
    "shipped_contents",
]
