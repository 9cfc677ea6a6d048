# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""The one policy for HTML in parameters, and the one function that applies it (h5p-spec section 10, "text").

A text goes through three readers that share the policy: our tokenizer, which is linear and bounds the work
of the others; bleach; and nh3, the maintained last gate. Each only ever takes away, so what any of them
refuses is gone. Where the tokenizer had nothing to take away and nh3 hands the text back unchanged, bleach is
not asked: it is forty times slower, and a property test holds that it would agree.

The result is a fixed point: cleaning it again changes nothing.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import nh3

from h5p.css import FONT_FEATURES, STYLED_TAGS, clean_style
from h5p.html_tokens import Tidied, escape_text, strip_tags, tidy

if TYPE_CHECKING:
    import bleach

# Elements that run, load, or leave the flow of text are not here, whatever a library's semantics ask for.
SAFE_TAGS = frozenset(
    (
        "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup "
        "data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr "
        "i ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub "
        "summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
    ).split()
)
_BASE_TAGS = frozenset({"div", "span", "p", "br"})
_IMPLIED = {
    "table": "tr td th colgroup col thead tbody tfoot figure figcaption",
    "b": "strong",
    "i": "em",
    "ul": "li",
    "ol": "li",
    "del": "s",
    "strike": "s",
}
SCHEMES = frozenset({"ftp", "http", "https", "mailto"})
_GLOBAL_ATTRIBUTES = frozenset({"class", "id", "dir", "lang", "title", "role"})
_PREFIXES = ("aria-", "data-")
_OWN_ATTRIBUTES = {
    "a": frozenset({"href", "target", "rel"}),
    "td": frozenset({"colspan", "rowspan", "headers", "scope"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "table": frozenset({"summary"}),
}
_MAX_ROUNDS = 4
_CACHED_TEXT = 4_000  # longer texts are not remembered


@dataclass(frozen=True, slots=True)
class HtmlPolicy:
    """What markup one field may hold."""

    tags: frozenset[str]
    styles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tags: frozenset[str], font: frozenset[str] = frozenset()) -> HtmlPolicy:
        """Return the policy for a field whose semantics name these `tags` and these truthy keys of `font`."""
        wanted = _BASE_TAGS | tags
        for tag, implied in _IMPLIED.items():
            if tag in tags:
                wanted |= frozenset(implied.split())
        styles = font & frozenset(FONT_FEATURES)
        if "table" in tags:
            styles |= {"table", "background"}
        return cls(wanted & SAFE_TAGS, styles)

    def allows(self, tag: str, attribute: str) -> bool:
        """Tell whether an allowed `tag` may carry `attribute` (both lower case)."""
        if attribute == "style":
            return tag in STYLED_TAGS
        own = _OWN_ATTRIBUTES.get(tag, frozenset())
        return attribute in _GLOBAL_ATTRIBUTES or attribute in own or _is_prefixed(attribute)

    def value(self, tag: str, attribute: str, value: str) -> str | None:
        """Return what remains of an allowed attribute's value, None for nothing."""
        if attribute == "style":
            return clean_style(value, self.styles) or None
        return safe_url(value) if attribute == "href" else value


class Allowance:
    """How much slow work one run of the filter may still do; shared by all its texts."""

    def __init__(self, tags: int = 6_000) -> None:
        self._tags = tags

    def take(self, tidied: Tidied) -> bool:
        """Spend the work for a text; False when there is not enough left."""
        # Measured: setting bleach up costs as much as four tags, an entity half a tag, text next to nothing.
        cost = 4 + tidied.tags + tidied.text.count("&") // 2 + len(tidied.text) // 500
        if cost > self._tags:
            return False
        self._tags -= cost
        return True


def clean_html(text: str, policy: HtmlPolicy, allowance: Allowance | None = None) -> str:
    """Return `text` with only the markup that `policy` allows; the text inside other elements stays.

    Never raises; linear in the length of the text. Markup that would cost too much (thousands of badly nested
    tags) is turned into plain text. Text that is not valid Unicode becomes "".
    """
    if "<" not in text and "&" not in text and ">" not in text and text.isprintable() and "\xa0" not in text:
        return text
    if len(text) <= _CACHED_TEXT:
        known = _remembered.get((text, policy))
        if known is not None:
            return known
    result = _clean(text, policy, allowance or Allowance())
    if len(result) <= _CACHED_TEXT and len(text) <= _CACHED_TEXT:
        _remember(text, policy, result)
    return result


def safe_url(url: str) -> str:
    """Return `url` with every scheme we do not allow cut off; relative addresses stay.

    A colon after `/`, `?` or `#` ends no scheme.
    """
    if len(url) > 4_000:
        return ""
    url = url.strip()
    while True:
        scheme, colon, rest = url.partition(":")
        if not colon or not scheme or any(mark in scheme for mark in "/?#") or scheme.lower() in SCHEMES:
            return url
        url = rest.strip()


def _clean(text: str, policy: HtmlPolicy, allowance: Allowance) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return ""
    tidied = tidy(text, policy)
    if not tidied.too_costly:
        gates = _gates(policy)
        if "<" not in tidied.text or (tidied.untouched and gates.last(tidied.text) == tidied.text):
            return tidied.text
        for _ in range(_MAX_ROUNDS):
            cleaned = gates.both(tidied, allowance)
            again = tidy(cleaned, policy)
            if again.text == cleaned and (again.untouched and gates.last(cleaned) == cleaned):
                return cleaned
            if cleaned == tidied.text:
                break
            tidied = again
    return escape_text(strip_tags(text))


class _Gates:
    """bleach and nh3, both set up with one policy."""

    def __init__(self, policy: HtmlPolicy) -> None:
        self._policy = policy
        self._lock = threading.Lock()  # bleach's cleaner keeps a parser
        attributes: dict[str, set[str]] = {tag: set(own) for tag, own in _OWN_ATTRIBUTES.items()}
        for tag in STYLED_TAGS:
            attributes.setdefault(tag, set()).add("style")
        self._nh3 = nh3.Cleaner(
            tags=set(policy.tags),
            clean_content_tags=set(),
            attributes={"*": set(_GLOBAL_ATTRIBUTES), **attributes},
            attribute_filter=lambda tag, name, value: policy.value(tag, name, value),
            generic_attribute_prefixes=set(_PREFIXES),
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    @cached_property
    def _bleach(self) -> bleach.Cleaner:
        import bleach  # a third of what the command line would need to start, and seldom asked

        policy = self._policy
        return bleach.Cleaner(
            tags=policy.tags,
            attributes=lambda tag, name, value: policy.allows(tag, name),
            protocols=SCHEMES,
            strip=True,
            strip_comments=True,
            css_sanitizer=_BleachStyles(policy.styles),  # type: ignore[arg-type]  # it asks for sanitize_css only
        )

    def last(self, text: str) -> str:
        return self._nh3.clean(text)

    def both(self, tidied: Tidied, allowance: Allowance) -> str:
        """Return what both leave; nh3 alone when the run has no slow work left."""
        text = tidied.text
        if allowance.take(tidied):
            with self._lock:
                text = self._bleach.clean(text)
        return self._nh3.clean(text)


class _BleachStyles:
    """What bleach asks of a sanitiser of styles."""

    def __init__(self, styles: frozenset[str]) -> None:
        self._styles = styles

    def sanitize_css(self, style: str) -> str:
        return clean_style(style, self._styles)


@lru_cache(maxsize=128)
def _gates(policy: HtmlPolicy) -> _Gates:
    return _Gates(policy)


_remembered: dict[tuple[str, HtmlPolicy], str] = {}


def _remember(text: str, policy: HtmlPolicy, result: str) -> None:
    """Keep what was cleaned lately: content is filtered again at each save, mostly unchanged."""
    if len(_remembered) >= 1_000:
        _remembered.clear()
    _remembered[text, policy] = result


def _is_prefixed(attribute: str) -> bool:
    return attribute.startswith(_PREFIXES) and all(
        c.isascii() and (c.isalnum() or c in "-_") for c in attribute
    )
