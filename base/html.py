"""The one policy for HTML that somebody wrote: which marks may stand in a text, and nothing else.

Bleach applies the policy, as the client asked; nh3 is the last gate with the same policy. Bleach gets no more
releases, not even for security, so what the maintained one of the two would not let through does not pass.
See docs/decisions."""

from __future__ import annotations

import bleach
import nh3

TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "i", "li"}
    | {"ol", "p", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
"""Marks of running text. No picture, frame or form: those are blocks of their own, never in a text."""
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "hreflang", "lang", "title"},
    "abbr": {"title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "p": {"lang"},
    "em": {"lang"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Where a link may lead; an address without a scheme is one of ours."""
_BLEACH = bleach.Cleaner(
    tags=TAGS,
    attributes={tag: list(names) for tag, names in ATTRIBUTES.items()},
    protocols=SCHEMES,
    strip=True,
)
_GATE = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes=set(SCHEMES),
    clean_content_tags=set(),
    link_rel=None,
    strip_comments=True,
)


def clean_html(html: str) -> str:
    """Return `html` with only what the policy allows. Cleaning a second time changes nothing.

    The text inside a forbidden mark stays, as text: a script becomes words nobody runs."""
    return _GATE.clean(_BLEACH.clean(html))
