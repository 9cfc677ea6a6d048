"""Captions are read whole or refused with every fault and its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.media.domain.transcript import sentences
from courses.media.domain.vtt import LONGEST_TEXT, MOST_FAULTS, Cue, UnreadableVtt, read_vtt

GOOD = """WEBVTT - en prøve

NOTE
Denne leses ikke.

1
00:01.000 --> 00:03.500 align:start
<v Fysioterapeuten>Er det <i>greit</i> at jeg spør
om jobben?

01:00:04.000 --> 01:00:05.250
Ja &amp; nei.
"""


def test_captions_are_read_without_marks_and_with_who_says_it():
    assert read_vtt(GOOD) == (
        Cue(1.0, 3.5, "Er det greit at jeg spør om jobben?", "Fysioterapeuten"),
        Cue(3604.0, 3605.25, "Ja & nei."),
    )


def test_lines_of_windows_and_a_byte_order_mark_do_no_harm():
    assert read_vtt("\ufeff" + GOOD.replace("\n", "\r\n")) == read_vtt(GOOD)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("", [(1, "no-header")], id="nothing"),
        pytest.param("WEBVTT\n", [(1, "no-cues")], id="only-the-first-line"),
        pytest.param("WEBVTTY\n\n00:01.000 --> 00:02.000\nHei.", [(1, "no-header")], id="another-format"),
        pytest.param("WEBVTT\n\nHei.\n", [(3, "no-time")], id="words-without-time"),
        pytest.param("WEBVTT\n\n00:01,000 --> 00:02,000\nHei.", [(3, "bad-time")], id="times-of-subrip"),
        pytest.param("WEBVTT\n\n00:61.000 --> 00:62.000\nHei.", [(3, "bad-time")], id="no-such-second"),
        pytest.param("WEBVTT\n\n00:02.000 --> 00:01.000\nHei.", [(3, "ends-before-start")], id="backwards"),
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\n", [(3, "nothing-said")], id="no-words"),
        pytest.param(
            "WEBVTT\n\n00:05.000 --> 00:06.000\nTo.\n\n00:01.000 --> 00:02.000\nEn.",
            [(6, "out-of-order")],
            id="out-of-order",
        ),
        pytest.param("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "x" * 401, [(3, "cue-too-long")], id="a-speech"),
        pytest.param(
            "\n\nHei.\n\n00:0 --> 1\nHei.",
            [(1, "no-header"), (3, "no-time"), (5, "bad-time")],
            id="all-at-once",
        ),
    ],
)
def test_every_fault_is_told_with_its_line(text, faults):
    with pytest.raises(UnreadableVtt) as refused:
        read_vtt(text)

    assert [(fault.line, fault.code) for fault in refused.value.faults] == faults


def test_what_is_too_long_is_not_read_at_all():
    with pytest.raises(UnreadableVtt) as refused:
        read_vtt("WEBVTT\n\n" + "x" * LONGEST_TEXT)

    assert [fault.code for fault in refused.value.faults] == ["too-long"]


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    faults, cues = (), ()
    try:
        cues = read_vtt(text)
    except UnreadableVtt as refused:
        faults = refused.faults

    assert bool(cues) != bool(faults)
    assert len(faults) <= MOST_FAULTS
    assert all(cue.start < cue.end and cue.text for cue in cues)


def test_a_transcript_is_sentences_with_the_second_each_begins():
    found = sentences(
        [
            Cue(0, 4, "Er det greit? Jeg spør", "Fysioterapeuten"),
            Cue(4, 6, "alle om jobben.", "Fysioterapeuten"),
            Cue(7, 8, "Ja vel", "Personen"),
            Cue(9, 10, "Godt.", "Fysioterapeuten"),
        ]
    )

    assert [(one.start, one.text, one.voice) for one in found] == [
        (0, "Er det greit?", "Fysioterapeuten"),
        (2.4, "Jeg spør alle om jobben.", ""),
        (7, "Ja vel", "Personen"),
        (9, "Godt.", "Fysioterapeuten"),
    ]
    assert found[1].clock == "0:02"
