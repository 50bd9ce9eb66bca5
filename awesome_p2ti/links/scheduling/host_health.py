"""Which hosts respond, which do not, and whether we are offline.

Without a network every link seems dead. So no verdict rests on a failure that the network alone
could explain, and a run in which no host responds is stopped early.
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

MIN_UNREACHABLE, MAX_UNREACHABLE = 8, 60  # hosts, none having responded, before we may be offline
CONNECT_TIMEOUT = 4.0


class OfflineError(Exception):
    """Nothing at all could be reached: it is us, not the links."""


class HostHealth:
    """Counts which hosts respond and which do not, over a run of so many hosts."""

    def __init__(self, http: HttpClient, hosts: int) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._any_response = False  # whether any host at all has responded
        self._responsive_host = ""  # a host that has
        self._unreachable: set[str] = set()  # hosts that could not be reached before any responded
        self._offline_threshold = min(MAX_UNREACHABLE, max(MIN_UNREACHABLE, hosts * 2 // 3))
        self._unresponsive: Counter[str] = Counter()  # tries in vain, by host slot

    def record_api(self, *, answered: bool) -> None:
        """Note whether a site's interface responded."""
        self._any_response |= answered

    def failed_tries(self, slot: HostSlot) -> int:
        """Return how many tries in vain a host had that never responded."""
        return 0 if slot.responded else self._unresponsive[slot.name]

    def record_page(self, host: str, slot: HostSlot, record: SiteRecord) -> bool:
        """Note how checking a page ended; say whether we are offline."""
        if self._likely_offline(host, record) and is_network_down([record], self._http):
            return True
        if not slot.responded and record.network and record.status is Status.UNREACHABLE:
            self._unresponsive[slot.name] += 1
        return False

    def _likely_offline(self, host: str, record: SiteRecord) -> bool:
        """Record the response; say whether unreachable hosts have just reached the threshold."""
        with self._lock:
            if not record.network and record.status is not Status.REFUSED:
                self._any_response, self._responsive_host = True, host
            self._any_response |= _was_refused(record)
            if self._any_response or not record.network:
                return False
            self._unreachable.add(host)
            return len(self._unreachable) == self._offline_threshold

    def confirm_nxdomain(self, record: SiteRecord) -> SiteRecord:
        """Downgrade NXDOMAIN to unreachable when a name that resolved before no longer does."""
        if ErrorKind.NO_SUCH_NAME.value not in record.evidence or not self._responsive_host:
            return record
        try:
            self._http.guard.resolve(self._responsive_host, 443)
        except OSError:
            detail = f"no name can be looked up any more, not even {self._responsive_host}"
            return replace(record, status=Status.UNREACHABLE, detail=detail)
        return record


def is_network_down(records: Sequence[SiteRecord], http: HttpClient) -> bool:
    """Say whether everything failed for want of a network, by trying well-known hosts."""
    requested = [r for r in records if r.status is not Status.REFUSED]
    if not requested or not all(r.network and not _was_refused(r) for r in requested):
        return False
    return not any(_can_connect(http, host) for host in http.settings.control_hosts)


def _was_refused(record: SiteRecord) -> bool:
    """Say whether a host refused the connection: so there is a network, and a machine in it."""
    return ErrorKind.CONNECTION_REFUSED.value in record.evidence


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
