"""GitHub: with a token about a hundred repositories a request, else the pages, politely.

https://docs.github.com/en/graphql: ``repository(owner, name)`` follows renames, so the name in the
reply is where a repository is now; one that is missing is null with an error of type
NOT_FOUND; ``object(expression: "ref:path")`` is null where there is no such path.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import unquote

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    json_path,
    per_id_cost,
    request_with_retries,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

API = "https://api.github.com/graphql"
MAX_REPLY = 4 * 1024 * 1024
_OWNER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
# First parts of github.com's own pages, which are nobody's account.
_OWN = frozenset(
    "about apps blog codespaces collections contact customer-stories enterprise events explore "
    "features issues join login logout marketplace new notifications orgs pricing pulls readme "
    "search security sessions settings signup site sponsors stars team topics trending "
    "users".split()
)
_EMPTY = re.compile(r">\s*This repository is empty\.?\s*<", re.IGNORECASE)
_ARCHIVED = re.compile(r"This repository (?:has been|was) archived by the owner", re.IGNORECASE)
FIELDS = "nameWithOwner description isArchived isEmpty isDisabled"


@dataclass(eq=False)
class GitHub(SiteVerifier):
    """The GitHub verifier; without a token only pages are fetched."""

    token: str = field(default="", repr=False)
    refused: str = field(default="", init=False)  # why the token was of no use

    name = "github"
    host = "api.github.com"
    hosts = frozenset({"github.com", "www.github.com"})
    batch = 100

    def identify(self, parts: SplitResult) -> str | None:
        """Return ``owner/name`` with, for a file or folder, ``//ref:path``."""
        if parts.query or parts.fragment:
            return None
        names = [unquote(p) for p in parts.path.split("/") if p]
        if len(names) < 2 or names[0].lower() in _OWN or not _OWNER.fullmatch(names[0]):
            return None
        name = names[1].removesuffix(".git") if len(names) == 2 else names[1]
        if not _NAME.fullmatch(name) or name in {".", ".."}:
            return None
        if len(names) == 2:
            return f"{names[0]}/{name}"
        if names[2] in {"tree", "blob"} and len(names) >= 4:
            place = f"{names[3]}:{'/'.join(names[4:])}"
            return f"{names[0]}/{name}//{place}" if '"' not in place and "\\" not in place else None
        return None  # issues, releases, wikis: the page decides

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look all repositories up in one request; halve it where GitHub finds it too much."""
        if not self.token or self.refused:
            return Lookup()
        response = request_with_retries(
            http,
            API,
            data=json.dumps({"query": build_query(ids)}).encode(),
            headers={"Accept": "application/json", "Content-Type": "application/json"},
            sensitive_headers={"Authorization": f"bearer {self.token}"},
            max_bytes=MAX_REPLY,
            timeout=http.settings.timeout * 2,
            follow=False,
        )
        if response.error is None and response.status in {401, 403}:
            self.refused = f"GitHub answers {response.status} to the token"
            return Lookup()
        answer = response.json() if response.ok else None
        data = json_path(answer, "data")
        if not isinstance(data, dict):
            return self._halved(http, ids, response, context)
        errors = json_path(answer, "errors")
        missing = {
            text_of(json_path(e, "path", 0))
            for e in (errors if isinstance(errors, list) else [])
            if json_path(e, "type") == "NOT_FOUND"
        }
        part = per_id_cost(response, len(ids))
        denied = frozenset(i for n, i in enumerate(ids) if f"r{n}" in missing)
        records = {
            ident: replace(record, requests=part[0], seconds=part[1])
            for number, ident in enumerate(ids)
            if ident not in denied
            and (record := read_repository(ident, data.get(f"r{number}"))) is not None
        }
        return Lookup(records, denied)

    def _halved(
        self, http: HttpClient, ids: Sequence[str], response: Response, context: LookupContext
    ) -> Lookup:
        too_much = response.ok or response.status in {413, 502, 504}
        if len(ids) < 8 or not too_much:
            return Lookup()
        half = len(ids) // 2
        first = self.lookup(http, ids[:half], context)
        if not first.records:
            return Lookup(denied=first.denied)
        second = self.lookup(http, ids[half:], context)
        return Lookup({**first.records, **second.records}, first.denied | second.denied)

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Read a repository's page: its title holds its name and description."""
        source = response.text()
        page = read_page(source, response.final_url)
        match = re.match(r"GitHub - ([^/\s]+/[^:\s]+)(?::\s*(.*))?$", page.title)
        name, about = (match[1], match[2] or "") if match else ("", page.title)
        around = source.partition('class="markdown-body')[0]  # without the README
        record = SiteRecord(
            status=Status.OK,
            title_kind=TitleKind.REPOSITORY,
            title=about.removesuffix(" · GitHub") or name,
            headings=(name or ident.partition("//")[0], *page.headings),
            text=page.text,
            stated_titles=page.stated_titles,
            archived=bool(_ARCHIVED.search(around)),
        )
        if "//" not in ident and _EMPTY.search(around):
            return _empty(record)
        return record


def build_query(ids: Sequence[str]) -> str:
    """Return the query for these repositories and the paths in them."""
    lines = []
    for number, ident in enumerate(ids):
        repository, _, place = ident.partition("//")
        owner, _, name = repository.partition("/")
        inner = FIELDS
        if place:
            ref, _, path = place.partition(":")
            ref = "HEAD" if ref in {"HEAD", ""} else ref
            inner += f" object(expression: {json.dumps(f'{ref}:{path}')}) {{ __typename }}"
        which = f"owner: {json.dumps(owner)}, name: {json.dumps(name)}"
        lines.append(f"r{number}: repository({which}) {{ {inner} }}")
    return "query {\n" + "\n".join(lines) + "\n}"


def read_repository(ident: str, data: Any) -> SiteRecord | None:
    """Read one repository of a reply; None where the page has to decide."""
    if not isinstance(data, dict):
        return None  # a token may not see what a reader may: the page decides
    repository, _, place = ident.partition("//")
    name = data.get("nameWithOwner")
    if not _is_full_name(name) or data.get("isDisabled") is True:
        return None
    if place and not isinstance(data.get("object"), dict):
        return None  # a branch's name may hold slashes, a default branch may be renamed
    about = data.get("description")
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.REPOSITORY,
        title=text_of(about),
        headings=(name,),
        archived=data.get("isArchived") is True,
    )
    if name.lower() != repository.lower():
        target = f"https://github.com/{name}"
        if place:
            target = f"{target}/tree/{place.replace(':', '/', 1)}".rstrip("/")
        record = replace(record, status=Status.MOVED, moved_to=target, permanent=True)
    return _empty(record) if data.get("isEmpty") is True else record


def _is_full_name(name: object) -> TypeGuard[str]:
    """Say whether a value is ``owner/name``, as GitHub writes it."""
    owner, _, own = name.partition("/") if isinstance(name, str) else ("", "", "")
    return bool(_OWNER.fullmatch(owner) and _NAME.fullmatch(own))


def _empty(record: SiteRecord) -> SiteRecord:
    evidence = ("GitHub says that the repository is empty",)
    return replace(record, status=Status.WRONG, detail="the repository is empty", evidence=evidence)
