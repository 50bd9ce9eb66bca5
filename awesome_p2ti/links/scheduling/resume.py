"""What earlier runs learnt of a run's addresses, and what this one leaves to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.matching.title_index import Known
    from awesome_p2ti.links.models import Record
    from awesome_p2ti.links.scheduling.own_faults import OwnFaults
    from awesome_p2ti.links.scheduling.url_tasks import Address
    from awesome_p2ti.links.verifiers.base import Verifier

DAY = 86400


def remember(
    addresses: Iterable[Address],
    cache: Cache,
    known: Known,
    faults: OwnFaults,
    *,
    max_age_days: float,
) -> None:
    """Judge by what is known, and note how the rest failed."""
    addresses = list(addresses)
    urls = [a.url for a in addresses]
    records = cache.load(max_age_days * DAY, urls)
    failed = cache.failures(urls)
    for address in addresses:
        record = records.get(address.url)
        if record and set(address.fragments) <= {*record.fragments, *record.missing}:
            address.cached = True
            with faults.confined():
                address.keep(record, known)
            address.cached = address.record is not None
        elif address.url in failed:
            address.prior, address.archive = failed[address.url]


def tell(verifiers: Sequence[Verifier], addresses: Iterable[Address], faults: OwnFaults) -> None:
    """Tell the verifiers what earlier runs learnt."""
    told = [a for a in addresses if a.cached or a.prior is Status.GONE]
    for verifier in verifiers:
        good: list[str] = []
        gone: list[str] = []
        for address in told:
            ident = None
            with faults.confined():
                ident = verifier.identify(address.url)
            if ident is not None:
                (good if address.cached else gone).append(ident)
        verifier.recall(good, gone)


def keep(cache: Cache, address: Address, record: Record) -> None:
    """Keep what an address turned out to be; of failures of the network, only what they are."""
    if not record.network or record.status is Status.GONE:
        cache.put(address.url, record, address.archive)
    elif record.status is Status.UNREACHABLE:
        cache.put(address.url, record)
