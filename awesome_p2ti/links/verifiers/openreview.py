"""OpenReview: its second interface, the first for older venues, the page where both want a human.

https://docs.openreview.net/reference/api-v2: fields of a note's content are ``{"value": ...}`` in
version 2 and plain in version 1; a note that does not exist is 404 with the name NotFoundError; 403
is either a note that is not public or, with ChallengeRequiredError, a wall against robots.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

from awesome_p2ti.links.models import Kind, Record, Status
from awesome_p2ti.links.verifiers.base import (
    Site,
    ask,
    dig,
    options_of,
    parts_of,
    text_of,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.http.client import Http
    from awesome_p2ti.links.http.response import Reply

APIS = ("https://api2.openreview.net", "https://api.openreview.net")
_ID = re.compile(r"[A-Za-z0-9_-]{5,40}")
_PAGES = frozenset({"/forum", "/pdf", "/attachment", "/references/pdf", "/note"})


class OpenReview(Site):
    """The OpenReview verifier."""

    name = "openreview"
    host = "api2.openreview.net"

    def identify(self, url: str) -> str | None:
        """Return the note's id."""
        parts = parts_of(url, "openreview.net", "www.openreview.net")
        if parts is None or parts.path.rstrip("/") not in _PAGES - {"/references/pdf"}:
            return None
        ident = next(iter(parse_qs(parts.query).get("id", [])), "")
        return ident if _ID.fullmatch(ident) else None

    def page(self, ident: str) -> str:
        """Return the forum's page."""
        return f"https://openreview.net/forum?id={quote(ident)}"

    def lookup(self, http: Http, ids: Sequence[str]) -> Mapping[str, Record]:
        """Ask for each note; it is gone where both interfaces and the page say so."""
        found: dict[str, Record] = {}
        for ident in ids:
            record = self._one(http, ident)
            if record is not None:
                found[ident] = record
        return found

    def _one(self, http: Http, ident: str) -> Record | None:
        requests, seconds = 0, 0.0
        for api in APIS:
            reply = ask(http, f"{api}/notes?id={quote(ident)}", **options_of(max_bytes=1 << 20))
            requests, seconds = requests + reply.requests, seconds + reply.seconds
            data = reply.json() if reply.fault is None else None
            note = dig(data, "notes", 0)
            if reply.ok and isinstance(note, dict):
                return replace(read_note(note), requests=requests, seconds=seconds)
            if not _denies(reply, data):
                return None
        self.denied.add(ident)
        return None


def _denies(reply: Reply, data: Any) -> bool:
    """Say whether an interface plainly says that it has no such note."""
    if reply.fault is not None:
        return False
    named = (
        dig(data, "name") == "NotFoundError" or "not found" in text_of(dig(data, "message")).lower()
    )
    return (reply.status == 404 and named) or (reply.ok and dig(data, "notes") == [])


def read_note(note: Mapping[str, Any]) -> Record:
    """Read a note of either version."""
    content = note.get("content")
    record = Record(
        status=Status.OK,
        kind=Kind.WORK,
        title=text_of(dig(content, "title")),
        authors=texts_of(dig(content, "authors")),
        detail=text_of(dig(content, "venue")),
    )
    if note.get("ddate"):
        evidence = ("the note has a date of deletion",)
        return replace(record, status=Status.GONE, detail="OpenReview has deleted it",
                       evidence=evidence)  # fmt: skip
    venue = text_of(dig(content, "venueid")) + " " + text_of(note.get("invitation"))
    if "Withdrawn_Submission" in venue or "withdrawn submission" in record.detail.lower():
        # Withdrawn from a venue, not from the world: the forum and its PDF stay.
        return replace(record, detail="the submission was withdrawn; its forum is there")
    return record
