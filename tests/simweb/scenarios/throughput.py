"""Raw throughput: 3,000 pages on 30 hosts that answer at once and bear anything."""

from __future__ import annotations

from tests.simweb import pages
from tests.simweb.meters import Limit
from tests.simweb.pages import live
from tests.simweb.works import Work
from tests.simweb.world import Web

HOSTS, PAGES = 30, 100
BOUNDLESS = Limit(at_once=1000, per_second=1e6, burst=1_000_000)


def throughput(seed: int = 1) -> Web:
    """The web and its list."""
    web = Web(seed=seed, slowest=0.0, fastest=0.0)
    for place in range(HOSTS):
        for number in range(PAGES):
            work = Work("", 2025, f"Work {place}-{number}: Quick Answers")
            url = f"https://quick-{place}.net/works/{number}/"
            pages.put(web, url, live(work.title), limit=BOUNDLESS, latency=0.0)
            web.add(url, "ok", "live", "an answer at once", title=work.title, year=2025)
    return web
