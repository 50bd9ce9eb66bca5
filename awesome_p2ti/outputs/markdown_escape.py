"""Text and addresses as Markdown that says just that, whatever they hold.

GitHub Flavored Markdown (https://github.github.com/gfm/): a backslash before ASCII punctuation
takes away its meaning; entities are read in text and in addresses; parentheses in an address must
balance.
"""

from __future__ import annotations

import re

from awesome_p2ti.urls import percent_encode

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_LEADING = re.compile(r"^(?:[-+#=]|\d+(?=[.)]))")
_WEB = re.compile(r"(?<=http)(s?):(?=//)|(?<=ftp)():(?=//)|(?<=www)()\.", re.IGNORECASE)
_REFERENCE = re.compile(r"@(?=\w)|#(?=\d)|\bgh-(?=\d)", re.IGNORECASE)
"""What GitHub turns into a mention of somebody or a link to an issue; other sites' forms too."""
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape_text(value: str) -> str:
    """Return text that Markdown shows as it is: no markup, no link, one line."""
    value = " ".join(value.split())
    value = _SPECIAL.sub(r"\\\g<0>", value)
    value = _WEB.sub(lambda m: f"{m[1] or ''}\\{m[0][-1]}", value)
    if match := _LEADING.match(value):
        value = f"{match[0]}\\{value[match.end() :]}" if match[0][0].isdigit() else "\\" + value
    return value


def escape_for_issue(value: str) -> str:
    """Return text for a GitHub issue or comment: it also tells nobody and refers to nothing."""
    return _REFERENCE.sub("\\g<0>\N{WORD JOINER}", escape_text(value))


def escape_url(url: str) -> str:
    """Return an address as a link's destination; only http and https pass, else it is empty."""
    if not url.lower().startswith(("https://", "http://")):
        return ""
    url = "".join(c if "!" <= c <= "~" and c not in "<>\\`" else percent_encode(c) for c in url)
    url = _ENTITY.sub("&amp;", url)
    if not _balanced(url):
        url = url.replace("(", "%28").replace(")", "%29")
    return url


def _balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def table(head: list[str], rows: list[list[str]], right: frozenset[int] = frozenset()) -> str:
    """Return a table whose columns line up in the text too; cells are Markdown already.

    ``right`` holds the numbers of the columns of figures, from 0.
    """
    widths = [max(3, *(_width(row[i]) for row in [head, *rows])) for i in range(len(head))]
    rule = ["-" * (w - 1) + ":" if i in right else "-" * w for i, w in enumerate(widths)]
    return "\n".join(
        "| " + " | ".join(_pad(c, widths[i], i in right) for i, c in enumerate(row)) + " |"
        for row in [head, rule, *rows]
    )


def _pad(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(cell: str) -> int:
    return len(cell)


def heading_anchor(heading: str) -> str:
    """Return the fragment that GitHub gives a heading: lower case, spaces to hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
