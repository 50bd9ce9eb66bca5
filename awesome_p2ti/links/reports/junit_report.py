"""The report of a run as JUnit XML, for test views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from awesome_p2ti.escaping import escape_control_chars
from awesome_p2ti.links.models import FAILING, Status, Verdict
from awesome_p2ti.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SKIPPED = frozenset({Status.BLOCKED, Status.UNREACHABLE, Status.REFUSED})


def junit_report(
    verdicts: Sequence[Verdict], numbers: Mapping[str, Any], problems: Sequence[Problem] = ()
) -> str:
    """Return JUnit XML: what fails the run is a failure, what a program cannot see is skipped.

    ``problems`` are those that belong to no link.
    """
    failures = sum(map(_fails, verdicts)) + sum(p.severity is Severity.ERROR for p in problems)
    suites = ET.Element("testsuites")
    suite = ET.SubElement(suites, "testsuite", {
        "name": "links",
        "tests": str(len(verdicts) + len(problems)),
        "failures": str(failures),
        "skipped": str(sum(1 for v in verdicts if v.status in _SKIPPED)),
        "time": str(numbers.get("seconds", 0)),
    })  # fmt: skip
    for verdict in verdicts:
        _add_case(suite, verdict)
    for problem in problems:
        _add_problem(suite, problem)
    ET.indent(suites, "")
    body = ET.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _fails(verdict: Verdict) -> bool:
    return verdict.status in FAILING and not verdict.accepted


def _add_problem(suite: ET.Element, problem: Problem) -> None:
    case = ET.SubElement(suite, "testcase", {
        "classname": escape_control_chars(f"{problem.path}:{problem.line}"),
        "name": problem.code,
    })  # fmt: skip
    message = escape_control_chars(problem.message)
    if problem.severity is Severity.ERROR:
        ET.SubElement(case, "failure", message=message).text = escape_control_chars(problem.hint)
    else:
        ET.SubElement(case, "system-out").text = message


def _add_case(suite: ET.Element, verdict: Verdict) -> None:
    use = verdict.link.uses[0] if verdict.link.uses else None
    case = ET.SubElement(suite, "testcase", {
        "classname": escape_control_chars(f"{use.path}:{use.line}") if use else "links",
        "name": escape_control_chars(verdict.link.url),
        "time": str(verdict.seconds),
    })  # fmt: skip
    message = escape_control_chars(f"{verdict.status.value}: {verdict.detail}")
    if _fails(verdict):
        ET.SubElement(case, "failure", message=message).text = escape_control_chars(
            "; ".join(verdict.evidence)
        )
    elif verdict.status in _SKIPPED:
        ET.SubElement(case, "skipped", message=message)
    elif verdict.status is not Status.OK:
        ET.SubElement(case, "system-out").text = message
