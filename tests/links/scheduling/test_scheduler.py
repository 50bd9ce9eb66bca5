"""Who is asked when: hosts side by side, one thread for a silent host, nothing done twice."""

from __future__ import annotations

import itertools
import threading
import time
from unittest.mock import Mock

import pytest

from awesome_p2ti.links.http.rate_limiter import RateLimiter, RunCancelledError
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.scheduling.host_queue import HostQueue
from awesome_p2ti.links.scheduling.scheduler import Scheduler
from awesome_p2ti.links.settings import HostLimit, LinkSettings
from tests.link_runs import SHORT, run_links
from tests.links.server import Request, Server, page, reply


def scheduler_of(threads: int = 4, **hosts: HostLimit) -> Scheduler:
    named = {name.replace("_", "."): limit for name, limit in hosts.items()}
    settings = LinkSettings(hosts=named, default_host=HostLimit(0.0, 2))
    return Scheduler(RateLimiter(settings), threads)


def test_all_work_is_done_once_with_what_it_adds() -> None:
    workers = scheduler_of()
    done: list[str] = []

    def more(name: str) -> None:
        done.append(name)
        if len(name) < 3:
            workers.add("b.test", lambda: more(name + "x"))
            workers.add("c.test", lambda: done.append(name + "late"), after=0.01)

    for n in range(20):
        workers.add(f"{n}.test", lambda n=n: more(chr(65 + n)))  # type: ignore[misc]
    workers.run()
    assert len(done) == 20 * 5
    assert len(set(done)) == 100


def test_an_empty_run_ends() -> None:
    scheduler_of().run()


def test_a_host_gets_its_connections_and_one_until_it_responds() -> None:
    workers = scheduler_of(8)
    lock = threading.Lock()
    now = most = 0
    slot = workers._rate_limiter.slot("a.test")

    def work() -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1

    for _ in range(10):
        workers.add("a.test", work)
    workers.run()
    assert most == 1
    slot.responded = True
    for _ in range(10):
        workers.add("a.test", work)
    workers.run()
    assert most == 2


def test_a_fault_of_ours_is_raised() -> None:
    workers = scheduler_of()

    def fail() -> None:
        raise ZeroDivisionError

    workers.add("a.test", fail)
    with pytest.raises(ZeroDivisionError):
        workers.run()


def test_an_interrupt_ends_all_waiting() -> None:
    workers = scheduler_of(a_test=HostLimit(60.0, 1))
    ended = threading.Event()

    def wait() -> None:
        try:
            workers._rate_limiter.sleep(3600)
        except RunCancelledError:
            ended.set()
            raise

    def interrupt() -> None:
        raise KeyboardInterrupt

    workers.add("a.test", wait)
    with pytest.raises(KeyboardInterrupt):
        workers.run(interrupt)
    assert ended.wait(30)  # the wait itself takes an hour


def done_by_one_thread(workers: Scheduler, tasks: dict[str, int]) -> list[str]:
    """Return the hosts in the order in which one thread does so many tasks of each."""
    done: list[str] = []
    for host, count in tasks.items():
        for _ in range(count):
            workers.add(host, lambda host=host: done.append(host))  # type: ignore[misc]
    workers.run()
    return done


def test_long_hosts_come_first_then_new_ones_then_the_longest() -> None:
    workers = scheduler_of(1, long_test=HostLimit(1.0, 1), short_test=HostLimit(0.5, 1))
    order = done_by_one_thread(workers, {"a.test": 2, "short.test": 3, "long.test": 7})
    assert order[:2] == ["long.test"] * 2  # 7 and 6 seconds of pauses; 5 are not long any more
    assert order[2:4] == ["short.test", "a.test"]
    assert order[4:8] == ["long.test"] * 4
    assert order[8:] == ["short.test", "long.test", "short.test", "a.test"]  # both have 1 s left


