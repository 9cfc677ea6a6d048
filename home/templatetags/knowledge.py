"""What templates need to show facts and their sources."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.rich_text import RichText, expand_db_html

from base.knowledge.domain.figures import MARK
from home.citations import Citations

register = template.Library()


@register.filter
def with_sources(text: RichText, citations: Citations) -> SafeString:
    """Show rich text with each `{fact:key}` as a link to the source list. An unknown key shows nothing."""

    def mark(match: object) -> str:
        number = citations.number_of(match[1])  # type: ignore[index]
        if number is None:
            return ""
        said = gettext("Source %(number)s") % {"number": number}
        return format_html(
            '<a class="source-mark" href="#kilde-{}" aria-label="{}">{}</a>', number, said, number
        )

    # The space before a mark belongs to the mark: the number stands close to the word.
    html = expand_db_html(text.source).replace(" {fact:", "{fact:")
    return mark_safe(MARK.sub(mark, html))


@register.filter
def source_number(citations: Citations, key: str) -> int | None:
    """Return the number of a fact's source in the list of the page."""
    return citations.number_of(key)


@register.filter
def fact_of(citations: Citations, key: str) -> object:
    """Return a fact with its source at hand."""
    return citations.facts.get(key)
