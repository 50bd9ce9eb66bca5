"""One work after another, from what was pasted to the text of an entry, or to why there is none.

Nothing is written here and nobody is asked: the services are a function, and so is the person who
chooses the tasks and confirms a title.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from awesome_p2ti.adding.addresses import Refused, Wanted, meant_host, read_address
from awesome_p2ti.adding.draft import Draft, Fact, with_pasted
from awesome_p2ti.adding.entry_text import Settled, settle, skeleton
from awesome_p2ti.adding.known import known_by_address, known_by_content
from awesome_p2ti.adding.names import entry_id, name_in
from awesome_p2ti.adding.tasks import LikelyTasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from awesome_p2ti.adding.known import Known
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.problems import Problem

OFFERED = 2
"""How many tasks are offered."""
_SHARED = "it shares code or a project page with {}: is it another work, as distinct_from says?"


class Status(StrEnum):
    """What became of one work."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    """Services did not answer: its file lacks what only they know."""
    LISTED = "listed"
    DECLINED = "declined"
    REFUSED = "refused"
    WITHOUT_TASK = "without-task"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was pasted, and what is known with it, such as by a record of BibTeX."""

    text: str
    place: str = ""
    """Where it stood, as messages name it: ``refs.bib:12``."""
    draft: Draft | None = None
    """What stood with it; services know better."""
    words: str = ""
    """Words of the title of the work that is meant: its id is not another work's, then."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the services say of one work."""

    draft: Draft
    failures: tuple[str, ...] = ()
    """Who did not answer, and how: ``arXiv: 429 Rate exceeded.``"""
    absent: bool = False
    """Whether the services that would know it say that there is no such work."""


@dataclass(slots=True)
class Prepared:
    """What became of one work: the text of its entry, or why there is none."""

    asked: Asked
    status: Status = Status.REFUSED
    message: str = ""
    hint: str = ""
    draft: Draft = field(default_factory=Draft)
    likely: tuple[str, ...] = ()
    """All tasks, the likeliest first."""
    tasks: tuple[str, ...] = ()
    path: str = ""
    text: str = ""
    problems: tuple[Problem, ...] = ()
    """What `check` will say of the file."""
    failures: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the work's title, or what was pasted where no source states one."""
        return self.draft.title.value if self.draft.title else self.asked.text


@dataclass(frozen=True, kw_only=True)
class Person:
    """What a person decides. The functions are given the work with its title and likely tasks."""

    tasks: Callable[[Prepared], tuple[str, ...] | None]
    """Return the work's tasks; none where nobody chooses, None to leave the work out."""
    confirms: Callable[[Prepared, str], bool]
    """Return whether a work is the one that was meant; the text says why it may not be, if so."""
    approach: str = ""
    distinct_from: tuple[str, ...] = ()
    shared_links: bool = False
    """Whether a work that shares but code or a project with others becomes an entry that says so,
    for a person to judge; else it counts as listed."""


def prepare(
    asked: Sequence[Asked],
    catalog: Catalog,
    look_up: Callable[[Sequence[Wanted]], Sequence[Answer]],
    person: Person,
    allowed: Sequence[Network] = (),
) -> Iterator[Prepared]:
    """Yield what becomes of each work, in their order; each counts as listed for the next ones.

    ``look_up`` is called once, with all works that are neither known nor refused.
    """
    works = [Prepared(one) for one in asked]
    wanted = [(w, read) for w in works if (read := _wanted(w, catalog, allowed))]
    answers = look_up([read for _, read in wanted]) if wanted else ()
    answered = {
        id(work): (read, answer) for (work, read), answer in zip(wanted, answers, strict=True)
    }
    papers = [(p.data.title, p.data.tasks) for p in catalog.papers.values()] if wanted else []
    likely = LikelyTasks(papers, catalog.tasks)
    for work in works:
        if id(work) in answered:
            settled = _decide(work, *answered[id(work)], catalog, likely, person)
            if settled and settled.entry:
                added = {**catalog.papers, settled.entry.id: settled.entry}
                catalog = replace(catalog, papers=added)
        yield work


def _wanted(work: Prepared, catalog: Catalog, allowed: Sequence[Network]) -> Wanted | None:
    """Return the work that is to be looked up; None where that is decided already."""
    read = read_address(work.asked.text, allowed)
    if isinstance(read, Refused):
        work.message, work.hint = read.message, read.hint
        return None
    if known := known_by_address(catalog, read):
        _set_known(work, known)
        return None
    return read


