"""The URLs, absolute and relative, that attributes of HTML name, with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from awesome_p2ti.links.inputs.nesting import check_nesting
from awesome_p2ti.links.local.schemes import is_http, is_relative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_URL_ATTRIBUTES = ("href", "src", "poster", "data", "cite", "action", "formaction", "background",
           "longdesc", "xlink:href")  # fmt: skip
_SRCSET_ATTRIBUTES = ("srcset", "imagesrcset")
_SELECTOR = ",".join(f"[{name}]" for name in _URL_ATTRIBUTES + _SRCSET_ATTRIBUTES).replace(
    ":", "\\:"
)
_CONNECTION_RELS = frozenset({"preconnect", "dns-prefetch"})  # of a host, not a page

# The parser gives no places. So each "http:" of the source gets a mark behind it that holds its
# offset, and so does the beginning of each value.
_MARKABLE = re.compile(r"https?:|=\s*[\"']?", re.IGNORECASE)
_MARK = re.compile("\ue000([0-9]+)\ue001")
_HTTP_MARK = re.compile("\\s*(?:\ue000[0-9]+\ue001)?\\s*https?:\ue000([0-9]+)\ue001", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_PRIVATE = str.maketrans({"\ue000": "\ufffd", "\ue001": "\ufffd"})
_NAMED = re.compile(rf"\b(?:{'|'.join(_URL_ATTRIBUTES + _SRCSET_ATTRIBUTES)})\s*=", re.IGNORECASE)


def html_links(source: str) -> Iterator[tuple[str, int]]:
    """Yield (URL, offset) of every URL that an element leads to or shows, relative ones too.

    Comments, scripts, style sheets and plain text hold none. Raises NestingError when the elements
    are nested too deep to be parsed in linear time.
    """
    if tree := _parsed(source):
        yield from _links(tree, source)


def page_links(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield (URL, start, end) of a whole page, whose base completes the URLs as in a browser."""
    if tree := _parsed(source):
        base = _base(tree)
        for url, start in _links(tree, source):
            yield _completed(base, url), start, start + len(url)


def _parsed(source: str) -> LexborHTMLParser | None:
    if not _NAMED.search(source):
        return None
    from selectolax.lexbor import LexborHTMLParser

    check_nesting(source)
    return LexborHTMLParser(_marked(source))


def _links(tree: LexborHTMLParser, source: str) -> Iterator[tuple[str, int]]:
    url_at: dict[int, str] = {}
    for node in tree.css(_SELECTOR):
        for value, start in _values(node):
            url = _url(value)
            mark = _HTTP_MARK.match(value) or _MARK.search(value)
            offset = int(mark[1]) if mark else source.find(url, start)
            space = _SPACE.match(source, max(offset, start))
            if url and space:
                url_at.setdefault(space.end(), url.replace(" ", "%20"))
    yield from ((url, offset) for offset, url in sorted(url_at.items()))


def _url(value: str) -> str:
    return re.sub(r"[\t\r\n]", "", _MARK.sub("", value)).strip()


def _base(tree: LexborHTMLParser) -> str:
    """Return the URL that relative ones begin at, or nothing where that is the page's own.

    https://html.spec.whatwg.org/multipage/urls-and-fetching.html#document-base-url: the first one
    counts; a template, which a program fills in, tells nothing.
    """
    node = tree.css_first("base[href]")
    base = _url(node.attributes.get("href") or "").replace(" ", "%20") if node else ""
    return base if is_http(base) or is_relative(base) else ""


def _completed(base: str, url: str) -> str:
    """Return a URL as the base completes it; urljoin itself drops what leads a file's base up."""
    if not base or not is_relative(url):
        return url
    if is_http(base) or base.startswith("//"):
        try:
            return urljoin(base, url)
        except ValueError:
            return url
    path = base.partition("#")[0].partition("?")[0]
    if url.startswith(("#", "?")):
        return path + url
    return url if url.startswith("/") else path[: path.rfind("/") + 1] + url


def _marked(source: str) -> str:
    def mark(match: re.Match[str]) -> str:
        offset = match.end() if match[0][0] == "=" else match.start()
        return f"{match[0]}\ue000{offset}\ue001"

    return _MARKABLE.sub(mark, source.translate(_PRIVATE))


def _values(node: LexborNode) -> Iterator[tuple[str, int]]:
    """Yield each value that is a URL, with its marks, and the offset of what it stands in."""
    if node.tag == "base":
        return  # it leads nobody anywhere
    attributes = node.attributes
    rel = _MARK.sub("", attributes.get("rel") or "").lower().split()
    for name in _URL_ATTRIBUTES:
        if not (name == "href" and _CONNECTION_RELS.intersection(rel)):
            yield attributes.get(name) or "", 0
    for name in _SRCSET_ATTRIBUTES:
        srcset = attributes.get(name) or ""
        mark = _MARK.search(srcset)
        yield from ((url, int(mark[1]) if mark else 0) for url in _srcset_urls(srcset))


def _srcset_urls(srcset: str) -> Sequence[str]:
    """Return the URLs of a ``srcset``.

    https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute
    """
    urls = []
    position = 0
    while match := re.compile(r"[\s,]*(\S+)").match(srcset, position):
        url = match[1].rstrip(",")
        urls.append(url)
        position = match.end()
        if url == match[1]:  # a width or a density follows, up to the next comma
            comma = srcset.find(",", position)
            position = comma if comma >= 0 else len(srcset)
    return urls
