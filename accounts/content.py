"""The municipalities as they ship: `content/municipalities.csv`, as Statistics Norway counts them.

They are facts and not texts: no editor changes them, so a load makes the table like the file. A municipality
that is gone from the file stays, since assessments belong to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts.groups import ensure_editors
from accounts.models import Municipality
from base.content import Fault, Faults, LoadReport

FILE = "municipalities.csv"
_YES_NO = {"yes": True, "no": False}


def _digits(count: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) != count or not text.isascii() or not text.isdigit():
            raise ValueError(f"should be {count} digits")
        return text

    return read


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
            raise ValueError(f"should be a whole number from {lowest} to {highest}")
        return int(text)

    return read


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _one_of(allowed: dict[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text not in allowed:
            raise ValueError(f"{text!r} is not one of {', '.join(allowed)}")
        return allowed[text]

    return read


COLUMNS: dict[str, Callable[[str], Any]] = {
    "number": _digits(4),
    "name": _text,
    "sami_name": str,
    "kven_name": str,
    "county_number": _digits(2),
    "county": _text,
    "health_region": _text,
    "population": _number(0, 10_000_000),
    "population_year": _number(2000, 2100),
    "centrality_class": _number(1, 6),
    "language_form": _one_of({form.value: form.value for form in Municipality.LanguageForm}),
    "in_sami_area": _one_of(_YES_NO),
}
"""Each column, named as the field it fills, and how it is read."""


@dataclass(frozen=True, slots=True)
class MunicipalityContent:
    """The rows of the file, valid."""

    rows: list[dict[str, Any]]

    def load(self, report: LoadReport) -> None:
        """Make the table like the file in two queries, and see that editors have their group."""
        stored = {municipality.number: municipality for municipality in Municipality.objects.all()}
        fresh = []
        for row in self.rows:
            known = stored.get(row["number"])
            unchanged = known is not None and all(getattr(known, name) == row[name] for name in COLUMNS)
            kind = report.unchanged if unchanged else report.created if known is None else report.updated
            kind.append(f"municipality:{row['number']}")
            if not unchanged:
                fresh.append(Municipality(**row))
        Municipality.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=[name for name in COLUMNS if name != "number"],
        )
        ensure_editors()


def read_content(folder: Path, faults: Faults) -> MunicipalityContent:
    """Read the file of `folder` and note all that is wrong with it. Writes nothing."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        faults.append(Fault(FILE, 1, "", "the file is missing, or not UTF-8"))
        return MunicipalityContent([])
    reader = csv.DictReader(io.StringIO(text), strict=True)
    header = list(reader.fieldnames or [])
    if header != list(COLUMNS):
        faults.append(Fault(FILE, 1, "", f"the columns should be {','.join(COLUMNS)}"))
        return MunicipalityContent([])
    rows = []
    lines: dict[str, int] = {}
    for values in reader:
        row = _read_row(values, reader.line_num, faults)
        if row["number"] in lines:
            faults.append(
                Fault(FILE, reader.line_num, "number", f"stands on line {lines[row['number']]} too")
            )
        lines[row["number"]] = reader.line_num
        rows.append(row)
    return MunicipalityContent(rows)


def export_content(folder: Path) -> None:
    """Write the municipalities to the file of `folder`, by number."""
    spoken = {value: word for word, value in _YES_NO.items()}
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in Municipality.objects.order_by("number").values_list(*COLUMNS):
            writer.writerow([spoken[value] if isinstance(value, bool) else value for value in row])


def _read_row(values: dict[str | None, Any], line: int, faults: Faults) -> dict[str, Any]:
    if None in values:
        faults.append(Fault(FILE, line, "", "has more cells than there are columns"))
    row: dict[str, Any] = {}
    for name, read in COLUMNS.items():
        text = values.get(name)
        try:
            row[name] = read("" if text is None else text)
        except ValueError as error:
            faults.append(Fault(FILE, line, name, str(error)))
            row[name] = text
    return row
