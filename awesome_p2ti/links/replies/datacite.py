"""DataCite: the registry of arXiv's own DOIs, which knows each paper by its newest version.

https://support.datacite.org/reference/get_dois
"""

from __future__ import annotations

import re
from typing import Any

from awesome_p2ti.identifiers import arxiv_id_of_doi
from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.links.replies.json_values import json_path, text_of
from awesome_p2ti.links.replies.notices import withdrawal_in

_MOST_AUTHORS = 300


def read_dois(data: object) -> tuple[PaperFacts, ...]:
    """Read a reply that holds one DOI or many; what is no paper is left out."""
    found = json_path(data, "data")
    many = found if isinstance(found, list) else [found]
    facts = (_read(json_path(one, "attributes")) for one in many)
    return tuple(f for f in facts if f is not None)


def _read(about: Any) -> PaperFacts | None:
    doi = text_of(json_path(about, "doi"))
    title = text_of(json_path(about, "titles", 0, "title"))
    if not doi or not title:
        return None
    creators = json_path(about, "creators")
    people = creators[:_MOST_AUTHORS] if isinstance(creators, list) else []
    abstract = _text_of_type(about, "descriptions", "descriptionType", "Abstract", "description")
    arxiv = arxiv_id_of_doi(doi)
    return PaperFacts(
        source="DataCite",
        arxiv=arxiv,
        doi="" if arxiv else doi,
        title=title,
        authors=tuple(filter(None, map(_name, people))),
        public="" if arxiv else _text_of_type(about, "dates", "dateType", "Issued", "date")[:10],
        submitted=_text_of_type(about, "dates", "dateType", "Submitted", "date")[:10],
        abstract=abstract,
        withdrawn=bool(withdrawal_in(abstract[:300])),
    )


def _name(person: object) -> str:
    """Return a name with the given name first."""
    given, family = (text_of(json_path(person, k)) for k in ("givenName", "familyName"))
    if given and family:
        return f"{given} {family}"
    return given_first(text_of(json_path(person, "name")))


def given_first(name: str) -> str:
    """Turn "Family, Given" round; other names stay."""
    family, comma, given = name.partition(",")
    turned = f"{given.strip()} {family.strip()}" if comma and given.strip() else name
    return re.sub(r"\s+", " ", turned).strip(" ,")


def _text_of_type(about: Any, key: str, kind: str, wanted: str, value: str) -> str:
    """Return the text of the first of several things that has a certain type."""
    listed = json_path(about, key)
    for one in listed if isinstance(listed, list) else ():
        if json_path(one, kind) == wanted:
            return text_of(json_path(one, value))
    return ""
