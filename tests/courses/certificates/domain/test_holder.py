import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.certificates.domain.holder import NotAName, confirms, prove, same, tidy

SALT = b"sixteen bytes ok"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("  Kari   Nordmann ", "Kari Nordmann"),
        ("Ma\u0301htte Ha\u030aland", "Máhtte Håland"),
        ("Anne-Lise O'Brien 2.", "Anne-Lise O'Brien 2."),
        ("Nguyễn Thị Minh", "Nguyễn Thị Minh"),
    ],
)
def test_a_name_is_tidied_and_otherwise_left_alone(name, printed):
    assert tidy(name) == printed


@pytest.mark.parametrize("name", ["", " ", "123", "a\u202eb", "a\u200bb", "a\x00b", "a" * 121])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(NotAName):
        tidy(name)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
@settings(max_examples=25)
def test_a_proof_confirms_the_name_it_was_made_of_and_no_other(name, other):
    proof = prove(name, SALT)

    assert confirms(proof, name)
    assert confirms(proof, other) is same(name, other)


def test_a_proof_does_not_mind_case_and_spaces():
    assert confirms(prove("Kari Nordmann", SALT), " kari  NORDMANN")


def test_the_same_name_with_another_salt_is_another_proof():
    assert prove("Kari Nordmann", SALT) != prove("Kari Nordmann", SALT[::-1])
    assert "Kari" not in prove("Kari Nordmann", SALT)
