"""Addresses that authors write into abstracts, comments and pages, by what they are for."""

from __future__ import annotations

import re

from awesome_p2ti.identifiers import ARXIV_PATTERN
from awesome_p2ti.links.paper_facts import Role, StatedLink
from awesome_p2ti.urls import split_url

_URL = re.compile(
    r"https?://[^\s<>\"{}|\\^`]+"
    r"|(?<![\w./@-])(?:www\.)?(?:github\.com|huggingface\.co|[\w-]+\.github\.io)(?:/[^\s<>\"{}|\\^`]*)?",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/|alphaxiv\.org/(?:abs|overview)/"
    r"|10\.48550/arxiv\.|\barxiv\s*[:\s]\s*|\beprint\s*=\s*[{\"]?)"
    rf"(?P<id>{ARXIV_PATTERN})(?!\d)",
    re.IGNORECASE,
)
_MAX_URL = 300
_CODE = re.compile(
    r"/(?P<owner>[A-Za-z0-9][\w-]{0,38})/(?P<name>[\w.-]{1,100}?)(?:\.git)?/?", re.ASCII
)
_HUB = re.compile(r"/(?:(?P<kind>spaces|datasets)/)?[\w.-]+/[\w.-]+/?", re.ASCII)
_HUB_ROLES: dict[str, Role] = {"spaces": "demo", "datasets": "dataset", "": "weights"}
_NOT_OWNERS = frozenset({"papers", "docs", "blog", "collections", "topics", "features", "orgs"})


def addresses_in(text: str) -> list[str]:
    """Return the addresses in a text, without the marks of the sentence around them."""
    found = []
    for match in _URL.finditer(text[:20_000]):
        url = match[0][:_MAX_URL].rstrip(".,;:!?'*_~")
        while url.endswith((")", "]")) and url.count("(") < url.count(")") + url.count("]"):
            url = url[:-1].rstrip(".,;:!?'")
        found.append(url if "://" in url else f"https://{url}")
    return list(dict.fromkeys(found))


def arxiv_ids_in(text: str) -> list[str]:
    """Return the arXiv ids that a text names, in the order in which they come."""
    return list(dict.fromkeys(m["id"] for m in _ARXIV.finditer(text)))


def role_of(url: str) -> Role | None:
    """Return what an address is for, where its host tells; a page of one's own is a project's."""
    parts = split_url(url)
    host = (parts.hostname or "").removeprefix("www.") if parts else ""
    if parts is None:
        return None
    if host == "github.com":
        return "code" if repository_in(url) else None
    if host in {"huggingface.co", "hf.co"}:
        match = _HUB.fullmatch(parts.path)
        taken = parts.path.split("/")[1] in _NOT_OWNERS
        return _HUB_ROLES[match["kind"] or ""] if match and not taken else None
    if host.endswith((".github.io", ".hf.space")):
        return "project" if host.endswith(".github.io") else "demo"
    return "video" if host in {"youtube.com", "youtu.be"} else None


def repository_in(url: str) -> str:
    """Return ``owner/name`` of an address at GitHub, or nothing."""
    parts = split_url(url)
    if parts is None or (parts.hostname or "").removeprefix("www.") != "github.com":
        return ""
    match = _CODE.fullmatch("/" + "/".join(parts.path.split("/")[1:3]))
    return (
        f"{match['owner']}/{match['name']}" if match and match["owner"] not in _NOT_OWNERS else ""
    )


def links_in(*texts: str) -> tuple[StatedLink, ...]:
    """Return the addresses that authors give, each with its role."""
    found = dict.fromkeys(url for text in texts for url in addresses_in(text))
    roles = ((url, role_of(url)) for url in found)
    return tuple(StatedLink(role=role, url=url, vouched=True) for url, role in roles if role)
