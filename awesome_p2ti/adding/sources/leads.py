"""Pages that are no paper themselves but name one: project pages, repositories, models, spaces.

Such a page may name many papers. Which of them it is of is known only by a title: that paper's, as
a service states it, has to stand on the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from awesome_p2ti.identifiers import find_arxiv_id, find_openreview_id
from awesome_p2ti.links.heuristics.refusals import refusal_in
from awesome_p2ti.links.matching.source_text import read_source
from awesome_p2ti.links.matching.titles import words_mention_work
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.paper_facts import PaperFacts, StatedLink
from awesome_p2ti.links.replies.citation_page import anchors_of, read_citation_page
from awesome_p2ti.links.replies.github import read_repository_page
from awesome_p2ti.links.replies.huggingface import papers_of
from awesome_p2ti.links.replies.proceedings import page_of
from awesome_p2ti.links.replies.stated_links import (
    addresses_in,
    arxiv_ids_in,
    repository_in,
    role_of,
)
from awesome_p2ti.normalize import normalize_pieces, normalize_title
from awesome_p2ti.urls import host_of, is_subpage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

MAX_PAGE = 1024 * 1024  # bytes of a page that are read: a README may stand at its end
MAX_CANDIDATES = 12  # papers of a page that are looked up
ABSENT = frozenset({401, 404, 410})  # 401: how the hub says that there is no such thing
_TEMPLATES = re.compile(
    r"template|nerfies|academic-project|project-page|\.github\.io$", re.IGNORECASE
)
_NO_PROJECTS = frozenset({"openreview.net", "doi.org", "huggingface.co", "github.com"})
_MIN_TITLE = 12  # characters of a title that a page does not have by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What a page says that may lead to a paper."""

    source: str
    """The page, as a person knows it."""
    asked: str = ""
    url: str = ""
    """Where it is, redirects followed."""
    facts: PaperFacts | None = None
    """What it states of itself, where it is a paper's own page."""
    arxiv: tuple[str, ...] = ()
    """The ids that it names."""
    openreview: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    """The normal form of its text, in which titles are looked for."""
    heading: str = ""
    """The normal form of its title and headings."""
    links: tuple[StatedLink, ...] = ()
    whole: bool = True
    """Whether all of it was read."""
    failure: str = ""
    absent: bool = False
    """Whether there is no such page."""
    requests: int = 0
    silent: bool = False

    def names(self, facts: PaperFacts) -> bool:
        """Whether the page names a work: by its id, or by its whole title."""
        title = normalize_title(facts.title)
        whole = len(title) >= _MIN_TITLE and f" {title} " in f" {self.words} "
        return whole or bool(facts.arxiv and facts.arxiv in self.arxiv)

    def facts_of(self, work: PaperFacts, titles: Sequence[str] = ()) -> PaperFacts | None:
        """Return what the page states of a work, or None where it names it not.

        ``titles`` are further ones of the work, which sources state.
        """
        if not any(self.names(replace(work, title=t)) for t in (work.title, *titles)):
            return self._unnamed((work.title, *titles))
        named = work.arxiv if work.arxiv in self.arxiv else ""
        links = self.links
        if self.heading and self.facts is None and normalize_title(work.title) in self.heading:
            own = StatedLink(role="project", url=self.url, vouched=True, place="page")
            links = (*links, own)
        return PaperFacts(source=self.source, arxiv=named, links=links)

    def _unnamed(self, titles: Sequence[str]) -> PaperFacts | None:
        """Return that a repository names a work nowhere, not even by its method's name."""
        code = next((k for k in self.links if k.place == "readme" and k.role == "code"), None)
        if code is None or not self.whole:
            return None
        if any(words_mention_work(self.words, title) for title in titles):
            return None
        return PaperFacts(source=self.source, links=(replace(code, place="unnamed"),))


def follow(http: HttpClient, wanted: Wanted) -> Lead:
    """Request the page that was pasted."""
    if wanted.repository:
        return read_repository(http, wanted.repository)
    return _read_hub(http, wanted.hub) if wanted.hub else read_web_page(http, wanted.url)


def read_web_page(http: HttpClient, url: str) -> Lead:
    """Request a page of proceedings, of a publisher or of a project."""
    page = page_of(urlsplit(url)) or url
    return _request(http, page, f"the page at {host_of(page).removeprefix('www.')}", _read_web_page)


