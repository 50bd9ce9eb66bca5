"""DOIs: their registries say what one is, and the handle system whether one exists at all.

Crossref takes a filter over many DOIs (https://api.crossref.org/swagger-ui); for the rest doi.org's
content negotiation leads to the agency that registered the name (https://citation.doi.org), and the
handle registry has the last word (https://www.doi.org/doi-handbook/HTML/rest-api.html):
responseCode 1 is found, 100 is no such handle, 200 is a handle without such values. Where Crossref
has other DOIs of the same prefix, but not this one, the resolver's 404 is the second denial. A
publisher's page, which often answers 403, is never requested.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.replies.crossref import SELECTED, read_citation
from awesome_p2ti.links.replies.json_values import json_path, year_of
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    options_of,
    per_id_cost,
    request_with_retries,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient

CITATION = "application/vnd.citationstyles.csl+json"
CROSSREF = "https://api.crossref.org/works"
MIN_FILTER = 3  # from how many DOIs on one request for all pays
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_FILTERABLE = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._;()/-]+")
_SAFE = "/:;()._-~"


class Doi(SiteVerifier):
    """The DOI verifier."""

    name = "doi"
    host = "doi.org"
    hosts = frozenset({"doi.org", "www.doi.org", "dx.doi.org"})
    batch = 60

    def identify(self, parts: SplitResult) -> str | None:
        """Return the DOI in a URL of the DOI resolver."""
        doi = unquote(parts.path).strip("/")
        return doi if _DOI.fullmatch(doi) else None

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look all up at Crossref, and in the DOI system each that Crossref has not."""
        asked = [i for i in ids if _FILTERABLE.fullmatch(i)]
        records = self._crossref(http, asked)
        prefixes = {_prefix(i) for i in records}
        not_there = {i for i in asked if i not in records and _prefix(i) in prefixes}
        for ident in ids:
            if ident not in records:
                denied_by = "Crossref" if ident in not_there else ""
                if ident in context.gone_before:
                    denied_by = "the resolver of an earlier run"
                record = self._one(http, ident, denied_by=denied_by)
                if record is not None:
                    records[ident] = record
        return Lookup(records)

    def _crossref(self, http: HttpClient, ids: Sequence[str]) -> dict[str, SiteRecord]:
        if len(ids) < MIN_FILTER:
            return {}
        wanted = ",".join(f"doi:{i}" for i in ids)
        url = f"{CROSSREF}?filter={quote(wanted, safe=',:/.;()')}&rows={len(ids)}"
        response = request_with_retries(
            http, f"{url}&select={SELECTED}", **options_of(max_bytes=4 << 20)
        )
        items = json_path(response.json() if response.ok else None, "message", "items")
        by_doi = (
            {str(json_path(i, "DOI")).lower(): i for i in items} if isinstance(items, list) else {}
        )
        part = per_id_cost(response, len(ids))
        found = SiteRecord(
            status=Status.OK,
            title_kind=TitleKind.WORK,
            detail="registered",
            requests=part[0],
            seconds=part[1],
        )
        return {i: record_of(by_doi[i.lower()], found) for i in ids if i.lower() in by_doi}

    def _one(self, http: HttpClient, ident: str, *, denied_by: str) -> SiteRecord | None:
        """Look up at the registering agency, then in the handle registry.

        The latter is not asked where another has denied the DOI before.
        """
        url = f"https://doi.org/{quote(ident, safe=_SAFE)}"
        response = request_with_retries(
            http, url, headers={"Accept": CITATION}, max_bytes=512 * 1024
        )
        found = SiteRecord(status=Status.OK, title_kind=TitleKind.WORK, detail="registered")
        data = response.json() if response.ok else None
        requests, seconds = response.requests, response.seconds
        if isinstance(data, dict) and data.get("DOI"):
            record: SiteRecord | None = record_of(data, found)
        else:
            denied = response.error is None and response.status == 404 and not response.redirects
            if denied and denied_by:
                found = _unregistered(ident, denied_by)
                return replace(found, requests=requests, seconds=seconds)
            handle = request_with_retries(
                http,
                f"https://doi.org/api/handles/{quote(ident, safe=_SAFE)}?type=URL",
                **options_of(),
            )
            code = json_path(handle.json(), "responseCode") if handle.error is None else None
            requests, seconds = requests + handle.requests, seconds + handle.seconds
            record = _by_code(ident, code, found, denied=denied)
        return replace(record, requests=requests, seconds=seconds) if record else None


def _by_code(ident: str, code: object, found: SiteRecord, *, denied: bool) -> SiteRecord | None:
    if code in (1, 200):
        return found
    return _unregistered(ident, "the handle registry") if code == 100 and denied else None


def _prefix(ident: str) -> str:
    return ident.partition("/")[0]


def _unregistered(ident: str, denied_by: str) -> SiteRecord:
    return SiteRecord(
        status=Status.GONE,
        title_kind=TitleKind.WORK,
        detail=f"no DOI {ident} is registered",
        confirmed=True,
        evidence=(f"the resolver answers 404, and {denied_by} has none either",),
    )


def record_of(data: Mapping[str, Any], record: SiteRecord) -> SiteRecord:
    """Return a record with what a registry states of a work."""
    facts = read_citation(data, "the registry")
    if facts is None:
        return record
    return replace(
        record,
        title=facts.title,
        authors=facts.authors[:100],
        year=year_of(json_path(data, "issued", "date-parts", 0, 0)),
    )
