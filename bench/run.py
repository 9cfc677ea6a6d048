"""Run all measurements: `make bench`. Prints `name value unit budget ok|short`, one a line."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from bench import (  # noqa: E402
    assessing,
    browser,
    documents,
    h5p,
    meeting,
    pages,
    people,
    record,
    scoring,
    search,
    throughput,
)
from bench.measure import Measure, write  # noqa: E402

PARTS = {
    "scoring": scoring.measure,
    "documents": documents.measure,
    "pages": pages.measure,
    "people": people.measure,
    "record": record.measure,
    "assessing": assessing.measure,
    "h5p": h5p.measure,
    "throughput": throughput.measure,
    "browser": browser.measure,
    "meeting": meeting.measure,
    "search": search.measure,  # last: it fills the database
}


def main() -> None:
    chosen = sys.argv[1:] or list(PARTS)
    measures: list[Measure] = []
    for name in chosen:
        for measure in PARTS[name]():
            print(measure, flush=True)
            measures.append(measure)
    write(measures, Path(__file__).parent / "out.json")
    short = [measure.name for measure in measures if not measure.ok]
    print(f"{len(measures) - len(short)} of {len(measures)} within budget")


if __name__ == "__main__":
    main()
