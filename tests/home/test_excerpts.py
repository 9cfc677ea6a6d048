from hypothesis import given
from hypothesis import strategies as st

from home.domain.excerpts import excerpt, pieces

LONG = "Ord " * 60 + "så kommer sykmeldingen midt i teksten. " + "Mer " * 60


def test_a_short_text_is_shown_whole():
    assert excerpt("Kort  tekst.\n", ["tekst"]) == "Kort tekst."


def test_a_long_text_is_cut_around_the_hit_between_words():
    found = excerpt(LONG, ["sykmelding"], length=80)

    assert "sykmeldingen" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) <= 80 + len("…  …")


def test_a_long_text_without_a_hit_begins_at_the_beginning():
    assert excerpt(LONG, ["finnes ikke"]).startswith("Ord Ord")


def test_the_word_that_was_searched_for_is_marked_with_its_ending():
    found = list(pieces("En sykmelding, to sykmeldinger.", ["sykmelding"]))

    assert [piece.text for piece in found if piece.hit] == ["sykmelding", "sykmeldinger"]


def test_words_of_a_wording_are_marked_too_but_not_the_shortest():
    found = list(pieces("Lege og Nav på ett sted", ["lege på nav"]))

    assert [piece.text for piece in found if piece.hit] == ["Lege", "Nav"]


@given(st.text(max_size=200), st.lists(st.text(max_size=10), max_size=4))
def test_the_pieces_are_the_text(text, wordings):
    assert "".join(piece.text for piece in pieces(text, wordings)) == text
