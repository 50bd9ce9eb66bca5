"""The report of a run as Markdown, for an issue or a job's summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.escaping import escape_control_chars
from awesome_p2ti.links.models import Status
from awesome_p2ti.links.reports.groups import grouped, how_sure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.models import Verdict
    from awesome_p2ti.links.reports.groups import Finding
    from awesome_p2ti.problems import Problem

_MAX_ROWS = 200
_MAX_LENGTH = 500  # characters
_MARKUP = re.compile(r"[\\`*_{}\[\]()#+|<>~!&]")
# What GitHub turns into a link anywhere in a text: an invisible space behind it prevents that.
_LIVE = re.compile(r"@|#(?=[0-9])|\bGH-(?=[0-9])|\bhttps?:(?=//)|\bwww(?=\.)", re.IGNORECASE)


def markdown_report(
    verdicts: Sequence[Verdict], numbers: Mapping[str, Any], problems: Sequence[Problem] = ()
) -> str:
    """Return Markdown for an issue or a job's summary; ``problems`` belong to no link."""
    counts = ", ".join(f"{n} {s}" for s, n in numbers["by_status"].items()) or "none"
    lines = ["# Links", "", f"{numbers['links']} links: {counts}.", ""]
    lines += markdown_problems("Not of a link", problems).splitlines()[1:]
    lines += [""] * bool(problems)
    for group, count, findings in grouped(verdicts):
        lines += [f"## {group.title} ({count})", "", f"{_plain(group.todo).capitalize()}.", ""]
        lines += [_row(finding) for finding in findings[:_MAX_ROWS]]
        if len(findings) > _MAX_ROWS:
            lines.append(f"- and {len(findings) - _MAX_ROWS} more")
        lines.append("")
    lines += [f"> {_plain(h)}" for h in numbers["hints"]]
    return "\n".join(lines).rstrip() + "\n"


def markdown_problems(heading: str, problems: Sequence[Problem]) -> str:
    """Return a section of problems that belong to no link; nothing where there is none."""
    if not problems:
        return ""
    lines = ["", f"## {heading} ({len(problems)})", ""]
    for p in problems:
        text = ". ".join(filter(None, map(_plain, (p.message, p.hint))))
        lines.append(f"- `{_code(p.path)}:{p.line}` {p.code}: {text}.")
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    """Return a line for one link: its URL, its places, the new URL or the reason, how sure."""
    verdict = finding.verdicts[0]
    sure = f"*{_plain(how_sure(verdict))}*"
    uses = [use for v in finding.verdicts for use in v.link.uses]
    places = ", ".join(f"`{_code(u.path)}:{u.line}`" for u in uses[:3]) or "the arguments"
    more = f" and {len(uses) - 3} more" if len(uses) > 3 else ""
    if len(finding.verdicts) > 1:
        count = f"{len(finding.verdicts)} links of `{_code(finding.host)}`"
        return f"- {count} in {places}{more}: {_plain(finding.reason)}. {sure}"
    moved = verdict.status is Status.MOVED and verdict.moved_to
    detail = f"now `{_code(verdict.moved_to)}`" if moved else _plain(verdict.detail)
    detail = detail or verdict.status.value
    copy = f" A copy: `{_code(verdict.archive)}`." if verdict.archive else ""
    return f"- `{_code(verdict.link.url)}` in {places}{more}: {detail}.{copy} {sure}"


def _code(text: str) -> str:
    """Return a URL or a path that cannot end the code span around it."""
    return escape_control_chars(text).replace("`", "%60")


def _plain(text: str) -> str:
    """Return a site's words as text: no Markdown, HTML, link, or mention of people or issues."""
    text = escape_control_chars(" ".join(text.split()))[:_MAX_LENGTH].rstrip(".")
    return _MARKUP.sub(r"\\\g<0>", _LIVE.sub("\\g<0>\u200b", text))
