import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.certificates.domain import code

CODE = "7KQF2M9DXR4T"


@pytest.mark.parametrize(
    "typed",
    ["7KQF-2M9D-XR4T", "7kqf2m9dxr4t", " 7KQF 2M9D XR4T ", "7KQF–2M9D—XR4T", "7KQF\u00a02M9D XR4T\n"],
    ids=["printed", "small", "spaced", "dashes", "pasted"],
)
def test_a_code_is_read_however_it_is_parted(typed):
    assert code.read(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7KQF-2M9D-XR4",
        "7KQF-2M9D-XR4TT",
        "0KQF-2M9D-XR4T",
        "7KQF-2M9D-XR4Ø",
        "7KQF_2M9D_XR4T",
        "7" * 10_000,
    ],
    ids=["empty", "short", "long", "zero", "foreign", "underscore", "endless"],
)
def test_what_is_no_code_is_refused(typed):
    assert code.read(typed) is None


@given(st.text())
def test_nothing_anyone_types_breaks_the_reading(typed):
    found = code.read(typed)

    assert found is None or code.read(code.grouped(found)) == found


def test_a_made_code_reads_back_as_it_is_printed():
    made = code.make(secrets.choice)

    assert code.read(code.grouped(made)) == made


def test_the_alphabet_has_no_signs_that_are_taken_for_others():
    assert not set(code.ALPHABET) & set("01ILOU")
    assert len(set(code.ALPHABET)) == 30
