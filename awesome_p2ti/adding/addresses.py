"""What a person pasted, as the work that it names: an id, a page, a repository."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from awesome_p2ti.hosts import is_public_host, parse_ip
from awesome_p2ti.identifiers import (
    OPENREVIEW_HOSTS,
    arxiv_id_of_doi,
    find_arxiv_id,
    find_doi,
    find_openreview_id,
    is_arxiv_id,
)
from awesome_p2ti.links.verifiers.github import GitHub
from awesome_p2ti.links.verifiers.huggingface import HuggingFace
from awesome_p2ti.urls import (
    host_of,
    split_url,
    tracking_parameters,
    web_address_of_git,
    without_tracking,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.ssrf_guard import Network

MAX_TEXT = 2000
"""How long an id or an address may be, in characters."""
WAYS = (
    "give an arXiv id, a DOI, or the address of the paper at arXiv, OpenReview, a publisher,"
    " GitHub or Hugging Face"
)
_SCHEMES = ("https://", "http://")
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/:?#]|$)")
_SHORT_ARXIV = re.compile(
    r"(?:arxiv\s*[:.]?\s*|\S*(?:arxiv\.org|huggingface\.co/papers)/(?:\w+/)?)?"
    r"(?P<month>\d\d(?:0[1-9]|1[0-2]))\.(?P<number>\d{1,4})(?:v\d{1,2})?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
_NAMED_OPENREVIEW = re.compile(r"(?:openreview\s*[:=]|(?:/?(?:forum|pdf)\?)?id=)", re.IGNORECASE)
_ARXIV_NUMBER = re.compile(r"(?:arxiv\s*[:.]?\s*)?\d{2,}[.,/-]\d+(?:v\d+)?", re.IGNORECASE)
_APART_ARXIV = re.compile(r"(?:[Aa]r[Xx]iv\s*[:.]?\s*)?(\d{4})[-,:_/ ](\d{4,5})(?:v\d+)?", re.ASCII)
_ARXIV_HOST = re.compile(r"(?:[\w-]+\.)*(?:arxiv|alphaxiv|ar5iv)\.org")


HOSTS = (
    "aclanthology.org", "alphaxiv.org", "arxiv.org", "doi.org", "github.com", "huggingface.co",
    "openaccess.thecvf.com", "openreview.net", "papers.nips.cc", "proceedings.mlr.press",
)  # fmt: skip
"""Where papers are: the names that are mistyped."""
SAME_HOST = 85.0
"""The likeness, in percent of letters, from which a host's name is a mistyped one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A work as an address names it; empty is what the address does not say."""

    arxiv: str = ""
    """Without its version."""
    doi: str = ""
    openreview: str = ""
    url: str = ""
    """A page of proceedings or of a publisher, or a project page."""
    repository: str = ""
    """``owner/name`` at GitHub."""
    hub: str = ""
    """At Hugging Face: ``owner/name``, ``spaces/owner/name`` or ``datasets/owner/name``."""
    doubt: str = ""
    """Why this may not be the work that was meant; a person confirms its title first."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a text names no work that can be looked up, and what to do."""

    message: str
    hint: str = WAYS


def read_address(text: str, allowed: Sequence[Network] = ()) -> Wanted | Refused:
    """Return the work that a pasted text names, or why it names none; nothing is requested.

    ``allowed`` are the private networks that may be asked.
    """
    text = text.strip()
    if not text:
        return Refused("the address is empty")
    if len(text) > MAX_TEXT:
        return Refused(f"an address of {len(text):,} characters is none")
    if any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in text):
        return Refused("the address holds characters that cannot be seen", "type it anew")
    text = _address_among_words(text) or text
    if arxiv := find_arxiv_id(text) or find_arxiv_id(unicodedata.normalize("NFKC", text)):
        return Wanted(arxiv=arxiv)
    if short := _completed(text):
        return short
    url = _url(text)
    if url is not None and not _may_be_asked(url.hostname or "", allowed):
        return Refused(f"{url.hostname} is not a host on the public Internet")
    if doi := find_doi(text):
        return Wanted(arxiv=arxiv_id_of_doi(doi), doi=doi)
    at_openreview = url is not None and url.hostname in OPENREVIEW_HOSTS
    if (at_openreview or _NAMED_OPENREVIEW.match(text)) and (
        openreview := find_openreview_id(text)
    ):
        return Wanted(openreview=openreview)
    return _page(url) if url is not None else Refused(*_nonsense(text))


def _address_among_words(text: str) -> str:
    """Return the one arXiv id, DOI or http address that stands among words, or nothing."""
    words = [word.strip("()[]<>,;:.'\"“”") for word in text.split()]
    if len(words) < 2 or find_arxiv_id(text) or find_doi(text):
        return ""
    found = {w for w in words if find_arxiv_id(w) or find_doi(w) or w.startswith(_SCHEMES)}
    return found.pop() if len(found) == 1 and not text.startswith(_SCHEMES) else ""


