"""A repository on GitHub, and how GraphQL and REST show it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from tests.simweb.services import graphql


@dataclass(slots=True)
class Repository:
    """A repository; `files` are the paths in it, folders included by their files."""

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

    @property
    def full(self) -> str:
        """owner/name"""
        return f"{self.owner}/{self.name}"

    def kind_of(self, path: str) -> str:
        """'blob', 'tree' or '' for a path in it."""
        path = path.strip("/")
        if not path:
            return "" if self.empty else "tree"
        if path in self.files:
            return "blob"
        return "tree" if any(name.startswith(path + "/") for name in self.files) else ""

    def text_of(self, path: str) -> str:
        """What stands in a file."""
        return self.readme if posixpath.basename(path).lower() == "readme.md" else "text"


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
        "stargazerCount": 7,
        "pushedAt": None if repository.empty else "2025-06-01T00:00:00Z",
        "createdAt": "2024-01-01T00:00:00Z",
        "updatedAt": "2025-06-01T00:00:00Z",
        "parent": None,
        "primaryLanguage": None,
        "licenseInfo": None,
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
            return graphql.Object("TopicConnection", lambda _n, _g: [])
        raise graphql.QueryError(f"Field '{name}' doesn't exist on type 'Repository'")

    return graphql.Object("Repository", resolve)


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
        fields |= {"byteSize": len(text), "abbreviatedOid": "0" * 7, "id": "G_0"}
        fields |= {"committedDate": "2025-06-01T00:00:00Z"}
        if name == "entries":
            names = sorted({entry.split("/")[0] for entry in repository.files})
            return [tree_entry(entry) for entry in names]
        if name not in fields:
            raise graphql.QueryError(f"Field '{name}' doesn't exist on type '{kind.title()}'")
        return fields[name]

    return graphql.Object(kind.title(), resolve)


def tree_entry(name: str) -> graphql.Object:
    """A file or folder of a tree: each field of it is its name."""
    return graphql.Object("TreeEntry", lambda _name, _given: name)


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
    }
