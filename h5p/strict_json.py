"""Strict JSON from strangers: bounded in depth, nodes and memory, and without the readings that differ.

Source: h5p-spec section 2 ("Parse JSON as strict UTF-8 ..."). The cost is linear, and the check of depth and
nodes comes before any object is made.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn, TypeAlias

from h5p.errors import InvalidJSON
from h5p.limits import DEFAULT_LIMITS, Limits

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'"[]{},:'))
_PIECE = 64 * 1024
_ONE_KIND = bytes.maketrans(b"{}", b"[]")  # which bracket it is matters to the parser, not to the depth
_LATIN1 = bytes(range(0xC4))  # every byte of characters up to U+00FF


def parse(data: bytes, limits: Limits = DEFAULT_LIMITS, *, same_key: bool = False) -> Json:
    """Read one JSON text. `same_key` lets an object name a key twice: the last one counts.

    Raises InvalidJSON with one of the codes json-too-large, json-not-utf8, json-too-deep,
    json-too-many-values, json-duplicate-key, json-lone-surrogate, json-number-out-of-range, json-syntax.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if len(data) * _width(data) > limits.json_bytes:
        raise InvalidJSON("json-too-large", f"{len(data)} bytes")
    _check_structure(data, limits)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidJSON("json-not-utf8", f"byte {error.start}") from error
    surrogates_possible = b"\\u" in data
    del data
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=None if same_key else _object,
            parse_constant=_refuse_constant,
            parse_int=_bounded_int,
        )
    except InvalidJSON:
        raise
    except RecursionError as error:
        raise InvalidJSON("json-too-deep") from error
    except ValueError as error:
        raise InvalidJSON("json-syntax", str(error)) from error
    if surrogates_possible:
        _refuse_surrogates(value)
    return value


def dump(value: Json, *, indent: int | None = None) -> str:
    """Write JSON as H5P hosts expect it: UTF-8 text, no spaces unless indented, never NaN."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def _width(data: bytes) -> int:
    """Return how many bytes a character takes once decoded: one emoji makes all of them four."""
    if data.isascii():
        return 1
    wide = data.translate(None, _LATIN1)  # the first bytes of wider characters
    return 1 if not wide else 4 if max(wide) >= 0xF0 else 2


def _check_structure(data: bytes, limits: Limits) -> None:
    """Count values and nesting on the bare punctuation, all in C: no object is made of a bomb."""
    structure = _structure(data, limits.json_nodes)
    brackets = structure.translate(_ONE_KIND, b",:")
    for _ in range(limits.json_depth):
        inner = brackets.replace(b"[]", b"")  # takes one level away
        if inner == brackets:
            break
        brackets = inner
    if b"[]" in brackets or len(brackets) > limits.json_depth:
        raise InvalidJSON("json-too-deep")


def _structure(data: bytes, most: int) -> bytes:
    """Return the punctuation outside strings; a piece at a time, since texts may be many and short."""
    bare = _ESCAPE.sub(b"", data) if b"\\" in data else data
    found, values, inside = bytearray(), 0, 0
    for start in range(0, len(bare), _PIECE):
        pieces = bare[start : start + _PIECE].translate(None, _NOT_STRUCTURE).split(b'"')
        outside = b"".join(pieces[inside::2])
        inside = (inside + len(pieces) - 1) % 2
        values += len(outside) - outside.count(b"]") - outside.count(b"}")
        if values > most:
            raise InvalidJSON("json-too-many-values")
        found += outside
    return bytes(found)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise InvalidJSON("json-duplicate-key")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidJSON("json-number-out-of-range", name)


def _bounded_int(digits: str) -> int:
    if len(digits) > 400:
        raise InvalidJSON("json-number-out-of-range", f"{len(digits)} digits")
    return int(digits)


def _refuse_surrogates(value: Json) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidJSON("json-lone-surrogate") from error
