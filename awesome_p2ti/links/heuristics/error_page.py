"""Pages that answer 200 and are empty, a server's default page, or its error page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics.detection import sentences, speaks_of_a_work
from awesome_p2ti.links.heuristics.phrases import states_unwell
from awesome_p2ti.links.heuristics.soft_404 import is_named_missing
from awesome_p2ti.links.models import Status
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import PageNames
    from awesome_p2ti.links.pages.html import Page

_DEFAULT_PAGE = re.compile(
    r"welcome to nginx.{0,30}|apache2? .{0,20}default page.{0,20}|test page for .{0,50}|it works"
    r"|iis windows.{0,20}|default web site page|account suspended|this account has been suspended"
    r"|(?:web)?site (?:suspended|disabled|not published|not configured).{0,30}|domain default page"
    r"|welcome to .{0,30} on (?:centos|fedora|debian|ubuntu).{0,20}|index of"
    r"|future home of something quite cool|plesk.{0,30}|cpanel.{0,30}|web servers default page"
    r"|(?:apache |nginx |http |web )*server test page.{0,40}"
    r"|microsoft internet information services.{0,20}|phpinfo|you are all set to go"
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
    r"|(?:sorry )?you (?:do not|dont) have (?:access|permission)"
    r"(?: to (?:(?:access|view|see|load|open|read|visit) )?(?:this|the|that)\b.{0,50})?"
    r"|(?:401 )?unauthori[sz]ed"
)
_PHP = re.compile(
    r"^\W*(?:PHP )?(?:(?:Fatal|Parse) error ?: .{3,}"
    r"|Warning ?: (?:mysqli?|PDO|pg|include|require)\w*)"
)
FEW_WORDS = 60
DEFAULT_WORDS = 150


def is_empty_or_default(page: Page, names: PageNames) -> bool:
    """Say whether nothing is on a page, or only what its server was installed with."""
    if not page.text and not page.has_media:
        return True
    if page.words >= DEFAULT_WORDS or speaks_of_a_work(page):
        return False
    # What else is in the title: a host's name is short, a work's title is not.
    rest = sum(len(p.split()) for p in names.parts if not _DEFAULT_PAGE.fullmatch(p))
    if rest > 2 or not any(map(_DEFAULT_PAGE.fullmatch, (*names.parts, *names.headings[:1]))):
        return False
    return names.title != "index of" or page.words < 8


def detect_server_error(page: Page, names: PageNames) -> tuple[Status, str] | None:
    """Return which error of its server a short page states, though it answers 200."""
    if page.words > FEW_WORDS:
        return None
    if _PHP.search(page.text.removeprefix(page.title)) or any(
        "herokucdn.com/error-pages" in s for s in page.resources
    ):
        return Status.UNREACHABLE, "its server fails, though the status is 200"
    others = [p for p in names.parts if not (_BROKEN.fullmatch(p) or _CLOSED.fullmatch(p))]
    rest = sum(len(p.split()) for p in others)
    called = (names.title, *names.headings[:1], *(names.parts if rest < 3 else ()))
    if any(map(_BROKEN.fullmatch, called)):
        return Status.UNREACHABLE, "its server fails, though the status is 200"
    if any(map(_CLOSED.fullmatch, (*called, *map(normalize_title, sentences(page))))):
        return Status.BLOCKED, "it denies access, though the status is 200"
    if states_unwell(page.text) and not is_named_missing(names):
        return Status.UNREACHABLE, "its server is not well for now, though the status is 200"
    return None
