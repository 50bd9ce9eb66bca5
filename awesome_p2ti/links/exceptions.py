"""data/exceptions.yaml: verdicts that people accept, each with a reason and a last day."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status, Verdict
from awesome_p2ti.problems import Problem, SetupError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from awesome_p2ti.links.accepted_verdict import AcceptedVerdict
    from awesome_p2ti.loading.source_file import SourceFile

FILE = "data/exceptions.yaml"


@dataclass(frozen=True, slots=True)
class ExceptionList:
    """The exceptions of a list, and their text to report problems in."""

    entries: tuple[AcceptedVerdict, ...] = ()
    source: SourceFile | None = None

    def apply(self, verdicts: Sequence[Verdict], today: dt.date) -> list[Verdict]:
        """Mark the verdicts that an exception accepts."""
        day = today.isoformat()
        rows = [r for r in self.entries if r.until >= day]
        return [self._accept(v, rows) for v in verdicts]

    def _accept(self, verdict: Verdict, rows: Sequence[AcceptedVerdict]) -> Verdict:
        for row in rows:
            if row.verdict == verdict.status.value and matches(row.url, verdict.link.url):
                return replace(verdict, accepted=row.reason)
        return verdict

    def problems(
        self, verdicts: Sequence[Verdict], today: dt.date, *, whole: bool
    ) -> list[Problem]:
        """Return the exceptions that have expired, or (of a whole run) that nothing needs."""
        found: list[Problem] = []
        if self.source is None:
            return found
        for number, row in enumerate(self.entries):
            if row.until < today.isoformat():
                found.append(self.source.problem(
                    ["exceptions", number, "until"], "exception-expired",
                    f"the exception for {row.url} ended on {row.until}",
                    "look at the address again, then delete the exception or set a later day",
                ))  # fmt: skip
                continue
            met = [v for v in verdicts if matches(row.url, v.link.url)]
            if whole and not any(v.status.value == row.verdict for v in met):
                told = "no link has the address" if not met else f"it is {met[0].status.value}"
                found.append(self.source.problem(
                    ["exceptions", number, "url"], "exception-unused",
                    f"the exception for {row.url} accepts '{row.verdict}', but {told}",
                    "delete the exception",
                ))  # fmt: skip
        return found


def matches(pattern: str, url: str) -> bool:
    """Say whether an address is the one, or fits the pattern, of an exception."""
    if "*" not in pattern:
        return pattern == url
    return fnmatch.fnmatchcase(url, pattern.replace("[", "[[]").replace("?", "[?]"))


def load(root: Path) -> tuple[ExceptionList, list[Problem]]:
    """Read the exceptions of a list; one without the file has none."""
    file = root / FILE
    if not file.exists():
        return ExceptionList(), []
    from awesome_p2ti.links.accepted_verdict import AcceptedVerdicts
    from awesome_p2ti.loading.yaml_reader import parse, read
    from awesome_p2ti.schema.validation import validate

    source, problems = read(file, FILE)
    if source is None:
        return ExceptionList(), problems
    value, more = parse(source)
    problems += more
    if not isinstance(value, dict):
        if any(p.code == "empty-file" for p in problems) or value is not None:
            raise SetupError(f"{FILE} holds no 'exceptions:'", "write exceptions: [] for none")
        return ExceptionList(), problems
    model, more = validate(AcceptedVerdicts, value, source)
    return (ExceptionList(model.exceptions, source) if model else ExceptionList()), problems + more


def statuses() -> frozenset[Status]:
    """Return the verdicts that an exception may accept."""
    return frozenset(Status) - {Status.OK, Status.REFUSED}
