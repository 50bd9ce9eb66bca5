"""What headers say of waiting, in every form that standards and sites have for it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.http.retry_after import quota_pause, wait_time

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 1_790_000_000.0
DATE = "Wed, 21 Oct 2026 07:28:00 GMT"


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.05),
        ({"retry-after": " 7.5 "}, 7.55),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT", "date": DATE}, 30.05),
        ({"retry-after": "Wednesday, 21-Oct-26 07:28:30 GMT", "date": DATE}, 30.05),
        ({"retry-after": "Wed Oct 21 07:28:30 2026", "date": DATE}, 30.05),
        ({"retry-after": "Wed, 21 Oct 2026 07:27:00 GMT", "date": DATE}, 0.05),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "9" * 40}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW) + 20)}, 20.5),
        ({"x-ratelimit-remaining": "3", "x-ratelimit-reset": str(int(NOW) + 20)}, None),
        ({"ratelimit": '"api";r=0;t=55'}, 55),
        ({"ratelimit": '"api";r=1;t=55'}, None),
        ({}, None),
    ],
)
@pytest.mark.usefixtures("tokyo")
def test_wait_times_are_read_in_all_forms_and_every_zone(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert wait_time(headers, lambda: NOW) == (
        None if seconds is None else pytest.approx(seconds, abs=0.01)
    )


@pytest.mark.parametrize(
    ("value", "pause"),
    [('"api";r=400;t=240', 0.0), ('"api";r=49;t=100', 2.0), ('"api";r=0;t=900', 900.0),
     ("", 0.0), ('"api";r=-1;t=5', 0.0), ('"api";r=0;t=9999999', 0.0)],
)  # fmt: skip
def test_the_end_of_a_quota_is_spaced_out(value: str, pause: float) -> None:
    assert quota_pause({"ratelimit": value}) == pause


NASTY = ["9" * 5000, "²", "٣٤", "1e999", "nan", "inf", "-1", "0x10", "\0", "1\0", "\udcff", "", " ",
         "Wed, 99 Xxx 99999999999 99:99:99 +99999999", "Mon, 1 Jan 0000 00:00:00 GMT",
         f"Mon, 1 Jan {'9' * 5000} 00:00:00 GMT", "1 Jan 9999 23:59:59 -2359",
         ";r=²;t=²", ";r=0;t=" + "9" * 5000, "," * 4000, "(" * 4000]  # fmt: skip


@pytest.mark.parametrize("name", ["retry-after", "date", "ratelimit", "x-ratelimit-reset"])
@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_no_value_of_a_header_raises(name: str, value: str) -> None:
    for other in ({}, {"retry-after": DATE}, {"x-ratelimit-remaining": value}):
        headers = {"x-ratelimit-remaining": "0", **other, name: value}
        wait = wait_time(headers, lambda: NOW)
        assert wait is None or 0 <= wait < 1e12
        assert 0 <= quota_pause(headers) < 1e6
