"""GitHub: with a token about a hundred repositories a request, else the pages, politely.

https://docs.github.com/en/graphql: ``repository(owner, name)`` follows renames, so the name in the
reply is where a repository is now; one that is missing is null with an error of type
NOT_FOUND; ``object(expression: "ref:path")`` is null where there is no such path.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.github_slugs import with_anchors
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.replies.github import (
    NAME,
    OWNER,
    read_repository,
    read_repository_page,
)
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    request_with_retries,
)
from awesome_p2ti.links.verifiers.github_query import (
    Answer,
    build_query,
    build_readme_query,
    first_readme,
    markdown_of,
    place_of,
    read_answer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

API = "https://api.github.com/graphql"
MAX_REPLY = 8 * 1024 * 1024
# First parts of github.com's own pages, which are nobody's account.
_OWN = frozenset(
    "about apps blog codespaces collections contact customer-stories enterprise events explore "
    "features issues join login logout marketplace new notifications orgs pricing pulls readme "
    "search security sessions settings signup site sponsors stars team topics trending "
    "users".split()
)


@dataclass(eq=False)
class GitHub(SiteVerifier):
    """The GitHub verifier; without a token only pages are fetched."""

    token: str = field(default="", repr=False)
    refused: str = field(default="", init=False)  # why the token was of no use

    name = "github"
    host = "api.github.com"
    hosts = frozenset({"github.com", "www.github.com"})
    batch = 100
    reads_fragments = True
    whole_page_bytes = 1 << 20  # the topics come last, after the README

    def identify(self, parts: SplitResult) -> str | None:
        """Return ``owner/name`` with, for a file or folder, ``//ref:path``."""
        if parts.query not in {"", "tab=readme-ov-file"} or parts.fragment:
            return None
        names = [unquote(p) for p in parts.path.split("/") if p]
        if len(names) < 2 or names[0].lower() in _OWN or not OWNER.fullmatch(names[0]):
            return None
        name = names[1].removesuffix(".git") if len(names) == 2 else names[1]
        if not NAME.fullmatch(name) or name in {".", ".."}:
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
        answer = self._ask(http, ids, lambda part: build_query(part, context.fragments))
        records = {
            ident: with_anchors(
                answer.with_cost(ident, record),
                markdown_of(ident, data),
                context.fragments.get(ident, ()),
            )
            for ident, data in answer.repositories.items()
            if (record := record_of(ident, data)) is not None
        }
        more = self._with_readmes(http, records, context)
        return Lookup({**records, **more}, frozenset(answer.missing))

    def _ask(
        self, http: HttpClient, ids: Sequence[str], build: Callable[[Sequence[str]], str]
    ) -> Answer:
        """Ask for repositories at once, and in halves for those that GitHub leaves out."""
        response = self._post(http, build(ids))
        if response.error is None and response.status in {401, 403}:
            self.refused = f"GitHub answers {response.status} to the token"
            return Answer()
        answer, left = read_answer(ids, response)
        half = (len(left) + 1) // 2
        for part in (p for p in (left[:half], left[half:]) if p and len(ids) > 1):
            more = self._ask(http, part, build)
            if not (more.repositories or more.missing):
                break  # it gives nothing: the pages of the rest are fetched
            answer.add(more)
        return answer

    def _post(self, http: HttpClient, query: str) -> Response:
        return request_with_retries(
            http,
            API,
            data=json.dumps({"query": query}).encode(),
            headers={"Accept": "application/json", "Content-Type": "application/json"},
            sensitive_headers={"Authorization": f"bearer {self.token}"},
            max_bytes=MAX_REPLY,
            timeout=http.settings.timeout * 2,
            follow=False,
        )

    def _with_readmes(
        self, http: HttpClient, records: dict[str, SiteRecord], context: LookupContext
    ) -> dict[str, SiteRecord]:
        """Look for READMEs under other names, where nothing names the work yet."""
        ids = [
            ident
            for ident, record in records.items()
            if record.status is Status.OK
            and not record.source
            and context.names_no_work(ident, record)
        ]
        if not ids:
            return {}
        answer = self._ask(http, ids, build_readme_query)
        found = {i: first_readme(answer.repositories.get(i)) for i in ids}
        return {
            i: answer.with_cost(i, replace(records[i], source=text, truncated=cut))
            for i, (text, cut) in found.items()
        }

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Read a repository's page: its title holds its name and description."""
        page = read_page(response.text(), response.final_url)
        facts = read_repository_page(response.text())
        named = page.title.startswith("GitHub - ") and facts.name
        about = facts.description if named else page.title.removesuffix(" · GitHub")
        record = SiteRecord(
            status=Status.OK,
            title_kind=TitleKind.REPOSITORY,
            title=about or facts.name,
            headings=(facts.name if named else ident.partition("//")[0], *page.headings),
            text=page.text,
            stated_titles=page.stated_titles,
            names=(place_of(ident)[1], *facts.topics),
            source=facts.readme,
            truncated=response.truncated,
            archived=facts.archived,
        )
        return _empty(record) if facts.empty and "//" not in ident else record


def record_of(ident: str, data: Any) -> SiteRecord | None:
    """Return the record of one repository of a reply; None where the page has to decide."""
    facts = read_repository(data)
    if facts is None or facts.disabled:
        return None  # a token may not see what a reader may: the page decides
    repository, _, place = ident.partition("//")
    if place and not isinstance(data.get("object"), dict):
        return None  # a branch's name may hold slashes, a default branch may be renamed
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.REPOSITORY,
        title=facts.description,
        headings=(facts.name,),
        names=(place_of(ident)[1], *facts.topics),
        source=facts.readme,
        truncated=facts.cut,
        archived=facts.archived,
        about=facts.state,
    )
    if facts.name.lower() != repository.lower():
        target = f"https://github.com/{facts.name}"
        if place:
            target = f"{target}/tree/{place.replace(':', '/', 1)}".rstrip("/")
        record = replace(record, status=Status.MOVED, moved_to=target, permanent=True)
    return _empty(record) if facts.empty else record


def _empty(record: SiteRecord) -> SiteRecord:
    evidence = ("GitHub says that the repository is empty",)
    return replace(record, status=Status.WRONG, detail="the repository is empty", evidence=evidence)
