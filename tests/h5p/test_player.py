"""What the browser is handed, and what it saves."""

import json
import re

import pytest

from h5p.content import Content, embed_type
from h5p.errors import StateRefused
from h5p.player import (
    Addresses,
    Display,
    Setting,
    asset_url,
    content_hash,
    for_script_element,
    integration,
    page_assets,
    shown,
)
from h5p.semantics import filter_content
from h5p.state import MAX_BYTES, RESET, Key, State, after_change, read_save
from tests.h5p.builders import QUESTION, SUB_CONTENT_ID, content, library, quiz

ADDRESSES = Addresses(
    base="https://h5p.example",
    files="https://h5p.example/c/7",
    libraries="https://h5p.example/l",
    content="https://site.example/h5p/7",
    content_user_data="https://h5p.example/state/:contentId/:dataType/:subContentId",
    set_finished="https://h5p.example/finished",
)


def made(parameters=None, **metadata):
    return filter_content(
        content(parameters or {"x": "æ"}, **metadata), quiz([{"name": "x", "type": "text"}])
    )


def handed(**options):
    value = integration(content_id="7", filtered=made(title="Prøve", authorComments="secret"),
    library=library(fullscreen=1),
                        addresses=ADDRESSES, **options)  # fmt: skip
    return value, value["contents"]["cid-7"]


def test_the_content_is_handed_over_filtered_and_with_its_hash():
    _, given = handed()

    assert given["library"] == "H5P.Quiz 1.2"
    assert json.loads(given["jsonContent"]) == {"x": "æ"}
    assert given["jsonContentHash"] == content_hash(made())
    assert given["fullScreen"] == "1"
    assert given["url"] == "https://site.example/h5p/7"
    assert given["contentUserData"] == {"0": {"state": "{}"}}
    assert given["metadata"] == {"title": "Prøve", "license": "U"}


def test_the_contents_own_files_come_with_consent_so_that_pictures_may_be_drawn_on():
    value, _ = handed()

    assert value["crossorigin"] == "anonymous"
    assert re.match(value["crossoriginRegex"], "https://h5p.example/c/7/images/a.png")
    assert not re.match(value["crossoriginRegex"], "https://h5pxexample/c/7/images/a.png")


def test_without_saving_nobody_is_named():
    value, _ = handed()

    assert "user" not in value
    assert value["saveFreq"] is False
    assert value["postUserStatistics"] is False
    assert value["l10n"]["H5P"]["close"] == "Lukk"


def test_with_saving_core_gets_a_name_that_says_nothing():
    value, given = handed(
        save_every=10,
        states={
            ("0", "state"): State("{1}"),
            (SUB_CONTENT_ID, "state"): State("2"),
            ("0", "x"): State("3", preload=False),
        },
    )

    assert value["user"] == {"name": "-", "mail": ""}
    assert value["saveFreq"] == 10
    assert given["contentUserData"] == {"0": {"state": "{1}"}, SUB_CONTENT_ID: {"state": "2"}}


def test_nothing_in_the_json_can_end_its_element():
    text = for_script_element({"x": "</script><!-- & -->"})

    assert not set("<>&") & set(text)
    assert json.loads(text) == {"x": "</script><!-- & -->"}


@pytest.mark.parametrize(
    ("disabled", "setting", "permitted", "visible"),
    [
        (Display(0), Setting.AUTHOR_DEFAULT_ON, Display(0), True),
        (Display.DOWNLOAD, Setting.AUTHOR_DEFAULT_ON, Display(0), False),
        (Display.DOWNLOAD, Setting.ALWAYS, Display(0), True),
        (Display(0), Setting.NEVER, Display.DOWNLOAD, False),
        (Display(0), Setting.BY_PERMISSION, Display.DOWNLOAD, True),
        (Display(0), Setting.BY_PERMISSION, Display(0), False),
        (Display.FRAME, Setting.ALWAYS, Display(0), False),
    ],
)
def test_what_the_frame_shows(disabled, setting, permitted, visible):
    assert (Display.DOWNLOAD in shown(disabled, {Display.DOWNLOAD: setting}, permitted)) is visible


def test_assets_have_addresses_that_carry_the_version():
    libraries = quiz([])
    libraries.add(library(preloadedJs=[{"path": "js/a.js"}]))
    scripts = page_assets(filter_content(content({}), libraries)).scripts

    assert [asset_url(asset, "/l") for asset in scripts] == ["/l/H5P.Quiz-1.2/js/a.js?ver=1.2.3"]


@pytest.mark.parametrize(
    ("wanted", "offered", "expected"),
    [
        (("div",), (), "div"),
        (("iframe",), (), "iframe"),
        (("div",), ("iframe",), "iframe"),
        (("iframe",), ("div",), "div"),
    ],
)
def test_embed_types(wanted, offered, expected):
    assert embed_type(Content(QUESTION, {}, embed_types=wanted), offered) == expected


def test_the_hash_changes_exactly_when_the_content_does():
    assert content_hash(made({"x": "a", "gone": 1})) == content_hash(made({"x": "a"}))
    assert content_hash(made({"x": "a"})) != content_hash(made({"x": "b"}))


def test_a_save_is_read():
    form = {"data": "{}", "preload": "1", "invalidate": "1", "contentHash": "h"}

    assert read_save(form, current_hash="h") == State("{}", preload=True, invalidate=True)
    assert read_save({"data": "0"}, current_hash="h") is None


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "state-missing-data"),
        ({"data": "x" * (MAX_BYTES + 1)}, "state-too-large"),
        ({"data": "å" * (MAX_BYTES // 2 + 1)}, "state-too-large"),
        ({"data": "{}", "contentHash": "old"}, "state-stale"),
    ],
)
def test_a_save_that_cannot_be_kept_is_refused(form, code):
    with pytest.raises(StateRefused) as refused:
        read_save(form, current_hash="new")

    assert refused.value.code == code


def test_state_is_reset_only_when_the_content_has_really_changed():
    state = State("{}", invalidate=True)

    assert after_change(state, old_hash="a", new_hash="b").data == RESET
    assert after_change(state, old_hash="a", new_hash="a") == state
    assert after_change(State("{}", invalidate=False), old_hash="a", new_hash="b").data == "{}"


@pytest.mark.parametrize(
    "key", [("0", "state"), (SUB_CONTENT_ID, "answers"), (SUB_CONTENT_ID.upper(), "x.y-z:1")]
)
def test_keys(key):
    assert Key(*key)


@pytest.mark.parametrize("key", [("1", "state"), ("0", ""), ("0", "a/b"), ("0", "x" * 128), ("0\n", "state")])
def test_other_keys_are_refused(key):
    with pytest.raises(StateRefused):
        Key(*key)
