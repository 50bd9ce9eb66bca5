"""A page that answers 200 may still be no page: not found, parked, a login, a wall against robots.

One word in a body proves nothing: a paper may be called "404 Not Found", a repository may be about
parked domains. So signs are weighed: what the title and the headings *are* (not what they hold),
what the page says of itself, how little there is on it, and as the arbiter whether an address that
cannot exist on that host gets the same answer.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from awesome_p2ti.links.model import Status
from awesome_p2ti.links.plain import normalise
from awesome_p2ti.links.wordings import (
    is_error_number,
    says_for_sale_abroad,
    says_missing_abroad,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.page import Page


MOST_ECHOED = 400  # characters by which one page may be longer for the address that it names
REST = 12  # bytes of difference that say nothing


class Soft(StrEnum):
    """The kinds of page that are not what was asked for."""

    NOT_FOUND = "not-found"
    PARKED = "parked"
    LOGIN = "login"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A kind of fault, and whether the page alone proves it or a probe must."""

    kind: Soft
    sure: bool
    evidence: str


_SEPARATOR = re.compile(
    r"\s[-–—|·•»:/_]+\s|[|·•»–—｜：！？。]|:\s|\s-\s|[!?]\s*|(?<=[^\x00-\u2e80])[-_]|[-_](?=[^\x00-\u2e80])"
)
_THING = (
    r"(?:page|file|site|website|document|resource|project|article|url|object|item|content|link"
    r"|address|path|user|account|profile|repository|folder|share|video|post|entry|app)"
)
_MISSING = re.compile(
    r"(?:(?:error|oops|sorry|whoops|uh oh|http|status|code) )*(?:404|410)"
    r"(?: (?:error|not found|page not found|file not found|gone|page|nothing here))*"
    rf"|(?:oops |sorry |error |the |this |requested |your )*{_THING}(?: you \w+(?: \w+){{0,4}})?"
    r"(?: (?:was|is|could|can|cannot|cant|has|have|been|be|does|doesnt|isnt|wasnt|couldnt|not|no"
    r"|longer|currently))*"
    r" (?:found|available|exist|exists|removed|deleted|missing|gone|unavailable|expired|moved)"
    r"(?: here)?|(?:oops |sorry |error )*not found|nothing (?:was )?(?:found|to see)(?: here)?"
    r"|page missing|missing page"
    r"|(?:we )?(?:cant|cannot|couldnt|could not) find (?:that|this|the) page.{0,30}"
    r"|seite nicht gefunden|page (?:introuvable|non trouvee)|pagina (?:no encontrada|non trovata)"
)
_SAYS_MISSING = re.compile(
    rf"\b(?:the|this|that|requested)\s+(?:\w+\s+)?{_THING}\b.{{0,60}}?"
    r"(?:could\s+not\s+be\s+found|couldn.t\s+be\s+found|cannot\s+be\s+found|can.t\s+be\s+found"
    r"|was\s+not\s+found|wasn.t\s+found|is\s+not\s+found|does\s+not\s+exist|doesn.t\s+exist"
    r"|no\s+longer\s+(?:exists?|available)|(?:has\s+been|was|may\s+have\s+been|might\s+have\s+been)"
    r"\s+(?:moved|removed|deleted)|is\s+not\s+available|isn.t\s+available|is\s+unavailable)"
    r"|we\s+(?:can.t|couldn.t|cannot|could\s+not)\s+find\s+(?:the|that)\s+page",
    re.IGNORECASE,
)
_PARKED_TITLE = re.compile(
    r"(?:this |the )?(?:premium )?domain(?: name)? (?:[\w ]{1,60})?(?:is |may be |has been )?"
    r"(?:for sale|parked|available|expired).{0,40}|.{0,60} (?:is|may be) for sale"
    r"|buy this domain.{0,40}"
    r"|domain for sale.{0,40}|parked domain(?: name)?|this site is parked.{0,30}|domain parking"
    r"|(?:.{0,30} )?parking page|.{0,60} parked (?:on|at|by|with) .{0,30}"
)
_SAYS_PARKED = re.compile(
    r"\b(?:this|the)\s+domain(?:\s+name)?(?:\s+[\w.-]{1,60})?\s+(?:is|may\s+be|has|was)\s+"
    r"(?:for\s+sale|parked|available\s+for|expired|listed\s+for"
    r"|(?:(?:recently|been|just)\s+){0,2}registered\s+(?:but|at|with|through|via|by))"
    r"|\bbuy\s+this\s+domain\b|\bparked\s+(?:free|domain)\b.{0,60}\b(?:courtesy|registrar|by)\b"
    r"|\binquire\s+about\s+this\s+domain\b|\b[\w-]+\.[a-z]{2,12}\s+(?:is|may\s+be)\s+for\s+sale\b"
    r"|\bmake\s+an\s+offer\b.{0,80}\bdomain\b|\brelated\s+searches\b",
    re.IGNORECASE,
)
PARKING_HOSTS = (
    "sedoparking.com sedo.com parkingcrew.net bodis.com dan.com afternic.com "
    "hugedomains.com above.com undeveloped.com parklogic.com skenzo.com voodoo.com "
    "cashparking.com domainmarket.com efty.com brandbucket.com namebright.com "
    "parking-lander parkingpage domainsponsor.com parked-domain.org uniregistry.com "
    "dynadot.com/market godaddy.com/forsale bodiscdn.com //parking. d1lxhc4jvstzrp.cloudfront.net"
).split()
_LOGIN_TITLE = re.compile(
    r"(?:please )?(?:sign|log) ?(?:in|on)(?: (?:to|required|or|with|page|form)\b.{0,40})?"
    r"|login(?: .{0,25})?|.{0,25} (?:login|sign in|log in)|authentication required"
    r"|single sign on.{0,20}|anmelden|anmeldung"
    r"|google accounts|access denied|you need (?:access|permission)|request access|connexion"
)
_LOGIN_PATH = re.compile(
    r"/(?:login|log-in|log_in|signin|sign-in|sign_in|users/sign_in|servicelogin|sso|cas/login|saml2?|"
    r"oauth2?/authorize|session/new|sessions/new|wp-login\.php|accounts/login|auth/login|idp)(?:[/?.]|$)",
    re.IGNORECASE,
)
_MISSING_PATH = re.compile(
    r"/(?:404|410|error|errors?/404|not-?_?found|page-?_?not-?_?found|404\.\w{2,5}|error\.\w{2,5})/?$",
    re.IGNORECASE,
)
_WALLS = frozenset({
    "just a moment", "attention required cloudflare", "attention required", "access denied",
    "robot check", "are you a robot", "are you human", "security check", "ddos guard",
    "please wait cloudflare", "verifying you are human", "one moment please", "client challenge",
    "checking your browser", "vercel security checkpoint", "human verification", "bot verification",
    "captcha", "pardon our interruption", "please verify you are a human",
    "making sure youre not a bot",
})  # fmt: skip


