"""The workbook: every table on a sheet of its own."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from base.paper import BRAND
from self_assessment.documents.editions import Edition, written_in
from self_assessment.documents.tables import Cell, Sheet, sheets_of

_WIDEST, _NARROWEST = 60, 9


def workbook_of(edition: Edition) -> bytes:
    """Return the workbook in the language of the edition.

    Every text is written as text, so that none of them is a formula to the program that opens it."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with written_in(edition.language), xlsxwriter.Workbook(target, options) as book:
        title = _("Assessment, %(municipality)s") % {
            "municipality": edition.sheet.assessment.municipality.name
        }
        book.set_properties({"title": title, "company": BRAND, "comments": edition.snapshot.digest})
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        }
        for sheet in sheets_of(edition):
            _write(book.add_worksheet(sheet.name[:31]), sheet, looks)
    return target.getvalue()


def _write(there: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    there.freeze_panes(1, 0)
    there.repeat_rows(0)
    for column, name in enumerate(sheet.columns):
        there.write_string(0, column, name, looks["head"])
        longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
        there.set_column(column, column, min(max(longest, min(len(name), 18), _NARROWEST) + 2, _WIDEST))
    for place, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _cell(there, place, column, cell, looks)
    if sheet.rows:
        there.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _cell(there: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        there.write_datetime(row, column, cell, looks["day"])
    elif isinstance(cell, int | float):
        there.write_number(row, column, cell, looks["text"])
    else:
        there.write_string(row, column, str(cell), looks["text"])
