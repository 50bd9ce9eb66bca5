"""Turns the JSON report of `awesome-p2ti links` into a job's summary, or into what is kept.

Of the whole list, joined of its parts: ``show`` prints the summary, which also names the accepted
verdicts that have expired or that nothing needs any longer; ``record`` writes the ledger
and data/repositories.jsonl.
Of a pull request: ``changed`` prints the summary, and ends with 1 where the change itself brings
something red. Annotations go to standard error.

Usage: links_report.py show|record REPORT.json
       links_report.py changed REPORT.json REVISION
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti import catalog
from awesome_p2ti.files.git import added_lines, changes
from awesome_p2ti.history import ledger, repositories
from awesome_p2ti.links import exceptions
from awesome_p2ti.links.inputs.catalog import all_links
from awesome_p2ti.links.local.schemes import is_http
from awesome_p2ti.links.models import Status
from awesome_p2ti.links.reports.json_report import problem_of, verdict_of
from awesome_p2ti.links.reports.markdown_report import markdown_problems, markdown_report
from awesome_p2ti.links.reports.observations import observations, states
from awesome_p2ti.links.reports.problems import problems_of
from awesome_p2ti.problems import Severity
from awesome_p2ti.reporters import REPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.models import Verdict
    from awesome_p2ti.problems import Problem


def main(arguments: list[str]) -> int:
    """Run a verb in the list's folder."""
    verb, file, *revision = arguments
    report = json.loads(Path(file).read_text(encoding="utf-8"))
    verdicts = [verdict_of(row) for row in report["links"]]
    if verb == "changed":
        others = [problem_of(row) for row in report["problems"]]
        problems = _of_change(verdicts, others, *revision)
        if verdicts:
            text = markdown_report(verdicts, report["summary"])
            sys.stdout.write("\n" + re.sub("(?m)^#", "##", text))
        sys.stderr.write(REPORTS["github"](problems))
        return int(any(p.severity is Severity.ERROR for p in problems))
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


def _of_change(
    verdicts: Sequence[Verdict], others: Sequence[Problem], revision: str
) -> list[Problem]:
    """Return all problems, those that a change did not bring as warnings at most.

    It brings what is on the lines that it adds and that stood nowhere in its files before. It also
    makes a link wrong where it changes the title or the authors, so that the title that the site
    states is another work's now; where the ledger knows the link to be wrong, it was so before.
    """
    added, known = added_lines(Path(), revision), ledger.load(Path())
    before = {
        line.strip()
        for file in changes(Path(), revision)
        for line in (file.before or b"").decode("utf-8", "replace").splitlines()
    }
    problems: list[tuple[Problem, bool]] = []
    for verdict in verdicts:
        line = known.get(verdict.link.url)
        retitled = verdict.title and f'"{verdict.title}"' in verdict.detail
        was_wrong = line is not None and line.status == Status.WRONG
        problems += [(p, bool(retitled) and not was_wrong) for p in problems_of([verdict])]
    problems += [(p, False) for p in others]
    return sorted(
        p if by_title or added.get(p.path, {}).get(p.line, "").strip() not in {"", *before}
        else replace(p, severity=max(p.severity, Severity.WARNING, key=list(Severity).index))
        for p, by_title in problems
    )  # fmt: skip


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
