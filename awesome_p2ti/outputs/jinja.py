"""The Jinja environments: what a template prints is escaped unless it says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from awesome_p2ti.outputs import markdown_escape

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def environment(root: Path, *, for_markdown: bool) -> Environment:
    """Return the templates of the list in ``root``, for Markdown or for HTML and SVG."""
    env = Environment(
        loader=FileSystemLoader(root / "templates"),
        autoescape=True,
        finalize=_as_markdown if for_markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.filters |= {
        "address": lambda url: Markup(markdown_escape.escape_url(url)),  # noqa: S704
        "anchor": lambda text: Markup(markdown_escape.heading_anchor(text)),  # noqa: S704
        "month": month,
        "thousands": "{:,}".format,
    }
    return env


def _as_markdown(value: Any) -> Any:
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, str):
        return Markup(markdown_escape.escape_text(value))  # noqa: S704 - just escaped, for Markdown
    return value


def month(date: str) -> str:
    """Return a date as it is shown: 2023-02 is Feb 2023; a year alone stays."""
    if len(date) == 4:
        return date
    return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}"
