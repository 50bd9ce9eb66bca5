"""OpenReview: notes of both of its interfaces, and whether a reply denies that there is one.

https://docs.openreview.net/reference/api-v2: fields of a note's content are ``{"value": ...}`` in
version 2 and plain in version 1, a list in some notes; a note that does not exist is 404 with the
name NotFoundError.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.links.replies.json_values import json_path, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.http.response import Response

_NOT_ACCEPTED = re.compile(
    r"submitted|submission|withdrawn|rejected|desk.reject|under review|corr\b|arxiv", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Note:
    """A forum's first note: what it states, and what became of the submission."""

    ident: str
    facts: PaperFacts
    about: str
    """The note's own words on its venue, accepted or not."""
    deleted: bool = False
    withdrawn: bool = False
    """From its venue, not from the world: the forum and its PDF stay."""


def read_note(note: Mapping[str, Any]) -> Note:
    """Read a note of either version."""
    content = note.get("content")
    ident = text_of(note.get("forum")) or text_of(note.get("id"))
    about, place = (_one_of(json_path(content, key)) for key in ("venue", "venueid"))
    state = f"{place} {text_of(note.get('invitation'))}"
    withdrawn = "Withdrawn_Submission" in state or "withdrawn submission" in about.lower()
    accepted = about and not _NOT_ACCEPTED.search(f"{about} {place}")
    facts = PaperFacts(
        source="OpenReview",
        openreview=ident,
        title=text_of(json_path(content, "title")),
        authors=texts_of(json_path(content, "authors")),
        public=_day(note.get("pdate")),
        venue=about if accepted else "",
        published=bool(accepted),
        abstract=text_of(json_path(content, "abstract")),
    )
    return Note(ident, facts, about, deleted=bool(note.get("ddate")), withdrawn=withdrawn)


def denies(response: Response) -> bool:
    """Say whether an interface plainly denies that there is such a note."""
    if response.error is not None:
        return False
    data = response.json()
    named = (
        json_path(data, "name") == "NotFoundError"
        or "not found" in text_of(json_path(data, "message")).lower()
    )
    return (response.status == 404 and named) or (response.ok and json_path(data, "notes") == [])


def _one_of(value: object) -> str:
    """Return a text, or the first of a list of them."""
    return text_of(value) or next(map(text_of, texts_of(value)), "")


def _day(value: object) -> str:
    """Return the day of a time in milliseconds, or nothing."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 4e12:
        return ""
    return dt.datetime.fromtimestamp(value / 1000, dt.UTC).date().isoformat()
