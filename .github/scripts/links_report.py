"""Turns the joined JSON report of `awesome-p2ti links` into a job's summary, or into the ledger.

Usage: links_report.py show|record REPORT.json
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from awesome_p2ti.links import ledger
from awesome_p2ti.links.markdown_report import markdown
from awesome_p2ti.links.model import Link, Status, Use, Verdict


def main(arguments: list[str]) -> int:
    """Run ``show`` or ``record`` in the list's folder; the report is of the whole list."""
    verb, file = arguments
    report = json.loads(Path(file).read_text(encoding="utf-8"))
    verdicts = [_verdict(row) for row in report["links"]]
    if verb == "show":
        sys.stdout.write(markdown(verdicts, report["summary"]))
        return 0
    if verb != "record" or report["summary"]["interrupted"]:
        sys.stderr.write(f"links_report.py: {verb} needs the report of a run that ended\n")
        return 2
    ledger.record(Path(), verdicts, datetime.now(UTC).date(), whole=True)
    return 0


def _verdict(row: dict[str, Any]) -> Verdict:
    uses = tuple(Use(path=use["path"], line=use["line"]) for use in row["uses"])
    return Verdict(
        link=Link(row["url"], uses),
        status=Status(row["status"]),
        detail=row["detail"],
        moved_to=row["moved_to"],
        archive=row["archive"],
        cached=row["cached"],
        accepted=row["accepted"],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
