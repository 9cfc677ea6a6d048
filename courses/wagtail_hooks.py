"""What editors get in the CMS from this room."""

from courses.prompts import wagtail_hooks as prompts  # noqa: F401
