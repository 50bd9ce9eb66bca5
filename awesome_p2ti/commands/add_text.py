"""What `add` prints of a work: its file, what nobody states, and why nothing is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from awesome_p2ti.adding.preparing import Status
from awesome_p2ti.commands.common import exit_code
from awesome_p2ti.escaping import escape_control_chars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_p2ti.adding.draft import Draft
    from awesome_p2ti.adding.preparing import Prepared

WANTED = ("authors", "date", "venue", "project", "code", "demo", "weights")
"""The fields that are named where no source states them."""


def exit_code_of(works: Iterable[Prepared]) -> int:
    """Return 2 where a work needs a task, 1 where one is not added as `check` wants it, else 0."""
    return max(map(_exit_code, works), default=0)


def _exit_code(work: Prepared) -> int:
    if work.status is Status.READY:
        return exit_code(work.problems)
    return 2 if work.status is Status.WITHOUT_TASK else 1


def report(work: Prepared, *, why: bool, dry_run: bool) -> None:
    """Print what became of a work: entries to standard output, the rest to standard error."""
    if work.text:
        lines = [f"{work.path}: {work.title}", *(f"    {line}" for line in _told(work, why=why))]
        text = "".join(f"{escape_control_chars(line)}\n" for line in lines)
        if dry_run:
            entry = "\n".join(escape_control_chars(row) for row in work.text.split("\n"))
            text += entry + "\n"
        sys.stdout.write(text)
        sys.stdout.flush()
    if work.message:
        place = f"{work.asked.place}: " if work.asked.place else ""
        shown = "" if work.asked.text in work.message else f"{work.asked.text}: "
        _say(f"{place}{shown}{work.message}")
        if work.hint:
            _say(f"    hint: {work.hint}")
        if work.status is Status.REFUSED:
            for line in (*work.draft.remarks, *_failures(work)):
                _say(f"    {line}")


def unstated(draft: Draft) -> list[str]:
    """Return the fields that a reader would like to see and that no source states."""
    return [name for name in WANTED if getattr(draft, name) is None]


def _told(work: Prepared, *, why: bool) -> Iterator[str]:
    draft = work.draft
    if why:
        yield from (
            f"{name}: {_shown(fact.value)}   [{fact.source}]" for name, fact in draft.stated()
        )
    elif draft.name and draft.title and draft.title.value.startswith(draft.name.value):
        yield f'name "{draft.name.value}" is a proposal: {draft.name.source}'
    for proposal in draft.proposals:
        found = f"{proposal.url} ({proposal.source})"
        yield f"{proposal.role} not written, for nobody vouches for it: {found}"
    yield from draft.remarks
    if missing := unstated(draft):
        yield f"no source states {', '.join(missing)}"
    yield from _failures(work)
    yield from (f"{p.line}:{p.column} {p.message}" for p in work.problems)


def _failures(work: Prepared) -> Iterator[str]:
    if work.failures and work.draft.title:
        yield f"did not answer: {'; '.join(work.failures)}"


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _say(line: str) -> None:
    click.echo(escape_control_chars(line), err=True)
