"""The one door into H5P: all that other rooms may import from here. Plain values, and the block of lessons."""

from __future__ import annotations

from h5p_django.actions import forget_learner
from h5p_django.queries import saved_for

__all__ = ["forget_learner", "saved_for"]
