"""Whether and how long a response asks us to wait: Retry-After, and the quotas that sites state.

No value of a header raises an exception: one that is not understood counts as absent.
"""

from __future__ import annotations

import email.utils
import re
import time
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUOTA_LOW = 50  # requests left of a stated quota, from which on they are spaced out
# ASCII digits only, and few: int() takes other scripts' digits, isdigit() even what it refuses.
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_QUOTA = re.compile(r";\s*r=([0-9]{1,6})\s*;\s*t=([0-9]{1,5})(?![0-9])")

_THROTTLED = re.compile(
    rb"\s*(?:api\s+)?(?:rate(?:\s+limit)?\s+(?:was\s+)?exceeded|too\s+many\s+requests)[.!]?\s*",
    re.IGNORECASE,
)


def says_throttled(status: int, body: bytes) -> bool:
    """Say whether a success holds nothing but the words of a 429, as arXiv answers at times."""
    return 200 <= status < 300 and len(body) < 100 and bool(_THROTTLED.fullmatch(body))


def wait_time(headers: Mapping[str, str], clock: Callable[[], float] = time.time) -> float | None:
    """Return the seconds to wait by ``Retry-After`` (RFC 9110, 10.2.3), or GitHub's reset time.

    None where the headers name no wait.
    """
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value) + 0.05
    if value:
        when = _date(value)
        if when is not None:
            now = _date(headers.get("date", "")) or clock()
            return max(0.0, when - now) + 0.05
    if headers.get("x-ratelimit-remaining") == "0":
        reset = headers.get("x-ratelimit-reset", "")
        if _TIMESTAMP.fullmatch(reset):
            return max(0.0, int(reset) - clock()) + 0.5
    quota = _quota(headers)
    return float(quota[1]) if quota and quota[0] == 0 else None


def quota_pause(headers: Mapping[str, str]) -> float:
    """Return the seconds between requests that make a nearly used quota last its time, else 0."""
    quota = _quota(headers)
    return quota[1] / (quota[0] + 1) if quota and quota[0] <= QUOTA_LOW else 0.0


def _date(text: str) -> float | None:
    """Return the Unix time of a date in any of HTTP's three forms, or None.

    The form of C's asctime names no zone and is in UTC (RFC 9110, 5.6.7).
    """
    try:
        date = email.utils.parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _quota(headers: Mapping[str, str]) -> tuple[int, int] | None:
    """Return what is left of a quota, and for how many seconds: ``RateLimit: "api";r=12;t=55``."""
    match = _QUOTA.search(headers.get("ratelimit", ""))
    return (int(match[1]), int(match[2])) if match else None
