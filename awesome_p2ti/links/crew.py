"""Who does what next: a pool of threads that works through the hosts' lanes, the longest first.

A lane that waits for its pause holds no thread. A host that nobody has heard yet is asked by one
thread only, so one that hangs costs one thread; what failed for now is tried again when there is
nothing better to do.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.manners import Lane, Manners, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[], None]

LONG = 5.0  # seconds of pauses ahead that make a lane one to begin with


@dataclass(slots=True)
class Queue:
    """The work that waits in one lane."""

    lane: Lane
    work: deque[Work] = field(default_factory=deque)
    late: deque[Work] = field(default_factory=deque)
    running: int = 0
    tried: bool = False

    def ahead(self) -> float:
        """Return the seconds that the lane's pauses alone will take."""
        return len(self.work) * self.lane.pause


class Crew:
    """Runs all work, and what that work adds, to the end."""

    def __init__(self, manners: Manners, threads: int) -> None:
        self._manners = manners
        self._threads = threads
        self._queues: dict[str, Queue] = {}
        self._delayed: list[tuple[float, int, str, Work]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._running = 0
        self._fault: BaseException | None = None

    def add(self, host: str, work: Work, *, after: float = 0.0) -> None:
        """Add work to a host's lane, or ``after`` some seconds to what is tried late."""
        lane = self._manners.lane(host)
        with self._changed:
            queue = self._queues.setdefault(lane.name, Queue(lane))
            if after > 0:
                due = time.monotonic() + after
                heapq.heappush(self._delayed, (due, next(self._order), lane.name, work))
            else:
                queue.work.append(work)
            self._changed.notify()

    def waiting(self) -> list[tuple[str, int, float]]:
        """Return what is still waited for: lane, how much work, the seconds of its pauses."""
        with self._changed:
            delayed: dict[str, int] = {}
            for _, _, name, _ in self._delayed:
                delayed[name] = delayed.get(name, 0) + 1
            rows = [
                (name, len(q.work) + len(q.late) + q.running + delayed.get(name, 0), q.ahead())
                for name, q in self._queues.items()
            ]
        return sorted((r for r in rows if r[1]), key=lambda r: (-r[2], -r[1], r[0]))

    def run(self, tick: Callable[[], None] | None = None) -> None:
        """Work until nothing is left; ``tick`` is called a few times a second meanwhile."""
        count = max(1, min(self._threads, len(self._queues) * 3 + 1))
        workers = [
            threading.Thread(target=self._work, name=f"links-{n}", daemon=True)
            for n in range(count)
        ]
        for worker in workers:
            worker.start()
        try:
            for worker in workers:
                _wait_for(worker, tick)
        except BaseException:
            self._manners.stop.set()
            with self._changed:
                self._changed.notify_all()
            for worker in workers:
                worker.join(0.2)
            raise
        if self._fault is not None:
            raise self._fault

    def _work(self) -> None:
        while True:
            taken = self._take()
            if taken is None:
                return
            queue, work = taken
            try:
                work()
            except StoppedError:
                pass
            except BaseException as e:  # noqa: BLE001 handed to the caller of run
                self._fault = self._fault or e
                self._manners.stop.set()
            finally:
                with self._changed:
                    queue.running -= 1
                    self._running -= 1
                    self._changed.notify_all()

    def _take(self) -> tuple[Queue, Work] | None:
        with self._changed:
            while not self._manners.stop.is_set():
                now = time.monotonic()
                self._release(now)
                queue, source = self._best(now)
                if queue is not None and source is not None:
                    queue.running += 1
                    queue.tried = True
                    self._running += 1
                    return queue, source.popleft()
                left = self._delayed or any(q.work or q.late for q in self._queues.values())
                if not left and not self._running:
                    self._changed.notify_all()
                    return None
                self._changed.wait(self._pause(now))
            return None

    def _release(self, now: float) -> None:
        while self._delayed and self._delayed[0][0] <= now:
            _, _, name, work = heapq.heappop(self._delayed)
            self._queues[name].late.append(work)

    def _best(self, now: float) -> tuple[Queue | None, deque[Work] | None]:
        """Return the lane to serve: long ones, then hosts not heard yet, then the rest."""
        best: Queue | None = None
        best_rank = (-1.0, 0.0)
        late: Queue | None = None
        for queue in self._queues.values():
            if not (queue.work or queue.late) or not _free(queue, now):
                continue
            if queue.work:
                ahead = queue.ahead()
                rank = (2.0 if ahead > LONG else 1.0 if not queue.tried else 0.0, ahead)
                if rank > best_rank:
                    best, best_rank = queue, rank
            elif late is None:
                late = queue
        if best is not None:
            return best, best.work
        return (late, late.late) if late is not None else (None, None)

    def _pause(self, now: float) -> float:
        """Return how long to sleep until a lane may be ready."""
        soonest = now + 0.25
        if self._delayed:
            soonest = min(soonest, self._delayed[0][0])
        for queue in self._queues.values():
            if (queue.work or queue.late) and queue.running < _width(queue):
                soonest = min(soonest, queue.lane.ready_at)
        return max(0.001, soonest - now)


def _width(queue: Queue) -> int:
    """Return how many threads a lane may have: one until its host has answered.

    In the late turn a silent host is asked for three addresses at once: one page may hang where
    others do not.
    """
    if queue.lane.answered or not queue.tried:
        return queue.lane.width
    return 1 if queue.work else min(3, queue.lane.width)


def _free(queue: Queue, now: float) -> bool:
    width = _width(queue) if queue.tried else 1
    return queue.running < width and queue.lane.ready_at <= now + 0.002


def _wait_for(worker: threading.Thread, tick: Callable[[], None] | None) -> None:
    while worker.is_alive():
        worker.join(0.1)
        if tick is not None:
            tick()
