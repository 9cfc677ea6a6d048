"""The rich-text editor for fields that hold HTML: Wagtail's, held to what the field allows.

It is offered only where it keeps every bit of what is there; other HTML is written as text. Its answers go
through the filter like anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter, link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    InlineStyleElementHandler,
)
from wagtail.admin.rich_text.editors.draftail import features as draftail
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from h5p.forms.names import KEEPSAKE, Submitted, as_sent

RICH = "!rich"
"""Ends the name of an editor's input; `<field>!rich~` says what it began with and may hold."""
BOLD, ITALIC, LINK = "h5p-strong", "h5p-em", "h5p-link"
_FEATURES = {
    "strong": BOLD,
    "b": BOLD,
    "em": ITALIC,
    "i": ITALIC,
    "a": LINK,
    "ul": "ul",
    "ol": "ol",
    "h2": "h2",
    "h3": "h3",
    "h4": "h4",
    "hr": "hr",
    "sub": "subscript",
    "sup": "superscript",
    "code": "code",
}
OFFERED = tuple(_FEATURES)
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SAME = {"b": "strong", "i": "em", "div": "p"}
_BLOCKS = frozenset("p ul ol li h2 h3 h4 hr br".split())  # noqa: SIM905
_VOID = frozenset({"br", "hr"})
_MOST_CHARACTERS = 50_000


def register(features: FeatureRegistry) -> None:
    """Add bold and italic as `strong` and `em`, and links that need nothing of Wagtail to be followed."""
    known = features.plugins_by_editor["draftail"]  # asked for by its method, it would read the hooks again
    for name, tag, style in ((BOLD, "strong", "BOLD"), (ITALIC, "em", "ITALIC")):
        like = known["bold" if style == "BOLD" else "italic"]
        features.register_editor_plugin("draftail", name, draftail.InlineStyleFeature(like.data))
        handler = InlineStyleElementHandler(style)
        rule = {
            "from_database_format": {tag: handler, "b" if style == "BOLD" else "i": handler},
            "to_database_format": {"style_map": {style: tag}},
        }
        features.register_converter_rule("contentstate", name, rule)
    features.register_editor_plugin("draftail", LINK, known["link"])
    rule = {
        "from_database_format": {"a[href]": ExternalLinkElementHandler("LINK")},
        "to_database_format": {"entity_decorators": {"LINK": _link}},
    }
    features.register_converter_rule("contentstate", LINK, rule)


def _link(props: dict[str, Any]) -> Any:
    """Return a link to an address: a page of ours by its whole address, as it is followed from elsewhere."""
    if props.get("id") is None:
        return link_entity(props)
    page = Page.objects.filter(pk=props["id"]).first()
    return DOM.create_element("a", {"href": page.full_url if page else None}, props["children"])


def features_of(tags: Iterable[str]) -> list[str]:
    """Return the features of the editor that a field with these tags allows."""
    return list(dict.fromkeys(_FEATURES[tag] for tag in (each.lower() for each in tags) if tag in _FEATURES))


def state(html: str, tags: Sequence[str]) -> str | None:
    """Return what the editor begins with, None when it would lose something."""
    if len(html) > _MOST_CHARACTERS:
        return None
    converter = ContentstateConverter(features_of(tags))
    try:
        made: str = converter.from_database_format(_closed(html))
        kept = _normal(html) == _normal(_html(converter, made))
    except Exception:  # its parser asserts that HTML is nested as it expects
        return None
    return made if kept else None


def widget(name: str, html: str, tags: Sequence[str], attrs: dict[str, str]) -> str | None:
    """Return the editor's input, None when the field is better written as text."""
    if state(html, tags) is None:
        return None
    editor = DraftailRichTextArea(features=features_of(tags))
    editor.options["placeholder"] = ""  # the label says what to write
    editor.options["stateSaveInterval"] = 20  # milliseconds; the script of the form waits longer
    made: str = editor.render(name, _closed(html), attrs=attrs)
    return made


def to_html(sent: str, tags: Sequence[str], *, paragraphs: bool) -> str:
    """Return the HTML of what the editor sent; "" for what it cannot have sent.

    Without `paragraphs` a single line stands bare, and several are each a div."""
    converter = ContentstateConverter(features_of(tags))
    try:
        made = _html(converter, sent)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return ""
    if not re.sub(r"<(?!hr)[^>]*>", "", made).strip():
        return ""
    if paragraphs:
        return made
    single = _PARAGRAPH.fullmatch(made)
    if single and "<p>" not in single[1]:
        return single[1]
    return made.replace("<p>", "<div>").replace("</p>", "</div>")


def take_in(data: Submitted) -> Submitted:
    """Return the form with what its rich-text editors sent in place of their text.

    What says the same as before is what it was, so that nothing changes by being looked at."""
    values = dict(data.values)
    for name in [each for each in values if each.endswith(RICH)]:
        field = name.removesuffix(RICH)
        told = data.object(field + RICH + KEEPSAKE)
        named = told.get("tags")
        tags = [tag for tag in named if isinstance(tag, str)] if isinstance(named, list) else []
        html = to_html(data.one(name), tags, paragraphs=told.get("paragraphs") is True)
        shown = told.get("shown")
        before = shown if isinstance(shown, str) else ""
        values[field] = [before if _normal(before) == _normal(html) else html]
    return Submitted(values)


def _closed(html: str) -> str:
    """Return HTML whose void elements are closed as XHTML has it, which is all that Wagtail's reader knows."""
    return re.sub(r"<(br|hr)>", r"<\1/>", html)


def _html(converter: ContentstateConverter, made: str) -> str:
    parsed = json.loads(made)
    if not isinstance(parsed, dict) or not isinstance(parsed.get("blocks"), list):
        raise ValueError("not the state of an editor")
    return _BLOCK_KEY.sub("", converter.to_database_format(made))


class _Events(HTMLParser):
    """HTML as a list of what matters in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME.get(tag, tag)
        self.found.append(("start", tag, *(f"{key}={value or ''}" for key, value in sorted(attrs, key=str))))

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME.get(tag, tag)
        if tag not in _VOID:
            self.found.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "text":
            data = self.found.pop()[1] + data
        self.found.append(("text", re.sub(r"[ \t\n\r\f]+", " ", data)))


def _normal(html: str) -> list[tuple[str, ...]]:
    """Return what HTML says, however it is written: spaces at the edges of blocks and a p around all left out."""
    parser = _Events()
    parser.feed(as_sent(html))
    parser.close()
    events = parser.found
    trimmed: list[tuple[str, ...]] = []
    for at, event in enumerate(events):
        if event[0] == "text":
            text = event[1]
            if at == 0 or _is_edge(events[at - 1]):
                text = text.lstrip(" ")
            if at + 1 == len(events) or _is_edge(events[at + 1]):
                text = text.rstrip(" ")
            if text:
                trimmed.append(("text", text))
        else:
            trimmed.append(event)
    while trimmed[-2:] == [("start", "p"), ("end", "p")]:
        trimmed = trimmed[:-2]
    if trimmed[:1] == [("start", "p")] and trimmed.index(("end", "p")) == len(trimmed) - 1:
        trimmed = trimmed[1:-1]
    return trimmed


def _is_edge(event: tuple[str, ...]) -> bool:
    return event[1] in _BLOCKS
