"""One measured number beside its budget."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, its unit, and the budget it should keep: at most, or at least when `at_least`."""

    name: str
    value: float
    unit: str
    budget: float
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    def __str__(self) -> str:
        return f"{self.name} {self.value:g} {self.unit} {self.budget:g} {'ok' if self.ok else 'short'}"


def write(measures: Iterable[Measure], path: Path) -> None:
    """Write the measures as JSON, each with its verdict."""
    rows = [{**asdict(measure), "ok": measure.ok} for measure in measures]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def cpu_milliseconds(work: Callable[[], object], *, repeats: int = 15) -> float:
    """Return the median CPU time of `work` in milliseconds; the first two runs warm up."""
    times = []
    for _ in range(repeats + 2):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return round(statistics.median(times[2:]), 2)
