"""What the pages about the account say in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from accounts.browsers import describe

register = template.Library()


@register.filter
def browser(user_agent: str) -> str:
    """Say which browser and machine a User-Agent header speaks of: “Firefox on Windows”."""
    name, machine = describe(user_agent)
    if name and machine:
        return _("%(browser)s on %(machine)s") % {"browser": name, "machine": machine}
    return name or machine or _("Unknown browser")
