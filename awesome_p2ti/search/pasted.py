"""What a pasted id, address or repository names, and which entries it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.identifiers import (
    arxiv_id_of_doi,
    arxiv_url,
    doi_url,
    find_arxiv_id,
    find_doi,
    find_openreview_id,
    is_arxiv_id,
    openreview_url,
)
from awesome_p2ti.normalize import title_words
from awesome_p2ti.urls import (
    canonical_key,
    split_url,
    tracking_parameters,
    web_address_of_git,
    without_tracking,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.schema.models import Paper
    from awesome_p2ti.schema.strict_model import Model

MIN_TITLE = 3
"""The fewest spaces of a title that is looked for in a text."""
_SOMEWHERE = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?![\d.])")
_REPOSITORY = re.compile(r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|(?:[\w-]+\.)+[A-Za-z]{2,}/)\S*", re.IGNORECASE)
_HUBS = ("github.com", "huggingface.co", "gitlab.com")
_NO_OWNERS = frozenset({"datasets", "spaces", "papers", "collections", "orgs"})


@dataclass(frozen=True, slots=True)
class Pasted:
    """The addresses that a pasted text may mean, each as a key that its spellings share."""

    pages: frozenset[str] = frozenset()
    repositories: frozenset[str] = frozenset()
    """The repositories that the pages are parts of."""
    is_certain: bool = False
    """Whether it is an id or address for sure, and not words that look like one."""
    parts: frozenset[str] = frozenset()
    """Of each page and repository a part, of which every spelling has the letters."""

    def may_be(self, url: str) -> bool:
        """Return whether an address may be asked for: sooner said than what its key is."""
        small = url.lower()
        return any(part in small for part in self.parts)


def pasted(words: Sequence[str]) -> Pasted:
    """Return what a pasted text may mean: the page of an id, an address, a repository."""
    text = " ".join(words).strip(" \t<>")
    arxiv, doi, openreview = find_arxiv_id(text), find_doi(text), find_openreview_id(text)
    certain = bool(arxiv or doi)
    arxiv = arxiv or _only_arxiv_id(text)
    url = web_address_of_git(text) or _as_url(text)
    found = [*_work_urls(arxiv, doi, openreview), *([url] if url else [])]
    if _REPOSITORY.fullmatch(text) and not url:
        found += [f"https://{hub}/{text}" for hub in _HUBS]
    repositories = frozenset(r for address in found if (r := _repository(address)))
    certain = certain or bool(url)
    pages = frozenset(map(canonical_key, found))
    return Pasted(pages, repositories, certain, frozenset(map(_longest_part, pages | repositories)))


def _longest_part(key: str) -> str:
    """Return the longest part of a page's path or query, or its host where it has neither."""
    host, *path = re.split(r"[/?]", key.lower())
    return max(path, key=len) or host


def matching(papers: Iterable[Entry[Paper]], asked: Pasted) -> list[Entry[Paper]]:
    """Return the papers of which an address is asked for, or else a repository is."""
    if not asked.pages:
        return []
    papers = list(papers)
    exact = [p for p in papers if leads_to(p.data, asked)]
    if exact or not asked.repositories:
        return exact
    urls = ((p, filter(asked.may_be, _addresses(p.data))) for p in papers)
    return [
        p for p, asked_for in urls if any(_repository(u) in asked.repositories for u in asked_for)
    ]


def titled_in(papers: list[Entry[Paper]], text: str) -> list[Entry[Paper]]:
    """Return the papers of which a title stands in a text: a record, a reference, an address."""
    words = f" {title_words(unquote(text))} "

    def is_there(title: str) -> bool:
        title = title_words(title)
        return title.count(" ") >= MIN_TITLE and f" {title} " in words

    return [p for p in papers if any(map(is_there, [p.data.title, *(p.data.former_titles or ())]))]


def leads_to(data: Model, asked: Pasted) -> bool:
    """Return whether an entry, or a declined work, has an address that is asked for."""
    return any(canonical_key(url) in asked.pages for url in filter(asked.may_be, _addresses(data)))


def _only_arxiv_id(text: str) -> str:
    """Return the one arXiv id that stands somewhere in a text, or nothing."""
    found = set(_SOMEWHERE.findall(text))
    return found.pop() if len(found) == 1 and is_arxiv_id(min(found)) else ""


def _as_url(text: str) -> str:
    """Return the address that a text is, with or without its scheme, without what only tracks."""
    if not _ADDRESS.fullmatch(text):
        return ""
    parts = split_url(text if "://" in text else f"https://{text}")
    if parts is None:
        return ""
    return without_tracking(parts) if tracking_parameters(parts) else parts.geturl()


def _work_urls(arxiv: str, doi: str, openreview: str) -> Iterator[str]:
    """Yield the addresses of a work's ids; a DOI of arXiv's is that of the arXiv id."""
    arxiv = arxiv or arxiv_id_of_doi(doi)
    if arxiv:
        yield arxiv_url(arxiv)
    if doi:
        yield doi_url(doi.lower())
    if openreview:
        yield openreview_url(openreview)


def _addresses(data: Model) -> Iterator[str]:
    """Yield every address that leads to what an entry is about."""
    fields = vars(data)  # to ask a model for an attribute that it lacks takes long
    yield from _work_urls(*(fields.get(name) or "" for name in ("arxiv", "doi", "openreview")))
    if url := fields.get("url"):
        yield url
    if links := fields.get("links"):
        yield from (link.url for _, link in links.items())
    for reference in fields.get("papers") or ():
        yield from _addresses(reference)


def _repository(url: str) -> str:
    """Return the key of the repository that an address is, or is a page of, or nothing."""
    host, _, path = canonical_key(url).partition("/")
    parts = path.partition("?")[0].split("/")
    if host not in _HUBS or len(parts) < 2 or not all(parts[:2]) or parts[0] in _NO_OWNERS:
        return ""
    return canonical_key(f"https://{host}/{parts[0]}/{parts[1]}")
