"""Turns the joined JSON report of `awesome-p2ti links` into a job's summary, or into the ledger
and data/repositories.jsonl.

The summary also names the accepted verdicts that have expired or that nothing needs any longer.

Usage: links_report.py show|record REPORT.json
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti import catalog
from awesome_p2ti.history import ledger, repositories
from awesome_p2ti.links import exceptions
from awesome_p2ti.links.inputs.catalog import all_links
from awesome_p2ti.links.local.schemes import is_http
from awesome_p2ti.links.reports.json_report import verdict_of
from awesome_p2ti.links.reports.markdown_report import markdown_problems, markdown_report
from awesome_p2ti.links.reports.observations import observations, states
from awesome_p2ti.reporters import REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.models import Verdict
    from awesome_p2ti.problems import Problem


def main(arguments: list[str]) -> int:
    """Run ``show`` or ``record`` in the list's folder; the report is of the whole list."""
    verb, file = arguments
    report = json.loads(Path(file).read_text(encoding="utf-8"))
    verdicts = [verdict_of(row) for row in report["links"]]
    if verb == "show":
        problems = _of_exceptions(verdicts, interrupted=report["summary"]["interrupted"])
        sys.stdout.write(markdown_report(verdicts, report["summary"]))
        sys.stdout.write(markdown_problems("Accepted verdicts", problems))
        sys.stderr.write(REPORTS["github"](problems))
        return 0
    if verb != "record" or report["summary"]["interrupted"]:
        sys.stderr.write(f"links_report.py: {verb} needs the report of a run that ended\n")
        return 2
    today = datetime.now(UTC).date()
    ledger.record(Path(), observations(verdicts), today, whole=True)
    repositories.record(Path(), *states(verdicts), today)
    return 0


def _of_exceptions(verdicts: Sequence[Verdict], *, interrupted: bool) -> list[Problem]:
    """Return which accepted verdicts have expired, or are not needed by any link of the list.

    A part of the list cannot tell the latter, so neither can a report that lacks a part.
    """
    root, today = Path(), datetime.now(UTC).date()
    accepted, problems = exceptions.load(root)
    if accepted.source is None:
        return problems
    unread: list[Problem] = []  # each part of the run has reported it
    uses = all_links(catalog.load(root)[0], root, unread)
    listed = {url.strip() for url, _ in uses if is_http(url)}
    whole = not interrupted and listed <= {v.link.url for v in verdicts}
    return sorted({*problems, *accepted.problems(verdicts, today, whole=whole)})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
