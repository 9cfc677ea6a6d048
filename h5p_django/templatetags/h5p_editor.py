"""What the templates of the editor ask of a form's nodes (h5p.forms.nodes)."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core import signing
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.admin.widgets import BaseChooser
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser

from h5p.files import is_local
from h5p.forms.names import FILE, KEEPSAKE, dump
from h5p.forms.nodes import Condition, File, Html, Node, Number, Sources
from h5p_django.editor import rich, words
from h5p_django.editor.files import ADDRESS, CHOOSE, KINDS, UPLOAD
from h5p_django.editor.views import FILES_SALT

register = template.Library()


@register.filter
def template_of(node: Node) -> str:
    return f"h5p_django/editor/nodes/{node.kind}.html"


@register.filter
def told(node: Node) -> str:
    """What is to be mended, in words."""
    return words.problem(node.problem, get_language() or "nb")


@register.simple_tag
def lang(node: Any) -> str:
    """The lang attribute of a label, where it is not in the language of the page."""
    here = get_language() or "nb"
    return format_html(' lang="{}"', node.language) if node.language not in ("", here) else ""


@register.filter
def rules(condition: Condition) -> str:
    return dump(
        {"rules": [[name, list(wanted)] for name, wanted in condition.rules], "every": condition.every}
    )


@register.simple_tag
def described(node: Node) -> str:
    """The attributes that tie an input to its description and to what is to be mended."""
    ids = [f"{node.id}-help"] if node.description or (isinstance(node, Number) and bounds(node)) else []
    ids += [f"{node.id}-problem"] if node.problem else []
    attributes = format_html(' aria-describedby="{}"', " ".join(ids)) if ids else ""
    return mark_safe(attributes + (' aria-invalid="true"' if node.problem else ""))


@register.filter
def bounds(node: Number) -> str:
    """The limits of a number, as (least)–(most)."""
    return " – ".join((node.least, node.most)) if node.least or node.most else ""


@register.simple_tag
def rich_input(node: Html) -> SafeString | None:
    """The rich-text editor for a field, None where it would lose something."""
    attrs = {"id": f"{node.id}-rich"}
    made = rich.widget(node.name + rich.RICH, node.value, node.tags, attrs)
    return mark_safe(made) if made else None  # made by Wagtail's own widget


@register.simple_tag
def kept_tags(node: Html) -> str:
    """The elements a field may hold, as its author may write them."""
    return ", ".join(dict.fromkeys(("p", "br", *node.tags)))


@register.simple_tag
def rich_keepsake(node: Html) -> str:
    return dump({"shown": node.value, "tags": list(node.tags), "paragraphs": node.paragraphs})


@register.simple_tag
def rich_name(node: Html) -> str:
    return node.name + rich.RICH + KEEPSAKE


@register.simple_tag(takes_context=True)
def file_address(context: template.Context, node: File) -> str:
    """Where a file of the form can be seen, "" for one that is not here."""
    if not is_local(node.path):
        return node.path
    sha256 = context["owned"].get(node.path)
    if not sha256:
        return ""
    return reverse("h5p_contents:file", args=[signing.dumps([sha256, node.path], salt=FILES_SALT)])


@register.filter
def input_of(node: File | Sources, how: str) -> str:
    """The name of the input by which a file comes in: `upload`, `choose` or `address`."""
    mark = {"upload": UPLOAD, "choose": CHOOSE, "address": ADDRESS}[how]
    return f"{node.name}{mark}:{node.type}{'[]' if isinstance(node, Sources) else ''}"


@register.filter
def accepted(node: File | Sources) -> str:
    return ",".join(f".{each}" for each in KINDS[node.type])


@register.simple_tag
def chooser(node: File | Sources) -> str:
    """A button that opens the site's own pictures or documents; the script of the editor starts it."""
    made: BaseChooser = AdminImageChooser() if node.type == "image" else AdminDocumentChooser()
    key = f"{node.id}-choose"
    html = made.render_html(input_of(node, "choose"), {}, {"id": key})
    start = json.dumps(made.get_js_init_options(key, input_of(node, "choose"), None))
    return format_html(
        '<div class="h5p-chooser" hidden data-chooser="{}" data-constructor="{}" data-options="{}">{}</div>',
        key,
        made.js_constructor,
        start,
        html,
    )


@register.simple_tag
def file_input(node: File) -> str:
    return node.name + FILE
