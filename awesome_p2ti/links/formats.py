"""Reports of links in the forms of other tools: JUnit for test views, Markdown for an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from awesome_p2ti.links.model import RED, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.problems import Problem

_SKIPPED = frozenset({Status.BLOCKED, Status.UNREACHABLE, Status.REFUSED})
_ORDER = (
    Status.GONE,
    Status.WRONG,
    Status.BROKEN_DEMO,
    Status.FRAGMENT_MISSING,
    Status.MOVED,
    Status.REFUSED,
    Status.UNREACHABLE,
    Status.BLOCKED,
)


def junit(verdicts: Sequence[Verdict], numbers: Mapping[str, Any]) -> str:
    """Return JUnit XML: red is a failure, what a program cannot see is skipped."""
    failures = sum(1 for v in verdicts if _is_red(v))
    skipped = sum(1 for v in verdicts if v.status in _SKIPPED)
    cases = "".join(_case(v) for v in verdicts)
    seconds = numbers.get("seconds", 0)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites><testsuite name="links" tests="{len(verdicts)}" failures="{failures}" '
        f'skipped="{skipped}" time="{seconds}">\n{cases}</testsuite></testsuites>\n'
    )


def _is_red(verdict: Verdict) -> bool:
    return verdict.status in RED and not verdict.accepted


def _case(verdict: Verdict) -> str:
    use = verdict.link.uses[0] if verdict.link.uses else None
    where = f"{use.path}:{use.line}" if use else "links"
    told = _legal(f"{verdict.status.value}: {verdict.detail}")
    inner = ""
    if _is_red(verdict):
        why = escape(_legal("; ".join(verdict.evidence)))
        inner = f"<failure message={quoteattr(told)}>{why}</failure>"
    elif verdict.status in _SKIPPED:
        inner = f"<skipped message={quoteattr(told)}/>"
    elif verdict.status is not Status.OK:
        inner = f"<system-out>{escape(told)}</system-out>"
    name, group = quoteattr(_legal(verdict.link.url)), quoteattr(_legal(where))
    return f'<testcase classname={group} name={name} time="{verdict.seconds}">{inner}</testcase>\n'


def _legal(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def markdown(verdicts: Sequence[Verdict], numbers: Mapping[str, Any]) -> str:
    """Return Markdown for an issue or a job's summary."""
    counts = ", ".join(f"{n} {s}" for s, n in numbers["by_status"].items()) or "none"
    lines = ["# Links", "", f"{numbers['links']} links: {counts}.", ""]
    for status in _ORDER:
        rows = [v for v in verdicts if v.status is status and not v.accepted]
        if not rows:
            continue
        lines += [f"## {status.value} ({len(rows)})", ""]
        lines += [_row(v) for v in rows[:200]]
        if len(rows) > 200:
            lines.append(f"- and {len(rows) - 200} more")
        lines.append("")
    lines += [f"> {_plain(h)}" for h in numbers["hints"]]
    return "\n".join(lines).rstrip() + "\n"


def markdown_problems(heading: str, problems: Sequence[Problem]) -> str:
    """Return a section of problems that belong to no link; nothing where there is none."""
    if not problems:
        return ""
    lines = ["", f"## {heading} ({len(problems)})", ""]
    for p in problems:
        told = f"{_plain(p.message)}. {_plain(p.hint)}".strip()
        lines.append(f"- `{_code(p.path)}:{p.line}` {p.code}: {told}.")
    return "\n".join(lines) + "\n"


def _row(verdict: Verdict) -> str:
    uses = ", ".join(f"`{_code(u.path)}:{u.line}`" for u in verdict.link.uses[:3])
    told = verdict.moved_to if verdict.status is Status.MOVED else verdict.detail
    copy = f" A copy: <{verdict.archive}>." if verdict.archive else ""
    return f"- `{_code(verdict.link.url)}` in {uses or 'the arguments'}: {_plain(told)}.{copy}"


def _code(text: str) -> str:
    return text.replace("`", "%60").replace("\n", " ")


def _plain(text: str) -> str:
    """Keep a site's words from being Markdown, a mention or HTML."""
    text = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
    out = "".join("\\" + c if c in r"\`*_{}[]()#+|<>~!" else c for c in text)
    return out.replace("@", "@\u200b")[:500].rstrip(".")
