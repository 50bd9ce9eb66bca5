"""awesome-p2ti links merge: the JSON reports of shards, joined into one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from awesome_p2ti.commands.common import format_option
from awesome_p2ti.commands.links_text import rendered
from awesome_p2ti.problems import SetupError


@click.command("merge", short_help="Join the JSON reports of shards into one.")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT.json..."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the joined report to this file.  [default: print it]",
)
@format_option("junit", "markdown", default="json",
               about="Write the joined report in this form.")  # fmt: skip
def merge(files: tuple[Path, ...], output: Path | None, form: str) -> int:
    """Join the JSON reports of shards into one, as a run over the whole list would write it.

    A shard's report comes from "awesome-p2ti links --shard I/N --format json --output FILE". The
    exit code is 1 if any link fails, else 0. One report alone is written in another form.

    \b
    Examples:
      awesome-p2ti links merge part-1.json part-2.json --output report.json
      awesome-p2ti links merge report.json --format sarif --output report.sarif
    """
    from awesome_p2ti.escaping import json_document
    from awesome_p2ti.links.reports.json_report import problem_of, verdict_of
    from awesome_p2ti.links.reports.merge import merge
    from awesome_p2ti.links.reports.problems import problems_of

    report = merge(files)
    if form == "json":
        text = json_document(report)
    else:
        verdicts = [verdict_of(row) for row in report["links"]]
        problems = sorted({*map(problem_of, report["problems"]), *problems_of(verdicts)})
        text = rendered(form, verdicts, report["summary"], problems)
    write_report(text, output)
    return 1 if report["summary"]["red"] else 0


def write_report(text: str, output: Path | None) -> None:
    """Write a report to a file, or to standard output where none is named."""
    if output is None:
        sys.stdout.write(text)
        return
    from awesome_p2ti.files.file_io import write_whole

    if not output.exists() and not output.resolve().parent.is_dir():
        raise SetupError(f"{output} cannot be written: there is no folder {output.parent}")
    write_whole(output, text)
