# ruff: noqa: E501 - the paths are drawings, not prose
"""The illustrations: what a scene shows is in its docstring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from base.drawing.figures import arch, cairn, person
from base.drawing.svg import said, stone

Words = Callable[[str, str], str]
"""Gives a text of ours in the reader's language, for a context: a station is "Øv", a heading may be "Øve"."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing with its size in drawing units."""

    width: int
    height: int
    body: str


_TIP = (
    '<defs><marker id="loop-tip" viewBox="0 0 10 10" refX="7" refY="5" markerWidth="5" markerHeight="5" orient="auto">'
    '<path class="ill-tip" d="M1 1l7 4l-7 4"/></marker></defs>'
)


def _arrow(path: str) -> str:
    return f'<path class="ill-path" d="{path}" marker-end="url(#loop-tip)"/>'


def _station(x: int, y: int, seed: int, glyph: str, word: str, icons: str) -> str:
    return (
        stone(x - 52, y - 42, 104, 86, seed, "ill-station", roundness=0.3, jitter=0.05)
        + f'<use class="ill-glyph" href="{icons}#{glyph}" x="{x - 17}" y="{y - 34}" width="34" height="34"/>'
        + f'<text class="ill-label" x="{x}" y="{y + 26}" text-anchor="middle">{escape(word)}</text>'
    )


def loop(pgettext: Words, icons: str) -> Scene:
    """Map, learn, practise, act, map again: a trail round a tarn, with the bridge in the middle."""
    frame = stone(22, 26, 556, 414, 99, "ill-pale", roundness=0.3, jitter=0.03)
    land = (
        f'<defs><clipPath id="loop-window">{frame}</clipPath></defs>{frame}'
        '<g clip-path="url(#loop-window)"><circle class="ill-lav" cx="430" cy="88" r="26"/>'
        '<path class="ill-pale-2" d="M0 228L72 138q10 -12 22 0l46 50l70 -86q12 -14 24 0l88 106l44 -50q10 -10 20 0'
        'l64 72l42 -40q8 -8 16 0l104 108v212H0z"/>'
        '<path class="ill-pale-3" d="M0 288l60 -40q12 -8 26 0l70 30l96 -46q12 -6 24 0l112 54l80 -36q10 -4 20 1l112 52'
        'v191H0z"/>'
        '<path class="ill-water" d="M190 342q110 -34 220 0q34 62 120 110h-460q92 -48 120 -110z"/>'
        '<path class="ill-ripple" d="M214 372h44M352 366h46M176 404h40M392 402h48"/></g>'
    )
    walkers = person(268, 256, 0.7, skin=3, hair="black", top="ill-lav", legs="ill-white") + person(
        330, 255, 0.7, skin=1, hair="grey", kind="bun", pose="wheel", legs="ill-white"
    )
    trail = (
        _arrow("M104 194Q130 108 240 88")
        + _arrow("M358 90Q470 106 500 190")
        + _arrow("M510 304Q480 406 362 424")
        + _arrow("M240 426Q124 406 92 306")
    )
    stations = (
        _station(82, 246, 21, "kart", pgettext("drawing", "Map"), icons)
        + _station(300, 92, 22, "bok", pgettext("drawing", "Learn"), icons)
        + _station(518, 246, 23, "samtale", pgettext("drawing", "Practise"), icons)
        + _station(300, 430, 24, "hand", pgettext("drawing", "Act"), icons)
    )
    return Scene(600, 480, _TIP + land + arch(300, 346, 122, 88, 11, to_come=5) + walkers + trail + stations)


def conversation() -> Scene:
    """Two people in a conversation; a stone each between them."""
    room = (
        '<path class="ill-pale" d="M20 210q-14 -80 40 -130t150 -44t150 70t16 104z"/>'
        '<rect class="ill-white" x="158" y="40" width="84" height="92" rx="10"/>'
        '<path class="ill-pale-2" d="M158 116l28 -34q5 -6 10 0l18 22l12 -12q4 -4 8 0l8 8v22q0 10 -10 10h-64q-10 0 -10 -10z"/>'
        '<circle class="ill-lav" cx="218" cy="64" r="9"/>'
        '<path class="ill-line-stroke" d="M84 140v80M84 186h48M132 186v34M316 140v80M316 186h-48M268 186v34"/>'
        '<rect class="ill-sand" x="150" y="176" width="100" height="10" rx="5"/>'
        '<path class="ill-line-stroke" d="M200 186v34"/>'
    )
    left = person(104, 222, 1.1, skin=1, hair="fair", top="ill-deep", kind="bun", pose="sit", legs="ill-mid")
    right = person(
        296, 222, 1.1, skin=4, hair="black", kind="curly", pose="sit", legs="ill-line-fill", flip=True
    )
    return Scene(400, 230, room + left + right + cairn(200, 176, 3, 0.62))


