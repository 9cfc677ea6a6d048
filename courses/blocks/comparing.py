"""Two versions of a part of a lesson beside each other, told as its reader meets it: line by line, in words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.admin.compare import BlockComparison, diff_text
from wagtail.rich_text import RichText

from base.checks.domain.markup import plain


def lines(block: blocks.Block, value: Any, label: str = "") -> Iterator[str]:
    """Yield what a block says, a line for each text: its label first, then the text. What is empty is left out.

    A tick is told by its label alone, when it is set."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from lines(child, value.get(name), str(child.label))
    elif isinstance(block, blocks.ListBlock):
        for place, item in enumerate(value or (), start=1):
            # A part of several fields begins with its number, so that one sees where it begins.
            found = list(lines(block.child_block, item, str(block.child_block.label)))
            yield from (f"{place}. {line}" if first == 0 else f"– {line}" for first, line in enumerate(found))
    elif isinstance(value, bool):
        if value:
            yield label
    elif value not in (None, ""):
        first, *rest = (plain(value.source) if isinstance(value, RichText) else str(value)).split("\n")
        yield from (f"{label}: {first}", *rest)


class PartComparison(BlockComparison):
    """Shows which words of a part are new and which are gone."""

    def _lines(self, value: Any) -> list[str]:
        return list(lines(self.block, value)) if value is not None else []

    def has_changed(self) -> bool:
        return self._lines(self.val_a) != self._lines(self.val_b)

    def htmlvalue(self, val: Any) -> SafeString:
        return self._whole(format_html_join("", "<p>{}</p>", ((line,) for line in self._lines(val))))

    def htmldiff(self) -> SafeString:
        before, after = self._lines(self.val_a), self._lines(self.val_b)
        said = [part for step in _steps(before, after) for part in step]
        return self._whole(format_html_join("", "<p>{}</p>", ((part,) for part in said)))

    def _whole(self, html: SafeString) -> SafeString:
        return format_html("<h4>{}</h4>{}", self.block.label, html)


def _steps(before: list[str], after: list[str]) -> Iterator[list[Any]]:
    for kind, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        was, becomes = before[a:b], after[c:d]
        if kind == "equal":
            yield list(becomes)
            continue
        both = min(len(was), len(becomes))
        yield [diff_text(was[n], becomes[n]).to_html() for n in range(both)]
        yield [format_html('<span class="deletion">{}</span>', line) for line in was[both:]]
        yield [format_html('<span class="addition">{}</span>', line) for line in becomes[both:]]
