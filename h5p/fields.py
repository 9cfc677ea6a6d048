"""Values of single fields, each filtered by its semantics (h5p-spec section 10); pure, JSON to JSON.

None means "nothing to keep". None of these raises on any JSON, and filtering a result again changes nothing.
"""

from __future__ import annotations

import decimal
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from h5p.plain_text import escape
from h5p.strict_json import Json

_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,6})?\s*")
# Enough digits to take a remainder of any two floats exactly.
_EXACT = decimal.Context(
    prec=800, Emax=10_000, Emin=-10_000, traps=[decimal.InvalidOperation, decimal.DivisionByZero]
)
_LARGEST = Decimal("1.7e308")


def number(value: Json, field: Mapping[str, Json]) -> Json:
    """Return a number within min, max and step, rounded to `decimals`; 0 (then clamped) for what is none."""
    current = as_decimal(value) or Decimal(0)
    for _ in range(50):  # rounding may leave the step's grid, and the other way round
        following = _fit(current, field)
        if following == current:
            break
        current = following
    return plain_number(current)


def _fit(n: Decimal, field: Mapping[str, Json]) -> Decimal:
    least, most, step = (as_decimal(field.get(key)) for key in ("min", "max", "step"))
    if least is not None and n < least:
        n = least
    if most is not None and n > most:
        n = most
    try:
        if step is not None and step > 0:
            n = _EXACT.subtract(n, _EXACT.remainder(_EXACT.subtract(n, least or Decimal(0)), step))
        places = whole(field.get("decimals"))
        if places is not None and 0 <= places <= 20:
            n = n.quantize(Decimal(1).scaleb(-places), rounding=decimal.ROUND_HALF_UP, context=_EXACT)
    except decimal.DecimalException:
        return n  # a step or precision that no number of this size can have
    return n


def on_step(n: Decimal, start: Decimal, step: Decimal) -> bool:
    """Tell whether `n` is `start` and a whole number of steps. A step no number can have holds nobody back."""
    try:
        return _EXACT.remainder(_EXACT.subtract(n, start), step) == 0
    except decimal.DecimalException:
        return True


def as_decimal(value: Json) -> Decimal | None:
    """Read a number or a numeric string, held within what a float can be; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return _LARGEST.copy_sign(Decimal(value)) if math.isinf(value) else None
    if isinstance(value, int):
        if value.bit_length() > 1023:
            return _LARGEST if value > 0 else -_LARGEST
        return Decimal(value)
    text = repr(value) if isinstance(value, float) else value
    if len(text) > 1_300 or not _NUMBER.fullmatch(text):
        return None
    found = Decimal(text.strip())
    if found and found.adjusted() > 307:
        return _LARGEST.copy_sign(found)
    return found if found.adjusted() > -330 else Decimal(0)


def plain_number(n: Decimal) -> int | float:
    """Return an int where that is exact and JavaScript could hold it, else a float."""
    return int(n) if n == n.to_integral_value() and abs(n) < 2**53 else float(n)


def whole(value: Json) -> int | None:
    """Read a whole number, given as a number or as digits; None for anything else."""
    found = as_decimal(value)
    return None if found is None or abs(found) > 2**53 else int(found)


def boolean(value: Json) -> bool | None:
    """Return what the value says, None when it says neither."""
    if isinstance(value, bool):
        return value
    if value in (1, "1", "true"):
        return True
    return False if value in (0, "0", "false", "") else None


def select(value: Json, field: Mapping[str, Json], *, optional: bool) -> Json:
    """Return the chosen option, escaped (a list with `multiple`); the first stands in for a wrong one."""
    options = list(_options(field.get("options")))
    strict = bool(options) and not optional
    if field.get("multiple"):
        values = value if isinstance(value, list) else [value]
        texts = [text for each in values if (text := _as_text(each)) is not None]
        return [escape(text) for text in texts if not strict or _is_one_of(text, options)]
    if isinstance(value, list):
        value = value[0] if value else None
    text = _as_text(value)
    if strict and (text is None or not _is_one_of(text, options)):
        return escape(options[0])
    if text is None:
        return "" if value is None else None
    return escape(text)


def _is_one_of(text: str, options: list[str]) -> bool:
    """Tell whether `text` names an option, as it is or as an earlier run escaped it."""
    return text in options or ("&" in text and text in map(escape, options))


def _options(options: Json) -> Iterator[str]:
    """Yield the values of a select's options, those in groups included."""
    for each in options if isinstance(options, list) else []:
        if not isinstance(each, dict):
            continue
        if each.get("type") == "optgroup":
            yield from _options(each.get("options"))
        elif (text := _as_text(each.get("value"))) is not None:
            yield text


def _as_text(value: Json) -> str | None:
    """Return strings, and numbers as PHP writes them; None for anything else."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value) if value.bit_length() < 1_000 else None
    return value if isinstance(value, str) else None