def _read_web_page(lead: Lead, response: Response) -> Lead:
    source = response.text()
    anchors = [urljoin(response.final_url, url) for url, _ in anchors_of(source)]
    facts = read_citation_page(source, lead.source)
    ids = (find_arxiv_id(response.final_url), *arxiv_ids_in(" ".join(anchors)))
    page = read_page(source, response.final_url)
    ids = (*ids, *arxiv_ids_in(page.text))
    if facts is not None:  # such a page may list others' papers too
        ids = (facts.arxiv,)
        facts = replace(facts, links=(*facts.links, *_paper_link(facts, response.final_url)))
    return replace(
        lead,
        facts=facts,
        arxiv=_some(ids),
        openreview=_some(tuple(map(find_openreview_id, _at(anchors, "openreview.net")))),
        words=read_source(source).words,
        heading=normalize_pieces(" . ".join((page.title, *page.headings))),
        links=tuple(_links_on(anchors)),
    )


def _paper_link(facts: PaperFacts, url: str) -> tuple[StatedLink, ...]:
    """Return the page itself as the paper's, for works without an id."""
    nameless = not (facts.arxiv or facts.doi or facts.openreview)
    return (StatedLink(role="paper", url=url, vouched=True),) if nameless else ()


def read_repository(http: HttpClient, name: str) -> Lead:
    """Request a repository's page at GitHub, with its README."""
    return _request(http, f"https://github.com/{name}", f"github.com/{name}", _read_repository)


def _read_repository(lead: Lead, response: Response) -> Lead:
    repository = read_repository_page(response.text())
    if not repository.name or "/" not in repository.name:
        return replace(lead, failure="its reply is no page of a repository")
    if repository.empty:
        return replace(lead, failure="the repository is empty", absent=True)
    asked, now = (f"https://{lead.source}", f"https://github.com/{repository.name}")
    moved = now if now.lower() != asked.lower() else ""
    links = [StatedLink(role="code", url=asked, place="readme", moved_to=moved)]
    if _may_be_project(repository.homepage):
        links.append(StatedLink(role="project", url=repository.homepage, place="readme"))
    anchors = [url for url, _ in anchors_of(repository.readme)]
    readme = read_source(repository.readme)
    named = " ".join((repository.homepage, *anchors, repository.description, readme.written))
    return replace(
        lead,
        arxiv=_some(tuple(arxiv_ids_in(named))),
        openreview=_some(tuple(map(find_openreview_id, _at(anchors, "openreview.net")))),
        words=f"{normalize_pieces(repository.description)} . {readme.words}",
        links=tuple(links),
    )


def _may_be_project(url: str) -> bool:
    """Say whether a repository's homepage may be its paper's: no paper, and no whole site."""
    role = role_of(url)
    plain = role is None and is_subpage(url) and not find_arxiv_id(url)
    return role == "project" or (plain and host_of(url) not in _NO_PROJECTS)


def _read_hub(http: HttpClient, name: str) -> Lead:
    path = name if name.startswith(("spaces/", "datasets/")) else f"models/{name}"
    return _request(
        http, f"https://huggingface.co/api/{path}", f"huggingface.co/{name}", _read_hub_reply
    )


def _read_hub_reply(lead: Lead, response: Response) -> Lead:
    url = lead.url.replace("/api/models/", "/").replace("/api/", "/")
    role = role_of(url)
    own = (StatedLink(role=role, url=url, place="page"),) if role else ()
    return replace(lead, arxiv=papers_of(response.json()), links=own)


def _request(
    http: HttpClient, url: str, source: str, read: Callable[[Lead, Response], Lead]
) -> Lead:
    response = http.get(url, max_bytes=MAX_PAGE)
    lead = Lead(
        source=source,
        asked=url,
        url=response.final_url,
        absent=response.error is None and response.status in ABSENT,
        whole=not response.truncated,
        requests=response.requests,
        silent=response.error is not None and not response.status,
    )
    why = refusal_in(response, "json" if "/api/" in url else "html")
    if why and not (response.ok and response.truncated and "html" in response.content_type):
        return replace(lead, failure=why)
    return read(lead, response)


def _links_on(anchors: list[str]) -> list[StatedLink]:
    """Return the one repository that a page links to, and what it links to at the hub."""
    repositories = {r.lower(): r for url in anchors if (r := repository_in(url))}
    own = [r for r in repositories.values() if not _TEMPLATES.search(r)]
    links = []
    if len(own) == 1:
        url = f"https://github.com/{own[0]}"
        links.append(StatedLink(role="code", url=url, vouched=True, place="page"))
    for url in addresses_in(" ".join(anchors)):
        role = role_of(url)
        if role in {"weights", "demo", "dataset"}:
            links.append(StatedLink(role=role, url=url, place="page"))
    return links


def _at(urls: list[str], host: str) -> list[str]:
    return [url for url in urls if host_of(url).removeprefix("www.") == host]


def _some(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, ids)))[:MAX_CANDIDATES]
