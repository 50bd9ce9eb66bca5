"""No answer that a stranger's server can give makes the checker crash, hang or swell."""

from __future__ import annotations

import os
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_p2ti.links.heuristics.detect import detect
from awesome_p2ti.links.heuristics.detection import page_names
from awesome_p2ti.links.http.charset import decode
from awesome_p2ti.links.http.rate_limiter import RateLimiter
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.pages.html_scanner import anchors
from awesome_p2ti.links.settings import LinkSettings
from tests.links.http import fuzz

COUNT = int(os.environ.get("AWESOME_P2TI_FUZZ", "1000"))


def test_hostile_responses_cost_a_verdict_each() -> None:
    found, slowest, seed = fuzz.attack(COUNT, first_seed=20_000)
    assert sum(found.values()) == COUNT
    assert slowest < fuzz.LONGEST, f"seed {seed} took {slowest:.1f} s"
    assert len(found) >= 4  # the generator does not always say the same


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000), st.text(max_size=60))
def test_any_bytes_are_a_page(body: bytes, content_type: str) -> None:
    text = decode(body, content_type)
    page = read_page(text, "http://x.test/a")
    response = Response("http://x.test/a", final_url="http://x.test/b", body=body)
    detect(page, page_names(page), response)
    assert len(page.text) <= 6000
    assert isinstance(anchors(text), set)


def test_no_header_makes_a_host_wait_for_ever() -> None:
    rng = random.Random(3)
    for _ in range(300):
        rate_limiter = RateLimiter(LinkSettings())
        headers = {
            name: rng.choice(
                ["9" * 12, "-1", "0", "Fri, 31 Dec 9999 23:59:59 GMT", ";r=0;t=9999", "x"]
            )
            for name in ("retry-after", "ratelimit", "x-ratelimit-remaining", "x-ratelimit-reset")
        }
        for status in (200, 403, 429, 503):
            rate_limiter.on_response("x.test", status, headers)
        slot = rate_limiter.slot("x.test")
        assert slot.abandoned_because or slot.ready_at - time.monotonic() <= 61
