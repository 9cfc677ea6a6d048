"""The catalogues agree with the texts they translate."""

import re

import polib
import pytest
from django.conf import settings

from base import messages

CATALOGUES = sorted(settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def is_complete(entry: polib.POEntry) -> bool:
    """Translated, settled, and with the placeholders of the original (a plural may leave the number out)."""
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    if entry.msgid_plural:
        texts = list(entry.msgstr_plural.values())
        kept = all(set(PLACEHOLDER.findall(text)) <= wanted for text in texts)
    else:
        texts = [entry.msgstr]
        kept = set(PLACEHOLDER.findall(entry.msgstr)) == wanted
    return kept and all(texts) and not entry.fuzzy


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.relative_to(settings.BASE_DIR).parts[:3])
)
def test_every_text_is_translated_and_keeps_its_placeholders(path):
    faults = [entry.msgid for entry in polib.pofile(str(path)) if not is_complete(entry)]

    assert faults == []


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: "-".join(path.relative_to(settings.BASE_DIR).parts[:3])
)
def test_no_text_stands_twice(path):
    polib.pofile(str(path), check_for_duplicates=True)


def test_a_text_another_room_has_translated_is_not_asked_for_again(tmp_path):
    for room in ("home", "courses"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "words.py").write_text(f'_("Courses")\n_("Only in {room}")\n')
    messages.update_catalogues(tmp_path)
    home = messages.catalogue_path(tmp_path, "home", "nb")
    courses = messages.catalogue_path(tmp_path, "courses", "nb")
    courses.unlink()
    catalogue = polib.pofile(str(home))
    catalogue.find("Courses").msgstr = "Kurs"
    catalogue.save()

    messages.update_catalogues(tmp_path)

    assert [entry.msgid for entry in polib.pofile(str(courses))] == ["Only in courses"]
    assert polib.pofile(str(home)).find("Courses").msgstr == "Kurs"


def test_both_written_norwegians_have_the_same_texts():
    rooms = {path.relative_to(settings.BASE_DIR).parts[0] for path in CATALOGUES}

    for room in rooms:
        texts = {
            language: {
                (entry.msgctxt, entry.msgid)
                for entry in polib.pofile(
                    str(settings.BASE_DIR / room / "locale" / language / "LC_MESSAGES/django.po")
                )
                if "keep" not in entry.comment + entry.tcomment
            }
            for language in ("nb", "nn")
        }
        assert texts["nb"] == texts["nn"], room


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_norwegian_number_is_never_parted_from_its_per_cent_sign(language):
    parted = re.compile(r"(\)[sd]|\d|\}) ?%%?(?!\()")
    faults = [
        text
        for path in CATALOGUES
        if path.parts[-3] == language
        for entry in polib.pofile(str(path))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if parted.search(text)
    ]

    assert faults == []
