"""The scheduler of a run: which host is next, in which thread, fair to all hosts.

A host that waits for its pause holds no thread. A host that has not been contacted yet is given to
one thread only, so one that hangs costs one thread; retries come when there is nothing better to
do. Hosts that are free are in heaps by preference, the others in one by the time at which they will
be: no step walks over all hosts, and one task wakes one thread.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.rate_limiter import RunCancelledError
from awesome_p2ti.links.scheduling.host_queue import NEVER, HostQueue, Preference
from awesome_p2ti.links.scheduling.memory import share_heaps

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.http.rate_limiter import RateLimiter
    from awesome_p2ti.links.scheduling.host_queue import Task

    Clock = Callable[[], float]

MAX_OPEN = 256  # hosts begun and not done, from which on no further one is begun for choice
PATIENCE = 0.5  # seconds to wait for all threads when a run is ended: they die with the program
SOON = 0.002  # seconds that are not worth waiting for
_USUAL = tuple(Preference)
_CROWDED = (Preference.LONG, Preference.BEGUN, Preference.NEW, Preference.RETRY)


class Scheduler:
    """Runs all tasks, and what those tasks add, to the end.

    Connections to a host that is done are dropped for those of others; so where ``max_open`` hosts
    are begun, these are finished before the next one is begun.
    """

    def __init__(
        self,
        rate_limiter: RateLimiter,
        threads: int,
        *,
        max_open: int = MAX_OPEN,
        clock: Clock = time.monotonic,
    ) -> None:
        self._rate_limiter = rate_limiter
        self._threads = threads
        self._max_open = max_open
        self._clock = clock
        self._queues: dict[str, HostQueue] = {}
        self._ready: tuple[list[tuple[float, float, int, int, HostQueue]], ...] = ([], [], [], [])
        self._later: list[tuple[float, int, HostQueue]] = []
        self._delayed: list[tuple[float, int, HostQueue, Task]] = []
        self._serial = itertools.count()
        self._changed = threading.Condition()
        self._running = self._left = self._open = self._idle = 0
        self._started = False
        self._watched_until = NEVER  # when the idle thread that watches the time wakes up
        self._fault: BaseException | None = None

    def add(self, host: str, task: Task, *, after: float = 0.0) -> None:
        """Add a task for a host; one ``after`` some seconds is a retry."""
        slot = self._rate_limiter.slot(host)
        with self._changed:
            now = self._clock()
            queue = self._queues.get(slot.name)
            if queue is None:
                queue = self._queues[slot.name] = HostQueue(slot, len(self._queues))
            self._left += 1
            if after > 0:
                queue.delayed += 1
                heapq.heappush(self._delayed, (now + after, next(self._serial), queue, task))
            else:
                queue.tasks.append(task)
                self._file(queue, now)
            self._wake_one()

    def waiting(self) -> list[tuple[str, int, float]]:
        """Return what is unfinished: host, how many tasks, the seconds of its pauses."""
        with self._changed:
            queues = list(self._queues.values())
        # Nobody waits for the lock while the rest is counted; a number may be a moment old.
        rows = [(q.slot.name, n, q.estimated_seconds()) for q in queues if (n := q.unfinished())]
        return sorted(rows, key=lambda r: (-r[2], -r[1], r[0]))

    def run(self, tick: Callable[[], None] | None = None) -> None:
        """Work until nothing is left; ``tick`` is called a few times a second meanwhile."""
        share_heaps()
        count = max(1, min(self._threads, len(self._queues) * 3 + 1))
        workers = [
            threading.Thread(target=self._worker_loop, name=f"links-{n}", daemon=True)
            for n in range(count)
        ]
        with self._changed:
            self._started = True
            for queue in self._queues.values():
                self._file(queue, self._clock())
        for worker in workers:
            worker.start()
        try:
            for worker in workers:
                self._join(worker, tick)
        except BaseException:
            self._stop()
            end = time.monotonic() + PATIENCE
            for worker in workers:
                worker.join(max(0.0, end - time.monotonic()))
            raise
        self._started = False
        if self._fault is not None:
            raise self._fault

    def _join(self, worker: threading.Thread, tick: Callable[[], None] | None) -> None:
        while worker.is_alive():
            worker.join(0.1)
            if self._rate_limiter.stop.is_set():
                self._stop()  # idle threads do not watch the event
            if tick is not None:
                tick()

    def _stop(self) -> None:
        self._rate_limiter.stop.set()
        with self._changed:
            self._changed.notify_all()

    def _worker_loop(self) -> None:
        while (taken := self._next_task()) is not None:
            queue, task = taken
            try:
                task()
            except RunCancelledError:
                pass
            except BaseException as e:  # noqa: BLE001 handed to the caller of run
                self._fault = self._fault or e
                self._stop()
            finally:
                self._finish(queue)

    def _next_task(self) -> tuple[HostQueue, Task] | None:
        """Return the task to do next, waiting for it; None where nothing is left."""
        with self._changed:
            while not self._rate_limiter.stop.is_set() and (self._left or self._running):
                now = self._clock()
                self._release_due(now)
                queue = self._pick_queue(now)
                if queue is not None:
                    return queue, self._hand_out(queue, now)
                self._wait(now)
            return None

    def _release_due(self, now: float) -> None:
        while self._delayed and self._delayed[0][0] <= now:
            _, _, queue, task = heapq.heappop(self._delayed)
            queue.delayed -= 1
            queue.retries.append(task)
            self._file(queue, now)
        while self._later and self._later[0][0] <= now + SOON:
            _, entry, queue = heapq.heappop(self._later)
            if queue.entry == entry:
                self._file(queue, now)

    def _pick_queue(self, now: float) -> HostQueue | None:
        """Return the next host: the longest, one not contacted yet, any other, a retry."""
        for preference in _USUAL if self._open < self._max_open else _CROWDED:
            heap = self._ready[preference]
            while heap:
                *_, entry, queue = heapq.heappop(heap)
                if queue.entry != entry:
                    continue
                if queue.ready_at() <= now + SOON:
                    return queue
                self._file(queue, now)  # a redirect led there meanwhile, or it wants a wait
        return None

    def _hand_out(self, queue: HostQueue, now: float) -> Task:
        task = (queue.tasks or queue.retries).popleft()
        queue.running += 1
        queue.contacted = True
        queue.handed_out_at = now
        self._running += 1
        self._left -= 1
        self._file(queue, now)
        self._wake_one()
        return task

    def _finish(self, queue: HostQueue) -> None:
        with self._changed:
            queue.running -= 1
            self._running -= 1
            self._file(queue, self._clock())
            if not self._left and not self._running:
                self._changed.notify_all()

    def _file(self, queue: HostQueue, now: float) -> None:
        """Put a queue among those that are ready or that will be; an older entry is void."""
        if not self._started:
            return
        queue.entry = -1
        is_open = queue.contacted and bool(queue.tasks or queue.running)
        self._open += is_open - queue.is_open
        queue.is_open = is_open
        if not (queue.tasks or queue.retries) or (ready_at := queue.ready_at()) == NEVER:
            return
        queue.entry = next(self._serial)
        if ready_at > now + SOON:
            heapq.heappush(self._later, (ready_at, queue.entry, queue))
            return
        preference, seconds = queue.rank()
        # Of equals the one that was requested from longest ago: its connection is free again.
        row = (-seconds, queue.handed_out_at, queue.number, queue.entry, queue)
        heapq.heappush(self._ready[preference], row)

    def _next_due(self) -> float:
        """Return when something will be ready that is not yet."""
        while self._later and self._later[0][2].entry != self._later[0][1]:
            heapq.heappop(self._later)
        later = self._later[0][0] if self._later else NEVER
        return min(later, self._delayed[0][0]) if self._delayed else later

    def _wake_one(self) -> None:
        """Wake one idle thread where there is a task for it, or a time for it to watch."""
        if self._idle and (any(self._ready) or self._next_due() < self._watched_until):
            self._changed.notify()

    def _wait(self, now: float) -> None:
        """Sleep until woken; one of the idle threads watches the time for all."""
        due = self._next_due()
        watches = due < self._watched_until
        if watches:
            self._watched_until = due
        self._idle += 1
        self._changed.wait(max(0.001, due - now) if watches else None)
        self._idle -= 1
        if watches and self._watched_until == due:
            self._watched_until = NEVER
