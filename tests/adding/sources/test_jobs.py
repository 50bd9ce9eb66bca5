"""Requests side by side: every job ends once, and none that hangs holds the others."""

from __future__ import annotations

import threading
import time

from awesome_p2ti.adding.sources.jobs import LATE, SILENT, Job, Jobs


class Results:
    """What became of jobs."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.taken: list[object] = []
        self.missed: list[str] = []

    def job(self, service: str, ask: object) -> Job:
        """Make a job of a function."""
        return Job(service, ask, self.taken.append, self.missed.append)  # type: ignore[arg-type]


def test_all_jobs_are_done() -> None:
    results = Results()
    jobs = Jobs(time.monotonic() + 600, time.monotonic)
    jobs.do([results.job(f"service {n % 3}", lambda n=n: n) for n in range(30)])
    assert sorted(map(str, results.taken)) == sorted(map(str, range(30)))
    assert results.missed == []


def test_a_job_that_hangs_is_left_and_its_answer_comes_too_late() -> None:
    results, release = Results(), threading.Event()
    jobs = Jobs(time.monotonic() + 0.1, time.monotonic)
    jobs.do([results.job("slow", lambda: release.wait(600))])
    assert results.missed == [LATE]
    release.set()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(0.5)
    assert (results.taken, results.missed) == ([], [LATE])


def test_a_silent_service_is_asked_no_more() -> None:
    results = Results()
    jobs = Jobs(time.monotonic() + 600, time.monotonic, silent={"silent"})
    jobs.do([results.job("silent", lambda: 1), results.job("sound", lambda: 2)])
    assert (results.taken, results.missed) == ([2], [SILENT])


def test_a_fault_of_ours_costs_one_answer() -> None:
    results = Results()
    jobs = Jobs(time.monotonic() + 600, time.monotonic)
    jobs.do([results.job("a", lambda: {}["x"]), results.job("b", lambda: 2)])
    assert results.taken == [2]
    (why,) = results.missed
    assert why.startswith("a fault of ours: KeyError in ")