def test_a_long_host_that_was_begun_still_precedes_new_ones() -> None:
    workers = scheduler_of(1, long_test=HostLimit(6.0, 1))
    order = done_by_one_thread(workers, {"a.test": 1, "long.test": 3, "b.test": 1})
    assert order == ["long.test"] * 3 + ["a.test", "b.test"]


def test_no_host_is_begun_for_choice_while_many_are_open() -> None:
    settings = LinkSettings(hosts={}, default_host=HostLimit(0.0, 2))
    tasks = {f"{n}.test": 3 for n in range(10)}
    order = done_by_one_thread(Scheduler(RateLimiter(settings), 1, max_open=2), tasks)
    left = dict(tasks)
    for host in order:
        left[host] -= 1
        assert sum(0 < n < 3 for n in left.values()) <= 2
    assert not any(left.values())
    order = done_by_one_thread(Scheduler(RateLimiter(settings), 1), tasks)
    assert order[:10] == list(tasks)  # there is room for all: each is contacted first


def test_a_retry_comes_after_all_that_was_not_tried_yet() -> None:
    ticks = itertools.count()
    workers = Scheduler(RateLimiter(LinkSettings(hosts={})), 1, clock=lambda: float(next(ticks)))
    done: list[str] = []

    def fail() -> None:
        done.append("a")
        workers.add("a.test", lambda: done.append("again"), after=0.5)

    workers.add("a.test", fail)
    for n in range(5):
        workers.add(f"{n}.test", lambda: done.append("b"))
    workers.run()
    assert done == ["a", *"bbbbb", "again"]


