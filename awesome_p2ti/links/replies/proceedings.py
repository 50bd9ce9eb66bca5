"""Proceedings: whole lists, in one page each, and the page of a PDF: CVF, NeurIPS, PMLR, ECVA, ACL.

A list is an exact table from arXiv ids, or titles and authors, to a venue: CVF gives many
papers' arXiv ids.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from awesome_p2ti.links.paper_facts import PaperFacts, StatedLink
from awesome_p2ti.links.replies.citation_page import anchors_of
from awesome_p2ti.links.replies.stated_links import arxiv_ids_in
from awesome_p2ti.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.parse import SplitResult

_TAGS = re.compile(r"<[^<>]{0,2000}>")
_FORM_NAME = re.compile(r'name="query_author"\s+value="([^"]{1,200})"', re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CVF_PLACE = re.compile(
    r"/(?:content/)?(?P<name>[A-Za-z]+?)(?P<year>20\d\d)(?P<workshops>_?workshops?|W)?/",
    re.IGNORECASE,
)
_ACL_VOLUME = re.compile(r"/(\d{4})\.([a-z]+)-([a-z]+)\.")
_ECVA_YEAR = re.compile(r"eccv_(20\d\d)", re.IGNORECASE)
_PMLR_PLACE = re.compile(r"<i>\s*(?P<name>[^<>]{5,200}?)\s*</i>\s*,?\s*PMLR", re.IGNORECASE)
_PMLR_YEAR = re.compile(r"\b(20\d\d)\b")
_CVF_PDF = re.compile(r"(/content\w*/.*?)papers/(.+)_paper\.pdf")
_ACL_PDF = re.compile(r"/([A-Za-z0-9.-]+)\.pdf")
_NEURIPS_PDF = re.compile(r"(/paper(?:_files)?/(?:paper/)?\d{4})/file/([0-9a-f]+)-Paper(.*)\.pdf")
_PMLR_PDF = re.compile(r"(/v\d+)/([\w-]+)/\2\.pdf")
_SMALLEST = 5  # papers of a real list


def page_of(parts: SplitResult) -> str:
    """Return the URL of the page of a PDF, or nothing."""
    root = f"{parts.scheme}://{parts.netloc}"
    if parts.hostname == "openaccess.thecvf.com":
        match = _CVF_PDF.fullmatch(parts.path)
        return f"{root}{match[1]}html/{match[2]}_paper.html" if match else ""
    if parts.hostname == "aclanthology.org":
        match = _ACL_PDF.fullmatch(parts.path)
        return f"{root}/{match[1]}/" if match else ""
    if parts.hostname == "proceedings.mlr.press":
        match = _PMLR_PDF.fullmatch(parts.path)
        return f"{root}{match[1]}/{match[2]}.html" if match else ""
    match = _NEURIPS_PDF.fullmatch(parts.path)
    return f"{root}{match[1]}/hash/{match[2]}-Abstract{match[3]}.html" if match else ""


def read_list(source: str, url: str) -> tuple[PaperFacts, ...]:
    """Return the papers of a list, by its host; nothing where the page is no such list."""
    host = host_of(url).removeprefix("www.")
    read = _READERS.get(host)
    found = tuple(read(source, url)) if read else ()
    return found if len(found) >= _SMALLEST else ()


def _cvf(source: str, url: str) -> list[PaperFacts]:
    """``dt.ptitle`` with the title, then ``dd`` with the authors and ``dd`` with the links."""
    found = []
    for part in _parts(source, r'<dt\s+class="?ptitle"?'):
        anchors = anchors_of(part)
        if not anchors:
            continue
        page, title = urljoin(url, anchors[0][0]), _text(anchors[0][1])
        place = _CVF_PLACE.search(page)
        arxiv = arxiv_ids_in(" ".join(a for a, text in anchors if text.lower() == "arxiv"))
        kind = " Workshop" if place and place["workshops"] else ""
        venue = f"{place['name']} {place['year']}{kind}" if place else ""
        people = tuple(map(html.unescape, _FORM_NAME.findall(part)))
        found.append(
            _paper(
                "CVF Open Access",
                title,
                people,
                page,
                venue,
                arxiv[0] if len(arxiv) == 1 else "",
            )
        )
    return found


def _neurips(source: str, url: str) -> list[PaperFacts]:
    """``li`` with the title in a link, and the authors in ``i`` or in a span."""
    found = []
    year = _YEAR.search(url)
    for part in _parts(source, r"<li\b"):
        anchors = [a for a in anchors_of(part) if "-Abstract" in a[0]]
        names = re.search(r"<(?:i|span[^<>]*authors[^<>]*)>(.{1,5000}?)</", part, re.DOTALL)
        if anchors and names:
            people = tuple(n.strip() for n in _text(names[1]).split(",") if n.strip())
            page = urljoin(url, anchors[0][0])
            venue = f"NeurIPS {year[0]}" if year else ""
            found.append(_paper("NeurIPS", _text(anchors[0][1]), people, page, venue))
    return found


def _pmlr(source: str, url: str) -> list[PaperFacts]:
    """``div.paper`` with ``p.title``, ``span.authors`` and links, among them ``abs``."""
    found = []
    for part in _parts(source, r'<div\s+class="paper"'):
        title, names = (
            re.search(rf'class="{c}">(.{{1,5000}}?)</', part, re.DOTALL)
            for c in ("title", "authors")
        )
        page = next((a for a, text in anchors_of(part) if text.lower() == "abs"), "")
        place, year = _PMLR_PLACE.search(part), _PMLR_YEAR.search(_heading(source))
        if title and names and page:
            people = tuple(n.strip() for n in _text(names[1]).split(",") if n.strip())
            venue = f"{_text(place['name'])} {year[0]}" if place and year else ""
            found.append(_paper("PMLR", _text(title[1]), people, urljoin(url, page), venue))
    return found


def _ecva(source: str, url: str) -> list[PaperFacts]:
    """As CVF's, for all years in one page; the authors are one text, with marks of footnotes."""
    found = []
    for part in _parts(source, r'<dt\s+class="?ptitle"?'):
        anchors = anchors_of(part)
        names = re.search(r"<dd>(.{1,5000}?)</dd>", part, re.DOTALL)
        if not anchors or not names:
            continue
        page = urljoin(url, anchors[0][0])
        year = _ECVA_YEAR.search(page)
        people = tuple(n.strip(" *†") for n in _text(names[1]).split(",") if n.strip(" *†"))
        venue = f"ECCV {year[1]}" if year else ""
        found.append(_paper("ECVA", _text(anchors[0][1]), people, page, venue))
    return found


