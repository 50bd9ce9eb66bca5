"""Merging the JSON reports of shards into one."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from awesome_p2ti.codes import CODES
from awesome_p2ti.links.models import Status  # noqa: TC001 pydantic reads it
from awesome_p2ti.links.reports.summary import numbers_of
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_Count = Annotated[int, Field(ge=0, le=2**53)]
_Amount = Annotated[float, Field(ge=0, le=2.0**53)]


class _ReportPart(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="allow")


class _Use(_ReportPart):
    path: str = ""
    line: int = 0
    column: int = 0
    entry: str = ""
    role: str = ""
    status: Annotated[Status | None, Field(strict=False)] = None


class _Row(_ReportPart):
    url: str
    status: Annotated[Status, Field(strict=False)]
    accepted: str | None = None
    detail: str = ""
    title: str = ""
    moved_to: str = ""
    permanent: bool = False
    archive: str = ""
    evidence: list[str] = []
    cached: bool = False
    uses: list[_Use] = []


class _Problem(_ReportPart):
    path: str
    line: int
    column: int
    code: Literal[tuple(CODES)]  # type: ignore[valid-type]
    message: str


class _Summary(_ReportPart):
    unchecked: _Count = 0
    excluded: _Count = 0
    requests_by_host: dict[str, _Amount] = {}
    seconds: _Amount = 0.0
    interrupted: bool = False
    hints: list[str] = []


class _Report(_ReportPart):
    links: list[_Row]
    summary: _Summary = _Summary()
    problems: list[_Problem] = []


def merge(files: Sequence[Path]) -> dict[str, Any]:
    """Return one report of several; of a link that is in two the later one counts.

    Raises SetupError when a file is no report.
    """
    documents = [_read(f) for f in files]
    links = {row["url"]: row for document, _ in documents for row in document["links"]}
    rows = [links[url] for url in sorted(links)]
    parts = [report.summary for _, report in documents]
    requests: Counter[str] = Counter()
    for part in parts:
        requests.update(part.requests_by_host)
    # Each part repeats what belongs to no link, such as an exception that has expired.
    repeated = [p for document, _ in documents for p in document.get("problems", [])]
    problems = list({json.dumps(p, sort_keys=True): p for p in repeated}.values())
    numbers = numbers_of(
        ((row["url"], row["status"], bool(row.get("accepted"))) for row in rows),
        requests,
        unchecked=sum(part.unchecked for part in parts),
        excluded=max((part.excluded for part in parts), default=0),
        problems=len(problems),
        seconds=max((part.seconds for part in parts), default=0.0),
        interrupted=any(part.interrupted for part in parts),
        hints=sorted({hint for part in parts for hint in part.hints}),
    )
    return {"links": rows, "summary": numbers, "problems": problems}


def _read(file: Path) -> tuple[dict[str, Any], _Report]:
    """Return the report of a file as it is, and its validated model."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"), parse_constant=_no_number)
        return document, _Report.model_validate(document)
    except ValidationError as e:
        first = e.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "it"
        hint = "write it with --format json"
        message = f"{file} is no JSON report of links: {where}: {first['msg']}"
        raise SetupError(message, hint) from None
    except RecursionError:
        raise SetupError(f"{file} cannot be read: its values are nested too deep") from None
    except (OSError, ValueError) as e:
        raise SetupError(f"{file} cannot be read: {e}") from e


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
