"""What editors get in the CMS from this room."""

from courses.certificates import wagtail_hooks as certificates  # noqa: F401
from courses.editing import wagtail_hooks as editing  # noqa: F401
from courses.media import wagtail_hooks as media  # noqa: F401
from courses.order import wagtail_hooks as order  # noqa: F401
from courses.prompts import wagtail_hooks as prompts  # noqa: F401
