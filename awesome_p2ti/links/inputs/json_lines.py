"""Links as JSON lines: one object a line, with a ``url`` and the work that it should show."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from awesome_p2ti.codes import problem_at
from awesome_p2ti.identifiers import find_arxiv_id, find_doi
from awesome_p2ti.links.models import LinkUse
from awesome_p2ti.problems import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.problems import Problem

_HINT = 'a line looks like {"url": "https://example.com", "title": "..."}'
_YEAR = re.compile("[0-9]{1,4}")
_SHOWN = 60
_MAX_DIGITS = 1000
_URL_VALUE = re.compile(r'"url"\s*:\s*"')

_Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]


class Row(BaseModel):
    """One line; what is not known is left out or null, and other fields are ignored."""

    model_config = ConfigDict(strict=True, frozen=True)

    url: Annotated[str, Field(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", description="a URL as text")]
    title: _Text | None = Field(None, description="a text")
    name: _Text | None = Field(None, description="a text")
    role: _Text | None = Field(None, description="a text")
    entry: _Text | None = Field(None, description="a text")
    id: _Text | int | None = Field(None, description="a text or a number")
    authors: _Text | list[_Text | None] | None = Field(
        None, description="a text or a list of texts"
    )
    former_titles: _Text | list[_Text | None] | None = Field(
        None, description="a text or a list of texts"
    )
    arxiv: _Text | None = Field(None, description="a text")
    doi: _Text | None = Field(None, description="a text")
    year: Annotated[int, Field(ge=0, le=9999)] | _Text | None = Field(
        None, description="a year, such as 2023"
    )


class RowError(ValueError):
    """A line that is no link: the column (from 1) of what is wrong, and a hint."""

    def __init__(self, column: int, message: str, hint: str = _HINT) -> None:
        super().__init__(message)
        self.column = column
        self.hint = hint


def from_json_lines(path: str, text: str, problems: list[Problem]) -> Iterator[UrlUse]:
    """Yield the links of JSON lines; a line that is no link is added to ``problems``.

    A work's arXiv id and DOI may also stand in another line: as a link to it, under its title.
    """
    url_uses = list(_read_lines(path, text, problems))
    arxiv = {u.title: u.arxiv or found for url, u in url_uses if (found := find_arxiv_id(url))}
    doi = {u.title: u.doi or found for url, u in url_uses if (found := find_doi(url))}
    for url, u in url_uses:
        numbers = u.arxiv or arxiv.get(u.title, ""), u.doi or doi.get(u.title, "")
        same = not u.title or numbers == (u.arxiv, u.doi)
        yield url, u if same else replace(u, arxiv=numbers[0], doi=numbers[1])


def _read_lines(path: str, text: str, problems: list[Problem]) -> Iterator[UrlUse]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _read_row(line)
        except RowError as e:
            place = Span(number, e.column)
            problems.append(problem_at(path, place, "link-input", str(e), e.hint))
        else:
            yield row.url.strip(), _use(path, number, line, row)


def _use(path: str, number: int, line: str, row: Row) -> LinkUse:
    url = row.url.strip()
    start = line.find(url) + 1
    escaped = None if start else _URL_VALUE.search(line)  # the value is written with escapes
    authors, former = row.authors or (), row.former_titles or ()
    year = _stripped(row.year)
    return LinkUse(
        path=path,
        line=number,
        column=start or (escaped.end() + 1 if escaped else 1),
        end_column=start + len(url) if start else 0,
        entry=_stripped(row.entry) or _stripped(row.id),
        role=_stripped(row.role).lower(),
        title=_stripped(row.title),
        name=_stripped(row.name),
        authors=tuple(
            _split_authors(authors) if isinstance(authors, str) else filter(None, authors)
        ),
        former_titles=(former,) if isinstance(former, str) else tuple(filter(None, former)),
        arxiv=find_arxiv_id(_stripped(row.arxiv)),
        doi=find_doi(_stripped(row.doi)),
        year=int(year) if _YEAR.fullmatch(year) else None,  # some sources write "to appear"
    )


def _stripped(value: str | int | None) -> str:
    return "" if value is None else str(value).strip()


def _split_authors(text: str) -> list[str]:
    """Return the authors of a list in one text.

    Commas are inside the names where "and" or ";" is between them and each name has one.
    """
    parts = re.split(r"\s+and\s+|;", " ".join(text.split()))
    commas_inside = all("," in p for p in parts if p.strip()) and len(parts) > 1
    if not commas_inside:
        parts = [p for part in parts for p in part.split(",")]
    return [p.strip() for p in parts if p.strip()]


def _read_row(line: str) -> Row:
    try:
        value = json.loads(line, object_pairs_hook=_unique_keys, parse_int=_short_integer)
    except json.JSONDecodeError as e:
        raise RowError(e.colno, f"this line is not JSON: {e.msg}") from None
    except RecursionError:
        raise RowError(1, "this line is not read: its values are nested too deep") from None
    except ValueError as e:
        raise RowError(1, f"this line is not read: {e}") from None
    try:
        return Row.model_validate(value)
    except ValidationError as e:
        raise _row_error(e.errors(include_url=False, include_context=False)[0], line) from None


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in pairs:
        if key in fields:
            raise ValueError(f"it has {_shown(key)} twice")
        fields[key] = value
    return fields


def _short_integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError(f"a number in it has {len(digits):,} digits")
    return int(digits)


def _row_error(error: ErrorDetails, line: str) -> RowError:
    if not error["loc"]:
        return RowError(1, f"this line is {_shown(error['input'])}, which is no JSON object")
    name = str(error["loc"][0])
    if error["type"] == "missing":
        return RowError(1, f"this line has no '{name}'")
    column = line.find(json.dumps(name)) + 1
    value = error["input"]
    message = f"'{name}' must be {Row.model_fields[name].description}"
    if isinstance(value, str) and "\0" in value:
        message += " without NUL characters"
    return RowError(max(column, 1), f"{message}, but it is {_shown(value)}")


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
