"""The framework that ships, read for the tests, and short ways to make a situation or a changed release."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from self_assessment.domain.framework import Release
from self_assessment.domain.release_reader import read_release
from self_assessment.domain.result import Result, assess
from self_assessment.domain.situation import Situation, read_situation

FOLDER = Path(__file__).parents[3] / "content" / "framework"
FILES = {"framework": "rammeverk", "rules": "regler", "services": "tjenester", "professions": "profesjoner"}

Documents = dict[str, Any]


@cache
def _written(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def _loaded(name: str) -> Any:
    """A fresh copy each time, so that a test may change it; quicker than copying deeply."""
    return json.loads(_written(name))


@cache
def release() -> Release:
    return read_release(**{name: _loaded(file) for name, file in FILES.items()})


def changed_documents(change: Callable[[Documents], object]) -> Documents:
    """The four documents after `change` was let loose on a copy of them."""
    documents = {name: _loaded(file) for name, file in FILES.items()}
    change(documents)
    return documents


def worked_municipalities() -> list[dict[str, Any]]:
    """Invented municipalities; `forventet` was decided by hand before any program ran."""
    return list(_loaded("test_municipalities")["kommuner"])


def situation(**told: Any) -> Situation:
    """A middle-sized, central municipality that has told only this, in the words of the exchange format."""
    plain = {"navn": "Prøvevik", "folketall": 12_000, "sentralitetsklasse": 3, "type": "full"}
    return read_situation(plain | told, release())


def result(**told: Any) -> Result:
    return assess(release(), situation(**told))


def suggested(**told: Any) -> list[str]:
    return [suggestion.id for suggestion in result(**told).suggestions]


def every_answer(level: int, **others: int | str) -> dict[str, int | str]:
    """The same level on all indicators, save those named."""
    return dict.fromkeys(release().indicators, level) | others


def on_map(*services: str, **fields: str) -> dict[str, dict[str, str]]:
    """A service map where only these exist, open to working age unless `fields` say otherwise."""
    there = {"finnes": "egen", "yrkesaktive": "ja", "arbeid": "ja"} | fields
    return {s.code: there if s.code in services else {"finnes": "nei"} for s in release().services}
