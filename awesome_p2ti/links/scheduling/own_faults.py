"""A fault of ours in reading or judging one address is that address's verdict, never the run's end.

What a page provokes in our code is not known beforehand. So each address is worked on in a context
that keeps an exception, and the command ends with exit code 3 once all the rest is printed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.fault_place import fault_place
from awesome_p2ti.links.http.rate_limiter import RunCancelledError
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.scheduling.host_health import OfflineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OWN_FAULT = "a fault of ours, not of the address"


@dataclass(slots=True)
class OwnFaults:
    """The exceptions that our own code raised over a run."""

    exceptions: list[Exception] = field(default_factory=list)

    @contextmanager
    def confined(self, settle: Callable[[SiteRecord], None] | None = None) -> Iterator[None]:
        """Keep an exception, and ``settle`` by a record of it what it came of.

        An interrupt and a dead network end the run as ever.
        """
        try:
            yield
        except (RunCancelledError, OfflineError):
            raise
        except Exception as e:  # noqa: BLE001 - whatever a page provokes
            self.exceptions.append(e)
            if settle is not None:
                settle(own_fault_record(e))


def own_fault_record(e: Exception) -> SiteRecord:
    """Return what is said of an address over which our own code failed."""
    return SiteRecord(
        status=Status.UNREACHABLE,
        detail=f"a fault of ours: {type(e).__name__} in {fault_place(e)}",
        evidence=(OWN_FAULT,),
    )
