"""Two versions of a part beside each other, as the reader meets it."""

from courses.blocks import LessonBlock
from courses.blocks.comparing import PartComparison, lines

CHOICE = LessonBlock().child_blocks["choice"]


def question(*options):
    return CHOICE.normalize(
        {
            "question": "Hva først?",
            "multiple": False,
            "source": "",
            "options": [{"text": t, "correct": c, "feedback": f} for t, c, f in options],
        }
    )


BEFORE = question(("Et råd", False, "Vent."), ("Et spørsmål", True, "Ja."))
AFTER = question(
    ("Et råd", False, "Vent litt."), ("Et åpent spørsmål", True, "Ja."), ("Stillhet", False, "Kanskje.")
)


def test_a_question_is_told_in_words_with_what_is_right():
    assert list(lines(CHOICE, BEFORE)) == [
        "spørsmål: Hva først?",
        "1. tekst: Et råd",
        "– tilbakemelding: Vent.",
        "2. tekst: Et spørsmål",
        "– riktig",
        "– tilbakemelding: Ja.",
    ]


def test_what_is_new_and_what_is_gone_is_marked_word_by_word():
    html = PartComparison(CHOICE, True, True, BEFORE, AFTER).htmldiff()

    assert "litt" in html
    assert html.count("addition") >= 3
    assert "Stillhet" in html
    assert "<p>spørsmål: Hva først?</p>" in html


def test_the_same_text_has_not_changed():
    assert not PartComparison(CHOICE, True, True, BEFORE, BEFORE).has_changed()
    assert PartComparison(CHOICE, True, True, BEFORE, AFTER).has_changed()
    assert "Et råd" in PartComparison(CHOICE, True, False, BEFORE, None).htmlvalue(BEFORE)
