from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.certificates.domain import status_list
from courses.certificates.domain.standing import (
    RENEWAL_OPENS,
    Standing,
    may_renew,
    months_after,
    standing,
)

NOW = datetime(2026, 10, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("revoked_at", "expires_at", "expected"),
    [
        (None, None, Standing.VALID),
        (None, NOW + SECOND, Standing.VALID),
        (None, NOW, Standing.EXPIRED),
        (NOW, NOW - SECOND, Standing.REVOKED),
        (NOW, None, Standing.REVOKED),
    ],
)
def test_standing(revoked_at, expires_at, expected):
    assert standing(revoked_at=revoked_at, expires_at=expires_at, now=NOW) is expected


@pytest.mark.parametrize(
    ("expires_at", "expected"),
    [(None, False), (NOW + RENEWAL_OPENS + SECOND, False), (NOW + RENEWAL_OPENS, True), (NOW - SECOND, True)],
)
def test_renewal_opens_some_time_before_the_end(expires_at, expected):
    assert may_renew(expires_at=expires_at, now=NOW) is expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2027-12-31", 2, "2028-02-29"), ("2026-03-02", 24, "2028-03-02"),
     ("2026-11-30", 1, "2026-12-30"), ("2026-12-15", 12, "2027-12-15")],
)  # fmt: skip
def test_months_after(start, months, expected):
    assert months_after(datetime.fromisoformat(start), months).date().isoformat() == expected


@given(st.sets(st.integers(0, status_list.LENGTH - 1), max_size=20), st.integers(0, status_list.LENGTH - 1))
def test_a_status_list_has_the_bits_that_were_set_and_no_others(revoked, other):
    encoded = status_list.encode(revoked)

    assert all(status_list.is_set(encoded, place) for place in revoked)
    assert status_list.is_set(encoded, other) is (other in revoked)


def test_the_first_bit_is_the_leftmost_and_the_list_is_always_as_long():
    import base64
    import gzip

    encoded = status_list.encode([0, 9])
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))

    assert bits[:2] == b"\x80\x40"
    assert len(bits) * 8 == status_list.LENGTH == 131_072
    assert encoded[0] == "u"
