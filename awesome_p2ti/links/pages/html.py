"""The parts of a web page that are judged: title, headings, text, citation, refresh.

Pages come from anywhere. They are read as browsers read them, but nothing here takes more than
linear time in the page's length, or raises because of what is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from awesome_p2ti.links.pages.client_rendered import shows_more
from awesome_p2ti.links.pages.html_tree import noscripts, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Lengths are in characters.
TEXT_LENGTH = 6000
BEGINNING = 2 * TEXT_LENGTH  # of a page's text with its white space: all of most pages
MANY_WORDS = 500  # more than what any verdict asks for
MAX_REFRESH_DELAY = 5  # seconds: a page that refreshes later is there to be read
MAX_LANDER_LENGTH = 4000
MAX_BIBTEX_TITLE = 400
MAX_RESOURCES = 100  # of each tag
_INVISIBLE = "script style svg textarea template iframe noembed noframes xmp".split()
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_WITHOUT_SPACES = re.compile(r"[^\x00-\u2e80]")  # scripts without spaces
_LANDER = re.compile(
    r"""location(?:\.href)?\s{0,9}=\s{0,9}["'][^"']{0,80}/?lander\b""", re.IGNORECASE
)
_BIBTEX = re.compile(r"@(?:inproceedings|article|misc|inbook|conference)\s{0,9}\{", re.IGNORECASE)
_BIBTEX_TITLE = re.compile(r"(?<![a-z])title\s{0,20}=\s{0,20}([{\"])", re.IGNORECASE)
_RELOAD = re.compile(rf"\s{{0,9}}[0-{MAX_REFRESH_DELAY}]\s{{0,9}}[;,]?\s{{0,9}}")
_REFRESH = re.compile(
    r"\s{0,9}([0-9]{0,6})(\.?)[0-9.]{0,20}(?:\s{0,9}[;,]\s{0,9}|\s{1,9})"
    r"(?:url\s{0,9}=\s{0,9})?[\"']?([^\"']+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of an HTML page that verdicts and heuristics need."""

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    words: int = 0  # of a long page those of its beginning, at least ``MANY_WORDS``
    size: int = 0  # characters of all its text, of which ``text`` is the beginning
    stated_titles: tuple[str, ...] = ()  # of citation_title, dc.title and BibTeX
    authors: tuple[str, ...] = ()
    year: int | None = None
    has_citation_title: bool = False  # then the page is a paper's own
    site_name: str = ""
    has_password_field: bool = False
    refresh_target: str = ""  # the URL of a refresh that leaves no time to read
    status_hint: str = ""  # of prerender-status-code
    is_lander: bool = False  # nothing but a script that opens a parking page
    has_media: bool = False  # few words, but scripts, pictures, videos or frames
    client_rendered: bool = False  # a script may draw more than the page shows without it
    resources: tuple[str, ...] = ()  # URLs of scripts, frames and style sheets, in lower case


def read_page(source: str, url: str = "") -> Page:
    """Return the parts of a page by its HTML; relative URLs in it are completed by ``url``."""
    tree = parse(source)
    resources = tuple(_resources(tree))
    password = any(
        (n.attributes.get("type") or "").lower() == "password" for n in tree.tags("input")
    )
    bibtex_titles = _bibtex_titles(_text(tree.root)) if _BIBTEX.search(source) else []
    scripts = _texts(tree.tags("script")) if len(source) < MAX_LANDER_LENGTH else ""
    unscripted = noscripts(tree)
    tree.strip_tags(_INVISIBLE)
    visible, size = _visible_words(_text(tree.root, separator=" "))
    text = " ".join(visible)[:TEXT_LENGTH]
    words = len(visible) + (0 if text.isascii() else len(_WITHOUT_SPACES.findall(text)) // 2)
    has_media, client_rendered = shows_more(source, words)
    metas = _metas(tree.tags("meta"))
    title = next(_lines(tree.tags("title"), 500), "")
    title_only = text in {"", title}  # such a page is only there to redirect
    refresh = metas.get("refresh") or (title_only and _refresh_values(unscripted)) or [""]
    stated = [*metas.get("citation_title", []), *metas.get("dc.title", []), *bibtex_titles]
    return Page(
        title=title or _first(metas, "og:title", "twitter:title"),
        headings=tuple(
            h for h, _ in zip(_lines(tree.css("h1,h2,h3"), 300), range(8), strict=False)
        ),
        text=text,
        words=words,
        size=size,
        stated_titles=tuple(dict.fromkeys(stated))[:6],
        authors=tuple(metas.get("citation_author", ()))[:60],
        year=_year(_first(metas, "citation_publication_date", "citation_date", "citation_year")),
        has_citation_title=bool(metas.get("citation_title")),
        site_name=_first(metas, "og:site_name"),
        has_password_field=password,
        refresh_target=_refresh_target(tree, refresh[0], url, quick_only=not title_only),
        status_hint=_first(metas, "prerender-status-code"),
        is_lander=not text and bool(_LANDER.search(scripts)),
        has_media=has_media,
        client_rendered=client_rendered,
        resources=resources,
    )


def read_metas(source: str) -> dict[str, list[str]]:
    """Return what a page's ``<meta>`` say, by their names in lower case."""
    return _metas(parse(source).tags("meta"))


def _visible_words(text: str) -> tuple[list[str], int]:
    """Return the words of a text, of a long one those of its beginning, and its length."""
    words = text[:BEGINNING].split()
    size, rest = len(" ".join(words)), len(text) - BEGINNING
    if rest > 0 and (size <= TEXT_LENGTH or len(words) < MANY_WORDS):
        words = text.split()
        return words, len(" ".join(words))
    return words, size + max(0, rest)


def _text(node: LexborNode | None, separator: str = "") -> str:
    return node.text(separator=separator) if node is not None else ""


def _base(tree: LexborHTMLParser, url: str) -> str:
    """Return the URL by which a page completes its relative ones."""
    node = tree.css_first("base[href]")
    try:
        return urljoin(url, (node.attributes.get("href") or "").strip()) if node else url
    except ValueError:
        return url


def _refresh_target(tree: LexborHTMLParser, content: str, url: str, *, quick_only: bool) -> str:
    return refresh_target(content, _base(tree, url), quick_only=quick_only) if content else ""


def _texts(nodes: list[LexborNode]) -> str:
    return " ".join(map(_text, nodes))


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(nodes: list[LexborNode], length: int) -> Iterator[str]:
    """Yield the text of elements, each on one line, without empty ones and markup shown as text."""
    for node in nodes:
        text = _text(node, separator=" ")[: 10 * length]
        if text := _line(_TAG.sub(" ", text))[:length]:
            yield text


def _resources(tree: LexborHTMLParser) -> Iterator[str]:
    for tag in ("script", "iframe", "frame", "link"):
        for node in tree.tags(tag)[:MAX_RESOURCES]:
            attributes = node.attributes
            if where := attributes.get("src") or attributes.get("href"):
                yield where[:200].lower()


def _is_password_field(node: LexborNode) -> bool:
    return (node.attributes.get("type") or "").lower() == "password"


def _metas(nodes: list[LexborNode]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in nodes[:300]:
        pairs = node.attributes
        key = pairs.get("name") or pairs.get("property") or pairs.get("http-equiv")
        value = _line(_TAG.sub(" ", (pairs.get("content") or "")[:4000]))
        if key and value and (key.lower() != "refresh" or "http-equiv" in pairs):
            found.setdefault(key.lower(), []).append(value[:1000])
    return found


def _refresh_values(unscripted: list[LexborNode]) -> list[str]:
    return [r for node in unscripted for r in _metas(node.css("meta")).get("refresh", ())]


def _first(metas: dict[str, list[str]], *names: str) -> str:
    return next((metas[n][0] for n in names if metas.get(n)), "")


def _year(text: str) -> int | None:
    match = re.search(r"\b(19|20)\d\d\b", text)
    return int(match[0]) if match else None


def refresh_target(content: str, url: str, *, quick_only: bool = True) -> str:
    """Return the URL of a refresh, or nothing; ``quick_only``: only within ``MAX_REFRESH_DELAY``.

    Parsed as in https://html.spec.whatwg.org/#shared-declarative-refresh-steps.
    """
    if _RELOAD.fullmatch(content):
        return url
    match = _REFRESH.match(content)
    if not match or not (match[1] or match[2]):
        return ""
    if quick_only and float(match[1] or 0) > MAX_REFRESH_DELAY:
        return ""
    try:
        return str(urljoin(url, match[3].strip()))
    except ValueError:
        return ""


def _bibtex_titles(text: str) -> list[str]:
    titles = []
    for match in islice(_BIBTEX.finditer(text), 4):
        record = text[match.end() : match.end() + 1500]
        found = (_bibtex_value(record, m.end(), m[1]) for m in _BIBTEX_TITLE.finditer(record))
        titles += [t for t in found if 5 <= len(t) <= MAX_BIBTEX_TITLE][:1]
    return titles


def _bibtex_value(record: str, start: int, opening: str) -> str:
    """Return the BibTeX value behind its opening brace or quote, without outer braces.

    A value without end is cut at the end of its line.
    """
    depth, position = 0, start
    while position < len(record):
        mark = record[position]
        if depth == 0 and mark == ("}" if opening == "{" else '"'):
            break
        depth += (mark == "{") - (mark == "}" and depth > 0)
        position += 2 if mark == "\\" else 1
    else:
        position = len(record[:start]) + len(record[start:].partition("\n")[0])
    return _line(record[start:position]).strip('{}",; ')
