"""data/exceptions.yaml: verdicts that people accept, each with a reason and a last day."""

from __future__ import annotations

import datetime as dt
import fnmatch
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from awesome_p2ti.entries import Model
from awesome_p2ti.fields import Text  # noqa: TC001 pydantic reads it
from awesome_p2ti.links.model import Status, Verdict
from awesome_p2ti.problems import Problem, SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from awesome_p2ti.places import Source

FILE = "data/exceptions.yaml"


def _day(value: str) -> str:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        values = {"value": value, "hint": 'write year, month and day: "2027-01-31"'}
        raise PydanticCustomError("date", 'is no day: "{value}"', values) from None
    return value


_Day = Annotated[str, AfterValidator(_day)]


class Exception_(Model):  # noqa: N801 named after what the file calls it
    """One accepted verdict."""

    url: Text
    """The address, or a pattern with * for any part of it."""
    verdict: Literal[
        "moved", "gone", "wrong", "broken-demo", "fragment-missing", "blocked", "unreachable"
    ]
    """The verdict to accept."""
    reason: Text
    """Why it is fine."""
    until: _Day
    """The last day on which it holds: "2027-01-31"."""


class Exceptions(Model):
    """All accepted verdicts."""

    exceptions: Annotated[tuple[Exception_, ...], Field(strict=False)] = ()
    """The accepted verdicts."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The exceptions of a list, and their text to report problems in."""

    rows: tuple[Exception_, ...] = ()
    source: Source | None = None

    def apply(self, verdicts: Sequence[Verdict], today: dt.date) -> list[Verdict]:
        """Mark the verdicts that an exception accepts."""
        day = today.isoformat()
        rows = [r for r in self.rows if r.until >= day]
        return [self._accept(v, rows) for v in verdicts]

    def _accept(self, verdict: Verdict, rows: Sequence[Exception_]) -> Verdict:
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
        for number, row in enumerate(self.rows):
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


def load(root: Path) -> tuple[Accepted, list[Problem]]:
    """Read the exceptions of a list; one without the file has none."""
    from awesome_p2ti.source import parse, read
    from awesome_p2ti.validate import validate

    file = root / FILE
    if not file.exists():
        return Accepted(), []
    source, problems = read(file, FILE)
    if source is None:
        return Accepted(), problems
    value, more = parse(source)
    problems += more
    if not isinstance(value, dict):
        if any(p.code == "empty-file" for p in problems) or value is not None:
            raise SetupError(f"{FILE} holds no 'exceptions:'", "write exceptions: [] for none")
        return Accepted(), problems
    model, more = validate(Exceptions, value, source)
    return (Accepted(model.exceptions, source) if model else Accepted()), problems + more


def statuses() -> frozenset[Status]:
    """Return the verdicts that an exception may accept."""
    return frozenset(Status) - {Status.OK, Status.REFUSED}
