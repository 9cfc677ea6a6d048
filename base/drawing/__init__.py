"""Drawings as SVG text, made by the server: pure functions, no inline style, no foreign font or script.

`stones` tells how far, `charts` how much, `illustrations` sets the mood. Colours come from the CSS classes,
so every drawing follows the light or dark look. Whatever carries meaning has an `aria-label`; the rest is
hidden from screen readers, because the same thing stands beside it as text."""
