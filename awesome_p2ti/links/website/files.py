"""What is no web page: files, data, and bodies that are no text whatever their type says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.soft_404 import body_says_not_found
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import Page
from awesome_p2ti.links.website.outcomes import empty_page_record, not_found_text_record

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response

SHORT_DATA = 600


def looks_like_html(response: Response, kind: str) -> bool:
    """Say whether a body whose type is not told begins as a page does."""
    head = response.body[:512].lstrip().lower()
    return "/" not in kind and (head.startswith(b"<!doctype html") or b"<html" in head)


def is_binary(body: bytes) -> bool:
    """Say whether a body is no text, whatever its type: compressed, for one, without saying so."""
    return body.startswith((b"\x1f\x8b", b"PK\x03\x04", b"%PDF-"))


def file_record(response: Response, kind: str) -> SiteRecord:
    """Return the record of what is no HTML."""
    empty = response.status == 200 and response.headers.get("content-length") == "0"
    if not response.truncated and (empty or (not kind and not response.body)):
        return empty_page_record(Page())
    if body_says_not_found(response.text()[:SHORT_DATA] if response.body else ""):
        return not_found_text_record(response)
    detail = f"HTTP {response.status}, {kind or 'no type'}"
    return SiteRecord(status=Status.OK, title_kind=TitleKind.MEDIA, detail=detail)
