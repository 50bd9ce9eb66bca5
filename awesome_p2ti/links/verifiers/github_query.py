"""GitHub's GraphQL interface: queries for repositories, topics and READMEs, and their replies.

https://docs.github.com/en/graphql: ``object(expression: "ref:path")`` is null where there is no
such path, and a Blob has its text. What was too much to answer is null, with an error of type
RESOURCE_LIMITS_EXCEEDED at its path, and the rest is filled. A README stands in .github, the root
or docs, and its name may be written in several ways.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from awesome_p2ti.links.replies.github import readme_of
from awesome_p2ti.links.replies.json_values import json_path, text_of
from awesome_p2ti.links.verifiers.base import per_id_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from awesome_p2ti.links.http.response import Response
    from awesome_p2ti.links.models import SiteRecord

MIN_HALVED = 8  # ids of a query that failed as a whole
TOO_MUCH = "RESOURCE_LIMITS_EXCEEDED"
README = "README.md"
# GitHub takes the first of these; README.md is part of the first query.
OTHER_READMES = (
    ".github/README.md",
    "readme.md",
    "Readme.md",
    "README.rst",
    "README.txt",
    "README",
    "README.MD",
    "README.org",
    "docs/README.md",
)
_FIELDS = (
    "nameWithOwner description isArchived isEmpty isDisabled "
    "pushedAt stargazerCount licenseInfo { spdxId } "
    "repositoryTopics(first: 20) { nodes { topic { name } } }"
)
_BLOB = "{ ... on Blob { text isTruncated isBinary } }"


@dataclass(slots=True)
class Answer:
    """What GitHub's interface answered: repositories as it gives them, and ids that it denies."""

    repositories: dict[str, Any] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    costs: dict[str, tuple[float, float]] = field(default_factory=dict)

    def add(self, more: Answer) -> None:
        """Add what another request brought."""
        self.repositories |= more.repositories
        self.missing |= more.missing
        self.costs |= more.costs

    def with_cost(self, ident: str, record: SiteRecord) -> SiteRecord:
        """Return a record with an id's part of the requests and seconds."""
        requests, seconds = self.costs.get(ident, (0.0, 0.0))
        return replace(
            record, requests=record.requests + requests, seconds=record.seconds + seconds
        )


def build_query(ids: Sequence[str], with_anchors: Container[str] = ()) -> str:
    """Return the query for these repositories and the paths in them.

    ``with_anchors`` are the ids of which the Markdown that GitHub shows must be known.
    """
    return _query(ids, lambda ident: _inner(ident, with_anchors=ident in with_anchors))


def build_readme_query(ids: Sequence[str]) -> str:
    """Return the query for the READMEs of repositories that have no README.md."""
    return _query(ids, _other_readmes)


def _query(ids: Sequence[str], inner: Callable[[str], str]) -> str:
    lines = []
    for number, ident in enumerate(ids):
        owner, _, name = ident.partition("//")[0].partition("/")
        which = f"owner: {json.dumps(owner)}, name: {json.dumps(name)}"
        lines.append(f"r{number}: repository({which}) {{ {inner(ident)} }}")
    return "query {\n" + "\n".join(lines) + "\n}"


def _inner(ident: str, *, with_anchors: bool) -> str:
    ref, folder = place_of(ident)
    inner = f"{_FIELDS} readme: {_object(ref, f'{folder}/{README}'.lstrip('/'))} {_BLOB}"
    if "//" in ident:
        whole = with_anchors and _is_markdown(folder)
        inner += f" object: {_object(ref, folder)} {_BLOB if whole else '{ __typename }'}"
    if with_anchors and not folder:
        inner += f" before: {_object(ref, OTHER_READMES[0])} {{ __typename }}"
    return inner


def _other_readmes(ident: str) -> str:
    ref, folder = place_of(ident)
    paths = [p for p in OTHER_READMES if not folder or "/" not in p]
    return " ".join(
        f"p{n}: {_object(ref, f'{folder}/{path}'.lstrip('/'))} {_BLOB}"
        for n, path in enumerate(paths)
    )


def _object(ref: str, path: str) -> str:
    return f"object(expression: {json.dumps(f'{ref}:{path}')})"


def place_of(ident: str) -> tuple[str, str]:
    """Return the revision and the path in an id, which ends in ``//ref:path`` where it has them."""
    ref, _, path = ident.partition("//")[2].partition(":")
    return ref or "HEAD", path


def first_readme(data: object) -> tuple[str, bool]:
    """Return the first README in a reply to ``build_readme_query``."""
    blobs = (json_path(data, f"p{n}") for n in range(len(OTHER_READMES)))
    return next((found for b in blobs if (found := readme_of(b))[0]), ("", False))


def markdown_of(ident: str, data: dict[str, Any]) -> str:
    """Return the Markdown that GitHub shows for an id; nothing where a reply leaves it unsure."""
    is_file = _is_markdown(place_of(ident)[1])
    text, cut = readme_of(data.get("object" if is_file else "readme"))
    return "" if cut or data.get("before") is not None else text


def _is_markdown(path: str) -> bool:
    return path.lower().endswith((".md", ".markdown"))


def read_answer(ids: Sequence[str], response: Response) -> tuple[Answer, list[str]]:
    """Read a reply, and return with it the ids that were too much for one query."""
    reply = response.json() if response.ok else None
    data = json_path(reply, "data")
    if not isinstance(data, dict):
        too_much = response.ok or response.status in {413, 502, 504}
        return Answer(), list(ids) if too_much and len(ids) >= MIN_HALVED else []
    missing, exceeded = _names_with(reply, "NOT_FOUND"), _names_with(reply, TOO_MUCH)
    answer, left = Answer(), []
    for number, ident in enumerate(ids):
        name = f"r{number}"
        if name in missing:
            answer.missing.add(ident)
        elif name in exceeded or (exceeded and data.get(name) is None):
            left.append(ident)
        else:
            answer.repositories[ident] = data.get(name)
    cost = per_id_cost(response, len(answer.repositories))
    answer.costs = dict.fromkeys(answer.repositories, cost)
    return answer, left


def _names_with(reply: Any, kind: str) -> set[str]:
    """Return the first names in the paths of a reply's errors of a type."""
    errors = json_path(reply, "errors")
    wanted = [e for e in (errors if isinstance(errors, list) else [])
              if json_path(e, "type") == kind]  # fmt: skip
    return {text_of(json_path(e, "path", 0)) for e in wanted}
