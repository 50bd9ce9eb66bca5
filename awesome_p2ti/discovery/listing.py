"""Suggestions as text, as JSON and as the check boxes of a GitHub issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.escaping import as_json as one_line
from awesome_p2ti.escaping import escape_control_chars
from awesome_p2ti.identifiers import arxiv_url
from awesome_p2ti.outputs.markdown_escape import escape_for_issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.discovery.month import MonthPapers
    from awesome_p2ti.discovery.suggestions import Suggestion
    from awesome_p2ti.links.paper_facts import PaperFacts

MAX_MARKDOWN = 50_000
"""Characters; GitHub takes an issue of 65,536, and the workflow adds to it."""
MAX_AUTHORS = 3
_TICK = (
    "Tick what belongs: the workflow adds it in the pull request `discovered`. What stays unticked"
    " is offered once more and then no longer; `awesome-p2ti add` still takes it."
)


def as_text(found: MonthPapers, offered: Sequence[Suggestion]) -> str:
    """Return suggestions for a terminal: id, title and first authors, the likeliest first."""
    lines = [_summary(found, offered)]
    for suggestion in offered:
        facts = suggestion.facts
        again = " (offered once more)" if suggestion.again else ""
        lines.append(f"{facts.arxiv:<11} {facts.title}{again}")
        lines += [f"{'':<11} {_authors(facts)}"] if facts.authors else []
    return "\n".join(escape_control_chars(line) for line in lines) + "\n"


def as_json(found: MonthPapers, offered: Sequence[Suggestion]) -> str:
    """Return suggestions for a script."""
    papers = [
        {
            "arxiv": s.facts.arxiv, "title": s.facts.title, "authors": list(s.facts.authors),
            "submitted": s.facts.submitted, "again": s.again,
        }
        for s in offered
    ]  # fmt: skip
    about = {"month": found.month, "pool": len(found.papers), "source": found.source}
    return one_line({**about, "failures": list(found.failures), "papers": papers}) + "\n"


def as_markdown(
    found: MonthPapers, offered: Sequence[Suggestion], entries: Sequence[str] = ()
) -> str:
    """Return suggestions as check boxes, each with its ready entry where there is one.

    The comment behind each box names its arXiv id for the workflow. What does not fit into an issue
    is left out and counted.
    """
    text = f"{escape_for_issue(_summary(found, offered))}\n\n{_TICK}\n\n"
    for number, suggestion in enumerate(offered):
        item = _item(suggestion, entries[number] if number < len(entries) else "")
        if len(text) + len(item) > MAX_MARKDOWN:
            left = len(offered) - number
            return f"{text}\n{left} more did not fit: `awesome-p2ti discover` prints all.\n"
        text += item
    return text


def _item(suggestion: Suggestion, entry: str) -> str:
    facts = suggestion.facts
    parts = [
        f"- [ ] **{escape_for_issue(facts.title)}** [{facts.arxiv}]({arxiv_url(facts.arxiv)})",
        f", {escape_for_issue(_authors(facts))}" if facts.authors else "",
        ", offered for the last time" if suggestion.again else "",
        f" <!-- arxiv:{facts.arxiv} -->\n",
    ]
    if entry:
        fence = "`" * 3
        while fence in entry:
            fence += "`"
        block = f"<details><summary>Entry</summary>\n\n{fence}yaml\n{entry.rstrip()}\n{fence}\n"
        parts.append("".join(f"  {line}".rstrip() + "\n" for line in block.split("\n")))
        parts.append("  </details>\n")
    return "".join(parts)


def _summary(found: MonthPapers, offered: Sequence[Suggestion]) -> str:
    again = sum(s.again for s in offered)
    text = f"{found.month}: the {len(offered) - again} likeliest of {len(found.papers):,} papers"
    text += f", and {again} from last month" if again else ""
    text += f"; by {found.source}"
    text += "" if found.whole else ", which has the papers of one day only"
    return text + "".join(f". {failure}" for failure in found.failures)


def _authors(facts: PaperFacts) -> str:
    shown = ", ".join(facts.authors[:MAX_AUTHORS])
    more = len(facts.authors) - MAX_AUTHORS
    return f"{shown} and {more} more" if more > 0 else shown
