"""A repository on GitHub, and how GraphQL and REST show it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

from tests.simweb.services import graphql, readme


@dataclass(slots=True)
class Repository:
    """A repository; `files` are the paths in it, folders included by their files.

    `readme` stands in README.md, and `texts` holds what stands in further files.
    """

    owner: str
    name: str
    description: str = ""
    readme: str = ""
    homepage: str = ""
    archived: bool = False
    empty: bool = False
    blocked: bool = False  # taken down after a notice: 451
    branch: str = "main"
    former_branch: str = ""  # the default branch's name before it was renamed
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ("README.md",)
    releases: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    licence: str = ""  # its SPDX id
    stars: int = 7

    @property
    def full(self) -> str:
        """owner/name"""
        return f"{self.owner}/{self.name}"

    @property
    def paths(self) -> list[str]:
        """Every file in it."""
        return [*self.files, *(path for path in self.texts if path not in self.files)]

    def kind_of(self, path: str) -> str:
        """'blob', 'tree' or '' for a path in it."""
        path = path.strip("/")
        if not path:
            return "" if self.empty else "tree"
        if path in self.paths:
            return "blob"
        return "tree" if any(name.startswith(path + "/") for name in self.paths) else ""

    def text_of(self, path: str) -> str:
        """What stands in a file."""
        known = {"README.md": self.readme, **self.texts}
        return known.get(path.strip("/"), "text")

    def readme_of(self, folder: str = "") -> str:
        """The text that stands for a folder, or for the whole; empty when there is none."""
        path = readme.find(self.paths, folder)
        return self.text_of(path) if path else ""


def repository_object(repository: Repository) -> graphql.Object:
    """A repository as GraphQL shows it."""
    address = f"https://github.com/{repository.full}"
    plain_fields = {
        "id": f"R_{repository.full}",
        "name": repository.name,
        "nameWithOwner": repository.full,
        "url": address,
        "description": repository.description or None,
        "homepageUrl": repository.homepage or None,
        "isArchived": repository.archived,
        "archivedAt": "2024-03-01T00:00:00Z" if repository.archived else None,
        "isEmpty": repository.empty,
        "isDisabled": repository.blocked,
        "isLocked": False,
        "lockReason": None,
        "isFork": False,
        "isMirror": False,
        "isPrivate": False,
        "isTemplate": False,
        "visibility": "PUBLIC",
        "diskUsage": 0 if repository.empty else 120,
        "stargazerCount": repository.stars,
        "pushedAt": None if repository.empty else "2025-06-01T00:00:00Z",
        "createdAt": "2024-01-01T00:00:00Z",
        "updatedAt": "2025-06-01T00:00:00Z",
        "parent": None,
        "primaryLanguage": None,
        "licenseInfo": licence(repository.licence) if repository.licence else None,
    }

    def resolve(name: str, given: dict[str, Any]) -> Any:
        if name in plain_fields:
            return plain_fields[name]
        if name == "owner":
            return graphql.Object("Organization", lambda _n, _g: repository.owner)
        if name == "defaultBranchRef":
            return None if repository.empty else reference(repository, repository.branch)
        if name == "object":
            return git_object(repository, str(given.get("expression", "")))
        if name == "ref":
            tail = str(given.get("qualifiedName", "")).rpartition("/")[2]
            known = tail in {repository.branch, *repository.tags}
            return reference(repository, tail) if known and not repository.empty else None
        if name == "release":
            tag = given.get("tagName")
            has = tag in repository.releases
            return graphql.Object("Release", lambda n, _g: tag) if has else None
        if name == "repositoryTopics":
            return topics(repository, int(given.get("first") or given.get("last") or 0))
        raise graphql.QueryError(f"Field '{name}' doesn't exist on type 'Repository'")

    return graphql.Object("Repository", resolve)


def licence(spdx: str) -> graphql.Object:
    """A licence, whose names are all made of its SPDX id here."""
    fields = {"spdxId": spdx, "key": spdx.lower(), "name": f"{spdx} License", "url": None}
    return graphql.Object("License", lambda name, _: fields[name])


def reference(repository: Repository, name: str) -> graphql.Object:
    """A branch or a tag."""

    def resolve(field_name: str, _: dict[str, Any]) -> Any:
        return git_object(repository, name) if field_name == "target" else name

    return graphql.Object("Ref", resolve)


def git_object(repository: Repository, expression: str) -> graphql.Object | None:
    """What stands at `revision:path`, or at a revision."""
    revision, colon, path = expression.partition(":")
    revision = revision.removeprefix("refs/heads/").removeprefix("refs/tags/")
    if repository.empty or revision not in {"HEAD", repository.branch, *repository.tags}:
        return None
    kind = repository.kind_of(path) if colon else "commit"
    if not kind:
        return None
    text = repository.text_of(path)

    def resolve(name: str, _: dict[str, Any]) -> Any:
        fields = {"oid": "0" * 40, "text": text, "isBinary": False, "isTruncated": False}
        fields |= {"byteSize": len(text.encode()), "abbreviatedOid": "0" * 7, "id": "G_0"}
        fields |= {"committedDate": "2025-06-01T00:00:00Z"}
        if name == "entries":
            return tree_entries(repository, revision, path.strip("/"))
        if name not in fields:
            raise graphql.QueryError(f"Field '{name}' doesn't exist on type '{kind.title()}'")
        return fields[name]

    return graphql.Object(kind.title(), resolve)


def topics(repository: Repository, count: int) -> graphql.Object:
    """The first topics, as a connection."""
    shown = list(repository.topics[:count])

    def one(topic: str) -> graphql.Object:
        inner = graphql.Object("Topic", lambda name, _: topic if name == "name" else f"T_{topic}")
        address = f"https://github.com/topics/{topic}"
        fields = {"topic": inner, "url": address, "resourcePath": f"/topics/{topic}"}
        return graphql.Object("RepositoryTopic", lambda name, _: fields.get(name))

    fields = {"nodes": [one(topic) for topic in shown], "totalCount": len(repository.topics)}
    return graphql.Object("RepositoryTopicConnection", lambda name, _: fields.get(name))


def tree_entries(repository: Repository, revision: str, folder: str) -> list[graphql.Object]:
    """What a folder holds."""
    inside = f"{folder}/" if folder else ""
    below = [path[len(inside) :] for path in repository.paths if path.startswith(inside)]
    return [
        _tree_entry(repository, revision, inside + name, name)
        for name in sorted({path.split("/")[0] for path in below})
    ]


def _tree_entry(repository: Repository, revision: str, path: str, name: str) -> graphql.Object:
    kind = repository.kind_of(path)
    fields = {"name": name, "path": path, "type": kind, "oid": "0" * 40}
    fields["extension"] = "." + name.rpartition(".")[2] if "." in name else ""

    def resolve(wanted: str, _: dict[str, Any]) -> Any:
        if wanted == "object":
            return git_object(repository, f"{revision}:{path}")
        return fields.get(wanted)

    return graphql.Object("TreeEntry", resolve)


def rest_form(repository: Repository) -> dict[str, Any]:
    """A repository as REST shows it."""
    return {
        "name": repository.name,
        "full_name": repository.full,
        "private": False,
        "html_url": f"https://github.com/{repository.full}",
        "description": repository.description or None,
        "homepage": repository.homepage or None,
        "archived": repository.archived,
        "disabled": repository.blocked,
        "size": 0 if repository.empty else 120,
        "default_branch": repository.branch,
        "topics": list(repository.topics),
    }


def rest_readme(repository: Repository, folder: str = "") -> dict[str, Any] | None:
    """A README as REST shows it; None when there is none."""
    path = readme.find(repository.paths, folder)
    if not path or repository.empty:
        return None
    text = repository.text_of(path).encode()
    return {
        "type": "file",
        "encoding": "base64",
        "size": len(text),
        "name": path.rpartition("/")[2],
        "path": path,
        "content": base64.encodebytes(text).decode(),
        "html_url": f"https://github.com/{repository.full}/blob/{repository.branch}/{path}",
    }
