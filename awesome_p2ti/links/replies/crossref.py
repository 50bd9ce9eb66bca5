"""Citation data of DOIs: Crossref's works, and CSL JSON by doi.org's content negotiation.

https://api.crossref.org/swagger-ui and https://citation.doi.org: Crossref gives texts as lists of
one, cuts some titles at the colon and has the rest as ``subtitle``, and lists some authors twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.identifiers import arxiv_id_of_doi
from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.links.replies.json_values import json_path, text_of, year_of
from awesome_p2ti.normalize import plain_markup, title_words

if TYPE_CHECKING:
    from collections.abc import Mapping

SELECTED = "DOI,title,subtitle,author,issued,published-online,published-print,container-title,event"
"""The fields that are read, as Crossref's ``select`` wants them."""
_MOST_AUTHORS = 300
# Their deposits list the authors by the alphabet.
_SORTED_AUTHORS = ("10.52202/",)
# Series that hold the proceedings of many conferences.
_SERIES = re.compile(
    r"lecture notes in .*|communications in computer and information science"
    r"|advances in intelligent systems and computing|ceur workshop proceedings|arxiv.*|corr",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d\b")
_EVENT = re.compile(r"\b(?:conference|proceedings|symposium|workshop)\b", re.IGNORECASE)
# When a work could first be read; ``created`` is the day of the deposit, so it is not among them.
_DATES = ("published-online", "published-print", "issued")


def read_citation(data: Mapping[str, Any], source: str) -> PaperFacts | None:
    """Read one work in either form; None where it has no DOI."""
    doi = text_of(data.get("DOI"))
    if not doi:
        return None
    names = data.get("author")
    people = names[:_MOST_AUTHORS] if isinstance(names, list) else []
    authors = () if doi.startswith(_SORTED_AUTHORS) else tuple(filter(None, map(_name, people)))
    return PaperFacts(
        source=source,
        doi=doi,
        arxiv=arxiv_id_of_doi(doi),
        title=_title(data),
        authors=tuple(dict.fromkeys(authors)),
        public=next(filter(None, (_date(data.get(key)) for key in _DATES)), ""),
        venue=_venue(data),
        published=not arxiv_id_of_doi(doi),
    )


def _title(data: Mapping[str, Any]) -> str:
    """Return the title with what stands in ``subtitle``, unless the title has it already."""
    title, rest = _first(data.get("title")), _first(data.get("subtitle"))
    if not rest or title_words(title).endswith(title_words(rest)):
        return title
    return f"{title.rstrip(' :')}: {rest}" if title else rest


def _venue(data: Mapping[str, Any]) -> str:
    """Return the event or the container that has its year in its name, else the first with one."""
    event = data.get("event")
    held = json_path(event, "start", "date-parts", 0, 0)
    containers = data.get("container-title")
    titles = containers if isinstance(containers, list) else [containers]
    texts = [text_of(event), *(text_of(json_path(event, key)) for key in ("name", "acronym"))]
    if year_of(held):
        texts = [f"{text} {held}" if text and not _YEAR.search(text) else text for text in texts]
    texts += [" ".join(plain_markup(text_of(t)).split()) for t in titles]
    named = [t for t in texts if t and not _SERIES.fullmatch(t)]
    dated = next((t for t in named if _YEAR.search(t)), "")
    return dated or (_with_year(named[0], data) if named else "")


def _with_year(name: str, data: Mapping[str, Any]) -> str:
    """Add the year of a work: of an event, the first; of a journal, that of the volume."""
    years = [year_of(json_path(data, key, "date-parts", 0, 0)) for key in _DATES]
    online, in_print, issued = years
    volume = in_print or issued or online
    first = min((y for y in years if y), default=None)
    year = first if _EVENT.search(name) else volume
    return f"{name} {year}" if year else name


def _first(value: object) -> str:
    text = next(iter(value), "") if isinstance(value, list) else value
    return " ".join(plain_markup(text_of(text)).split())


def _name(person: object) -> str:
    parts = (text_of(json_path(person, key)) for key in ("given", "family"))
    return (
        " ".join(filter(None, parts))
        or text_of(json_path(person, "literal"))
        or text_of(json_path(person, "name"))
    )


def _date(value: object) -> str:
    """Return ``date-parts`` as ``2023-04-06``, as far as they are given and can be."""
    year = year_of(json_path(value, "date-parts", 0, 0))
    parts = [json_path(value, "date-parts", 0, n) for n in (1, 2)]
    if year is None:
        return ""
    text = str(year)
    for part, most in zip(parts, (12, 31), strict=True):
        if not isinstance(part, int) or isinstance(part, bool) or not 1 <= part <= most:
            break
        text += f"-{part:02}"
    return text
