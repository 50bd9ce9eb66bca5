"""Proceedings whose files have a page beside them: CVF Open Access, ACL Anthology, NeurIPS.

A PDF says nothing of itself that we could read in 64 KiB, so its page is asked for its title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.verifiers.base import SiteVerifier, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.http.client import HttpClient

_CVF = re.compile(r"(/content\w*/.*?)papers/(.+)_paper\.pdf")
_ACL = re.compile(r"/([A-Za-z0-9.-]+)\.pdf")
_NEURIPS = re.compile(r"(/paper(?:_files)?/(?:paper/)?\d{4})/file/([0-9a-f]+)-Paper(.*)\.pdf")
NEURIPS_HOSTS = ("proceedings.neurips.cc", "papers.nips.cc", "papers.neurips.cc")


class Proceedings(SiteVerifier):
    """The verifier of papers in proceedings, by the page beside a file."""

    name = "proceedings"
    host = "openaccess.thecvf.com"
    has_interface = False

    def identify(self, url: str) -> str | None:
        """Return the address itself, of a PDF that has a page."""
        return url if page_of(url) else None

    def lookup(self, http: HttpClient, ids: Sequence[str]) -> Mapping[str, SiteRecord]:
        """Ask each file whether it is there, and its page for the title."""
        records: dict[str, SiteRecord] = {}
        for ident in ids:
            file = http.get(ident)
            if not file.ok or file.redirects or "pdf" not in file.content_type:
                continue  # the general reader looks closer
            response = http.get(page_of(ident))
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
        return records


def page_of(url: str) -> str:
    """Return the address of the page beside a PDF, or nothing."""
    parts = parts_of(url, "openaccess.thecvf.com", "aclanthology.org", *NEURIPS_HOSTS)
    if parts is None:
        return ""
    root = f"{parts.scheme}://{parts.netloc}"
    if parts.hostname == "openaccess.thecvf.com":
        match = _CVF.fullmatch(parts.path)
        return f"{root}{match[1]}html/{match[2]}_paper.html" if match else ""
    if parts.hostname == "aclanthology.org":
        match = _ACL.fullmatch(parts.path)
        return f"{root}/{match[1]}/" if match else ""
    match = _NEURIPS.fullmatch(parts.path)
    return f"{root}{match[1]}/hash/{match[2]}-Abstract{match[3]}.html" if match else ""
