"""Pages that answer 200 and are empty, a server's default page, or its error page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Status

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import PageNames
    from awesome_p2ti.links.pages.html import Page

_DEFAULT_PAGE = re.compile(
    r"welcome to nginx.{0,30}|apache2? .{0,20}default page.{0,20}|test page for .{0,50}|it works"
    r"|iis windows.{0,20}|default web site page|account suspended|this account has been suspended"
    r"|(?:web)?site (?:suspended|disabled|not published|not configured).{0,30}|domain default page"
    r"|welcome to .{0,30} on (?:centos|fedora|debian|ubuntu).{0,20}|index of"
    r"|future home of something quite cool|plesk.{0,30}|cpanel.{0,30}|web servers default page"
)
_BROKEN = re.compile(
    r"(?:http )?(?:error )?(?:status )?(?:5\d\d )?(?:internal server error"
    r"|bad gateway|gateway time ?out"
    r"|service (?:temporarily )?unavailable|application error|temporarily unavailable)(?: 5\d\d)?"
    r"|error 5\d\d|database error|error establishing a database connection"
    r"|bandwidth limit exceeded|no interface is running right now.{0,40}|resource limit is reached"
)
_CLOSED = re.compile(
    r"(?:error )?(?:403 )?(?:access )?(?:forbidden|denied)(?: 403)?|403|permission denied"
    r"|you do not have access to this app or it does not exist|(?:401 )?unauthori[sz]ed"
)
_PHP = re.compile(
    r"^\W*(?:PHP )?(?:(?:Fatal|Parse) error ?: .{3,}"
    r"|Warning ?: (?:mysqli?|PDO|pg|include|require)\w*)"
)
FEW_WORDS = 60


def is_empty_or_default(page: Page, names: PageNames) -> bool:
    """Say whether nothing is on a page, or only what its server was installed with."""
    called = (*names.parts, *names.headings[:1])
    if page.words < 150 and any(map(_DEFAULT_PAGE.fullmatch, called)):
        return names.title != "index of" or page.words < 8
    return not page.text and not page.has_media


def detect_server_error(page: Page, names: PageNames) -> tuple[Status, str] | None:
    """Return which error of its server a short page states, though it answers 200."""
    if page.words > FEW_WORDS:
        return None
    if _PHP.search(page.text) or any("herokucdn.com/error-pages" in s for s in page.resources):
        return Status.UNREACHABLE, "its server fails, though the status is 200"
    others = [p for p in names.parts if not (_BROKEN.fullmatch(p) or _CLOSED.fullmatch(p))]
    rest = sum(len(p.split()) for p in others)
    called = (names.title, *names.headings[:1], *(names.parts if rest < 3 else ()))
    if any(map(_BROKEN.fullmatch, called)):
        return Status.UNREACHABLE, "its server fails, though the status is 200"
    if any(map(_CLOSED.fullmatch, called)):
        return Status.BLOCKED, "it denies access, though the status is 200"
    return None
