"""OpenReview: its second interface, its first for older venues, its page where both refuse.

https://docs.openreview.net/reference/api-v2: fields of a note's content are ``{"value": ...}`` in
version 2 and plain in version 1; ``ids`` takes many, of which those that are not there, or not for
us, are left out; a single note that does not exist is 404 with the name NotFoundError; 403 is
either a note that is not public or, with ChallengeRequiredError, a bot challenge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from awesome_p2ti.links.heuristics.bot_challenge import is_bot_challenge
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.replies.json_values import json_path, text_of
from awesome_p2ti.links.replies.openreview import Note, denies, read_note
from awesome_p2ti.links.verifiers.base import (
    MAX_API_FAILURES,
    Lookup,
    LookupContext,
    SiteVerifier,
    options_of,
    per_id_cost,
    request_with_retries,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

MIN_MANY = 3  # from how many notes on one request for all pays
APIS = ("https://api2.openreview.net", "https://api.openreview.net")
_ID = re.compile(r"[A-Za-z0-9_-]{5,40}")
_PAGES = frozenset({"/forum", "/pdf", "/attachment", "/note"})


class OpenReview(SiteVerifier):
    """The OpenReview verifier."""

    name = "openreview"
    host = "api2.openreview.net"
    hosts = frozenset({"openreview.net", "www.openreview.net"})
    batch = 50

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
        """Look all notes up at once, and alone each that is left out.

        A note is gone where both interfaces and the page say so.
        """
        found, challenged = self._many(http, ids)
        denied: frozenset[str] = frozenset()
        failures = MAX_API_FAILURES if challenged else 0
        for ident in (i for i in ids if i not in found):
            if failures >= MAX_API_FAILURES:
                break  # the pages of the rest are fetched
            alone = self._one(http, ident)
            failures = 0 if alone.answered else failures + 1
            found |= alone.records
            denied |= alone.denied
        return Lookup(found, denied)

    def _many(self, http: HttpClient, ids: Sequence[str]) -> tuple[dict[str, SiteRecord], bool]:
        """Return the notes that the interfaces list, and whether a bot challenge answered."""
        found: dict[str, SiteRecord] = {}
        for api in APIS:
            wanted = [i for i in ids if i not in found]
            if len(wanted) < MIN_MANY:
                break
            response = request_with_retries(
                http, f"{api}/notes?ids={quote(','.join(wanted))}", **options_of(max_bytes=4 << 20)
            )
            if response.error is None and is_bot_challenge(response):
                return found, True
            listed = _listed(response, wanted)
            if not listed:
                break
            found |= listed
        return found, False

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


def _listed(response: Response, ids: Sequence[str]) -> dict[str, SiteRecord]:
    """Read the notes of a reply that were asked for."""
    notes = json_path(response.json() if response.ok else None, "notes")
    by_id = {text_of(json_path(n, "id")): n for n in notes} if isinstance(notes, list) else {}
    requests, seconds = per_id_cost(response, len(ids))
    return {
        i: replace(record_of(read_note(by_id[i])), requests=requests, seconds=seconds)
        for i in ids
        if i in by_id
    }


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
