"""Does a run cost the same a link, however many its hosts? 3,000 links on 1,000, 30,000 on 10,000.

    python -m benchmarks.many_hosts            # three links a host, two sizes
    python -m benchmarks.many_hosts 300 3000   # other numbers of hosts

Each host is an address of its own in 127.64.0.0/10 (Linux lets all of them be listened to), so no
name is looked up. Read the ratios of the last row: a processor that is shared or slow does not
change them.
"""

from __future__ import annotations

import argparse
import ipaddress
import multiprocessing
import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.checker import check_links
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.settings import HostLimit, LinkSettings
from awesome_p2ti.links.verifiers.registry import verifiers
from benchmarks.throughput import listening, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

LINKS_A_HOST = 3
NETWORK = ipaddress.ip_network("127.64.0.0/10")
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    hosts: int
    links: int
    wall: float
    cpu: float  # seconds
    peak: int  # KiB
    connections: int = 0

    @property
    def cpu_a_link(self) -> float:
        """Milliseconds of processor time a link."""
        return 1000 * self.cpu / self.links


def urls_of(hosts: int, port: int) -> list[str]:
    """Return the addresses, one page of each host after the other."""
    names = [str(NETWORK[n + 1]) for n in range(hosts)]
    return [f"http://{name}:{port}/{n}" for n in range(LINKS_A_HOST) for name in names]


def check_all(hosts: int, port: int, sender: Connection) -> None:
    """Check the pages of so many hosts without a pause, and send what that cost."""
    urls = urls_of(hosts, port)
    settings = LinkSettings(default_host=HostLimit(0.0, 8), hosts={})
    http = HttpClient(settings, SsrfGuard((NETWORK,)))
    links = [Link(url, (LinkUse(title="A Work: With a Title", role="project"),)) for url in urls]
    began = time.monotonic()
    result = check_links(links, http, verifiers(), Cache(None))
    wall = time.monotonic() - began
    http.close()
    assert all(v.status is Status.OK for v in result.verdicts)
    assert sum(result.requests.values()) == len(urls)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    sender.send(Cost(hosts, len(urls), wall, cpu, used.ru_maxrss))


def measure(hosts: int, port: int, opened: Synchronized[int]) -> Cost:
    """Run in a process of its own, so that its memory is its own too."""
    before = opened.value
    receiver, sender = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=check_all, args=(hosts, port, sender))
    process.start()
    sender.close()
    cost: Cost = receiver.recv()
    process.join()
    return Cost(cost.hosts, cost.links, cost.wall, cost.cpu, cost.peak, opened.value - before)


def main() -> int:
    """Measure each size, and print the ratios of the last to the first."""
    parser = argparse.ArgumentParser(description="What a link costs on few and on many hosts.")
    parser.add_argument("hosts", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--port", type=int, default=18_766)
    args = parser.parse_args()
    opened = SPAWN.Value("q", 0)
    server = SPAWN.Process(target=serve, args=(args.port, opened), daemon=True)
    server.start()
    listening(args.port)
    try:
        costs = []
        for hosts in args.hosts:
            cost = measure(hosts, args.port, opened)
            costs.append(cost)
            print(
                f"{cost.links:7,} links on {cost.hosts:6,} hosts: {cost.wall:6.1f} s wall, "
                f"{cost.cpu:6.1f} s processor, {cost.cpu_a_link:5.2f} ms a link, "
                f"{cost.peak / 1024:4.0f} MiB, {cost.connections:,} connections",
                flush=True,
            )
    finally:
        server.terminate()
    few, many = costs[0], costs[-1]
    if many.links > few.links:
        print(
            f"ratio: {many.cpu_a_link / few.cpu_a_link:.2f} processor time a link, "
            f"{1024 * (many.peak - few.peak) / (many.links - few.links):,.0f} bytes a further link"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
