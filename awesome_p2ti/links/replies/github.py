"""GitHub: what its GraphQL interface and its pages say of a repository.

https://docs.github.com/en/graphql: ``nameWithOwner`` is the present name of a renamed repository;
the text of a Blob may be cut, and is null for binary files.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any, TypeGuard

from awesome_p2ti.history.repositories import RepositoryState, day_of, licence_of, stars_of
from awesome_p2ti.links.replies.json_values import json_path, text_of

OWNER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_EMPTY = re.compile(r">\s*This repository is empty\.?\s*<", re.IGNORECASE)
_TOPIC = re.compile(r'href="/topics/([a-z0-9-]{1,50})"')
_ARCHIVED = re.compile(r"This repository (?:has been|was) archived by the owner", re.IGNORECASE)
_README = re.compile(r"markdown-body(.*?)(?:</article|\\u003c/article|\Z)", re.DOTALL)
_TITLE = re.compile(r"<title>\s*(?:GitHub - )?([^/\s<>]+/[^:\s<>]+)(?::\s*([^<>]*))?</title>")
_HOMEPAGE = re.compile(
    r'<a\s+title="(https?://[^"\s]{1,300})"[^<>]{0,200}\brole="link"', re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFacts:
    """What GitHub says of a repository; its page tells less than the interface."""

    name: str = ""
    """``owner/name``, as it is now."""
    description: str = ""
    homepage: str = ""
    readme: str = ""
    """As it is written: Markdown from the interface, HTML from the page."""
    cut: bool = False
    """Whether more of the README was not sent."""
    topics: tuple[str, ...] = ()
    archived: bool = False
    empty: bool = False
    disabled: bool = False
    state: RepositoryState | None = None
    """What the interface says of whether the code can be used; the page does not."""


def read_repository(data: Any) -> RepositoryFacts | None:
    """Read one repository of a GraphQL reply; None where it holds none."""
    name = json_path(data, "nameWithOwner")
    if not is_full_name(name):
        return None
    text, cut = readme_of(data.get("readme"))
    return RepositoryFacts(
        name=name,
        description=text_of(data.get("description")),
        homepage=text_of(data.get("homepageUrl")),
        readme=text,
        cut=cut,
        topics=_topics_of(data),
        archived=data.get("isArchived") is True,
        empty=data.get("isEmpty") is True,
        disabled=data.get("isDisabled") is True,
        state=RepositoryState(
            licence=licence_of(json_path(data, "licenseInfo", "spdxId")),
            archived=data.get("isArchived") is True,
            pushed=day_of(data.get("pushedAt")),
            stars=stars_of(data.get("stargazerCount")),
        ),
    )


def read_repository_page(source: str) -> RepositoryFacts:
    """Read a repository's page: its title holds its name and description."""
    around = source.partition('class="markdown-body')[0]  # without the README
    title = _TITLE.search(around)
    readme = _README.search(source)
    homepage = _HOMEPAGE.search(source)
    about = html.unescape(title[2] or "").strip() if title else ""
    return RepositoryFacts(
        name=title[1] if title else "",
        description=about.removesuffix(" · GitHub"),
        homepage=html.unescape(homepage[1]) if homepage else "",
        readme=readme[1] if readme else "",
        topics=tuple(_TOPIC.findall(around)),
        archived=bool(_ARCHIVED.search(around)),
        empty=bool(_EMPTY.search(around)),
    )


def readme_of(blob: object) -> tuple[str, bool]:
    """Return the text of a README in a reply, and whether more of it was not sent."""
    text = json_path(blob, "text")
    if not isinstance(text, str) or json_path(blob, "isBinary") is True:
        return "", False
    return text, json_path(blob, "isTruncated") is True


def is_full_name(name: object) -> TypeGuard[str]:
    """Say whether a value is ``owner/name``, as GitHub writes it."""
    owner, _, own = name.partition("/") if isinstance(name, str) else ("", "", "")
    return bool(OWNER.fullmatch(owner) and NAME.fullmatch(own))


def _topics_of(data: object) -> tuple[str, ...]:
    nodes = json_path(data, "repositoryTopics", "nodes")
    found = (text_of(json_path(n, "topic", "name")) for n in (nodes or ()))
    return tuple(filter(None, found)) if isinstance(nodes, list) else ()
