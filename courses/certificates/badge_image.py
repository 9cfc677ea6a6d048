"""The badge as a picture: the seal, with the signed credential baked in (Open Badges 3.0 section 5.3.2)."""

from __future__ import annotations

from html import escape

from courses.certificates import drawings

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def baked(title: str, token: str) -> str:
    """Return the seal as SVG that is called `title` and carries the credential, a signed JWT."""
    drawn = drawings.seal_on_paper().replace(' class="ill"', "").replace(' aria-hidden="true"', ' role="img"')
    start, inside = drawn.split(">", 1)
    return (
        f'{start} xmlns:openbadges="{NAMESPACE}" width="480" height="480"><title>{escape(title)}</title>'
        f'<openbadges:credential verify="{token}"/>{inside}'
    )
