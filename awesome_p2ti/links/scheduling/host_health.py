"""What a run hears of hosts: which are silent, which one lives, and whether there is a network.

A dead network makes every link look dead. So nothing is believed of names and hosts that the
network alone could explain, and a run that hears nobody is stopped early.
"""

from __future__ import annotations

import socket
import threading
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.errors import Why
from awesome_p2ti.links.models import Record, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.client import Http
    from awesome_p2ti.links.http.rate_limiter import Lane

FEW_DEAF, MANY_DEAF = 8, 60  # so many hosts out of reach, and none heard: is there a network?

PATIENCE = 4.0


class OfflineError(Exception):
    """Nothing at all could be reached: it is us, not the links."""


class Hearing:
    """Counts who answers and who does not, over a run that asks so many hosts."""

    def __init__(self, http: Http, hosts: int) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._heard = False  # whether any host at all has answered
        self._living = ""  # a host that has
        self._deaf: set[str] = set()  # hosts that could not be reached before any answered
        self._many = min(MANY_DEAF, max(FEW_DEAF, hosts * 2 // 3))
        self._silent: Counter[str] = Counter()  # tries that a silent host has had, by lane

    def interface(self, *, answered: bool) -> None:
        """Note whether a site's interface answered."""
        self._heard |= answered

    def silence(self, lane: Lane) -> int:
        """Return how many tries a host had that never answered."""
        return 0 if lane.answered else self._silent[lane.name]

    def page(self, host: str, lane: Lane, record: Record) -> bool:
        """Note what a look at a page brought; say whether it is plain that we are offline."""
        if self._hears_none(host, record) and seems_offline([record], self._http):
            return True
        if not lane.answered and record.network and record.status is Status.UNREACHABLE:
            self._silent[lane.name] += 1
        return False

    def _hears_none(self, host: str, record: Record) -> bool:
        """Note who answered; say whether just so many were asked in vain that we may be deaf."""
        with self._lock:
            if not record.network and record.status is not Status.REFUSED:
                self._heard, self._living = True, host
            if self._heard or not record.network:
                return False
            self._deaf.add(host)
            return len(self._deaf) == self._many

    def believed(self, record: Record) -> Record:
        """Believe that a name does not exist only while the resolver finds one that does."""
        if Why.NO_SUCH_NAME.value not in record.evidence or not self._living:
            return record
        try:
            self._http.guard.resolve(self._living, 443)
        except OSError:
            detail = f"no name can be looked up any more, not even {self._living}"
            return replace(record, status=Status.UNREACHABLE, detail=detail)
        return record


def seems_offline(records: Sequence[Record], http: Http) -> bool:
    """Say whether everything failed for want of a network, after a look at well-known hosts."""
    asked = [r for r in records if r.status is not Status.REFUSED]
    if not asked or not all(r.network for r in asked):
        return False
    return not any(_answers(http, host) for host in http.settings.control_hosts)


def _answers(http: Http, host: str) -> bool:
    http.guard.forget(host)
    try:
        for target in http.guard.targets(host, 443):
            with socket.socket(target.family, socket.SOCK_STREAM) as sock:
                sock.settimeout(PATIENCE)
                sock.connect(target.sockaddr)
                return True
    except OSError:
        pass
    return False
