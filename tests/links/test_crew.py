"""Who is asked when: lanes side by side, one thread for a silent host, nothing done twice."""

from __future__ import annotations

import threading
import time

import pytest

from awesome_p2ti.links.crew import Crew
from awesome_p2ti.links.manners import Manners, StoppedError
from awesome_p2ti.links.model import Link, Status, Use
from awesome_p2ti.links.settings import LaneLimit, LinkSettings
from tests.links.conftest import run_links
from tests.links.server import Asked, Server, page, reply


def crew(threads: int = 4, **lanes: LaneLimit) -> Crew:
    named = {name.replace("_", "."): limit for name, limit in lanes.items()}
    settings = LinkSettings(hosts=named, default_host=LaneLimit(0.0, 2))
    return Crew(Manners(settings), threads)


def test_all_work_is_done_once_with_what_it_adds() -> None:
    workers = crew()
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
    crew().run()


def test_a_lane_holds_its_width_and_one_until_it_answers() -> None:
    workers = crew(8)
    lock = threading.Lock()
    now = most = 0
    lane = workers._manners.lane("a.test")

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
    lane.answered = True
    for _ in range(10):
        workers.add("a.test", work)
    workers.run()
    assert most == 2


def test_a_fault_of_ours_is_raised() -> None:
    workers = crew()

    def fail() -> None:
        raise ZeroDivisionError

    workers.add("a.test", fail)
    with pytest.raises(ZeroDivisionError):
        workers.run()


def test_an_interrupt_ends_all_waiting() -> None:
    workers = crew(a_test=LaneLimit(60.0, 1))
    ended = threading.Event()

    def wait() -> None:
        try:
            workers._manners.sleep(60)
        except StoppedError:
            ended.set()
            raise

    def interrupt() -> None:
        raise KeyboardInterrupt

    workers.add("a.test", wait)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        workers.run(interrupt)
    assert ended.wait(2)
    assert time.monotonic() - began < 2


def test_waiting_names_what_is_left() -> None:
    workers = crew(a_test=LaneLimit(3.0, 1))
    workers.add("a.test", lambda: None)
    workers.add("a.test", lambda: None)
    workers.add("b.test", lambda: None, after=60)
    assert workers.waiting() == [("a.test", 2, 6.0), ("b.test", 1, 0.0)]


def test_one_silent_host_costs_two_timeouts_however_many_its_links(server: Server) -> None:
    def silence(_: Asked) -> bytes:
        time.sleep(5)
        return b""

    server.answers |= {"silent.test": silence, "x.test": page("A page")}
    links = [Link(f"http://silent.test/{n}", (Use(),)) for n in range(20)]
    began = time.monotonic()
    result = run_links(server, [*links, Link("http://x.test/", (Use(),))])
    assert time.monotonic() - began < 2.6  # 1.0 s, and 0.6 s, and pauses
    assert {v.status for v in result.verdicts[:20]} == {Status.UNREACHABLE}
    assert result.verdicts[20].status is Status.OK
    assert len(server.paths("silent.test")) <= 5


def test_one_silent_page_does_not_speak_for_its_host(server: Server) -> None:
    def answer(asked: Asked) -> bytes:
        if asked.target == "/0":
            time.sleep(3)
        return page("A page")

    server.answers["x.test"] = answer
    links = [Link(f"http://x.test/{n}", (Use(),)) for n in range(10)]
    verdicts = run_links(server, links).verdicts
    assert verdicts[0].status is Status.UNREACHABLE
    assert {v.status for v in verdicts[1:]} == {Status.OK}


def test_a_host_that_comes_back_is_judged(server: Server) -> None:
    began = time.monotonic()

    def answer(_: Asked) -> bytes:
        if time.monotonic() - began < 0.5:
            time.sleep(2)
        return page("Back")

    server.answers["x.test"] = answer
    links = [Link(f"http://x.test/{n}", (Use(),)) for n in range(5)]
    assert {v.status for v in run_links(server, links).verdicts} == {Status.OK}


def test_each_address_is_asked_once(server: Server) -> None:
    server.answers["x.test"] = page("A page")
    links = [Link(f"http://x.test/{n % 5}", (Use(line=n),)) for n in range(5)]
    run_links(server, links)
    assert len(server.asked) == 5


def test_429_is_waited_for_and_forgotten(server: Server) -> None:
    seen: list[int] = []

    def answer(_: Asked) -> bytes:
        seen.append(1)
        return reply("", 429, Retry_After="0") if len(seen) % 3 == 1 else page("x")

    server.answers["x.test"] = answer
    links = [Link(f"http://x.test/{n}", (Use(),)) for n in range(6)]
    assert {v.status for v in run_links(server, links).verdicts} == {Status.OK}
