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

from awesome_p2ti.links.http.errors import ErrorKind
from awesome_p2ti.links.models import SiteRecord, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.rate_limiter import HostSlot

MIN_UNREACHABLE, MAX_UNREACHABLE = (
    8,
    60,
)  # so many hosts out of reach, and none heard: is there a network?

CONNECT_TIMEOUT = 4.0


class OfflineError(Exception):
    """Nothing at all could be reached: it is us, not the links."""


class HostHealth:
    """Counts who answers and who does not, over a run that asks so many hosts."""

    def __init__(self, http: HttpClient, hosts: int) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._any_response = False  # whether any host at all has answered
        self._responsive_host = ""  # a host that has
        self._unreachable: set[str] = set()  # hosts that could not be reached before any answered
        self._offline_threshold = min(MAX_UNREACHABLE, max(MIN_UNREACHABLE, hosts * 2 // 3))
        self._unresponsive: Counter[str] = Counter()  # tries that a silent host has had, by lane

    def record_api(self, *, answered: bool) -> None:
        """Note whether a site's interface answered."""
        self._any_response |= answered

    def failed_tries(self, slot: HostSlot) -> int:
        """Return how many tries a host had that never answered."""
        return 0 if slot.responded else self._unresponsive[slot.name]

    def record_page(self, host: str, slot: HostSlot, record: SiteRecord) -> bool:
        """Note what a look at a page brought; say whether it is plain that we are offline."""
        if self._likely_offline(host, record) and is_network_down([record], self._http):
            return True
        if not slot.responded and record.network and record.status is Status.UNREACHABLE:
            self._unresponsive[slot.name] += 1
        return False

    def _likely_offline(self, host: str, record: SiteRecord) -> bool:
        """Note who answered; say whether just so many were asked in vain that we may be deaf."""
        with self._lock:
            if not record.network and record.status is not Status.REFUSED:
                self._any_response, self._responsive_host = True, host
            if self._any_response or not record.network:
                return False
            self._unreachable.add(host)
            return len(self._unreachable) == self._offline_threshold

    def confirm_nxdomain(self, record: SiteRecord) -> SiteRecord:
        """Believe that a name does not exist only while the resolver finds one that does."""
        if ErrorKind.NO_SUCH_NAME.value not in record.evidence or not self._responsive_host:
            return record
        try:
            self._http.guard.resolve(self._responsive_host, 443)
        except OSError:
            detail = f"no name can be looked up any more, not even {self._responsive_host}"
            return replace(record, status=Status.UNREACHABLE, detail=detail)
        return record


def is_network_down(records: Sequence[SiteRecord], http: HttpClient) -> bool:
    """Say whether everything failed for want of a network, after a look at well-known hosts."""
    asked = [r for r in records if r.status is not Status.REFUSED]
    if not asked or not all(r.network for r in asked):
        return False
    return not any(_can_connect(http, host) for host in http.settings.control_hosts)


def _can_connect(http: HttpClient, host: str) -> bool:
    http.guard.evict(host)
    try:
        for target in http.guard.resolve_public(host, 443):
            with socket.socket(target.family, socket.SOCK_STREAM) as sock:
                sock.settimeout(CONNECT_TIMEOUT)
                sock.connect(target.sockaddr)
                return True
    except OSError:
        pass
    return False