@pytest.mark.parametrize("threads", [1, 8])
def test_a_task_costs_the_same_among_few_hosts_and_many(
    threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = itertools.count()
    ready_at = HostQueue.ready_at

    def counted(queue: HostQueue) -> float:
        next(looks)
        return ready_at(queue)

    monkeypatch.setattr(HostQueue, "ready_at", counted)
    for hosts in (20, 2000):
        workers = scheduler_of(threads)
        woken = Mock(wraps=workers._changed.notify)
        all_woken = Mock(wraps=workers._changed.notify_all)
        monkeypatch.setattr(workers._changed, "notify", woken)
        monkeypatch.setattr(workers._changed, "notify_all", all_woken)
        before = next(looks)
        done = done_by_one_thread(workers, {f"{n}.test": 3 for n in range(hosts)})
        assert len(done) == hosts * 3
        assert next(looks) - before <= 6 * len(done)
        assert woken.call_count - all_woken.call_count <= len(done)
        assert all_woken.call_count == 1  # at the end


def test_a_host_that_waits_holds_no_thread() -> None:
    workers = scheduler_of(1)
    workers._rate_limiter.slot("a.test").ready_at = time.monotonic() + 3600
    done: list[str] = []
    workers.add("a.test", lambda: done.append("a"))
    workers.add("b.test", lambda: done.append("b"))
    workers.add("b.test", workers._rate_limiter.stop.set)
    workers.run()
    assert done == ["b"]


def test_a_second_task_is_handed_out_a_pause_after_the_first() -> None:
    workers = scheduler_of(2, a_test=HostLimit(3600.0, 2))
    workers._rate_limiter.slot("a.test").responded = True
    done: list[str] = []
    other = threading.Event()

    def first() -> None:
        done.append("a")
        assert other.wait(60)  # meanwhile the other thread is free for other hosts
        workers._rate_limiter.stop.set()

    workers.add("a.test", first)
    workers.add("a.test", lambda: done.append("a"))
    workers.add("b.test", other.set)
    workers.run()
    assert done == ["a"]


def test_two_threads_that_want_one_connection_take_turns() -> None:
    rate_limiter = scheduler_of(1, a_test=HostLimit(0.0, 1))._rate_limiter
    start, asks, lock = threading.Barrier(2), threading.Event(), threading.Lock()
    inside = most = 0

    def ask() -> None:
        nonlocal inside, most
        start.wait(60)
        for _ in range(50):
            with rate_limiter.acquire("a.test"):
                with lock:
                    inside += 1
                    most = max(most, inside)
                asks.wait(0.001)
                with lock:
                    inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (inside, most) == (0, 1)


def test_two_threads_share_a_host_that_takes_two_connections() -> None:
    workers = scheduler_of(2, a_test=HostLimit(0.0, 2))
    workers._rate_limiter.slot("a.test").responded = True
    both = threading.Barrier(2)
    met: list[int] = []

    def ask() -> None:
        with workers._rate_limiter.acquire("a.test"):
            met.append(both.wait(60))  # breaks unless both are inside at once

    for _ in range(2):
        workers.add("a.test", ask)
    workers._queues["a.test"].contacted = True
    workers.run()
    assert sorted(met) == [0, 1]


def test_counting_what_is_waited_for_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = scheduler_of()
    workers.add("a.test", lambda: None)
    held: list[bool] = []
    unfinished = HostQueue.unfinished

    def looking(queue: HostQueue) -> int:
        held.append(workers._changed._is_owned())  # type: ignore[attr-defined]
        return unfinished(queue)

    monkeypatch.setattr(HostQueue, "unfinished", looking)
    assert workers.waiting() == [("a.test", 1, 0.0)]
    assert held == [False]


def test_waiting_names_what_is_left() -> None:
    workers = scheduler_of(a_test=HostLimit(3.0, 1))
    workers.add("a.test", lambda: None)
    workers.add("a.test", lambda: None)
    workers.add("b.test", lambda: None, after=60)
    assert workers.waiting() == [("a.test", 2, 6.0), ("b.test", 1, 0.0)]


def test_one_unresponsive_host_costs_two_timeouts_however_many_its_links(server: Server) -> None:
    def silence(_: Request) -> bytes:
        time.sleep(5)
        return b""

    server.answers |= {"silent.test": silence, "x.test": page("A page")}
    links = [Link(f"http://silent.test/{n}", (LinkUse(),)) for n in range(20)]
    result = run_links(server, [*links, Link("http://x.test/", (LinkUse(),))], **SHORT)
    assert {v.status for v in result.verdicts[:20]} == {Status.UNREACHABLE}
    assert result.verdicts[20].status is Status.OK
    assert len(server.paths("silent.test")) <= 5  # one at first, and then as many as go at once


def test_one_unresponsive_page_does_not_condemn_its_host(server: Server) -> None:
    def answer(asked: Request) -> bytes:
        if asked.target == "/0":
            time.sleep(3)
        return page("A page")

    server.answers["x.test"] = answer
    links = [Link(f"http://x.test/{n}", (LinkUse(),)) for n in range(10)]
    verdicts = run_links(server, links, **SHORT).verdicts
    assert verdicts[0].status is Status.UNREACHABLE
    assert {v.status for v in verdicts[1:]} == {Status.OK}


def test_a_host_that_comes_back_is_judged(server: Server) -> None:
    asked = itertools.count()

    def answer(_: Request) -> bytes:
        if next(asked) == 0:
            time.sleep(2)
        return page("Back")

    server.answers["x.test"] = answer
    links = [Link(f"http://x.test/{n}", (LinkUse(),)) for n in range(5)]
    assert {v.status for v in run_links(server, links, **SHORT).verdicts} == {Status.OK}


def test_each_url_is_requested_once(server: Server) -> None:
    server.answers["x.test"] = page("A page")
    links = [Link(f"http://x.test/{n % 5}", (LinkUse(line=n),)) for n in range(5)]
    run_links(server, links)
    assert len(server.requests) == 5


def test_429_is_waited_for_and_forgotten(server: Server) -> None:
    seen: list[int] = []

    def answer(_: Request) -> bytes:
        seen.append(1)
        return reply("", 429, Retry_After="0") if len(seen) % 3 == 1 else page("x")

    server.answers["x.test"] = answer
    links = [Link(f"http://x.test/{n}", (LinkUse(),)) for n in range(6)]
    assert {v.status for v in run_links(server, links).verdicts} == {Status.OK}
