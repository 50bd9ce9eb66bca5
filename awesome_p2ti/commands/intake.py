"""awesome-p2ti intake: the text of an issue, which is a stranger's, to an entry and an answer."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from awesome_p2ti.commands.common import (
    ALLOW_NETWORK,
    exit_code,
    require_tasks,
    say_what_is_broken,
    settings_of,
)
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.adding.issue_form import Form
    from awesome_p2ti.adding.preparing import Prepared
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.config import Settings
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.problems import Problem

MAX_BYTES = 4 * 1024 * 1024
"""The most bytes of a file that are read: an issue's text is far shorter."""
MAX_SECONDS = 120.0
"""For how long an entry's links are checked."""
_REFUSED = {
    "listed": ("listed", "edit the text if it is another work, and say so below Anything else"),
    "declined": ("refused", "say in a comment why that decision should be another one"),
    "incomplete": ("needs-author", "edit the text later, and the services are asked again"),
}
"""The word for what became of a work of which no entry was made, and what its author can do."""
_PATH = re.compile(r"data/papers/(?:19|20)[0-9]{2}/(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")


@click.command("intake")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder for entry.yaml, path.txt, report.md and result.json.",
)
@click.option("--allow-network", multiple=True, metavar="CIDR", help=ALLOW_NETWORK)
@click.pass_context
def command(ctx: click.Context, file: Path, output: Path, allow_network: tuple[str, ...]) -> int:
    """Make an entry of the form for papers whose text, as GitHub sends it, is in FILE.

    The likeliest task is put in where none was chosen, and said to be a guess. The entry is checked
    and its links are requested. report.md is the answer for the form's author; nothing in it is
    Markdown of a stranger's. result.json says in a word what became of it: ready, needs-author,
    refused or listed. Whatever is wrong with the text is in the report, under exit code 0.

    \b
    Example:
      awesome-p2ti intake text.md --output answer
    """
    from awesome_p2ti.catalog import load
    from awesome_p2ti.commands.link_run import parse_networks
    from awesome_p2ti.files.file_io import read_regular

    settings = settings_of(ctx)
    allowed = parse_networks(allow_network)
    try:
        raw = read_regular(file.resolve(), MAX_BYTES)
    except OSError as e:
        raise SetupError(f"{file} cannot be read: {e.strerror or e}") from e
    catalog, problems = load(settings.root)
    say_what_is_broken(catalog, problems)
    require_tasks(catalog)
    answer = _answer(raw.decode("utf-8", "replace"), catalog, settings, allowed)
    _leave(output, answer, hashlib.sha256(raw).hexdigest())
    click.echo(f"{answer.status}: {output}", err=True)
    return 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What is left in the folder."""

    status: str
    report: str
    path: str = ""
    text: str = ""


def _answer(text: str, catalog: Catalog, settings: Settings, allowed: Sequence[Network]) -> Answer:
    from awesome_p2ti.adding.issue_form import Unreadable, read_form
    from awesome_p2ti.adding.preparing import Status
    from awesome_p2ti.commands.intake_report import refusal, report

    form = read_form(text, catalog.tasks)
    if isinstance(form, Unreadable):
        return Answer("needs-author", refusal(form.message, form.hint))
    work = _prepared(form, catalog, settings, allowed)
    if work.status is not Status.READY or not _PATH.fullmatch(work.path):
        status, hint = _REFUSED.get(work.status, ("needs-author", work.hint))
        return Answer(status, refusal(work.message, hint, work.draft.remarks))
    links, unchecked = _problems_of_links(work, catalog, settings, allowed)
    said = report(work, catalog, links, guessed=not form.task, unchecked=unchecked)
    status = "needs-author" if exit_code(work.problems) else "ready"
    return Answer(status, said, work.path, work.text)


def _prepared(
    form: Form, catalog: Catalog, settings: Settings, allowed: Sequence[Network]
) -> Prepared:
    """Return the work of a form, the likeliest task put in where none was chosen."""
    from awesome_p2ti.adding.preparing import Asked, Person, prepare
    from awesome_p2ti.commands.services import services

    person = Person(
        tasks=lambda work: (form.task,) if form.task else work.likely[:1],
        confirms=lambda _, doubt: not doubt,
        approach=form.approach,
        shared_links=True,
    )
    with services(settings, catalog, allowed) as look_up:
        (work,) = prepare([Asked(form.address)], catalog, look_up, person, allowed)
    return work


def _problems_of_links(
    work: Prepared, catalog: Catalog, settings: Settings, allowed: Sequence[Network]
) -> tuple[list[Problem], bool]:
    """Return what is wrong with an entry's links, and whether some could not be checked."""
    from awesome_p2ti.catalog import catalog_from_sources
    from awesome_p2ti.commands.link_run import LinkRun
    from awesome_p2ti.links.inputs.catalog import from_catalog
    from awesome_p2ti.links.inputs.url_uses import group_by_url
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.reports.problems import problems_of
    from awesome_p2ti.links.scheduling.host_health import OfflineError
    from awesome_p2ti.loading.source_file import SourceFile

    source = SourceFile(work.path, work.text)
    uses = from_catalog(catalog_from_sources(settings.root, [source]))
    titles = TitleIndex.from_titles([work.title, *(p.data.title for p in catalog.papers.values())])
    run = LinkRun(settings=settings, allowed=tuple(allowed), use_cache=False, max_time=MAX_SECONDS)
    try:
        result = run.run(group_by_url(uses), titles)
    except OfflineError:
        return [], True
    if result.faults:
        raise result.faults[0]
    return problems_of(result.verdicts), result.interrupted


def _leave(folder: Path, answer: Answer, sha256: str) -> None:
    """Write what was made of a text; of an earlier run nothing stays."""
    from awesome_p2ti.files.file_io import write_whole

    match = _PATH.fullmatch(answer.path)
    result = {"status": answer.status, "id": match["id"] if match else "", "path": answer.path,
              "sha256": sha256, "new_file_url_path": ""}  # fmt: skip
    files = {"report.md": answer.report}
    if match:
        query = f"filename={quote(answer.path, safe='/')}&value={quote(answer.text, safe='')}"
        result["new_file_url_path"] = f"/new/main?{query}"
        files |= {"entry.yaml": answer.text, "path.txt": f"{answer.path}\n"}
    files["result.json"] = json.dumps(result, indent=1) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("entry.yaml", "path.txt"):
            (folder / name).unlink(missing_ok=True)
    except OSError as e:
        raise SetupError(f"{folder} cannot be written: {e.strerror}") from e
    for name, text in files.items():
        write_whole(folder / name, text)
