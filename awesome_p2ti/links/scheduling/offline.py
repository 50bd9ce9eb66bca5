"""When nothing answers, the links are not to blame: tell a dead network from dead links."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Record, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.client import Http

PATIENCE = 4.0


class OfflineError(Exception):
    """Nothing at all could be reached: it is us, not the links."""


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
