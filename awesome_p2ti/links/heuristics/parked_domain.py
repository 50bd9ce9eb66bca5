"""Parked domains: for sale, or without a site of their own yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesome_p2ti.links.heuristics.detection import Detection, PageProblem
from awesome_p2ti.links.heuristics.phrases import names_for_sale, states_for_sale
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from awesome_p2ti.links.heuristics.detection import PageNames
    from awesome_p2ti.links.pages.html import Page

_PARKED_TITLE = re.compile(
    r"(?:this |the )?(?:premium )?domain(?: name)? (?:[\w ]{1,60})?(?:is |may be |has been )?"
    r"(?:for sale|parked|available|expired).{0,40}|.{0,60} (?:is|may be) for sale"
    r"|buy this domain.{0,40}"
    r"|domain for sale.{0,40}|parked domain(?: name)?|this site is parked.{0,30}|domain parking"
    r"|(?:.{0,30} )?parking page|.{0,60} parked (?:on|at|by|with) .{0,30}"
)
_STATES_PARKED = re.compile(
    r"\b(?:this|the)\s+domain(?:\s+name)?(?:\s+[\w.-]{1,60})?\s+(?:is|may\s+be|has|was)\s+"
    r"(?:for\s+sale|parked|available\s+for|expired|listed\s+for"
    r"|(?:(?:recently|been|just|already)\s+){0,2}(?:registered|reserved|taken)\b)"
    r"|\bbuy\s+this\s+domain\b|\bparked\s+(?:free|domain)\b.{0,60}\b(?:courtesy|registrar|by)\b"
    r"|\b(?:page|site|website|name)\s+(?:is|has\s+been)\s+(?:currently\s+)?parked\b"
    r"|\bis\s+this\s+your\s+domain\b|\binquire\s+about\s+this\s+domain\b"
    r"|\b[\w-]+\.[a-z]{2,12}\s+(?:is|may\s+be)\s+for\s+sale\b"
    r"|\b(?:make|send|submit)\s+(?:us\s+|me\s+)?(?:an|your)\s+offer\b.{0,80}\bdomain\b"
    r"|\bdomain\b.{0,80}\b(?:make|send|submit)\s+(?:us\s+|me\s+)?(?:an|your)\s+offer\b"
    r"|\brelated\s+searches\b",
    re.IGNORECASE,
)
_OF_DOMAINS = re.compile(
    r"\b(?:expired|renewal|renew|for sale|can be yours|broker|asking price|get this domain"
    r"|buy (?:this|it|now)|purchase|registrar|parked|marketplace|auction|lease|your domain)\b",
    re.IGNORECASE,
)
_FEEDS = ("google.com/adsense/domains", "sedoparking.com", "parkingcrew.net", "bodiscdn.com")
FED_WORDS = 100  # of a page that is filled with advertisements for parked domains
FEW_WORDS = 40  # of a page that says little but its domain's state
_PARKED_WORDS = ("domain", "sale", "parked", "searches")  # one is in all that it finds
PARKING_HOSTS = (
    "sedoparking.com sedo.com parkingcrew.net bodis.com dan.com afternic.com "
    "hugedomains.com above.com undeveloped.com parklogic.com skenzo.com voodoo.com "
    "cashparking.com domainmarket.com efty.com brandbucket.com namebright.com "
    "parking-lander parkingpage domainsponsor.com parked-domain.org uniregistry.com "
    "google.com/adsense/domains "
    "dynadot.com/market godaddy.com/forsale bodiscdn.com //parking. d1lxhc4jvstzrp.cloudfront.net"
).split()


def detect_parked_domain(page: Page, names: PageNames, final: str) -> Detection | None:
    """Return the evidence that a domain is parked, if any."""
    host = (urlsplit(final).hostname or "").lower()
    places = "\n".join((host, *page.resources))
    if page.is_lander:
        return Detection(
            PageProblem.PARKED, conclusive=True, evidence="its only script leads to a parking page"
        )
    broker = next((b for b in PARKING_HOSTS if b in places), "")
    every = {*names.parts, *names.headings[:2], names.title}
    parked = {n for n in every if _PARKED_TITLE.fullmatch(n)} | names_for_sale(every)
    titled = bool(parked)
    # What else is in the title: a broker's name is short, a work's title is not.
    pure = sum(len(n.split()) for n in names.parts if n not in parked) <= 2
    bare = names.title == normalize_title(host.removeprefix("www."))
    short = page.words < 400
    states = _states_parked(page.text[:3000])
    states = states or (page.words < 100 and states_for_sale(page.text))
    feeds = page.words < FED_WORDS and any(feed in places for feed in _FEEDS)
    if feeds or (
        broker
        and (
            titled
            or states
            or bare
            or any(host == b or host.endswith("." + b) for b in PARKING_HOSTS)
        )
    ):
        return Detection(
            PageProblem.PARKED, conclusive=True, evidence=f"it is parked with {broker}"
        )
    itself = page.words < FEW_WORDS and _speaks_of_itself(page.text, host)
    if short and states and ((titled and pure) or bare):
        return Detection(
            PageProblem.PARKED,
            conclusive=True,
            evidence=f'its title is "{page.title}" and it says so',
        )
    if short and (titled or states or itself):
        return Detection(
            PageProblem.PARKED, conclusive=False, evidence=f'its title is "{page.title}"'
        )
    return None


def _speaks_of_itself(text: str, host: str) -> bool:
    """Say whether a text names its own host, and what happens to domains."""
    owned = host.removeprefix("www.")
    return owned in text.removeprefix(owned).lower() and bool(_OF_DOMAINS.search(text))


def _states_parked(text: str) -> bool:
    folded = text.casefold()
    return any(w in folded for w in _PARKED_WORDS) and bool(_STATES_PARKED.search(text))
