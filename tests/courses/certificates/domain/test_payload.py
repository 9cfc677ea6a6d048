import base64
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.certificates.domain import payload
from courses.certificates.domain.payload import BadPayload, Statement

STATEMENT = Statement(
    "7KQF-2M9D-XR4T", "Máhtte Øverli", "Å snakke om jobb", "L2", "0.1", 90, "2026-10-02", "2028-10-02"
)
KEY_ID, SIGNATURE = b"keys", b"s" * 64


def text_of(body: bytes) -> str:
    return payload.write(KEY_ID, SIGNATURE, body)


def test_what_is_written_reads_back():
    read = payload.read(text_of(payload.body_of(STATEMENT)))

    assert read.statement == STATEMENT
    assert (read.key_id, read.signature) == (KEY_ID, SIGNATURE)
    assert read.signed == payload.to_sign(KEY_ID, payload.body_of(STATEMENT))


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b"null",
        b"1",
        b"not json",
        b"\xff\xfe",
        b"[" * 5000,
        json.dumps(["c", "n", "t", "k", "v", "90", "2026-10-02", ""]).encode(),
        json.dumps(["c", "n", "t", "k", "v", True, "2026-10-02", ""]).encode(),
        json.dumps(["c", "n", "t", "k", "v", 90, "2026-13-02", ""]).encode(),
        json.dumps(["c", "n", "t", "k", "v", 90, "", "", "more"]).encode(),
    ],
)
def test_a_body_that_is_no_statement_is_refused(body):
    with pytest.raises(BadPayload):
        payload.read(text_of(body))


@given(st.text())
def test_nothing_but_bad_payload_comes_of_any_text(text):
    try:
        payload.read(text)
    except BadPayload:
        pass
    else:
        pytest.fail("a text somebody made up was read")


@given(st.binary(max_size=300))
def test_nothing_but_bad_payload_comes_of_any_bytes_in_the_right_wrapping(raw):
    text = base64.urlsafe_b64encode(bytes([payload.VERSION]) + raw).rstrip(b"=").decode()

    with suppress(BadPayload):
        payload.read(text)


def test_one_certificate_has_one_text():
    body = payload.body_of(STATEMENT)
    body += b" " * (
        -(len(body) + 1 + 4 + 64 + 1) % 3
    )  # so that the last sign holds bits that count for nothing
    text = text_of(body)
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    other = text[:-1] + last[last.index(text[-1]) ^ 1]

    assert base64.urlsafe_b64decode(other + "==")[:-1] == base64.urlsafe_b64decode(text + "==")[:-1]
    with pytest.raises(BadPayload):
        payload.read(other)
