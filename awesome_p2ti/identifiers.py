"""arXiv, DOI and OpenReview ids: recognised in whatever a person pastes, and turned into addresses.

Each ``find_…`` returns the plain id that a text names as a whole, or nothing: text around an id is
read only where people copy it along (``arXiv:2208.12242v2 [cs.CV]``, an address, ``doi:``).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from awesome_p2ti.patterns import pattern

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN from 0704 on, YYMM.NNNNN from 1501
# on, and before that archive/YYMMNNN.
ARXIV_PATTERN = (
    r"(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}"
    r"|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}"
    r"|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])[0-9]{3})"
)
# https://www.crossref.org/blog/dois-and-matching-regular-expressions/ and the DOI Handbook, 2.2
DOI_PATTERN = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+"
OPENREVIEW_PATTERN = r"[A-Za-z0-9_-]{8,16}"
ARXIV_HOSTS = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org", "ar5iv.org"})
OPENREVIEW_HOSTS = frozenset(
    {"openreview.net", "www.openreview.net", "api.openreview.net", "api2.openreview.net"}
)
ARXIV_DOI_PREFIX = "10.48550/arxiv."

_MAX = 2000
_ARXIV = pattern(ARXIV_PATTERN)
_DOI = pattern(DOI_PATTERN)
_OPENREVIEW = pattern(OPENREVIEW_PATTERN)
_VERSION = pattern(r"v[1-9][0-9]{0,2}$")
_PASTED_ARXIV = pattern(
    r"(?:(?:arxiv|eprint)\s*[:.=-]?\s*[\"'{]?)?(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z.-]{2,20}/[0-9]{7})(?:v[0-9]{1,3})?"
    r"(?:\s*\[[\w.-]{2,20}\])?[\"'}]?[.,;]?",
    re.IGNORECASE | re.ASCII,
)
_ARXIV_PATH = pattern(
    r"/(?:(?:abs|pdf|html|format|e-print|ps|src|papers|overview|arxiv|ftp/arxiv/papers/[0-9]{4})/"
    r"|arxiv:)(?P<id>[\w.-]+(?:/[0-9]{7}(?:v[0-9]{1,3})?)?)/?",
    re.IGNORECASE | re.ASCII,
)
# Sites that show papers of arXiv under its own ids, and whose other pages name none.
_SHOW_ARXIV = ARXIV_HOSTS | {
    "ar5iv.labs.arxiv.org",
    "alphaxiv.org",
    "www.alphaxiv.org",
    "huggingface.co",
    "hf.co",
    "semanticscholar.org",
    "www.semanticscholar.org",
    "api.semanticscholar.org",
}
_DOI_IN_PATH = pattern(r"/(?P<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+)")
_DOI_WORD = pattern(r"(?:doi\s*[:=]?|urn:doi:)\s*[\"'{]?", re.IGNORECASE)
_OPENREVIEW_WORD = pattern(
    r"(?:openreview\s*[:=]\s*|(?:/?(?:forum|pdf)\?)?id=)[\"'{]?(?P<id>[\w-]+).*", re.IGNORECASE
)
# What a sentence or a copied mark-up leaves behind an id.
_QUOTES = "“”‘’«»„\"'`<> \u00a0"
_ARCHIVED = pattern(r"(?:https?://)?web\.archive\.org/web/\w+/(?=https?:)", re.IGNORECASE)
_TRAILING = ".,;:'\"!?/"
_OPENREVIEW_PATHS = frozenset(
    {"/forum", "/pdf", "/attachment", "/references/pdf", "/note", "/notes", "/revisions"}
)
_SCHEME_LESS = pattern(r"[\w-]+(?:\.[\w-]+)+/", re.ASCII)


def is_arxiv_id(text: str) -> bool:
    """Return whether a text is an arXiv id as the list writes it: without prefix and version."""
    return _ARXIV.fullmatch(text) is not None


def is_doi(text: str) -> bool:
    """Return whether a text is a DOI as the list writes it: without a resolver's address."""
    return _DOI.fullmatch(text) is not None and text[-1] not in ".,;/"


def is_openreview_id(text: str) -> bool:
    """Return whether a text is the id of an OpenReview forum."""
    return _OPENREVIEW.fullmatch(text) is not None


