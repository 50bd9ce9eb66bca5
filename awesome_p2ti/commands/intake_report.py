"""The answer to a form, as Markdown in which nothing of a stranger's is markup or a reference."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.catalog import Entry, parse_entry
from awesome_p2ti.commands.add_text import unstated
from awesome_p2ti.escaping import escape_control_chars
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.outputs.markdown_escape import escape_text, without_references
from awesome_p2ti.outputs.readme.preview import preview
from awesome_p2ti.schema.models import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from awesome_p2ti.adding.preparing import Prepared
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.problems import Problem

_TICKS = re.compile(r"`{3,}")


def refusal(message: str, hint: str, remarks: Sequence[str] = ()) -> str:
    """Return the answer to a form of which no entry was made."""
    end = "" if hint.endswith("?") else "."
    lines = [f"No entry was made: {_text(message)}."]
    lines += ["", f"{_text(hint[:1].upper() + hint[1:])}{end}"]
    lines += ["", *(f"- {_text(remark)}" for remark in remarks)] if remarks else []
    return without_references("\n".join(lines) + "\n")


def report(
    work: Prepared,
    catalog: Catalog,
    links: Sequence[Problem],
    *,
    guessed: bool,
    unchecked: bool,
) -> str:
    """Return the answer to a form of which an entry was made: its row, and what to look at."""
    source = SourceFile(work.path, work.text)
    paper, _ = parse_entry(source, Paper)
    shown = catalog
    if paper is not None:
        key = work.path.rpartition("/")[2].removesuffix(".yaml")
        shown = replace(catalog, papers={key: Entry(key, paper, source)})
    row = preview(shown, [work.path], [*work.problems, *links])
    notes = [f"- {note}\n" for note in _notes(work, guessed=guessed, unchecked=unchecked)]
    return without_references(f"{row.rstrip()}\n\n{''.join(notes)}\n") + _file(work)


def _notes(work: Prepared, *, guessed: bool, unchecked: bool) -> Iterator[str]:
    draft = work.draft
    if guessed:
        first, *others = work.likely[:2]
        other = f"; the next likely one is `{others[0]}`" if others else ""
        yield f"The task `{first}` is a guess by the title{other}."
    if draft.name and draft.title and draft.title.value.startswith(draft.name.value):
        yield f'The name "{_text(draft.name.value)}" is read from the title: is it the method\'s?'
    for proposal in draft.proposals:
        found = f"{_text(proposal.url)} ({_text(proposal.source)})"
        yield f"Not written, for nobody vouches for it: {proposal.role} {found}"
    yield from (_text(remark) for remark in draft.remarks)
    if missing := unstated(draft):
        yield f"No source states: {', '.join(missing)}."
    if work.failures:
        yield f"Did not answer: {_text('; '.join(work.failures))}"
    if unchecked:
        yield "Not all links could be checked."


def _file(work: Prepared) -> str:
    """Return the entry's text in a fence that nothing in it can end."""
    text = "\n".join(escape_control_chars(line) for line in work.text.split("\n"))
    fence = "`" * (1 + max(map(len, _TICKS.findall(text)), default=2))
    return f"The file `{work.path}`:\n\n{fence}yaml\n{text}{fence}\n"


def _text(value: str) -> str:
    return escape_text(escape_control_chars(value))
