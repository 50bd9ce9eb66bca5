"""What awesome-p2ti links prints: text by what is to be done, or any other form of report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.commands.common import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from awesome_p2ti.links.models import Verdict
    from awesome_p2ti.links.reports.groups import Finding
    from awesome_p2ti.problems import Problem

_PLACES = 3


def rendered(
    form: str, verdicts: Sequence[Verdict], numbers: Mapping[str, Any], problems: Sequence[Problem]
) -> str:
    """Return the report of a run in one of the forms of --format."""
    from awesome_p2ti.links.reports.json_report import json_report
    from awesome_p2ti.links.reports.junit_report import junit_report
    from awesome_p2ti.links.reports.markdown_report import markdown_report
    from awesome_p2ti.links.reports.problems import of_no_link
    from awesome_p2ti.reporters import REPORTS

    if form == "json":
        return json_report(verdicts, numbers, problems)
    if form == "junit":
        return junit_report(verdicts, numbers, of_no_link(problems))
    if form == "markdown":
        return markdown_report(verdicts, numbers, of_no_link(problems))
    return text_report(verdicts, problems) if form == "text" else REPORTS[form](problems)


def text_report(verdicts: Sequence[Verdict], problems: Sequence[Problem]) -> str:
    """Return the findings by what to do about them, each with its place, its reason and its copy.

    ``problems`` are those of the whole run: what belongs to no link stands on top.
    """
    from awesome_p2ti.links.reports.groups import grouped
    from awesome_p2ti.links.reports.problems import of_no_link
    from awesome_p2ti.reporters import plain_text

    others = of_no_link(problems)
    parts = [plain_text(others)] if others else []
    for group, count, findings in grouped(verdicts):
        rows = "".join(line for finding in findings for line in _lines(finding))
        parts.append(f"{group.title} ({count:,}): {group.todo}\n{rows}")
    return "\n".join(parts)


def _lines(finding: Finding) -> Iterator[str]:
    from awesome_p2ti.escaping import escape_control_chars
    from awesome_p2ti.links.reports.groups import how_sure
    from awesome_p2ti.links.reports.problems import problems_of
    from awesome_p2ti.reporters import plain_text

    first = finding.verdicts[0]
    problems = problems_of(finding.verdicts)
    if len(finding.verdicts) > 1:
        places = ", ".join(
            f"{escape_control_chars(p.path)}:{p.line}:{p.column}" for p in problems[:_PLACES]
        )
        more = f" and {len(problems) - _PLACES:,} more" if len(problems) > _PLACES else ""
        count = counted(len(finding.verdicts), "link")
        host, reason = map(escape_control_chars, (finding.host, finding.reason))
        yield f"{host}: {problems[0].code}: {count}: {reason}\n"
        yield f"    at {places}{more} (--format json names each)\n"
    else:
        yield plain_text(problems)
        if first.archive and first.archive not in "".join(p.hint for p in problems):
            yield f"    archived: {escape_control_chars(first.archive)}\n"
    yield f"    {escape_control_chars(how_sure(first))}\n"
