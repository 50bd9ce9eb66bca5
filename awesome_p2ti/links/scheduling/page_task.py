"""One page to look at, with what the verifier that knows its site has to say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.http.errors import ABSENT_STATUSES
from awesome_p2ti.links.models import Record, Status
from awesome_p2ti.links.verdicts import in_doubt
from awesome_p2ti.urls import is_deep, split

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Reply
    from awesome_p2ti.links.matching.title_index import Known
    from awesome_p2ti.links.scheduling.url_tasks import Address
    from awesome_p2ti.links.verifiers.base import Verifier
    from awesome_p2ti.links.website.page_checker import Web


@dataclass(frozen=True, slots=True)
class Look:
    """An address whose page is to be looked at, and its id at a verifier's site, if it has one."""

    address: Address
    verifier: Verifier | None = None
    ident: str = ""

    @property
    def page(self) -> str:
        """The page that the verifier would rather ask than the address itself, if any."""
        return self.verifier.page(self.ident) if self.verifier else ""

    @property
    def host(self) -> str:
        """The host to ask, or nothing where none can be asked."""
        parts = split(self.page) if self.page else None
        host = (parts.hostname or "") if parts else self.address.host
        return host if self.address.url.lower().startswith(("http://", "https://")) else ""

    def at(self, web: Web) -> Record:
        """Look at the page, and count the attempt."""
        address, verifier = self.address, self.verifier
        denied = verifier is not None and self.ident in verifier.denied
        record = web.look(
            self.page or address.url,
            fragments=address.fragments,
            timeout=address.patience(web.http.settings),
            max_bytes=verifier.page_bytes if verifier else 0,
            reader=self._read if verifier else None,
            absent=verifier.absent if verifier else ABSENT_STATUSES,
            sure=address.prior is Status.GONE or denied,
        )
        address.attempts += 1
        return record

    def as_listed(self, record: Record) -> Record:
        """Leave out where our own choice of a page led: it is not the address of the list."""
        if not self.page or not record.moved_to:
            return record
        status = Status.OK if record.status is Status.MOVED else record.status
        return replace(record, moved_to="", permanent=False, status=status)

    def probed(self, web: Web, record: Record, known: Known) -> Record:
        """Where nothing on a page names the work, see whether its host says that of anything."""
        address = self.address
        if record.status not in {Status.OK, Status.MOVED} or not is_deep(address.url):
            return record
        if not in_doubt(address.links, record, known):
            return record
        if not web.probes.same_for_any(address.url, record):
            return record
        return replace(
            record,
            status=Status.WRONG,
            by_page=True,
            detail="its host gives this page for any address",
            evidence=("an address of that host that cannot exist answers the same",),
        )

    def _read(self, reply: Reply) -> Record | None:
        return self.verifier.read(self.ident, reply) if self.verifier else None
