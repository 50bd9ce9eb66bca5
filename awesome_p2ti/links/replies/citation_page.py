"""A paper's own page, by its ``citation_*`` tags: arXiv, CVF, ACL, NeurIPS, PMLR, publishers.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing lists the tags.
"""

from __future__ import annotations

import html
import re

from awesome_p2ti.identifiers import find_doi, is_arxiv_id
from awesome_p2ti.links.pages.html import read_metas
from awesome_p2ti.links.paper_facts import PaperFacts, StatedLink
from awesome_p2ti.links.replies.datacite import given_first
from awesome_p2ti.links.replies.notices import withdrawal_in
from awesome_p2ti.links.replies.stated_links import addresses_in, arxiv_ids_in, role_of

_VERSION = re.compile(r"v\d+$")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
    r"(?:[-/](?P<month>1[0-2]|0?[1-9])(?!\d)(?:[-/](?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?)?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_BIBTEX_MONTH = re.compile(
    r"\bmonth\s{0,20}=\s{0,20}[{\"]?\s{0,9}([A-Za-z]{3})[a-z]{0,9}\s{0,9}[}\",]", re.IGNORECASE
)
_HREF = re.compile(
    r"<a\s[^<>]{0,500}?href\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]{1,500})[^<>]{0,300}>(.{0,400}?)</a",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(
    r'class="(?:error|[^"<>]{0,60}withdrawn[^"<>]{0,60})"[^<>]{0,200}>([^<]{5,300})', re.IGNORECASE
)
_VENUES = ("citation_conference_title", "citation_conference", "citation_journal_title",
           "citation_inbook_title")  # fmt: skip
_DATES = ("citation_publication_date", "citation_date", "citation_online_date", "citation_year")


def read_citation_page(source: str, name: str) -> PaperFacts | None:
    """Read a page's tags; None where it has no ``citation_title``, so is no paper's own page."""
    metas = read_metas(source)
    title = _first(metas, "citation_title")
    if not title:
        return None
    arxiv = _VERSION.sub("", _first(metas, "citation_arxiv_id"))
    at_arxiv = is_arxiv_id(arxiv)
    public = _date(_first(metas, *_DATES))
    notice = _NOTICE.search(source)
    venue = "" if at_arxiv else _first(metas, *_VENUES)
    return PaperFacts(
        source=name,
        arxiv=arxiv if at_arxiv else _linked_arxiv(source),
        doi=find_doi(_first(metas, "citation_doi")),
        title=html.unescape(title),
        authors=tuple(given_first(html.unescape(n)) for n in _authors(metas)),
        public="" if at_arxiv else _with_month(public, source),
        submitted=public if at_arxiv else "",
        venue=venue if not venue or re.search(r"(?:19|20)\d\d", venue) else f"{venue} {public[:4]}",
        links=() if at_arxiv else tuple(_links(source)),
        abstract=_first(metas, "citation_abstract", "og:description"),
        published=bool(venue),
        withdrawn=bool(notice and withdrawal_in(notice[1])),
    )


def anchors_of(source: str) -> list[tuple[str, str]]:
    """Return the addresses that a page links to, each with the text of its link."""
    found = ((html.unescape(m[1]), m[2]) for m in _HREF.finditer(source[: 1 << 21]))
    return [(url, " ".join(re.sub(r"<[^<>]*>", " ", text).split())) for url, text in found]


def _authors(metas: dict[str, list[str]]) -> list[str]:
    """Return the authors, one a tag, or all in one with semicolons between."""
    names = metas.get("citation_author") or metas.get("citation_authors") or []
    return [n.strip() for name in names for n in name.split(";") if n.strip()][:300]


def _linked_arxiv(source: str) -> str:
    """Return the id behind the one link to arXiv that calls itself so, as CVF's pages have it."""
    named = [url for url, text in anchors_of(source) if "arxiv" in text.lower()]
    ids = arxiv_ids_in(" ".join(named))
    return ids[0] if len(ids) == 1 else ""


def _links(source: str) -> list[StatedLink]:
    """Return the code and project that a page of proceedings gives beside the paper."""
    named = {"code", "project", "project page", "github"}
    urls = [url for url, text in anchors_of(source) if text.lower().strip("[] ") in named]
    roles = [(url, role_of(url)) for url in addresses_in(" ".join(urls))]
    return [StatedLink(role=role, url=url, vouched=True) for url, role in roles if role]


def _first(metas: dict[str, list[str]], *names: str) -> str:
    return next((metas[n][0] for n in names if metas.get(n)), "")


def _date(text: str) -> str:
    """Return ``2023-04-06``, ``2023-04`` or ``2023`` for a date as pages write them."""
    match = _DATE.search(text)
    if match is None:
        return ""
    parts = [match["year"], *(f"{int(p):02}" for p in (match["month"], match["day"]) if p)]
    return "-".join(parts)


def _with_month(date: str, source: str) -> str:
    """Add the month that a page's BibTeX states, where its tags state a year alone."""
    found = _BIBTEX_MONTH.search(source) if len(date) == 4 else None
    month = found[1].lower() if found else ""
    return f"{date}-{_MONTHS.index(month) + 1:02}" if month in _MONTHS else date