def find_arxiv_id(text: str) -> str:
    """Return the arXiv id, without its version, that a pasted text names, or nothing."""
    text = text.strip().strip(_QUOTES)
    if len(text) > _MAX:
        return ""
    if match := _PASTED_ARXIV.fullmatch(_without_brackets(text)):
        return _plain_arxiv(match["id"])
    doi = find_doi(text)
    if doi:
        return arxiv_id_of_doi(doi)
    host, path, query = _parts(text)
    if host not in _SHOW_ARXIV and not host.endswith(".arxiv.org"):
        return ""
    if path.rstrip("/") == "/api/query":
        path = "/abs/" + dict(parse_qsl(query)).get("id_list", "")
    match = _ARXIV_PATH.fullmatch(path)
    if match is None:
        return ""
    found = match["id"].removesuffix(".pdf").removesuffix(".PDF")
    return _plain_arxiv(_VERSION.sub("", found))


def find_doi(text: str) -> str:
    """Return the DOI that a pasted text names: bare, behind ``doi:``, or in a page's address."""
    text = text.strip().strip(_QUOTES)
    if len(text) > _MAX:
        return ""
    host, path, _ = _parts(text)
    if host:
        match = _DOI_IN_PATH.search(path)
        found = match["doi"].rstrip("/") if match else ""
    else:
        found = _DOI_WORD.sub("", _without_brackets(text), count=1)
    found = found.rstrip(_TRAILING)
    found = found if "{" in found else found.rstrip("}").rstrip(_TRAILING)
    if found.endswith(")") and found.count("(") < found.count(")"):
        found = found[:-1].rstrip(_TRAILING)
    return found if is_doi(found) else ""


def find_openreview_id(text: str) -> str:
    """Return the id of the OpenReview forum that a pasted text names, or nothing."""
    text = text.strip().strip(_QUOTES)
    host, path, query = _parts(text) if len(text) <= _MAX else ("", "", "")
    if host in OPENREVIEW_HOSTS and path.rstrip("/") in _OPENREVIEW_PATHS:
        text = dict(parse_qsl(query)).get("id", "")
        return text if is_openreview_id(text) else ""
    if match := _OPENREVIEW_WORD.fullmatch(text):
        text = match["id"]
    return text if is_openreview_id(text) else ""


def arxiv_id_of_doi(doi: str) -> str:
    """Return the arXiv id of a DOI that arXiv itself registered, or nothing."""
    if not doi.lower().startswith(ARXIV_DOI_PREFIX):
        return ""
    return _plain_arxiv(_VERSION.sub("", doi[len(ARXIV_DOI_PREFIX) :]))


def arxiv_url(arxiv: str) -> str:
    """Return the one address that the list uses for an arXiv id."""
    return f"https://arxiv.org/abs/{arxiv}"


def doi_url(doi: str) -> str:
    """Return the address of a DOI, safe in Markdown and HTML."""
    return "https://doi.org/" + quote(doi, safe="/:;.,_-~")


def openreview_url(openreview: str) -> str:
    """Return the address of an OpenReview forum."""
    return "https://openreview.net/forum?id=" + quote(openreview, safe="")


def _parts(text: str) -> tuple[str, str, str]:
    """Return host, decoded path and query of an address, with or without its scheme."""
    url = _ARCHIVED.sub("", _without_brackets(text))
    if "://" not in url:
        if not _SCHEME_LESS.match(url) or _DOI.match(url):
            return "", "", ""
        url = "https://" + url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", "", ""
    return host, unquote(parts.path), parts.query


def _without_brackets(text: str) -> str:
    """Return what stands in brackets, in a link of Markdown too: ``[A Title](https://...)``."""
    match = re.fullmatch(r"(?:\[[^\[\]]*\])?\(([^()\s]+)\)", text)
    return match[1] if match else text


def _plain_arxiv(found: str) -> str:
    """Return an id as arXiv itself writes it, ``math/0309136`` for math.GT/0309136, or nothing."""
    archive, slash, number = found.partition("/")
    if slash:
        name, dot, subject = archive.partition(".")
        if not is_arxiv_id(f"{name.lower()}{dot}{subject.upper()}/{number}"):
            return ""
        found = f"{name.lower()}/{number}"
    return found if is_arxiv_id(found) else ""
