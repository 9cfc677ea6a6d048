"""JSON from strangers: read strictly, bounded before anything is made."""

import json
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.errors import InvalidJSON
from h5p.limits import Limits
from h5p.strict_json import dump, parse
from tests.h5p.builders import calm

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False,
    allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)  # fmt: skip


@calm
@given(JSON)
def test_what_json_writes_is_read(value):
    assert parse(json.dumps(value).encode()) == value
    assert parse(dump(value).encode()) == value


@calm
@given(st.binary(max_size=300) | st.text('[]{}",:\\u0d8123enul ', max_size=80).map(str.encode))
def test_nothing_but_invalid_json_is_raised(data):
    try:
        value = parse(data)
    except InvalidJSON:
        return
    assert value == json.loads(data.removeprefix(b"\xef\xbb\xbf"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "json-syntax", id="nothing"),
        pytest.param(b"{'a': 1}", "json-syntax", id="single-quotes"),
        pytest.param(b"[1,]", "json-syntax", id="trailing-comma"),
        pytest.param(b'"\x01"', "json-syntax", id="control-character"),
        pytest.param(b'{"a":1,"b":{"a":1,"a":2}}', "json-duplicate-key", id="same-key"),
        pytest.param(b"Infinity", "json-number-out-of-range", id="infinity"),
        pytest.param(b"[" + b"9" * 401 + b"]", "json-number-out-of-range", id="digits"),
        pytest.param(b'"\\ud800"', "json-lone-surrogate", id="surrogate"),
        pytest.param(b'{"\\udfff": 1}', "json-lone-surrogate", id="surrogate-in-key"),
        pytest.param(b'"\xe5"', "json-not-utf8", id="latin-1"),
        pytest.param(b"[" * 201 + b"]" * 201, "json-too-deep", id="lists"),
        pytest.param(b'{"":' * 201 + b"1" + b"}" * 201, "json-too-deep", id="objects"),
        pytest.param(b'[{"":' * 101 + b"1" + b"}]" * 101, "json-too-deep", id="both"),
        pytest.param(b"[" * 100_000, "json-too-deep", id="never-closed"),
        pytest.param(b"[" + b"0," * 200_001 + b"0]", "json-too-many-values", id="values"),
    ],
)
def test_each_rule_has_its_code(data, code):
    with pytest.raises(InvalidJSON) as refused:
        parse(data)

    assert refused.value.code == code


def test_brackets_in_texts_do_not_count():
    value = {"a\\": "[" * 1_000 + '\\"{' * 1_000 + "," * 300_000}

    assert parse(json.dumps(value).encode()) == value


def test_two_hundred_levels_are_fine():
    assert parse(b"[" * 200 + b"]" * 200)


def test_an_emoji_makes_all_of_a_text_count_four_times():
    limits = Limits(json_bytes=1_000)

    assert parse(b'"' + b"x" * 900 + b'"', limits)
    with pytest.raises(InvalidJSON):
        parse('"{}😀"'.format("x" * 900).encode(), limits)


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(b"[" + b"{}," * 3_000_000 + b"{}]", id="objects"),
        pytest.param(b'["' + b'aa","' * 2_000_000 + b'"]', id="strings"),
        pytest.param(b'{"":' * 2_000_000, id="depth"),
    ],
)
def test_a_bomb_costs_little(bomb):
    tracemalloc.start()
    began = time.process_time()

    with pytest.raises(InvalidJSON):
        parse(bomb)

    assert tracemalloc.get_traced_memory()[1] < 40 * 2**20
    assert time.process_time() - began < 1
    tracemalloc.stop()
