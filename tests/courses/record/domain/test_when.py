from datetime import datetime, timedelta

import pytest

from courses.domain.when import relative_day

NOW = datetime(2026, 11, 25, 9, 30)  # a Wednesday  # noqa: DTZ001


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(
            NOW - timedelta(minutes=5), ("i dag kl. 09.25", "i dag kl. 09.25", "today at 09:25"), id="today"
        ),
        pytest.param(
            NOW - timedelta(hours=10),
            ("i går kl. 23.30", "i går kl. 23.30", "yesterday at 23:30"),
            id="yesterday-though-ten-hours-ago",
        ),
        pytest.param(NOW - timedelta(days=4), ("lørdag", "laurdag", "Saturday"), id="four-days"),
        pytest.param(NOW - timedelta(days=6), ("torsdag", "torsdag", "Thursday"), id="six-days"),
        pytest.param(NOW - timedelta(days=7), ("18. november", "18. november", "18 November"), id="a-week"),
        pytest.param(
            NOW - timedelta(days=365),
            ("25. november 2025", "25. november 2025", "25 November 2025"),
            id="a-year",
        ),
        pytest.param(
            NOW + timedelta(days=3), ("28. november", "28. november", "28 November"), id="clocks-differ"
        ),
    ],
)
def test_relative_day(at, words):
    assert tuple(relative_day(at, NOW, language) for language in ("nb", "nn", "en")) == words
