"""The pace of one host: its pause, its connections, and the waits that it asks for."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from awesome_p2ti.links.http.rate_limiter import (
    SUCCESSES_TO_SPEED_UP,
    RateLimiter,
    RetryAfterTooLongError,
)
from awesome_p2ti.links.settings import HostLimit, LinkSettings
from tests.link_runs import FAST
from tests.links.clock import Clock, HeldClock


def limiter(clock: Clock, limit: HostLimit, **settings: object) -> RateLimiter:
    """Return a rate limiter whose every host has this limit."""
    made = replace(FAST, default_host=limit, **settings)  # type: ignore[arg-type]
    return RateLimiter(made, clock=clock, wait=clock.wait)


# --- pauses


def test_a_pause_is_kept_and_shared_by_a_domain() -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.0, 4), hosts={"site.test": HostLimit(0.5, 1)})
    begun = []
    for host in ("a.site.test", "b.site.test", "SITE.test.", "other.test"):
        with rate_limiter.acquire(host):
            begun.append(clock.now - 1000)
    assert begun == pytest.approx([0, 0.5, 1.0, 1.0])


def test_a_late_request_does_not_delay_those_after_it() -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.2, 1))
    begun = []
    for late in (0.0, 0.3, 0.0, 0.0):
        clock.now += late
        with rate_limiter.acquire("x.test"):
            begun.append(clock.now - 1000)
    assert begun == pytest.approx([0, 0.3, 0.3, 0.5])


# --- two threads that want the same host


def turns_in_threads(
    rate_limiter: RateLimiter, clock: HeldClock, count: int
) -> list[threading.Thread]:
    """Start so many threads that want a turn of x.test, and return when all of them wait."""
    threads = []
    for _ in range(count):
        threads.append(threading.Thread(target=_one_turn, args=(rate_limiter, clock), daemon=True))
        threads[-1].start()
        assert clock.waiting.acquire(timeout=30)
    return threads


BEGUN: list[float] = []


def _one_turn(rate_limiter: RateLimiter, clock: HeldClock) -> None:
    with rate_limiter.acquire("x.test"):
        BEGUN.append(clock.now - 1000)


def finish(threads: list[threading.Thread], clock: HeldClock) -> list[float]:
    """Let everybody wait as long as he has to, and return when the turns began."""
    for _ in range(40):
        clock.released.release()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return sorted(BEGUN)


@pytest.fixture(autouse=True)
def _nothing_begun() -> None:
    BEGUN.clear()


def test_requests_reserved_before_a_429_obey_its_retry_after() -> None:
    clock = HeldClock()
    rate_limiter = limiter(clock, HostLimit(0.3, 4))
    with rate_limiter.acquire("x.test"):
        threads = turns_in_threads(rate_limiter, clock, 3)  # at 0.3, 0.6 and 0.9 s
        assert rate_limiter.on_response("x.test", 429, {"retry-after": "5"})
    begun = finish(threads, clock)
    assert min(begun) >= 5.04
    # Its pause is doubled, and its connections are halved.
    assert begun[1] - begun[0] >= 0.59
    assert begun[2] - begun[1] >= 0.59


def test_reserved_requests_keep_a_stated_quota() -> None:
    clock = HeldClock()
    rate_limiter = limiter(clock, HostLimit(0.3, 4))
    with rate_limiter.acquire("x.test"):
        threads = turns_in_threads(rate_limiter, clock, 2)
        rate_limiter.on_response("x.test", 200, {"ratelimit": '"api";r=0;t=9'})
    assert min(finish(threads, clock)) >= 9


def test_requests_reserved_before_a_host_is_abandoned_are_not_sent() -> None:
    clock = HeldClock()
    rate_limiter = limiter(clock, HostLimit(0.3, 4))
    raised: list[str] = []

    def one() -> None:
        try:
            _one_turn(rate_limiter, clock)
        except RetryAfterTooLongError as e:
            raised.append(str(e))

    with rate_limiter.acquire("x.test"):
        thread = threading.Thread(target=one, daemon=True)
        thread.start()
        assert clock.waiting.acquire(timeout=30)
        assert not rate_limiter.on_response("x.test", 429, {"retry-after": "3600"})
    assert finish([thread], clock) == []
    assert raised == ["x.test asks us to wait for 3600 s"]
    assert rate_limiter.slot("x.test").connections_in_use == 0


def test_two_threads_are_one_pause_apart() -> None:
    clock = HeldClock()
    rate_limiter = limiter(clock, HostLimit(0.3, 4))
    with rate_limiter.acquire("x.test"):
        threads = turns_in_threads(rate_limiter, clock, 2)
    assert clock.waits == pytest.approx([0.3, 0.6])
    finish(threads, clock)
    assert rate_limiter.slot("x.test").connections_in_use == 0


# --- waits that a host asks for


def assert_abandoned(rate_limiter: RateLimiter) -> None:
    with (
        pytest.raises(RetryAfterTooLongError, match="asks us to wait"),
        rate_limiter.acquire("x.test"),
    ):
        pytest.fail("its turn came")


@pytest.mark.parametrize("status", [429, 503, 403])
def test_a_minute_is_waited_for(status: int) -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.0, 1), max_wait=60.0)
    assert rate_limiter.on_response("x.test", status, {"retry-after": "60"})
    with rate_limiter.acquire("x.test"):
        assert clock.now - 1000 >= 60


@pytest.mark.parametrize(("named", "kept"), [("60", 1), ("20", 3), ("5", 12), (None, 3)])
def test_a_host_that_lets_nobody_in_costs_a_minute_at_most(named: str | None, kept: int) -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.0, 1), max_wait=60.0, wait_budget=1000.0)
    headers = {"retry-after": named} if named else {}
    waits = 0
    while rate_limiter.on_response("x.test", 429, headers):
        waits += 1
        clock.now = max(clock.now, rate_limiter.slot("x.test").deferred_until)
    assert waits == kept
    assert clock.now - 1000 <= 61
    assert_abandoned(rate_limiter)


def test_a_host_that_asks_for_one_wait_too_many_is_abandoned() -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.0, 1), max_wait=60.0, wait_budget=100.0)
    for _ in range(2):
        assert rate_limiter.on_response("x.test", 429, {"retry-after": "45"})
        clock.now += 50
        rate_limiter.on_response("x.test", 200, {})
    assert not rate_limiter.on_response("x.test", 429, {"retry-after": "45"})  # 135 s in all
    assert_abandoned(rate_limiter)


def test_a_429_without_a_time_waits_longer_each_time() -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.0, 1), wait_budget=1000.0)
    waits = []
    for _ in range(4):
        rate_limiter.on_response("x.test", 429, {})
        waits.append(rate_limiter.slot("x.test").deferred_until - clock.now)
        clock.now += 100
        rate_limiter.on_response("x.test", 200, {})
    assert waits == pytest.approx([2, 6, 18, 54])


@pytest.mark.parametrize(
    ("left", "seconds", "pause"), [(400, 240, 0.0), (49, 100, 2.0), (0, 55, 55.0), (0, 900, 60.0)]
)
def test_a_quota_is_spaced_out_before_it_runs_out(left: int, seconds: int, pause: float) -> None:
    clock = Clock()
    rate_limiter = limiter(clock, HostLimit(0.0, 1))
    rate_limiter.on_response("x.test", 200, {"ratelimit": f'"api";r={left};t={seconds}'})
    slot = rate_limiter.slot("x.test")
    assert slot.abandoned_because == ""
    assert max(0.0, slot.ready_at - clock.now) == pytest.approx(pause)


# --- refusals


def test_a_refusal_makes_the_host_back_off() -> None:
    rate_limiter = limiter(Clock(), HostLimit(0.5, 4))
    rate_limiter.on_response("x.test", 429, {"retry-after": "0"})
    slot = rate_limiter.slot("x.test")
    assert (slot.pause, slot.max_connections) == (1.0, 2)
    for _ in range(3):
        rate_limiter.on_response("y.test", 403, {})
    assert (rate_limiter.slot("y.test").pause, rate_limiter.slot("y.test").max_connections) == (
        1.0,
        2,
    )


def test_a_bot_challenge_causes_no_back_off() -> None:
    rate_limiter = limiter(Clock(), HostLimit(0.5, 4))
    for _ in range(9):
        rate_limiter.on_response("x.test", 403, {"cf-mitigated": "challenge"})
    assert (rate_limiter.slot("x.test").pause, rate_limiter.slot("x.test").max_connections) == (
        0.5,
        4,
    )


def test_a_host_speeds_up_to_its_limit() -> None:
    settings = replace(FAST, default_host=HostLimit(0.1, 4))
    rate_limiter = RateLimiter(settings)
    slot = rate_limiter.slot("x.test")
    for _ in range(9):
        rate_limiter.on_response("x.test", 403, {})
    slow = slot.pause
    assert 0.1 < slow <= 1.0
    assert slot.max_connections == 1
    for _ in range(SUCCESSES_TO_SPEED_UP):
        rate_limiter.on_response("x.test", 200, {})
    assert slot.pause < slow
    for _ in range(SUCCESSES_TO_SPEED_UP * 20):
        rate_limiter.on_response("x.test", 200, {})
    assert (slot.pause, slot.max_connections) == (0.1, 4)


def test_an_obeyed_retry_after_slows_only_a_little() -> None:
    rate_limiter = RateLimiter(replace(FAST, default_host=HostLimit(0.1, 4)))
    for _ in range(20):
        rate_limiter.on_response("x.test", 429, {"retry-after": "0"})
    assert rate_limiter.slot("x.test").pause <= 2.0
    for _ in range(20):
        rate_limiter.on_response("y.test", 429, {})
    assert rate_limiter.slot("y.test").pause > 2.0


@pytest.mark.parametrize("host", ["huggingface.co", "doi.org", "crossref.org"])
def test_no_host_is_requested_more_than_ten_times_a_second(host: str) -> None:
    from awesome_p2ti.links.http.rate_limiter import CATCH_UP_PAUSES

    limit = RateLimiter(LinkSettings()).slot(host).limit
    assert 1 / limit.pause + CATCH_UP_PAUSES <= 10
    assert limit.connections <= 3
