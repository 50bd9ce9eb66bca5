"""python -m benchmarks.site: what the site's first page costs a browser, in the main thread's time.

Chromium counts the processor time of the page's main thread (``threadTicks``), so that a busy
machine matters little. It needs Playwright and a Chromium, as the tests do.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti import catalog
from awesome_p2ti.config import Settings
from awesome_p2ti.outputs.readme.sections import newest_first
from awesome_p2ti.outputs.site.addresses import FOLDER
from awesome_p2ti.outputs.site.site import site
from benchmarks.generate import make_list

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

    from awesome_p2ti.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
REAL, LARGE = 728, 5_000
QUERIES = ("dreambooth", "story difusion", "personalized text-to-image", "lukasz", "cvpr 2024")
ROUNDS = 3
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"
WARNING = "A budget is missed: look again on an idle machine, and then at what changed."


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds of the main thread; of each key in turn."""

    load: float
    index: float
    keys: list[float]


class Meter:
    """Counts the processor time of a page's main thread."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now(self) -> float:
        """Return the milliseconds that the main thread has worked."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")

    def tidy(self) -> None:
        """Collect garbage, which a browser does in the pauses that this benchmark leaves out."""
        self._session.send("HeapProfiler.collectGarbage")

    def until_painted(self, key: str = "") -> float:
        """Return what a key costs until its result is painted, or the asking alone."""
        before = self.now()
        if key:
            self._page.keyboard.press(key)
        self._page.evaluate(PAINTED)
        return self.now() - before


def measure(browser: Browser, address: str) -> Visit:
    """Return what one visit of the first page costs."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    meter = Meter(page)
    start = meter.now()
    # Without its index, which is made in idle moments, and is measured below.
    page.add_init_script("delete window.requestIdleCallback; window.setTimeout = () => 0")
    page.goto(address)
    time.sleep(0.5)  # what Playwright asks of a page would count
    load = meter.now() - start
    page.wait_for_selector("#app:not([aria-busy]) #q")
    page.focus("#q")
    asking = statistics.median(meter.until_painted() for _ in range(9))
    first = meter.until_painted("q") - asking
    page.keyboard.press("Backspace")
    keys = []
    for query in QUERIES:
        meter.tidy()
        typed = ["Space" if letter == " " else letter for letter in query]
        keys += [meter.until_painted(key) - asking for key in [*typed, *["Backspace"] * len(query)]]
    page.close()
    return Visit(load, first - statistics.median(keys), keys)


def write(found: Catalog, folder: Path) -> tuple[str, float, int]:
    """Build a list's site; return its address, the seconds, and the first page's packed bytes."""
    start = time.perf_counter()
    for file in site(found, Settings(found.root)):
        path = folder / file.path.removeprefix(f"{FOLDER}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    seconds = time.perf_counter() - start
    first = folder / "index.html"
    return first.as_uri(), seconds, len(gzip.compress(first.read_bytes(), 6))


def lists(folder: Path) -> dict[int, Catalog]:
    """Return the newest papers of the real list, and a large list that is made up."""
    real = catalog.load(ROOT)[0]
    newest = islice(sorted(real.papers.values(), key=newest_first), REAL)
    make_list(folder, LARGE)
    return {
        REAL: replace(real, papers={paper.id: paper for paper in newest}),
        LARGE: catalog.load(folder)[0],
    }


def main() -> int:
    """Print a table of costs beside their budgets; return 1 if one is missed."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    print(" papers  build s  page KB   load  index   key  worst")
    missed = False
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for size, papers in lists(folder / "list").items():
            address, seconds, packed = write(papers, folder / str(size))
            visits = [measure(browser, address) for _ in range(ROUNDS)]
            load, index = (min(getattr(v, part) for v in visits) for part in ("load", "index"))
            keys = [min(costs) for costs in zip(*(v.keys for v in visits), strict=True)]
            print(
                f"{size:>7,} {seconds:>8.1f} {packed / 1000:>8.1f} {load:>6.0f} "
                f"{index:>6.0f} {statistics.median(keys):>5.1f} {max(keys):>6.1f}"
            )
            missed |= max(keys) > (20 if size == REAL else 40) or seconds > 20
            missed |= size == REAL and (load > 150 or index > 120 or packed > 150_000)
        browser.close()
    print(
        "Milliseconds of the main thread, the least of three visits. Budgets: load 150, index 120,"
    )
    print(
        "a key 20 with 728 papers and 40 with 5,000; the page 150 KB; 5,000 papers built in 20 s."
    )
    if missed:
        print(WARNING)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