def _is_missing(words: str) -> bool:
    """Say whether normalised words are what a "not found" page is called, and nothing else."""
    if _MISSING.fullmatch(words) or is_error_number(words):
        return True
    return len(words) <= 60 and says_missing_abroad(words)


def _heads_missing(heading: str) -> bool:
    """Say whether a heading is that of a "not found" page, but for an exclamation."""
    parts = segments(heading)
    rest = sum(len(s.split()) for s in parts if not _is_missing(s))
    return _is_missing(normalise(heading)) or (rest <= 2 and any(map(_is_missing, parts)))


def segments(title: str) -> list[str]:
    """Split a title at the marks that stand between its parts, and normalise these."""
    return [n for part in _SEPARATOR.split(title) if (n := normalise(part))]


def suspect(page: Page, url: str, final: str, headers: Mapping[str, str]) -> Suspicion | None:
    """Return what this page looks like instead of a page, if anything."""
    return (
        _wall(page, headers)
        or _login(page, url, final)
        or _parked(page, final)
        or _missing(page, url, final)
    )


def _wall(page: Page, headers: Mapping[str, str]) -> Suspicion | None:
    if headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action"):
        return Suspicion(Soft.WALL, sure=True, evidence="its server asks for a proof of humanity")
    if normalise(page.title) in _WALLS and page.words < 300:
        return Suspicion(Soft.WALL, sure=True, evidence=f'its title is "{page.title}"')
    return None


