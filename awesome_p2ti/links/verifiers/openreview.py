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

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.verifiers.base import (
    SiteVerifier,
    json_path,
    options_of,
    parts_of,
    request_with_retries,
    text_of,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

APIS = ("https://api2.openreview.net", "https://api.openreview.net")
_ID = re.compile(r"[A-Za-z0-9_-]{5,40}")
_PAGES = frozenset({"/forum", "/pdf", "/attachment", "/references/pdf", "/note"})


class OpenReview(SiteVerifier):
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

    def lookup(self, http: HttpClient, ids: Sequence[str]) -> Mapping[str, SiteRecord]:
        """Ask for each note; it is gone where both interfaces and the page say so."""
        found: dict[str, SiteRecord] = {}
        for ident in ids:
            record = self._one(http, ident)
            if record is not None:
                found[ident] = record
        return found

    def _one(self, http: HttpClient, ident: str) -> SiteRecord | None:
        requests, seconds = 0, 0.0
        for api in APIS:
            response = request_with_retries(
                http, f"{api}/notes?id={quote(ident)}", **options_of(max_bytes=1 << 20)
            )
            requests, seconds = requests + response.requests, seconds + response.seconds
            data = response.json() if response.error is None else None
            note = json_path(data, "notes", 0)
            if response.ok and isinstance(note, dict):
                return replace(read_note(note), requests=requests, seconds=seconds)
            if not _denies(response, data):
                return None
        self.denied_ids.add(ident)
        return None


def _denies(response: Response, data: Any) -> bool:
    """Say whether an interface plainly says that it has no such note."""
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
