"""Accepted verdicts, each with a reason and a last day, in data/exceptions.yaml or the settings."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from awesome_p2ti.codes import problem_at
from awesome_p2ti.problems import Problem, SetupError, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Protocol

    from awesome_p2ti.links.accepted_verdict import AcceptedVerdict
    from awesome_p2ti.links.models import Verdict
    from awesome_p2ti.links.settings import AcceptedSetting

    class Source(Protocol):
        """The file in which the exceptions stand."""

        def problem(self, loc: Sequence[str | int], code: str, message: str, hint: str) -> Problem:
            """Return a problem at the place of a value."""


FILE = "data/exceptions.yaml"
_TABLE = re.compile(
    r"^[ \t]*\[\[\s*(?:tool\.awesome_p2ti\.links\.)?exceptions\s*\]\]", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file of TOML with exceptions in it; a place is the line where a table begins."""

    path: str
    text: str

    def problem(self, loc: Sequence[str | int], code: str, message: str, hint: str) -> Problem:
        """Return a problem at the table that ``loc`` names by its number."""
        starts = [self.text.count("\n", 0, m.start()) + 1 for m in _TABLE.finditer(self.text)]
        number = int(loc[1])
        line = starts[number] if number < len(starts) else 1
        return problem_at(self.path, Span(line), code, message, hint)


@dataclass(frozen=True, slots=True)
class ExceptionList:
    """The exceptions of a list, and their file to report problems in."""

    entries: tuple[AcceptedVerdict | AcceptedSetting, ...] = ()
    source: Source | None = None

    def apply(self, verdicts: Sequence[Verdict], today: dt.date) -> list[Verdict]:
        """Return the verdicts, each with the reason of the exception that accepts it."""
        day = today.isoformat()
        current = [e for e in self.entries if e.until >= day]
        exact: dict[tuple[str, str], str] = {}
        for e in current:
            exact.setdefault((e.url, e.verdict), e.reason)
        patterns = [e for e in current if "*" in e.url]

        def reason_for(url: str, status: str) -> str:
            fitting = (e.reason for e in patterns if e.verdict == status and matches(e.url, url))
            return exact.get((url, status)) or next(fitting, "")

        reasons = [v.accepted or reason_for(v.link.url, v.status.value) for v in verdicts]
        pairs = zip(verdicts, reasons, strict=True)
        return [replace(v, accepted=reason) if reason else v for v, reason in pairs]

    def problems(
        self, verdicts: Sequence[Verdict], today: dt.date, *, whole: bool
    ) -> list[Problem]:
        """Return the exceptions that have expired, and that no link needs.

        ``whole``: the verdicts are on all links of the list; else nobody knows what is not needed.
        """
        problems: list[Problem] = []
        if self.source is None:
            return problems
        statuses: dict[str, list[str]] = {}
        for v in verdicts:
            statuses.setdefault(v.link.url, []).append(v.status.value)
        for number, accepted in enumerate(self.entries):
            if accepted.until < today.isoformat():
                problems.append(self.source.problem(
                    ["exceptions", number, "until"], "exception-expired",
                    f"the exception for {accepted.url} ended on {accepted.until}",
                    "check the URL again, then delete the exception or set a later day",
                ))  # fmt: skip
                continue
            if not whole:
                continue
            urls = [accepted.url] if "*" not in accepted.url else statuses
            met = [s for url in urls if matches(accepted.url, url) for s in statuses.get(url, ())]
            if accepted.verdict not in met:
                actual = f"it is {met[0]}" if met else "no link has this URL"
                problems.append(self.source.problem(
                    ["exceptions", number, "url"], "exception-unused",
                    f"the exception for {accepted.url} accepts '{accepted.verdict}', but {actual}",
                    "delete the exception",
                ))  # fmt: skip
        return problems


def matches(pattern: str, url: str) -> bool:
    """Return whether a URL is that of an exception, or fits its pattern."""
    if "*" not in pattern:
        return pattern == url
    return fnmatch.fnmatchcase(url, pattern.replace("[", "[[]").replace("?", "[?]"))


def from_settings(
    entries: tuple[AcceptedSetting, ...], file: Path, root: Path | None
) -> ExceptionList:
    """Return the exceptions that stand in a file of settings, whose path is shown from ``root``."""
    if not entries:
        return ExceptionList()
    full = file.absolute()
    inside = root is not None and full.is_relative_to(root)
    path = full.relative_to(root).as_posix() if inside and root is not None else str(file)
    return ExceptionList(entries, SettingsFile(path, file.read_text(encoding="utf-8")))


def load(root: Path) -> tuple[ExceptionList, list[Problem]]:
    """Return the exceptions of a list, none where it has no such file, and the problems in it.

    Raises SetupError when the file holds something else.
    """
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