def _set_known(work: Prepared, known: Known) -> None:
    work.status = Status.DECLINED if known.declined else Status.LISTED
    work.message, work.hint = known.message, known.hint


def _decide(
    work: Prepared,
    wanted: Wanted,
    answer: Answer,
    catalog: Catalog,
    likely: LikelyTasks,
    person: Person,
) -> Settled | None:
    """Fill in what becomes of a work of which the services have been asked."""
    draft = work.draft = with_pasted(answer.draft, wanted, work.asked.draft)
    work.failures = answer.failures
    if draft.conflicts:
        work.message = "; ".join(draft.conflicts)
        work.hint = "look at the paper's page, and add the id that is meant"
        return None
    if draft.title is None:
        return _without_title(work, wanted, answer, catalog, person)
    if not draft.is_called(work.asked.words):
        work.message = f'{work.asked.text} is "{work.title}", and not "{work.asked.words}"'
        work.hint = "copy the id from the paper's page, or give words that its title has"
        return None
    if draft.name is None and (name := name_in(draft.title.value)):
        draft.name = Fact(name, "the title, before its colon")
    work.likely = tuple(likely.ranked(draft.title.value))
    return _finish(work, wanted, catalog, person)


def _without_title(
    work: Prepared, wanted: Wanted, answer: Answer, catalog: Catalog, person: Person
) -> Settled | None:
    """Make a skeleton where services were silent; else say that there is nothing to add."""
    if answer.absent:
        work.message = "there is no such work, by the services that would know it"
        work.hint = "copy the id from the paper's page"
        return None
    draft = work.draft
    if not answer.failures or not (draft.arxiv or draft.doi or draft.openreview):
        why = f": {'; '.join(answer.failures)}" if answer.failures else ""
        work.message = f"no source names a paper{why}"
        work.hint = meant_host(wanted) or "give the paper's own id or address"
        return None
    work.status = Status.INCOMPLETE
    work.message = f"no source answered: {'; '.join(answer.failures)}"
    work.hint = "fill in what is missing, or try again later"
    work.tasks = person.tasks(work) or ()
    return _filed(work, skeleton(draft, answer.failures, catalog, work.tasks, person.approach))


def _finish(work: Prepared, wanted: Wanted, catalog: Catalog, person: Person) -> Settled | None:
    """Ask the person, and settle the entry's text."""
    draft = work.draft
    title = draft.title.value if draft.title else ""
    trial = settle(draft, _free_id(draft, catalog), catalog, work.likely[:1] or ("?",))
    distinct = person.distinct_from
    if trial.entry and (known := known_by_content(_but(catalog, person), trial.entry)):
        if not (known.sharers and person.shared_links):
            _set_known(work, known)
            return None
        distinct = (*distinct, *known.sharers)
        draft.remarks.insert(0, _SHARED.format(", ".join(known.sharers)))
    meant = bool(work.asked.words) or person.confirms(work, wanted.doubt)
    tasks = person.tasks(work) if meant else None
    if tasks is None:
        work.message = f'"{title}" is left out'
        if wanted.doubt and not meant:
            work.message = f'{wanted.doubt}: that is "{title}"'
            work.hint = f"if it is meant, add {wanted.arxiv}"
        return None
    work.tasks = tasks
    if not tasks:
        work.status = Status.WITHOUT_TASK
        offered = " or ".join(f"--task {task}" for task in work.likely[:OFFERED])
        work.message, work.hint = f'"{title}" needs a task', f"the likeliest are {offered}"
        return None
    settled = settle(draft, _free_id(draft, catalog), catalog, work.tasks, person.approach,
                     distinct)  # fmt: skip
    work.status = Status.READY
    return _filed(work, settled)


def _filed(work: Prepared, settled: Settled) -> Settled:
    work.path, work.text, work.problems = settled.path, settled.text, settled.problems
    return settled


def _but(catalog: Catalog, person: Person) -> Catalog:
    """Return the list without what a person says is another work."""
    papers = {i: p for i, p in catalog.papers.items() if i not in person.distinct_from}
    return replace(catalog, papers=papers)


def _free_id(draft: Draft, catalog: Catalog) -> str:
    taken = {*catalog.papers, *(name.partition("/")[2] for name in catalog.unreadable)}
    title = draft.title.value if draft.title else ""
    name = draft.name.value if draft.name else ""
    return entry_id(title, name, taken, draft.date.value[:4] if draft.date else "")
