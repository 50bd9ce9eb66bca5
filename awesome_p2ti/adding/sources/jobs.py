"""Requests side by side, in threads: a few at a time to one service, none after the deadline."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_p2ti.problems import fault_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORKERS = 2  # requests at a time to one service
LATE = "it has not answered in time"
SILENT = "it does not answer"


@dataclass(frozen=True, slots=True)
class Job:
    """One request: to whom, how, what to do with the answer, and what without one."""

    service: str
    ask: Callable[[], Any]
    take: Callable[[Any], None]
    miss: Callable[[str], None]
    """Is told why there is no answer."""


@dataclass(slots=True)
class Jobs:
    """Does jobs until a deadline; a service that is silent once is not asked again.

    A thread that waits longer than that is left alone: its answer comes too late to be taken, and
    it ends with its request's own time limit.
    """

    deadline: float
    clock: Callable[[], float]
    silent: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: dict[int, Job] = field(default_factory=dict)

    def do(self, jobs: Sequence[Job]) -> None:
        """Do all jobs, and return when each has taken its answer, or missed it."""
        queues: dict[str, list[Job]] = defaultdict(list)
        for job in jobs:
            queues[job.service].append(job)
            self._open[id(job)] = job
        threads = [
            threading.Thread(target=self._work, args=(queue,), daemon=True)
            for queue in queues.values()
            for _ in range(min(WORKERS, len(queue)))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, self.deadline - self.clock()))
        for job in jobs:
            self._finish(job, job.miss, LATE)

    def _work(self, queue: list[Job]) -> None:
        while self.clock() < self.deadline:
            with self._lock:
                job = queue.pop(0) if queue else None
            if job is None:
                return
            if job.service in self.silent:
                self._finish(job, job.miss, SILENT)
            else:
                self._ask(job)

    def _ask(self, job: Job) -> None:
        try:
            answer = job.ask()
        except Exception as e:  # noqa: BLE001 a fault of ours costs one answer, not the others
            self._finish(job, job.miss, f"a fault of ours: {type(e).__name__} in {fault_place(e)}")
        else:
            self._finish(job, job.take, answer)

    def _finish(self, job: Job, end: Callable[[Any], None], result: Any) -> None:
        """End a job, once."""
        with self._lock:
            if self._open.pop(id(job), None) is not None:
                end(result)
