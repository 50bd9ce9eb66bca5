"""Search papers by a pasted id or URL, by words (then with typos), and by author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
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
from awesome_p2ti.normalize import fold_accents, title_words
from awesome_p2ti.schema.field_types import venue_parts
from awesome_p2ti.urls import canonical_key, split_url, tracking_parameters, without_tracking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from awesome_p2ti.catalog import Entry
    from awesome_p2ti.schema.models import Paper

MIN_TITLE = 3
"""The fewest spaces of a title that is looked for in an address."""
MIN_TYPO = 4
"""The fewest letters of a word that may have a typo: shorter ones are near too many others."""
MIN_TWO_TYPOS = 8
"""The fewest letters of a word that may have two typos."""
_WORD = re.compile(r"\w+(?:[+.'’-]\w+)*\+*")
_SOMEWHERE = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?![\d.])")
_NAME = re.compile(r"[^\W\d_]+")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_REPOSITORY = re.compile(r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)", re.ASCII)
_GIT = re.compile(r"(?:git\+)?(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>[\w./~-]+)", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|(?:[\w-]+\.)+[A-Za-z]{2,}/)\S*", re.IGNORECASE)
_HUBS = ("github.com", "huggingface.co", "gitlab.com")
_NO_OWNERS = frozenset({"datasets", "spaces", "papers", "collections", "orgs"})


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The papers that match, newest first, and whether only with typos allowed."""

    papers: list[Entry[Paper]]
    fuzzy: bool = False


def search(papers: Iterable[Entry[Paper]], words: Sequence[str]) -> SearchResult:
    """Return the papers that an id or address names, or else that hold all words.

    Words are looked for in title, former titles, authors, name, id and venue, and then taken for
    one author's name. Where neither finds anything, a word of four letters or more may have one
    typo, one of eight two.
    """
    papers = sorted(papers, key=_newest_first)
    asked = pasted(words)
    named = matching(papers, asked)
    if named or asked.is_certain:
        return SearchResult(named or _titled_in_address(papers, " ".join(words)))
    wanted = [fold_accents(part) for word in words for part in word.split()]
    texts = {p.id: _text(p) for p in papers}
    exact = [p for p in papers if all(w in texts[p.id] for w in wanted)]
    if exact or not wanted:
        return SearchResult(_named_first(exact, " ".join(wanted)))
    if written := [p for p in papers if is_by(p.data, " ".join(words))]:
        return SearchResult(written)
    near = [_near(w, texts.values()) for w in wanted]
    return SearchResult([p for p in papers if all(test(texts[p.id]) for test in near)], fuzzy=True)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The addresses that a pasted text may mean, each as a key that its spellings share."""

    pages: frozenset[str] = frozenset()
    repositories: frozenset[str] = frozenset()
    """The repositories that the pages are parts of."""
    is_certain: bool = False
    """Whether it is an id or address for sure, and not words that look like one."""


def pasted(words: Sequence[str]) -> Pasted:
    """Return what a pasted text may mean: the page of an id, an address, a repository."""
    text = " ".join(words).strip(" \t<>")
    arxiv, doi, openreview = find_arxiv_id(text), find_doi(text), find_openreview_id(text)
    certain = bool(arxiv or doi)
    arxiv = arxiv or _only_arxiv_id(text)
    git = _GIT.fullmatch(text)
    url = f"https://{git['host']}/{git['path']}" if git else _as_url(text)
    found = [*_work_urls(arxiv, doi, openreview), *([url] if url else [])]
    if _REPOSITORY.fullmatch(text) and not url:
        found += [f"https://{hub}/{text}" for hub in _HUBS]
    repositories = frozenset(r for address in found if (r := _repository(address)))
    certain = certain or bool(url)
    return Pasted(frozenset(map(canonical_key, found)), repositories, certain)


def matching(papers: Iterable[Entry[Paper]], asked: Pasted) -> list[Entry[Paper]]:
    """Return the papers of which an address is asked for, or else a repository is."""
    if not asked.pages:
        return []
    papers = list(papers)
    exact = [p for p in papers if leads_to(p.data, asked)]
    return exact or [p for p in papers if any(_repository(u) in asked.repositories
                                              for u in _addresses(p.data))]  # fmt: skip


def _titled_in_address(papers: list[Entry[Paper]], url: str) -> list[Entry[Paper]]:
    """Return the papers whose title stands in the path of an address, as publishers write it."""
    path = f" {title_words(unquote(url))} "
    titles = ((p, title_words(p.data.title)) for p in papers)
    return [p for p, title in titles if title.count(" ") >= MIN_TITLE and f" {title} " in path]


def _only_arxiv_id(text: str) -> str:
    """Return the one arXiv id that stands somewhere in a text, or nothing."""
    found = set(_SOMEWHERE.findall(text))
    return found.pop() if len(found) == 1 and is_arxiv_id(min(found)) else ""


def leads_to(data: Any, asked: Pasted) -> bool:
    """Return whether an entry, or a declined work, has an address that is asked for."""
    return any(canonical_key(url) in asked.pages for url in _addresses(data))


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


def _addresses(data: Any) -> Iterator[str]:
    """Yield every address that leads to what an entry is about."""
    ids = (getattr(data, name, None) or "" for name in ("arxiv", "doi", "openreview"))
    yield from _work_urls(*ids)
    if url := getattr(data, "url", None):
        yield url
    if links := getattr(data, "links", None):
        yield from (link.url for _, link in links.items())
    for reference in getattr(data, "papers", ()):
        yield from _addresses(reference)


def _repository(url: str) -> str:
    """Return the key of the repository that an address is, or is a page of, or nothing."""
    host, _, path = canonical_key(url).partition("/")
    parts = path.partition("?")[0].split("/")
    if host not in _HUBS or len(parts) < 2 or not all(parts[:2]) or parts[0] in _NO_OWNERS:
        return ""
    return canonical_key(f"https://{host}/{parts[0]}/{parts[1]}")


def is_by(paper: Paper, author: str) -> bool:
    """Return whether a name is that of one of a paper's authors.

    In either order, with accents or without, with initials for all but one of its words.
    """
    asked = _name_words(author)
    return bool(asked) and any(
        _same_name(asked, words) for name in paper.authors or () for words in _spellings(name)
    )


def _spellings(name: str) -> Iterator[list[str]]:
    """Yield a name's words as they are, with hyphens left out, and with umlauts spelt out."""
    plain = _name_words(name)
    yield plain
    if "-" in name:
        yield _name_words(name.replace("-", ""))
    spelt_out = _name_words(name.lower().translate(_SPELT_OUT))
    if spelt_out != plain:
        yield spelt_out