def team() -> Scene:
    """A team round one table with stones on a map: the assessment meeting."""
    behind = (
        '<path class="ill-pale" d="M16 214q-12 -96 60 -138t160 -22t140 68t10 92z"/>'
        + person(140, 172, skin=2, hair="grey", top="ill-mid")
        + person(204, 164, skin=3, hair="black", top="ill-lav", kind="hijab")
        + person(268, 172, skin=1, hair="red", kind="long")
    )
    table = (
        '<path class="ill-white" d="M72 150h256l34 60q2 6 -6 6h-312q-8 0 -6 -6z"/>'
        '<path class="ill-pale-2" d="M122 160h150l24 42h-196z"/>'
        + cairn(160, 190, 2, 0.6, seed=4)
        + cairn(204, 180, 3, 0.62, seed=9)
        + cairn(250, 196, 1, 0.7, ("ill-otta",), seed=12)
    )
    front = person(72, 232, 1.05, skin=4, hair="black", top="ill-deep", pose="wheel") + person(
        338, 232, 1.05, skin=1, hair="fair", top="ill-fauske", kind="bun", pose="sit", flip=True
    )
    return Scene(410, 240, behind + table + front)


def editor() -> Scene:
    """An editor with one page in two languages."""
    sheets = (
        stone(120, 40, 92, 118, 31, "ill-white", roundness=0.08, jitter=0.01)
        + stone(224, 54, 92, 118, 32, "ill-white", roundness=0.08, jitter=0.01)
        + '<path class="ill-line-thin" d="M136 84h56M136 98h60M136 112h44M136 126h52M240 98h56M240 112h60M240 126h44'
        'M240 140h52"/><text class="ill-sheet" x="136" y="70">nb</text><text class="ill-sheet" x="240" y="84">nn</text>'
    )
    desk = (
        '<rect class="ill-sand" x="60" y="186" width="270" height="12" rx="6"/>'
        '<path class="ill-line-stroke" d="M82 198v30M308 198v30"/>'
    )
    back = '<path class="ill-pale" d="M30 206q-20 -70 34 -124t148 -40t132 82t-4 82z"/>'
    someone = person(84, 226, 1.05, skin=3, hair="black", kind="long", pose="sit")
    return Scene(380, 236, back + sheets + desk + someone + cairn(206, 186, 2, 0.6))


def first_stone() -> Scene:
    """Nothing here yet: a place marked for the first stone."""
    return Scene(
        280,
        180,
        '<path class="ill-pale" d="M10 150q10 -60 70 -66t90 -34t94 100z"/>'
        '<path class="ill-line-thin" d="M30 150h220"/><path class="ill-open" d="M116 148q-4 -20 6 -24t40 -1t10 25z"/>'
        + stone(58, 128, 40, 22, 3, "ill-otta", roundness=0.42)
        + '<path class="ill-leaf-stem" d="M206 150v-26"/>'
        '<path class="ill-lav" d="M206 128q-16 -2 -16 -16q16 0 16 16zM206 134q0 -14 16 -16q2 14 -16 16z"/>',
    )


def cabin() -> Scene:
    """Closed for a while: the mountain hut has light in the window though the road is closed."""
    return Scene(
        320,
        200,
        '<path class="ill-pale" d="M0 170l70 -88q8 -10 16 0l38 46l58 -74q8 -10 16 0l122 116z"/>'
        '<circle class="ill-lav" cx="262" cy="42" r="15"/>'
        '<path class="ill-white" d="M0 160q60 -22 120 -8t200 -4v40q0 8 -8 8h-304q-8 0 -8 -8z"/>'
        '<path class="ill-otta" d="M112 106h92v56h-92z"/><path class="ill-deep" d="M100 110l58 -42l58 42z"/>'
        '<rect class="ill-lav" x="128" y="120" width="24" height="22" rx="3"/>'
        '<rect class="ill-deep" x="170" y="120" width="20" height="42" rx="2"/>'
        '<path class="ill-line-thin" d="M140 120v22M128 131h24"/>'
        '<path class="ill-line-stroke" d="M40 156v-54M34 108h12M262 150v-46M256 110h12"/>'
        '<path class="ill-path" d="M40 104q40 26 62 10M262 106q-24 22 -44 8"/>',
    )


