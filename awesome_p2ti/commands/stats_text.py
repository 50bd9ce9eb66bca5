"""What awesome-p2ti stats prints for people: numbers with their share and a bar."""

from __future__ import annotations

from typing import Any

from awesome_p2ti.escaping import escape_control_chars

BAR = 30
"""The characters of the longest bar."""
TOP_VENUES = 12
SHOWN = 5
"""How many entries that lack something are named; --format json names all."""


def stats_text(counts: dict[str, Any]) -> str:
    """Return what ``stats.count`` found in tables and bars, for a terminal."""
    entries = counts["entries"]
    papers = entries["papers"]
    years, venues = counts["papers_by_year"], counts["papers_by_venue"]
    rest = dict(list(venues.items())[TOP_VENUES:])
    top = dict(list(venues.items())[:TOP_VENUES])
    if rest:
        top[f"{len(rest)} other venues"] = sum(rest.values())
    parts = [
        ", ".join(f"{n:,} {_singular(kind) if n == 1 else kind}" for kind, n in entries.items())
        + "\n"
        + _links_checked(counts["link_check"]),
        *(
            [f"not readable: {escape_control_chars(', '.join(counts['broken']))}\n"]
            if counts["broken"]
            else []
        ),
        _block("Papers by section", counts["papers_by_section"], papers),
        _block("Papers by year of the first version", years, papers),
        _block("Papers by venue", top, papers),
        _block("Papers with", counts["papers_with"], papers),
        _missing_fields(counts["holes"], papers),
        _matrix("Papers with, by section", counts["coverage"]["by_section"]),
        _matrix("Papers with, by year", counts["coverage"]["by_year"]),
        _block("Rows of results", counts["result_rows"], counts["result_rows"]["all"]),
    ]
    return "\n".join(parts)


def _links_checked(check: dict[str, Any] | None) -> str:
    if check is None:
        return "links not checked as a whole yet\n"
    numbers = f"{check['fine']:,} of {check['total']:,} fine, {check['failing']:,} gone or wrong"
    return f"links last checked on {check['day']}: {numbers}\n"


def _singular(kind: str) -> str:
    return kind if kind == "results" else kind.removesuffix("s")


def _block(heading: str, numbers: dict[str, int], whole: int) -> str:
    width = max(map(len, numbers), default=0)
    most = max(numbers.values(), default=0) or 1
    lines = [
        f"  {name:<{width}}  {n:>5,}  {_share(n, whole)}  {'█' * round(n / most * BAR)}".rstrip()
        for name, n in numbers.items()
    ]
    return "\n".join([heading, *lines]) + "\n"


def _matrix(heading: str, groups: dict[str, dict[str, list[int]]]) -> str:
    """Return the share of each field in each group; ``–`` where it is not asked of any paper."""
    width = max(len(heading) - 2, *map(len, groups))
    lines = [f"{heading:<{width + 2}}  " + "  ".join(groups["all"])]
    for name, fields in groups.items():
        shares = (
            f"{_share(*counts) if counts[1] else '–':>{len(field)}}"
            for field, counts in fields.items()
        )
        lines.append(f"  {name:<{width}}  " + "  ".join(shares))
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 0:4.0%}"


def _missing_fields(holes: dict[str, list[str]], papers: int) -> str:
    width = max(map(len, holes))
    lines = []
    for name, ids in holes.items():
        more = ", ..." if len(ids) > SHOWN else ""
        shown = escape_control_chars(", ".join(ids[:SHOWN])) + more
        lines.append(f"  {name:<{width}}  {len(ids):>5,}  {_share(len(ids), papers)}  {shown}")
    return "\n".join(["Papers", *(line.rstrip() for line in lines)]) + "\n"
