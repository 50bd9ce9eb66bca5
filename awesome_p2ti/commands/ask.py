"""Questions to a person at a terminal: a work's tasks, and whether it is the one meant."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from awesome_p2ti.escaping import escape_control_chars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.adding.preparing import Prepared
    from awesome_p2ti.schema.models import Task

SHOWN = 3
"""How many authors of a work are named."""


def at_terminal() -> bool:
    """Return whether a person sees what is asked, and can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_tasks(work: Prepared, tasks: Sequence[Task]) -> tuple[str, ...] | None:
    """Return the tasks that a person chooses, the likeliest offered first; None: leave it out."""
    about = {task.id: task for task in tasks}
    offered = [i for i in work.likely if i in about] or list(about)
    click.echo(f"\n{escape_control_chars(work.title)}", err=True)
    for number, task_id in enumerate(offered, 1):
        task = about[task_id]
        click.echo(f"  {number:2}  {task_id:<14} {task.name}: {task.about}", err=True)
    question = "Tasks by number or id, the first decides the section; 0 leaves the work out"
    while True:
        answer = click.prompt(question, default=offered[0], err=True)
        words = [w for w in re.split(r"[\s,;]+", answer.strip()) if w]
        if words == ["0"]:
            return None
        chosen = [_task(word, offered) for word in words]
        if chosen and all(chosen):
            return tuple(dict.fromkeys(chosen))
        wrong = words[chosen.index("")] if words else ""
        click.echo(f"there is no task '{escape_control_chars(wrong)}'", err=True)


def _task(word: str, offered: Sequence[str]) -> str:
    """Return the task that a number or an id names, or nothing."""
    if word.isascii() and word.isdigit() and 0 < int(word[:6]) <= len(offered):
        return offered[int(word) - 1]
    return word if word in offered else ""


def say_title(work: Prepared) -> None:
    """Say which work an id or an address is, for whoever reads it before the file is kept."""
    authors = work.draft.authors.value if work.draft.authors else ()
    by = f" by {', '.join(authors[:SHOWN])}" if authors else ""
    by += " and others" if len(authors) > SHOWN else ""
    click.echo(escape_control_chars(f'{work.asked.text} is "{work.title}"{by}'), err=True)


def confirm(work: Prepared, doubt: str) -> bool:
    """Return whether a person says that a work is the one that was meant."""
    if doubt:
        click.echo(f"\n{escape_control_chars(doubt)}.", err=True)
    click.echo(f"\n{escape_control_chars(work.title)}", err=True)
    return click.confirm("Is that the paper?", default=not doubt, err=True)
