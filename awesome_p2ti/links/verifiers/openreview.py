"""OpenReview: its second interface, its first for older venues, its page where both refuse.

https://docs.openreview.net/reference/api-v2: fields of a note's content are ``{"value": ...}`` in
version 2 and plain in version 1; a note that does not exist is 404 with the name NotFoundError; 403
is either a note that is not public or, with ChallengeRequiredError, a bot challenge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.replies.json_values import json_path
from awesome_p2ti.links.replies.openreview import Note, denies, read_note
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    options_of,
    request_with_retries,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient

APIS = ("https://api2.openreview.net", "https://api.openreview.net")
_ID = re.compile(r"[A-Za-z0-9_-]{5,40}")
_PAGES = frozenset({"/forum", "/pdf", "/attachment", "/note"})


class OpenReview(SiteVerifier):
    """The OpenReview verifier."""

    name = "openreview"
    host = "api2.openreview.net"
    hosts = frozenset({"openreview.net", "www.openreview.net"})

    def identify(self, parts: SplitResult) -> str | None:
        """Return the note's id."""
        if parts.path.rstrip("/") not in _PAGES:
            return None
        ident = next(iter(parse_qs(parts.query).get("id", [])), "")
        return ident if _ID.fullmatch(ident) else None

    def page(self, ident: str) -> str:
        """Return the forum's page."""
        return f"https://openreview.net/forum?id={quote(ident)}"

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look each note up; it is gone where both interfaces and the page say so."""
        parts = [self._one(http, ident) for ident in ids]
        records = {i: record for part in parts for i, record in part.records.items()}
        return Lookup(records, frozenset().union(*(part.denied for part in parts)))

    def _one(self, http: HttpClient, ident: str) -> Lookup:
        requests, seconds = 0, 0.0
        for api in APIS:
            response = request_with_retries(
                http, f"{api}/notes?id={quote(ident)}", **options_of(max_bytes=1 << 20)
            )
            requests, seconds = requests + response.requests, seconds + response.seconds
            data = response.json() if response.error is None else None
            note = json_path(data, "notes", 0)
            if response.ok and isinstance(note, dict):
                record = replace(record_of(read_note(note)), requests=requests, seconds=seconds)
                return Lookup({ident: record})
            if not denies(response):
                return Lookup()
        return Lookup(denied=frozenset({ident}))


def record_of(note: Note) -> SiteRecord:
    """Return the record of a note."""
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.WORK,
        title=note.facts.title,
        authors=note.facts.authors,
        detail=note.about,
    )
    if note.deleted:
        evidence = ("the note has a date of deletion",)
        return replace(record, status=Status.GONE, detail="OpenReview has deleted it",
                       evidence=evidence)  # fmt: skip
    if note.withdrawn:
        return replace(record, detail="the submission was withdrawn; its forum is there")
    return record