def _acl(source: str, url: str) -> list[PaperFacts]:
    """A paragraph a paper: the title is a link in ``strong``, the authors link to ``/people/``."""
    found = []
    for part in _parts(source, r"<p\s+class=\"?[^<>]*align-items-stretch"):
        title = re.search(r"<strong>(.{1,3000}?)</strong>", part, re.DOTALL)
        anchors = anchors_of(title[1]) if title else []
        people = tuple(_text(text) for a, text in anchors_of(part) if "/people/" in a)
        volume = _ACL_VOLUME.search(anchors[0][0]) if anchors else None
        if volume and people:
            findings = volume[2] == "findings"
            name = f"{volume[3]} findings" if findings else volume[2]
            venue = f"{name} {volume[1]}"
            page = urljoin(url, anchors[0][0])
            found.append(_paper("ACL Anthology", _text(anchors[0][1]), people, page, venue))
    return found


_READERS: dict[str, Callable[[str, str], list[PaperFacts]]] = {
    "openaccess.thecvf.com": _cvf,
    "papers.nips.cc": _neurips,
    "proceedings.neurips.cc": _neurips,
    "papers.neurips.cc": _neurips,
    "proceedings.mlr.press": _pmlr,
    "ecva.net": _ecva,
    "aclanthology.org": _acl,
}


def _paper(
    source: str, title: str, people: tuple[str, ...], page: str, venue: str, arxiv: str = ""
) -> PaperFacts:
    link = StatedLink(role="paper", url=page, vouched=True)
    return PaperFacts(
        source=source,
        title=title,
        authors=people,
        venue=venue,
        arxiv=arxiv,
        links=(link,),
        published=True,
    )


def _parts(source: str, opening: str) -> list[str]:
    """Return what begins with each opening tag, up to the next one."""
    return re.split(opening, source, flags=re.IGNORECASE)[1:]


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())


def _heading(source: str) -> str:
    found = re.search(r"<h[12][^<>]*>(.{1,2000}?)</h[12]>", source, re.DOTALL | re.IGNORECASE)
    return _text(found[1]) if found else ""
