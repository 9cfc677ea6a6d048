"""The numbers of a result once more, worked out from the rows of the exported workbook and from nothing else.

Written from the framework's README, sections 4 and 5, without a line of the product's own scoring."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

FIVE = ("Lege", "Sykepleier", "Fysioterapeut", "Ergoterapeut", "Psykolog")
Rows = list[dict[str, Any]]


def read(workbook: bytes) -> dict[str, Rows]:
    """{sheet: its rows as {column: value}}"""
    sheets = {}
    for sheet in load_workbook(BytesIO(workbook), read_only=True).worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        padded = (row + (None,) * (len(head) - len(row)) for row in rows)
        sheets[sheet.title] = [dict(zip(head, row, strict=True)) for row in padded]
    return sheets


def shown(share: Fraction | None) -> float | None:
    """One decimal, half upwards."""
    if share is None:
        return None
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def blocks(answers: Rows) -> dict[str, Fraction | None]:
    """{building block: per cent, or None with fewer than six in ten answered}"""
    asked: Counter[str] = Counter()
    known: dict[str, list[tuple[int, int]]] = {}
    for row in answers:
        block = row["Byggestein"]
        asked[block] += row["Uten trinn"] != "ikke relevant"
        known.setdefault(block, []).extend([(row["Vekt"], row["Trinn"])] if row["Trinn"] is not None else [])
    found: dict[str, Fraction | None] = {}
    for block, levels in known.items():
        enough = levels and len(levels) * 10 >= asked[block] * 6
        reached, most = sum(w * level for w, level in levels), sum(4 * w for w, _ in levels)
        found[block] = Fraction(100 * reached, most) if enough else None
    return found


def overall(found: dict[str, Fraction | None], weights: dict[str, int]) -> Fraction | None:
    scored = {block: share for block, share in found.items() if share is not None}
    weight = sum(weights[block] for block in scored)
    if weight < 60:
        return None
    return sum((weights[block] * share for block, share in scored.items()), Fraction(0)) / weight


def gaps(answers: Rows) -> dict[str, int]:
    """{question: weight × gap}, of those with a step."""
    return {
        row["Spørsmål"]: row["Vekt"] * max(0, row["Mål"] - row["Trinn"])
        for row in answers
        if row["Trinn"] is not None
    }


def duties(answers: Rows, duties: Rows, professions: Rows) -> dict[str, str]:
    """{duty: what the municipality itself says of it}"""
    steps = {row["Spørsmål"]: row["Trinn"] for row in answers}
    available = next(column for column in professions[0] if "tilgjengelig" in column.lower())
    lacking = any(row[available] == "nei" for row in professions if row["Profesjon"] in FIVE)
    return {row["Spørsmål"]: _duty(row, steps[row["Spørsmål"]], lacking) for row in duties}


def _duty(row: dict[str, Any], step: int | None, lacking: bool) -> str:
    if step is None:
        return "Ikke oppfylt ennå" if lacking and row["Spørsmål"] == "E1" else "Ikke avklart"
    return "Oppfylt" if step >= row["Kravet er trinn"] else "Ikke oppfylt ennå"


def known(answers: Rows) -> tuple[int, int]:
    """How many questions have a step, of those that are relevant."""
    relevant = [row for row in answers if row["Uten trinn"] != "ikke relevant"]
    return sum(row["Trinn"] is not None for row in relevant), len(relevant)
