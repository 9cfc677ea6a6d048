"""A content to play, and a learner's place in it."""

import json
import uuid

import pytest

from h5p_django import places, results
from h5p_django.models import Content
from h5p_django.places import Place
from h5p_django.tokens import Purpose
from tests.factories.h5p_django import shipped


@pytest.fixture
def content(empty_h5p) -> Content:
    return shipped()


@pytest.fixture
def place(content) -> Place:
    return Place(content=content.pk, block="test/part", learners=("person:1",), context="2.0")


@pytest.fixture
def heard(monkeypatch) -> list[results.Result]:
    """What rooms are told."""
    told: list[results.Result] = []
    monkeypatch.setattr(results, "_receivers", [told.append])
    return told


def address(purpose: Purpose, place: Place) -> str:
    if purpose is Purpose.PLAY:
        return places.embed(place, title="A quiz").address
    return places.saving(place)[purpose]


def statement(content: int, verb: str = "answered", **more: object) -> str:
    told = {
        "id": str(uuid.uuid4()),
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": places.iri(content)},
        "result": {"score": {"raw": 3, "max": 4}},
    }
    return json.dumps({**told, **more})


def sealed_as(purpose: Purpose, other: Purpose, place: Place) -> str:
    """The address of `other` with a token made for `purpose`."""
    token = address(purpose, place).rstrip("/").rpartition("/")[2]
    right = address(other, place).rstrip("/").rpartition("/")[0]
    return f"{right}/{token}/"