def _login(page: Page, url: str, final: str) -> Suspicion | None:
    asks = any(
        _LOGIN_TITLE.fullmatch(s) for s in [*segments(page.title), *map(normalise, page.headings)]
    )
    there = urlsplit(final)
    led = (
        final != url
        and _LOGIN_PATH.search(there.path + "?")
        and not _LOGIN_PATH.search(urlsplit(url).path + "?")
    )
    if led or (there.hostname == "accounts.google.com" and final != url):
        return Suspicion(Soft.LOGIN, sure=True, evidence=f"it leads to the login {final}")
    if asks and page.password:
        return Suspicion(Soft.LOGIN, sure=True, evidence=f'"{page.title}" asks for a password')
    return None


def _parked(page: Page, final: str) -> Suspicion | None:
    host = (urlsplit(final).hostname or "").lower()
    places = (host, *page.sources)
    if page.lander:
        return Suspicion(Soft.PARKED, sure=True, evidence="its only script leads to a parking page")
    broker = next((b for b in PARKING_HOSTS for p in places if b in p), "")
    named = [*segments(page.title), *map(normalise, page.headings[:2]), normalise(page.title)]
    titled = any(_titles_parked(s) for s in named)
    # What else the title says: a broker's name is short, a work's title is not.
    rest = [s for s in segments(page.title) if not _titles_parked(s)]
    pure = sum(len(s.split()) for s in rest) <= 2
    bare = normalise(page.title) == normalise(host.removeprefix("www."))
    short = page.words < 400
    says = bool(_SAYS_PARKED.search(page.text[:3000]))
    says = says or (page.words < 100 and says_for_sale_abroad(page.text))
    if broker and (
        titled or says or bare or any(host == b or host.endswith("." + b) for b in PARKING_HOSTS)
    ):
        return Suspicion(Soft.PARKED, sure=True, evidence=f"it is parked with {broker}")
    if short and says and ((titled and pure) or bare):
        return Suspicion(
            Soft.PARKED, sure=True, evidence=f'its title is "{page.title}" and it says so'
        )
    if short and (titled or says):
        return Suspicion(Soft.PARKED, sure=False, evidence=f'its title is "{page.title}"')
    return None


def _titles_parked(words: str) -> bool:
    if _PARKED_TITLE.fullmatch(words):
        return True
    return len(words) <= 60 and says_for_sale_abroad(words)


def _missing(page: Page, url: str, final: str) -> Suspicion | None:
    parts = segments(page.title)
    in_title = [s for s in parts if _is_missing(s)]
    rest = [s for s in parts if s not in in_title]
    in_heading = any(_heads_missing(h) for h in page.headings[:4])
    short = page.words < 250
    says = bool(_SAYS_MISSING.search(page.text[:2000]))
    says = says or (short and says_missing_abroad(page.text))
    # What else the title says: a site's name is short, a work's title is not.
    pure = bool(in_title) and sum(len(s.split()) for s in rest) <= 4
    led = final != url and bool(_MISSING_PATH.search(urlsplit(final).path))
    hint = page.status_hint in {"404", "410"}
    weight = 2 * pure + bool(in_title) + 2 * in_heading + says + 3 * led + 2 * hint
    told = (
        f'its title is "{page.title}"'
        if in_title or not in_heading
        else f'it is headed "{page.headings[0]}"'
    )
    if led and (in_title or in_heading or says):
        return Suspicion(Soft.NOT_FOUND, sure=True, evidence=f"it leads to {final}")
    if short and pure and (in_heading or says or hint):
        return Suspicion(Soft.NOT_FOUND, sure=True, evidence=f"{told} though the status is 200")
    if weight >= 2 or (says and short):
        return Suspicion(Soft.NOT_FOUND, sure=False, evidence=told)
    return None


_DEFAULT_PAGE = re.compile(
    r"welcome to nginx.{0,30}|apache2? .{0,20}default page.{0,20}|test page for .{0,50}|it works"
    r"|iis windows.{0,20}|default web site page|account suspended|this account has been suspended"
    r"|(?:web)?site (?:suspended|disabled|not published|not configured).{0,30}|domain default page"
    r"|welcome to .{0,30} on (?:centos|fedora|debian|ubuntu).{0,20}|index of"
    r"|future home of something quite cool|plesk.{0,30}|cpanel.{0,30}|web servers default page"
)
_SHOWS = re.compile(
    rb"<(?:script|img|svg|video|iframe|frame|canvas|object|embed|picture)\b", re.IGNORECASE
)


