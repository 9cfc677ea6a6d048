"""What a note or bookmark is fastened to: a part of a lesson, and the text it had then. Pure."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_PASSAGE = 90
"""Characters that say which part it is, about a line and a half on a phone."""
_TAG = re.compile(r"<[^>]*>")
_NAMES = ("title", "question", "text", "caption", "lead")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The language and digest of the text somebody fastened something to, and what the part was called."""

    language: str = ""
    digest: str = ""
    passage: str = ""

    def differs_from(self, now: Anchor) -> bool:
        """Tell whether the text has changed since. Texts in two languages are not compared."""
        return bool(self.digest) and self.language == now.language and self.digest != now.digest


NOT_FASTENED = Anchor()


def anchor_of(language: str, value: Mapping[str, Any]) -> Anchor:
    """Return the anchor of a part that holds `value`, as a StreamField keeps it.

    Ids inside it and empty fields do not count: they change when a page is saved again as it was."""
    text = json.dumps(_bare(value), ensure_ascii=False, sort_keys=True)
    return Anchor(language, hashlib.sha256(text.encode()).hexdigest(), passage_of(value))


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"type", "value", "id"}:
            return _bare(value["value"])
        return {name: _bare(part) for name, part in value.items() if part not in ("", None, [], False)}
    return [_bare(part) for part in value] if isinstance(value, list) else value


def passage_of(value: Mapping[str, Any]) -> str:
    """Return the title, question or first words of a part, on one line."""
    text = next((str(value[name]) for name in _NAMES if value.get(name)), "")
    words = " ".join(html.unescape(_TAG.sub(" ", text)).split())
    if len(words) <= LONGEST_PASSAGE:
        return words
    return words[: words.rindex(" ", 0, LONGEST_PASSAGE)].rstrip(",;:") + " …"
