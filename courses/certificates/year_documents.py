"""A year of learning to take along: as PDF, and as a spreadsheet for those who keep their hours in one."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from base.paper import BRAND, compile_pdf, mark_on_paper
from courses.certificates import words
from courses.certificates.domain.year import CourseInYear, LearningYear, ModuleRead


def heading(year: LearningYear) -> str:
    return _("Learning record %(year)s") % {"year": year.year}


def summary(year: LearningYear) -> str:
    """Return the year in one line: "4 timer, 2 kurs fullført"."""
    finished = ngettext("%(count)s course finished", "%(count)s courses finished", year.finished)
    return f"{words.duration(year.minutes)}, {finished % {'count': year.finished}}"


def dates(course: CourseInYear) -> str:
    first, latest = (words.day(at) for at in course.dates)
    return first if first == latest else f"{first} – {latest}"


def finished(course: CourseInYear) -> str:
    """Return when it was finished and the code of its certificate, or that it is under way."""
    if course.finished_at is None:
        return _("Under way")
    day = words.day(course.finished_at)
    return _("%(day)s, certificate %(code)s") % {"day": day, "code": course.code} if course.code else day


def topics(course: CourseInYear) -> str:
    return " · ".join(_topic(module) for module in course.modules)


def _topic(module: ModuleRead) -> str:
    """Return the title of a module, and that it counts by the learner's own word when it does."""
    return _("%(title)s (self-declared)") % {"title": module.title} if module.declared else module.title


def version(course: CourseInYear) -> str:
    return _("%(course)s, version %(version)s") % {"course": course.key, "version": course.version}


def columns() -> list[str]:
    return [_("Course and topics"), _("Time"), _("When"), _("Finished")]


def pdf(year: LearningYear, name: str, at: datetime) -> bytes:
    """Return the year as PDF in the active language."""
    data: dict[str, Any] = {
        "lang": get_language(),
        "text_lang": words.language(),
        "title": f"{heading(year)}, {name}",
        "issuer": settings.SITE_OWNER,
        "brand": BRAND,
        "mark": mark_on_paper(),
        "heading": heading(year),
        "summary": [name, summary(year)],
        "page_label": _("Page"),
        "courses_heading": _("Courses"),
        "columns": columns(),
        "courses": [
            {
                "title": course.title,
                "version": version(course),
                "topics": topics(course),
                "time": words.duration(course.minutes),
                "dates": dates(course),
                "finished": finished(course),
            }
            for course in year.courses
        ],
        "notes_heading": _("My own reflections"),
        "notes_lead": _("Written by the learner for themselves. They are in no report but this one."),
        "notes": [
            {
                "heading": " – ".join(filter(None, (note.course, note.heading))),
                "paragraphs": [line for line in note.text.splitlines() if line.strip()],
                "saved": words.day(note.saved_at),
            }
            for note in year.reflections
        ],
        "made": _("Made %(day)s from the learner's own record. Hours are the time each module says it takes.")
        % {"day": words.day(at)},
    }
    return compile_pdf("certificates/year.typ", data, at)


def xlsx(year: LearningYear, name: str) -> bytes:
    """Return the year as a workbook: courses on the first sheet, reflections on the second.

    Every text is written as text, so that none of them is a formula to the program that opens it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": f"{heading(year)}, {name}", "author": name, "company": BRAND})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        _courses_sheet(book.add_worksheet(_("Courses")), year, bold, wrap, day)
        _notes_sheet(book.add_worksheet(_("Reflections")), year, bold, wrap, day)
    return target.getvalue()


def _courses_sheet(sheet: Any, year: LearningYear, bold: Any, wrap: Any, day: Any) -> None:
    titles = [
        _("Course"), _("Version"), _("Topics"), _("Minutes"),
        _("From"), _("To"), _("Finished"), _("Certificate"),
    ]  # fmt: skip
    _head(sheet, titles, [30, 14, 60, 10, 12, 12, 12, 18], bold)
    for row, course in enumerate(year.courses, start=1):
        for column, text in enumerate((course.title, version(course), topics(course))):
            sheet.write_string(row, column, text, wrap)
        sheet.write_number(row, 3, course.minutes, wrap)
        for column, at in enumerate(course.dates, start=4):
            sheet.write_datetime(row, column, at.replace(tzinfo=None), day)
        if course.finished_at:
            sheet.write_datetime(row, 6, course.finished_at.replace(tzinfo=None), day)
        sheet.write_string(row, 7, course.code, wrap)
    total = len(year.courses) + 1
    sheet.write_string(total, 0, _("In all"), bold)
    sheet.write_formula(total, 3, f"=SUM(D2:D{total})" if year.courses else "=0", bold, year.minutes)


def _notes_sheet(sheet: Any, year: LearningYear, bold: Any, wrap: Any, day: Any) -> None:
    _head(sheet, [_("When"), _("Course"), _("Reflection on"), _("My words")], [12, 30, 40, 80], bold)
    for row, note in enumerate(year.reflections, start=1):
        sheet.write_datetime(row, 0, note.saved_at.replace(tzinfo=None), day)
        for column, text in enumerate((note.course, note.heading, note.text), start=1):
            sheet.write_string(row, column, text, wrap)


def _head(sheet: Any, titles: list[str], widths: list[int], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, width)
