"""What grows faster than its input? Each step is run on n, 2n and 4n things in this process.

    python -m benchmarks.growth

Read the ratios: 2 is linear. The seconds, of processor time, mean little on a busy machine.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.catalog import Catalog, Entry
from awesome_p2ti.links.checker import Result
from awesome_p2ti.links.http.ssrf_guard import SocketAddress, SsrfGuard
from awesome_p2ti.links.inputs.markdown import read_markdown
from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.json_report import json_report
from awesome_p2ti.links.reports.junit_report import junit_report
from awesome_p2ti.links.reports.markdown_report import markdown_report
from awesome_p2ti.links.reports.problems import problems_of
from awesome_p2ti.links.reports.summary import summary
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.outputs.plots.geometry import Box
from awesome_p2ti.outputs.plots.label_placement import Point, place_labels
from awesome_p2ti.rules.references import references
from awesome_p2ti.schema.models import Paper

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work; ``prepare`` returns what to time for so many things."""

    name: str
    size: int
    prepare: Callable[[int], Callable[[], object]]


def labels(count: int) -> Callable[[], object]:
    """Names for points in a plane that grows with them."""
    rng, side = random.Random(0), 60.0 * count**0.5
    points = [
        Point(rng.uniform(0, side), rng.uniform(0, side), (f"Method {i}",), 4.0, i % 5 == 0)
        for i in range(count)
    ]
    return partial(place_labels, points, Box(0, 0, side, side), 11.0)


def unknown_ids(count: int) -> Callable[[], object]:
    """Papers that each name a paper that is not there."""
    papers = {}
    for i in range(count):
        given = {
            "title": f"T{i}",
            "date": "2023-05",
            "tasks": ["subject"],
            "distinct_from": [f"absent-{i * 7919}"],
        }
        source = SourceFile(f"data/papers/2023/p{i}.yaml", "")
        papers[f"p{i}"] = Entry(f"p{i}", Paper.model_validate(given), source)
    catalog = Catalog(Path(), papers=papers)
    return lambda: list(references(catalog))


def evicted_hosts(count: int) -> Callable[[], object]:
    """Hosts that are looked up once more."""
    guard = SsrfGuard(resolve=lambda _, port: [SocketAddress(2, ("192.0.2.1", port))])
    hosts = [f"h{i}.example.org" for i in range(count)]

    def work() -> None:
        for host in hosts:
            guard.may_be_private(host, 443)
        for host in hosts:
            guard.evict(host)

    return work


def markdown_links(count: int) -> Callable[[], object]:
    """Links of a Markdown table."""
    rows = (
        f"| [Work {i}](https://h{i}.example.org/a) · [code](<https://x.org/{i}>) |"
        for i in range(count // 2)
    )
    return partial(read_markdown, "| Works |\n| --- |\n" + "\n".join(rows))


def reports(count: int) -> Callable[[], object]:
    """Links in all reports of a run, each of them dead."""
    verdicts = []
    for i in range(count):
        use = LinkUse(path="data/a.yaml", line=i + 1, column=3, entry=f"e{i}", role="project")
        link = Link(f"https://h{i % 997}.example.org/{i}", (use,))
        verdicts.append(
            Verdict(link=link, status=Status.GONE, detail="it answers 404", per_use=(Status.GONE,))
        )
    result = Result(verdicts, [], {})

    def work() -> None:
        numbers = summary(result, 1.0, ())
        json_report(verdicts, numbers)
        junit_report(verdicts, numbers)
        markdown_report(verdicts, numbers)
        problems_of(verdicts)

    return work


STEPS = (
    Step("labels in a plot", 200, labels),
    Step("unknown ids", 2500, unknown_ids),
    Step("hosts looked up again", 5000, evicted_hosts),
    Step("links of a Markdown table", 3000, markdown_links),
    Step("links in the reports", 7500, reports),
)


def main() -> None:
    """Print one line a step."""
    for step in STEPS:
        costs = []
        for size in (step.size, 2 * step.size, 4 * step.size):
            work = step.prepare(size)
            start = time.process_time()
            work()
            costs.append(time.process_time() - start)
        shown = " ".join(f"{cost:8.3f} s" for cost in costs)
        ratios = " ".join(f"{b / a:5.1f}" for a, b in pairwise(costs))
        print(f"{4 * step.size:7,} {step.name:<28} {shown}   {ratios}")


if __name__ == "__main__":
    main()