def fog() -> Scene:
    """Not found: the trail ends in fog, but a cairn shows the way."""
    return Scene(
        320,
        200,
        '<path class="ill-pale" d="M0 150l84 -94q8 -8 16 0l50 60l40 -40q8 -8 16 0l114 94v20H0z"/>'
        '<path class="ill-path" d="M20 192q60 -8 100 -26t50 -22"/>'
        + cairn(232, 182, 5, 1.05, ("ill-deep", "ill-fauske", "ill-lav", "ill-otta", "ill-mid"))
        + '<path class="ill-fog" d="M-10 116h190M60 134h250M-10 152h150M120 100h170"/>'
        + person(104, 190, 0.7, skin=2, hair="brown"),
    )


def steps() -> Scene:
    """Next steps: flat stones across the water, the next one lit."""
    water = (
        '<path class="ill-water" d="M14 96q-8 -30 40 -34q60 -10 120 -4t150 -6q34 2 28 40q4 40 -30 44q-140 8 -280 2'
        'q-24 -4 -28 -42z"/><path class="ill-ripple" d="M40 104h40M150 128h50M250 92h46M300 126h30"/>'
    )
    stones = (
        stone(8, 80, 62, 28, 2, "ill-fauske")
        + stone(82, 92, 58, 22, 3, "ill-lav", roundness=0.4)
        + stone(160, 84, 54, 20, 4, "ill-open", roundness=0.4)
        + stone(232, 92, 52, 20, 5, "ill-open", roundness=0.4)
        + stone(298, 78, 54, 30, 6, "ill-fauske")
    )
    return Scene(360, 150, water + stones + person(38, 90, 0.8, skin=4, hair="black", kind="bun"))


def roles(pgettext: Words) -> Scene:
    """Who decides what: the person in the middle, four roles round them."""
    lines = (
        '<path class="ill-path-plain" d="M150 92L218 138M350 92L282 138M150 246L218 196M350 246L282 196"/>'
    )
    middle = stone(196, 118, 108, 92, 60, "ill-lav", roundness=0.34) + _spot(
        250, 160, pgettext("drawing", "The person"), pgettext("drawing", "chooses")
    )
    around = (
        _role(110, 62, 51, pgettext("drawing", "Doctor"), pgettext("drawing", "assesses the sick leave"))
        + _role(390, 62, 52, pgettext("drawing", "Nav"), pgettext("drawing", "handles the benefit"))
        + _role(110, 262, 53, pgettext("drawing", "Employer"), pgettext("drawing", "adapts the work"))
        + _role(390, 262, 54, pgettext("drawing", "Therapist"), pgettext("drawing", "asks and supports"))
    )
    return Scene(500, 324, lines + around + middle)


def _role(x: int, y: int, seed: int, who: str, does: str) -> str:
    return stone(x - 100, y - 38, 200, 76, seed, "ill-station", roundness=0.3, jitter=0.03) + _spot(
        x, y - 4, who, does
    )


def _spot(x: int, y: int, who: str, does: str) -> str:
    return (
        f'<text class="ill-label" x="{x}" y="{y}" text-anchor="middle">{escape(who)}</text>'
        f'<text class="ill-small" x="{x}" y="{y + 24}" text-anchor="middle">{escape(does)}</text>'
    )


SCENES: dict[str, Callable[[Words, str], Scene]] = {
    "loop": loop,
    "samtale": lambda pgettext, icons: conversation(),
    "team": lambda pgettext, icons: team(),
    "redaktor": lambda pgettext, icons: editor(),
    "tom": lambda pgettext, icons: first_stone(),
    "frakoblet": lambda pgettext, icons: cabin(),
    "404": lambda pgettext, icons: fog(),
    "steg": lambda pgettext, icons: steps(),
    "roller": lambda pgettext, icons: roles(pgettext),
}
"""The names templates use; Norwegian, as the names of the icons."""


def illustration(name: str, label: str = "", css: str = "", *, pgettext: Words, icons: str) -> str:
    """Return scene `name` as SVG. Without `label` it is decoration and hidden from screen readers.

    `pgettext` gives the words inside the drawing, `icons` is the address of the icon sprite.
    Raises KeyError when there is no such scene."""
    scene = SCENES[name](pgettext, icons)
    classes = f"ill {css}".strip()
    return (
        f'<svg class="{classes}" viewBox="0 0 {scene.width} {scene.height}" {said(label)}>{scene.body}</svg>'
    )
