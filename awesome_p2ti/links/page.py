"""What a reader sees of a web page: title, headings, text, fragments, and what it formally states.

Pages come from anywhere, so nothing here may take more than linear time in the page's length or
fail on what it holds. 64 KiB of HTML take about a millisecond.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from awesome_p2ti.links.shells import is_shell

TEXT_LENGTH = 6000
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
_META = re.compile(r"<meta\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:_-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]{1,2000}))""")
_HEADING = re.compile(r"<h([123])\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(/?)(script|style|svg|template|noscript|textarea)\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--|-->")
_ANCHOR = re.compile(
    r"""\b(?:id|name)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE
)
_PASSWORD = re.compile(r"""<input\b[^<>]*type\s*=\s*["']?password""", re.IGNORECASE)
_SOURCE = re.compile(
    r"""<(?:script|iframe|frame|link)\b[^<>]*?(?:src|href)\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE
)
_LANDER = re.compile(r"""location(?:\.href)?\s*=\s*["'][^"']{0,80}/?lander\b""", re.IGNORECASE)
_BIBTEX = re.compile(r"@(?:inproceedings|article|misc|inbook|conference)\s*\{", re.IGNORECASE)
_BIBTEX_TITLE = re.compile(
    r"(?<![a-z])title\s*=\s*[{\"]\s*([^\n]{5,400}?)\s*[}\"]+\s*,?\s*(?:\n|$|[a-z]+\s*=)",
    re.IGNORECASE,
)
_CHARSET = re.compile(
    rb"""<meta[^<>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE
)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of an HTML page that a judgement needs."""

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    words: int = 0
    size: int = 0  # characters of all its text, of which ``text`` is the beginning
    works: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year: int | None = None
    formal: bool = False  # a citation_title: the page is a paper's own
    site: str = ""
    password: bool = False
    refresh: str = ""
    status_hint: str = ""
    lander: bool = False
    shell: bool = False  # a script may draw more than the page shows without it
    sources: tuple[str, ...] = ()


def decode(body: bytes, content_type: str) -> str:
    """Decode a page by its byte order mark, its header, its own word, or as UTF-8."""
    if body.startswith(b"\xef\xbb\xbf"):
        return body[3:].decode("utf-8", "replace")
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return body.decode("utf-16", "replace")
    named = _HEADER_CHARSET.search(content_type)
    found = _CHARSET.search(body[:4096]) if named is None else None
    charset = named[1] if named else found[1].decode("ascii") if found else "utf-8"
    try:
        return body.decode(charset, "replace")
    except (LookupError, ValueError, UnicodeError):
        return body.decode("utf-8", "replace")


def read_page(source: str, url: str = "") -> Page:
    """Read what matters from a page's HTML."""
    source = source.replace("\0", "")
    visible = _visible(source)
    metas = _metas(visible)
    text = clean(visible)
    words = _count_words(text)
    refresh = metas.get("refresh", [""])[0]
    works = [*metas.get("citation_title", []), *metas.get("dc.title", [])]
    return Page(
        title=_title(source) or _first(metas, "og:title", "twitter:title"),
        headings=tuple(_headings(visible)),
        text=text[:TEXT_LENGTH],
        words=words,
        size=len(text),
        works=tuple(dict.fromkeys([*works, *_bibtex_titles(source)]))[:6],
        authors=tuple(metas.get("citation_author", ()))[:60],
        year=_year(_first(metas, "citation_publication_date", "citation_date", "citation_year")),
        formal=bool(metas.get("citation_title")),
        site=_first(metas, "og:site_name"),
        password=bool(_PASSWORD.search(source)),
        refresh=refresh_target(refresh, url),
        status_hint=_first(metas, "prerender-status-code"),
        lander=not text and len(source) < 4000 and bool(_LANDER.search(source)),
        shell=is_shell(source, words),
        sources=tuple(m[1][:200].lower() for _, m in zip(range(200), _SOURCE.finditer(source))),  # noqa: B905
    )


def _count_words(text: str) -> int:
    dense = sum(1 for c in text[:TEXT_LENGTH] if c > "\u2e80")  # scripts without spaces
    return text.count(" ") + 1 + dense // 2 if text else 0


def clean(fragment: str) -> str:
    """Return what a reader sees of a piece of HTML, on one line."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", fragment))).strip()


def anchors(source: str) -> set[str]:
    """Return all that a fragment of this page's address may name."""
    found: set[str] = set()
    for match in _ANCHOR.finditer(source):
        value = html.unescape(match[1] or match[2] or match[3] or "")
        found.add(value)
        found.add(value.removeprefix("user-content-"))
    return found


def has_fragment(names: set[str], fragment: str) -> bool:
    """Say whether a page has a fragment, as the address or decoded."""
    return fragment in names or unquote(fragment) in names


def _visible(source: str) -> str:
    """Cut out scripts, styles and comments, in one pass."""
    parts: list[str] = []
    position = 0
    waiting = ""
    for match in re.finditer(rf"{_HIDDEN.pattern}|{_COMMENT.pattern}", source, re.IGNORECASE):
        tag = match[0].lower()
        if waiting:
            closes = (
                tag == "-->"
                if waiting == "-->"
                else match[1] == "/" and match[2].lower() == waiting
            )
            if closes:
                waiting, position = "", match.end()
        elif tag == "<!--" or (match[2] and not match[1]):
            parts.append(source[position : match.start()])
            waiting = "-->" if tag == "<!--" else match[2].lower()
            position = match.end()
    if not waiting:
        parts.append(source[position:])
    return " ".join(parts)


def _title(source: str) -> str:
    lower = source[:65536].lower()
    start = lower.find("<title")
    while start >= 0:
        begin = lower.find(">", start) + 1
        end = lower.find("</title", begin)
        if not begin:
            return ""
        text = clean(source[begin : end if end >= 0 else begin + 300])[:500]
        if text and lower[start + 6 : start + 7] in {">", " ", "\n", "\t", "\r"}:
            return text
        start = lower.find("<title", begin)
    return ""


def _headings(visible: str) -> list[str]:
    found = []
    lower = visible.lower()
    for match in _HEADING.finditer(visible):
        end = lower.find(f"</h{match[1]}", match.end(), match.end() + 2000)
        text = clean(visible[match.end() : end if end >= 0 else match.end() + 200])[:300]
        if text:
            found.append(text)
        if len(found) == 8:
            break
    return found


def _metas(source: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for count, match in enumerate(_META.finditer(source)):
        if count > 300:
            break
        pairs = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(match[1])}
        key = pairs.get("name") or pairs.get("property") or pairs.get("http-equiv") or ""
        value = _SPACE.sub(" ", html.unescape(pairs.get("content", ""))).strip()
        if key and value:
            found.setdefault(key.lower(), []).append(value[:1000])
    return found


def _first(metas: dict[str, list[str]], *names: str) -> str:
    return next((metas[n][0] for n in names if metas.get(n)), "")


def _year(text: str) -> int | None:
    match = re.search(r"\b(19|20)\d\d\b", text)
    return int(match[0]) if match else None


def refresh_target(content: str, url: str) -> str:
    """Return where a page sends its readers at once (within five seconds)."""
    match = re.match(
        r"\s*([0-9.]{1,5})\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", content, re.IGNORECASE
    )
    if not match or not match[1].strip(".").isdigit() or float(match[1].strip(".")) > 5:
        return ""
    try:
        return str(urljoin(url, match[2].strip()))
    except ValueError:
        return ""


def _bibtex_titles(source: str) -> list[str]:
    titles = []
    for count, match in enumerate(_BIBTEX.finditer(source)):
        if count == 4:
            break
        found = _BIBTEX_TITLE.search(html.unescape(source[match.end() : match.end() + 1500]))
        if found:
            titles.append(_SPACE.sub(" ", _TAG.sub("", found[1])).strip('{}" '))
    return titles