def _name_words(name: str) -> list[str]:
    return _NAME.findall(fold_accents(name))


def _same_name(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether each asked word stands for another word of a name, one of them in full."""
    left = list(words)
    whole = [w for w in asked if len(w) > 1 and w in left]
    for word in whole:
        if word not in left:
            return False
        left.remove(word)
    for word in asked:
        if word in whole:
            continue
        other = next((o for o in left if o[0] == word[0] and 1 in {len(o), len(word)}), None)
        if other is None:
            return False
        left.remove(other)
    return bool(whole)


def _text(paper: Entry[Paper]) -> str:
    p = paper.data
    parts = [p.title, *(p.former_titles or ()), p.name or "", p.venue or "", paper.id]
    return fold_accents("\n".join([*parts, *(p.authors or ())]))


def _newest_first(paper: Entry[Paper]) -> tuple[int, str]:
    return -paper.data.months, paper.id


def _named_first(papers: list[Entry[Paper]], query: str) -> list[Entry[Paper]]:
    """Put the paper first whose name or id is the whole query."""
    return sorted(papers, key=lambda p: query not in {fold_accents(p.data.name or ""), p.id})


def _near(word: str, texts: Iterable[str]) -> Callable[[str], bool]:
    """Return the test for a word that may have typos; a word that any paper has is taken as is."""
    if len(word) < MIN_TYPO or any(word in text for text in texts):
        return lambda text: word in text
    from rapidfuzz.distance import OSA

    most = 1 if len(word) < MIN_TWO_TYPOS else 2

    def near(text: str) -> bool:
        return any(
            OSA.distance(word, other, score_cutoff=most) <= most for other in _WORD.findall(text)
        )

    return near


def since(paper: Paper, month: str) -> bool:
    """Return whether a paper is of ``month`` ("2024" or "2024-05") or later.

    A paper of which only the year is known counts as of that year's end.
    """
    date = paper.date if len(paper.date) > 4 else f"{paper.date}-12"
    return date >= month


def until(paper: Paper, month: str) -> bool:
    """Return whether a paper is of ``month`` ("2024" or "2024-05") or earlier.

    A paper of which only the year is known counts as of that year's beginning.
    """
    date = paper.date if len(paper.date) > 4 else f"{paper.date}-01"
    return date <= (month if len(month) > 4 else f"{month}-12")


def on_base_model(paper: Paper, name: str) -> bool:
    """Return whether a paper names a base model, or one of a family: "Stable Diffusion"."""
    asked = fold_accents(name)
    names = map(fold_accents, paper.base_models or ())
    return any(n == asked or n.startswith(f"{asked} ") for n in names)


def at_venue(paper: Paper, venue: str) -> bool:
    """Return whether a paper is of a venue: "CVPR", "CVPR 2023", "CVPR 2023 Workshop"."""
    if not paper.venue:
        return False
    name, year, rest = venue_parts(paper.venue)
    wanted = fold_accents(venue)
    return wanted in {
        fold_accents(name),
        fold_accents(f"{name} {year}"),
        fold_accents(f"{name} {year}{rest}"),
    }