def meant_host(wanted: Wanted) -> str:
    """Return the question whether a host was meant whose name a page's nearly is, or nothing."""
    from rapidfuzz import fuzz, process

    host = host_of(wanted.url).removeprefix("www.") if wanted.url else ""
    near = process.extractOne(host, HOSTS, scorer=fuzz.ratio, score_cutoff=SAME_HOST)
    return f"did you mean {near[0]}?" if near and near[0] != host else ""


def _completed(text: str) -> Wanted | None:
    """Return the arXiv id whose last zeros YAML, or a spreadsheet, has eaten: it read a number."""
    match = _SHORT_ARXIV.fullmatch(text)
    if match is None:
        return None
    whole = f"{match['month']}.{match['number']:0<{5 if match['month'] >= '1501' else 4}}"
    if not is_arxiv_id(whole):
        return None
    short = f"{match['month']}.{match['number']}"
    doubt = f"{short} is no whole arXiv id; {whole} is, if only zeros at its end were lost"
    return Wanted(arxiv=whole, doubt=doubt)


def _url(text: str) -> SplitResult | None:
    """Return the parts of an http address, with or without its scheme, without what tracks."""
    text = text.strip("<>\"'` ")
    if web := web_address_of_git(text):
        text = web
    elif "://" not in text:
        if not _HOST.match(text):
            return None
        text = f"https://{text}"
    if any(c.isspace() for c in text):
        return None
    parts = split_url(text)
    if parts is None or parts.scheme.lower() not in {"http", "https"}:
        return None
    _, _, host = parts.netloc.rpartition("@")  # a password is nobody's business
    parts = parts._replace(netloc=host, fragment="")
    return urlsplit(without_tracking(parts)) if tracking_parameters(parts) else parts


def _may_be_asked(host: str, allowed: Sequence[Network]) -> bool:
    ip = parse_ip(host)
    return is_public_host(host) or (ip is not None and any(ip in network for network in allowed))


def _page(url: SplitResult) -> Wanted | Refused:
    """Return what a page on the web is: a repository, a thing of the hub, or the page itself."""
    host = (url.hostname or "").removeprefix("www.")
    if host in GitHub.hosts:
        return _repository(url)
    if host in HuggingFace.hosts:
        return _on_hub(url)
    if _ARXIV_HOST.fullmatch(host):
        return Refused(f"{url.geturl()} names no paper", "copy the id from the paper's page")
    if host in OPENREVIEW_HOSTS:
        hint = "copy the forum's address: it has an id behind 'id='"
        return Refused(f"{url.geturl()} names no paper", hint)
    if not url.path.strip("/") and not url.query and host.count(".") < 2:
        return Refused(f"{url.geturl()} is a whole site, and no paper's page")
    return Wanted(url=url.geturl())


def _repository(url: SplitResult) -> Wanted | Refused:
    """Return the repository of which an address is a page."""
    names = url.path.strip("/").split("/")
    whole = url._replace(path="/" + "/".join(names[:2]), query="")
    found = GitHub().identify(whole)
    if found is None:
        hint = "an address of a repository has an owner and a name: https://github.com/OWNER/NAME"
        return Refused(f"{url.geturl()} is no repository", hint)
    return Wanted(repository=found)


def _on_hub(url: SplitResult) -> Wanted | Refused:
    """Return the model, space or data set of which an address is a page."""
    names = [name for name in url.path.split("/") if name]
    kind = int(bool(names) and names[0] in {"models", "spaces", "datasets"})
    if kind and names[0] == "models":
        names, kind = names[1:], 0
    whole = url._replace(path="/" + "/".join(names[: kind + 2]), query="")
    found = HuggingFace().identify(whole)
    if found is None:
        return Refused(f"{url.geturl()} is no model, space, data set or paper of the hub")
    return Wanted(hub=found.removeprefix("models/"))


def _nonsense(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that is no address, and what to do."""
    shown = f'"{text}"' if len(text) <= 100 else f'"{text[:99]}…"'
    apart = _APART_ARXIV.fullmatch(text)
    if apart and is_arxiv_id(f"{apart[1]}.{apart[2]}"):
        return f"{shown} is no arXiv id", f"did you mean {apart[1]}.{apart[2]}?"
    if _ARXIV_NUMBER.fullmatch(text):
        return f"{shown} is no arXiv id", 'it looks like "2208.12242": copy it from the page'
    if re.fullmatch(r"[\w.-]+/[\w.-]+", text):
        name = quote(text)
        hint = f"write https://github.com/{name} or https://huggingface.co/{name}"
        return f"{shown} may be a repository in more than one place", hint
    if re.match(r"https?://.*\s", text, re.IGNORECASE):
        return f"{shown} has a space in it", "give the address alone, without spaces"
    if re.match(r"[a-z][a-z0-9+.-]*:\S", text, re.IGNORECASE):
        return f"{shown} is no http or https address", WAYS
    return f"{shown} is neither an id nor an address", WAYS
