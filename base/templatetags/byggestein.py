"""What templates draw with: icons, stones and charts as plain SVG, so that no page needs a chart library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from base.drawing import charts, illustrations, stones
from base.drawing.heat import HeatRow, heat_map
from base.drawing.network import Node, ring

register = template.Library()
SPRITE = "svg/icons.svg"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite. With `label` it speaks; without, the text beside it does."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {} width="24" height="24"><use href="{}#{}"/></svg>', said, _sprite(), name
    )


@lru_cache(maxsize=1)
def _sprite() -> str:
    """The address of the sprite, found once: a page has fifty icons, and the name changes with a new start only."""
    return static(SPRITE)


@register.simple_tag
def level(value: int | str | None, of: int = 4) -> SafeString:
    """The stone meter: `value` stones laid of `of`; None or "?" is not known. The number stands beside it."""
    return mark_safe(stones.level_meter(None if value in (None, "", "?") else int(value or 0), of))


@register.simple_tag
def row(done: int, of: int, current: int = 0) -> SafeString:
    """A row of stones: done, the one you are at (from 1), and what remains."""
    return mark_safe(stones.stone_row(done, of, current))


@register.simple_tag
def mood(step: int) -> SafeString:
    """The posture of the other person in a practice conversation, 0-4."""
    return mark_safe(stones.mood(step))


@register.simple_tag
def draw(name: str, label: str = "", css: str = "") -> SafeString:
    """An illustration, inlined so that it follows the colour scheme."""
    return mark_safe(illustrations.illustration(name, label, css, pgettext=pgettext, icons=_sprite()))


@register.simple_tag
def bar(value: float | None, target: float | None = None, label: str = "") -> SafeString:
    """A bar of 0-100 per cent, striped up to the target."""
    return mark_safe(charts.bar(value, target, label))


@register.simple_tag
def radar(blocks: Iterable[Any], label: str = "") -> SafeString:
    """A profile of things that have `id`, `score` and `target` (0-100 or None), as keys or attributes."""
    axes = [charts.Axis(str(_part(b, "id")), _part(b, "score"), _part(b, "target")) for b in blocks]
    default = gettext("Profile by building block. All the figures are in the table below.")
    return mark_safe(charts.radar(axes, label or default))


@register.simple_tag
def network(nodes: Sequence[Node], links: Iterable[tuple[str, str]], label: str) -> SafeString:
    """Things in a ring with lines between those that work together."""
    return mark_safe(ring(nodes, links, label))


@register.simple_tag
def heat(rows: Sequence[HeatRow], label: str) -> SafeString:
    """Rows of numbered cells, the darker the higher."""
    return mark_safe(heat_map(rows, label))


@register.simple_tag
def spread(levels: Sequence[int]) -> SafeString:
    """How answers lie on the ladder 0-4: one stone an answer, a beam from lowest to highest."""
    counts = ", ".join(
        gettext("%(count)s at level %(level)s") % {"count": levels.count(v), "level": v}
        for v in sorted(set(levels))
    )
    return mark_safe(charts.spread(levels, gettext("Answers: %(counts)s") % {"counts": counts}))


def _part(thing: Any, name: str) -> Any:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key that is itself a variable; None when it is not there."""
    return mapping.get(key)


@register.filter
def times(count: int) -> range:
    """Numbers from 0, to repeat something `count` times."""
    return range(int(count))