def is_hollow(page: Page, body: bytes) -> bool:
    """Say whether nothing is on a page, or only what its server came with."""
    named = [*segments(page.title), *map(normalise, page.headings[:1])]
    if page.words < 150 and any(map(_DEFAULT_PAGE.fullmatch, named)):
        return normalise(page.title) != "index of" or page.words < 8
    return not page.text and not _SHOWS.search(body)


_ASKS_FIRST = re.compile(
    r"\b(?:before you continue|cookies?|consent|privacy|javascript|enable|loading|redirecting"
    r"|maintenance|unavailable|verify|human|robot|captcha|(?:sign|log) ?in)\b",
    re.IGNORECASE,
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


def trouble(page: Page) -> tuple[Status, str] | None:
    """Return what a short page says that its server suffers from, though it answers 200."""
    if page.words > FEW_WORDS:
        return None
    if _PHP.search(page.text) or any("herokucdn.com/error-pages" in s for s in page.sources):
        return Status.UNREACHABLE, "its server fails, though the status is 200"
    parts = segments(page.title)
    rest = sum(len(p.split()) for p in parts if not (_BROKEN.fullmatch(p) or _CLOSED.fullmatch(p)))
    named = [
        normalise(page.title),
        *map(normalise, page.headings[:1]),
        *(parts if rest < 3 else ()),
    ]
    if any(map(_BROKEN.fullmatch, named)):
        return Status.UNREACHABLE, "its server fails, though the status is 200"
    if any(map(_CLOSED.fullmatch, named)):
        return Status.BLOCKED, "it denies access, though the status is 200"
    return None


_NO_KEY = re.compile(r"<Error>\s*<Code>\s*(?:NoSuchKey|NoSuchBucket|NotFound)\b", re.IGNORECASE)


def says_only_missing(text: str) -> bool:
    """Say whether a short answer that is no page, JSON, XML or plain, only says "not found"."""
    if _NO_KEY.search(text[:300]):
        return True
    said = [text]
    if text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return False
        said = [v for v in data.values() if isinstance(v, str)] if len(data) <= 4 else []
    return any(len(s) < 80 and _is_missing(normalise(s)) for s in said)


def asks_first(title: str, headings: tuple[str, ...]) -> bool:
    """Say whether a page puts a question, or a word of waiting, before what it shows."""
    return bool(_ASKS_FIRST.search(" ".join((title, *headings))))


def strong(page: Page) -> bool:
    """Say whether the page is about nothing else, for when a probe neither proves nor disproves."""
    parts = segments(page.title)
    in_title = any(_is_missing(s) for s in parts)
    rest = sum(len(s.split()) for s in parts if not _is_missing(s))
    in_heading = any(_is_missing(normalise(h)) for h in page.headings[:2])
    return page.words < 120 and ((in_title and rest <= 4) or in_heading)


def alike(one: Page, other: Page, *addresses: str) -> bool:
    """Say whether two pages are one and the same but for what they echo of their addresses.

    What both begin and end with is the site's; only what stands between says whether they differ.
    """
    from rapidfuzz import fuzz

    if normalise(one.title) != normalise(other.title):
        return False
    if not one.text and not other.text:
        return bool(one.title)
    if abs(one.size - other.size) > MOST_ECHOED:
        return False
    a, b = _without_echo(one.text, addresses), _without_echo(other.text, addresses)
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(a.encode()), len(b.encode())) <= REST or fuzz.ratio(a, b) >= 90


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    differ = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def _without_echo(text: str, addresses: tuple[str, ...]) -> str:
    """Leave out what a page may say of its address, and numbers that change with each view."""
    for address in addresses:
        parts = urlsplit(address)
        for piece in (address, parts.path, unquote(parts.path), *parts.path.split("/")):
            if len(piece) >= 3:
                text = text.replace(piece, " ")
    return " ".join(w for w in text.split() if not any(c.isdigit() for c in w))
