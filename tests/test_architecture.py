"""The rooms hold: relations point downwards, and pure cores stay pure."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ORDER = ["cms", "home", "self_assessment", "courses", "h5p_django", "base", "accounts"]
HEIGHT = {"home": 5, "self_assessment": 4, "courses": 3, "h5p_django": 2, "base": 1, "accounts": 1}
PURE = [
    *sorted(settings.BASE_DIR.glob("*/domain/**/*.py")),
    *sorted(set(settings.BASE_DIR.glob("*/*/domain/**/*.py")) - set(settings.BASE_DIR.glob("tests/**/*.py"))),
    *sorted(settings.BASE_DIR.glob("h5p/**/*.py")),
    *sorted(settings.BASE_DIR.glob("base/drawing/**/*.py")),
]
OUTSIDE = {"h5p": {"bleach", "nh3"}, "base": {"segno"}}
"""{room: what its pure code leans on besides}: two sanitisers, and what works out the squares of a QR code."""


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in HEIGHT]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_point_to_the_same_room_or_a_lower_one(model):
    mine = HEIGHT[model._meta.app_label]

    targets = [
        field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    ]

    above = [app for app in targets if app != model._meta.app_label and HEIGHT.get(app, 0) >= mine]
    assert above == []
    assert not (model._meta.app_label == "self_assessment" and "courses" in targets)


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_pure_code_imports_the_standard_library_and_its_own_room_only(path: Path):
    room = path.relative_to(settings.BASE_DIR).parts[0]
    standard = set(__import__("sys").stdlib_module_names)

    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            imported.add(node.module.split(".")[0])

    allowed = standard | {room} | OUTSIDE.get(room, set())
    assert imported - allowed == set()
