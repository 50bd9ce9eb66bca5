"""Proceedings whose PDFs have a page each: CVF Open Access, ACL Anthology, NeurIPS.

A PDF states no title that can be read in its first 64 KiB, so the page is fetched for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.replies.proceedings import page_of
from awesome_p2ti.links.verifiers.base import (
    MAX_API_FAILURES,
    Lookup,
    LookupContext,
    SiteVerifier,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient


class Proceedings(SiteVerifier):
    """The verifier of papers in proceedings, by the page of a PDF."""

    name = "proceedings"
    host = "openaccess.thecvf.com"
    hosts = frozenset({
        "openaccess.thecvf.com", "aclanthology.org",
        "proceedings.neurips.cc", "papers.nips.cc", "papers.neurips.cc",
    })  # fmt: skip
    has_interface = False

    def identify(self, parts: SplitResult) -> str | None:
        """Return the URL itself, of a PDF that has a page."""
        return parts.geturl() if page_of(parts) else None

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Request each PDF, and its page for the title."""
        records: dict[str, SiteRecord] = {}
        for ident in ids:
            file = http.get(ident)
            if not file.ok or file.redirects or "pdf" not in file.content_type:
                continue  # undecided: it is checked as any page
            response = _page(http, page_of(urlsplit(ident)))
            page = read_page(response.text(), response.final_url) if response.ok else None
            record = SiteRecord(
                status=Status.OK,
                title_kind=TitleKind.WORK if page and page.has_citation_title else TitleKind.MEDIA,
                requests=file.requests + response.requests,
                seconds=file.seconds + response.seconds,
            )
            if page and page.has_citation_title:
                record = replace(
                    record, title=page.stated_titles[0], authors=page.authors, year=page.year
                )
            records[ident] = record
        return Lookup(records)


def _page(http: HttpClient, url: str) -> Response:
    """Request the page of a PDF, unless the last ones of its folder were not there."""
    folder = url.rpartition("/")[0]
    if http.api_failures[folder] >= MAX_API_FAILURES:
        return Response(url)
    response = http.get(url)
    http.api_failures[folder] = 0 if response.ok else http.api_failures[folder] + 1
    return response
