"""Patterns of library authors: the same answer as Python's, in bounded time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.regex import Pattern, compile_pattern
from tests.h5p.builders import calm


@pytest.mark.parametrize(
    ("pattern", "modifiers", "text"),
    [
        (r"^-?\d{1,}(,(1[012]|[0]?[1-9]))?$", "", "2012,12"),
        (r"^-?\d{1,}(,(1[012]|[0]?[1-9]))?$", "", "2012,13"),
        (r"^(?!(?:.*[\"!\d]|^[,])).*$", "", "hei"),
        (r"^(?!(?:.*[\"!\d]|^[,])).*$", "", "hei 1"),
        (r"\$\$.+\$\$|\\\(.+\\\)", "", r"x \(y\)"),
        (r"\bord\b", "i", "et ORD her"),
        (r"\Bord", "", "jord"),
        (r"^[^<]*$", "", "a<b"),
        (r"a.c", "", "a\nc"),
        (r"a.c", "s", "a\nc"),
        (r"^b$", "m", "a\nb\nc"),
        (r"[\w-]+@[\w.]+", "", "x-y@z.no"),
        (r"x{2,3}?y", "", "xxxy"),
        (r"a{,3}", "", "a{,3}"),
        (r"(?=.*\d)(?=.*x)", "", "x1"),
        (r"[]a]", "", "]"),
        (r"(a|b)*c|", "", "zzz"),
        (r"\x41\u0042", "", "AB"),
        (r"^http[s]?://.+", "i", "HTTPS://x"),
    ],
)
def test_the_answer_is_that_of_python(pattern, modifiers, text):
    flags = re.ASCII
    for modifier, flag in (("i", re.IGNORECASE), ("m", re.MULTILINE), ("s", re.DOTALL)):
        flags |= flag if modifier in modifiers else 0

    assert Pattern(pattern, modifiers).search(text) is (re.search(pattern, text, flags) is not None)


@calm
@given(
    st.lists(st.sampled_from(["a", "b", ".", "\\d", "[ab]", "[^a]", "(", ")", "|", "*", "+", "?", "^", "$",
    "(?:", "(?=",
                              "(?!", "{2}", "{1,}", "\\b"]), max_size=10).map("".join),
    st.text("ab1 \n", max_size=8).filter(lambda text: not text.endswith("\n")),
)  # fmt: skip
def test_any_pattern_we_understand_answers_as_python_does(pattern, text):
    mine = compile_pattern(pattern)
    if mine is None:
        return

    assert mine.search(text) is (re.search(pattern, text, re.ASCII) is not None)


@calm
@given(st.text(max_size=40), st.text(max_size=3), st.text(max_size=20))
def test_no_pattern_raises(pattern, modifiers, text):
    compiled = compile_pattern(pattern, modifiers)

    assert compiled is None or compiled.search(text) in (True, False, None)


@pytest.mark.parametrize(
    "pattern",
    [r"(a)\1", r"(?<=a)b", r"a++", r"\p{L}", "(", "a)", "[a", "*a", "a{3,1}", "(" * 60 + ")" * 60,
     "((a{1,1000}){1,1000}){1,1000}", "x" * 3_000],
)  # fmt: skip
def test_what_we_do_not_understand_is_said(pattern):
    assert compile_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^(a+)+$", "a" * 50_000 + "!"),
        (r"(?:.*x(?=.*y))+z", "x" * 50_000),
        (r"(a|aa)+(b|c)*d", "a" * 50_000),
        (r"\$\$.+\$\$", "$" * 200_000),
        (r"([a-z0-9]+\.?)+@", "abc." * 40_000),
        (r"(x?){500}x{500}", "x" * 2_000),
    ],
)
def test_traps_end_soon(pattern, text):
    began = time.process_time()

    Pattern(pattern).search(text)

    assert time.process_time() - began < 1
