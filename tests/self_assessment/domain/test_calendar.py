"""The calendar file, as RFC 5545 wants it. No database."""

from datetime import UTC, date, datetime

from self_assessment.domain.calendar import Deadline, calendar_file

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def one(**fields):
    told = {
        "uid": "plan-1@byggestein", "day": date(2027, 2, 28), "title": "Møte; Nav, helse", "notes": "",
        "url": "https://x.example/1", "version": 3, "changed_at": AT, "done": False,
    }  # fmt: skip
    return calendar_file("Plan", [Deadline(**told | fields)], AT)


def test_a_deadline_is_one_whole_day_with_its_signs_escaped():
    text = one()

    assert "DTSTART;VALUE=DATE:20270228\r\nDTEND;VALUE=DATE:20270301\r\n" in text
    assert "SUMMARY:Møte\\; Nav\\, helse\r\n" in text
    assert "SEQUENCE:3\r\n" in text


def test_long_lines_are_folded_without_cutting_a_letter():
    text = one(notes="å" * 200 + "\nny linje")

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "å" * 200 + "\\nny linje" in text.replace("\r\n ", "")


def test_what_is_done_is_taken_out_of_the_calendar():
    assert "STATUS:CANCELLED" in one(done=True)
