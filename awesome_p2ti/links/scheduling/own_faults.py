"""A fault of ours in checking or judging one URL is that URL's verdict, never the run's end.

What a page provokes in our code is not known beforehand. So exceptions are collected where a URL is
worked on, and the command ends with exit code 3 once all the rest is printed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.rate_limiter import RunCancelledError
from awesome_p2ti.links.models import SiteRecord, Status
from awesome_p2ti.links.scheduling.host_health import OfflineError
from awesome_p2ti.problems import fault_place

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS_A_RUN = (RunCancelledError, OfflineError)
OWN_FAULT = "a fault of ours, not of the address"


@dataclass(slots=True)
class OwnFaults:
    """The exceptions that our own code raised over a run."""

    exceptions: list[Exception] = field(default_factory=list)

    def add(self, e: Exception) -> SiteRecord:
        """Collect an exception, and return the record of the URL over which it came."""
        self.exceptions.append(e)
        return SiteRecord(
            status=Status.UNREACHABLE,
            detail=f"a fault of ours: {type(e).__name__} in {fault_place(e)}",
            evidence=(OWN_FAULT,),
        )

    @contextmanager
    def confined(self) -> Iterator[None]:
        """Collect an exception of what the run can do without."""
        try:
            yield
        except ENDS_A_RUN:
            raise
        except Exception as e:  # noqa: BLE001 - whatever a page provokes
            self.add(e)
