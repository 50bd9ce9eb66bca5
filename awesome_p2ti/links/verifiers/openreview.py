"""OpenReview: its second interface, its first for older venues, its page where both refuse.

https://docs.openreview.net/reference/api-v2: fields of a note's content are ``{"value": ...}`` in
version 2 and plain in version 1; a note that does not exist is 404 with the name NotFoundError; 403
is either a note that is not public or, with ChallengeRequiredError, a bot challenge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    json_path,
    options_of,
    request_with_retries,
    text_of,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

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
                record = replace(read_note(note), requests=requests, seconds=seconds)
                return Lookup({ident: record})
            if not _denies(response, data):
                return Lookup()
        return Lookup(denied=frozenset({ident}))


def _denies(response: Response, data: Any) -> bool:
    """Say whether an interface plainly denies that there is such a note."""
    if response.error is not None:
        return False
    named = (
        json_path(data, "name") == "NotFoundError"
        or "not found" in text_of(json_path(data, "message")).lower()
    )
    return (response.status == 404 and named) or (response.ok and json_path(data, "notes") == [])


def read_note(note: Mapping[str, Any]) -> SiteRecord:
    """Read a note of either version."""
    content = note.get("content")
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.WORK,
        title=text_of(json_path(content, "title")),
        authors=texts_of(json_path(content, "authors")),
        detail=text_of(json_path(content, "venue")),
    )
    if note.get("ddate"):
        evidence = ("the note has a date of deletion",)
        return replace(record, status=Status.GONE, detail="OpenReview has deleted it",
                       evidence=evidence)  # fmt: skip
    venue = text_of(json_path(content, "venueid")) + " " + text_of(note.get("invitation"))
    if "Withdrawn_Submission" in venue or "withdrawn submission" in record.detail.lower():
        # Withdrawn from a venue, not from the world: the forum and its PDF stay.
        return replace(record, detail="the submission was withdrawn; its forum is there")
    return record
