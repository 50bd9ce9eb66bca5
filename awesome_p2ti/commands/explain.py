"""awesome-p2ti explain: why a rule exists, with a wrong and a right example."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain why CODE is a problem, with a wrong and a right example; without CODE, list all.

    \b
    Examples:
      awesome-p2ti explain
      awesome-p2ti explain yaml-number
    """
    from awesome_p2ti.codes import CODES

    if code is None:
        width = max(map(len, CODES))
        for name, row in CODES.items():
            click.echo(f"{name:<{width}}  {row.severity.value:<7}  {row.title}")
        return 0
    if code not in CODES:
        from awesome_p2ti.schema.suggestions import did_you_mean

        hint = did_you_mean(code, list(CODES)) or "`awesome-p2ti explain` lists all codes"
        raise click.UsageError(f"There is no code '{code}': {hint}")
    row = CODES[code]
    click.echo(f"{code} ({row.severity.value}): {row.title}\n\n{row.why}\n")
    click.echo(f"Wrong:\n{_indented(row.wrong)}\n\nRight:\n{_indented(row.right)}")
    return 0


def _indented(text: str) -> str:
    lines = text.split("\n")
    if all(line.startswith("#") for line in lines):
        lines = [line.removeprefix("#").strip() for line in lines]
    return "\n".join("    " + line for line in lines)
