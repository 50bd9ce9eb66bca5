"""Google Drive, Google Docs and Dropbox: files that anyone may see, or may not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import Page, read_page
from awesome_p2ti.links.verifiers.base import Lookup, LookupContext, SiteVerifier

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

_NO_ACCESS = re.compile(
    r"(?:google (?:drive|docs)\s*[:-]\s*)?"
    r"(?:access denied|you need access|request access|sign[ -]in.{0,40})"
    r"|(?:sign|log) ?in - google accounts|dropbox - (?:sign in|log ?in|login)|login - dropbox|"
    r"meet google drive.{0,60}|google (?:drive|docs): sign-in",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"(?:google drive -? ?)?(?:page not found|error 404.{0,20}|file not found|not found)"
    r"|dropbox - (?:404|error|link not found|not found|file deleted).{0,20}"
    r"|.{0,30}this item was deleted.{0,20}",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"accounts\.google\.com/|dropbox\.com/(?:login|ajax_login|oauth)", re.IGNORECASE
)


class Drive(SiteVerifier):
    """The verifier of shared files; their sites have no interface for strangers."""

    name = "drive"
    host = "drive.google.com"
    hosts = frozenset({"drive.google.com", "docs.google.com", "www.dropbox.com", "dropbox.com"})
    has_interface = False

    def identify(self, parts: SplitResult) -> str | None:
        """Return the URL itself."""
        return parts._replace(fragment="").geturl()

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Decide nothing: the pages do."""
        return Lookup()

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Tell a file's page from a login or a request for access."""
        page = read_page(response.text(), response.final_url)
        if _LOGIN.search(response.final_url) and not _LOGIN.search(ident):
            return _no_access(page, f"it leads to {response.final_url.partition('?')[0]}")
        if _NO_ACCESS.fullmatch(page.title.strip()) or any(
            _NO_ACCESS.fullmatch(h) for h in page.headings[:2]
        ):
            return _no_access(page, f'its title is "{page.title}"')
        if _MISSING.fullmatch(page.title.strip()):
            return SiteRecord(status=Status.WRONG, title_kind=TitleKind.MEDIA, title=page.title,
                          detail="the file is not there any longer",
                          evidence=(f'its title is "{page.title}"',))  # fmt: skip
        return SiteRecord(status=Status.OK, title_kind=TitleKind.MEDIA, title=page.title)


def _no_access(page: Page, evidence: str) -> SiteRecord:
    return SiteRecord(
        status=Status.WRONG,
        title_kind=TitleKind.MEDIA,
        title=page.title,
        detail="one must ask its owner for access",
        evidence=(evidence,),
    )
