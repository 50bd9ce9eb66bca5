"""GitHub: the pages, the REST interface and GraphQL.

A renamed repository is a 301 on pages and in REST, and simply the new repository in GraphQL; one
that is not there is 404, and in GraphQL null with an error of type NOT_FOUND; GraphQL wants a token
(401 without one); without one REST gives 60 requests an hour; pages answer 429 to the hasty. The
secondary rate limit is 403 in the interfaces and 429 on pages, with `Retry-After: 60`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from tests.simweb.meters import Limit
from tests.simweb.pauses import Pause, in_seconds
from tests.simweb.services import graphql
from tests.simweb.services.github_pages import (
    archive_file,
    file_page,
    front_page,
    missing_page,
    refuse_page,
)
from tests.simweb.services.repository import (
    Repository,
    repository_object,
    rest_form,
    rest_readme,
)
from tests.simweb.wire import Reply, Request, as_json, html, plain, redirect

if TYPE_CHECKING:
    from tests.simweb.world import Handler, Web

TOKEN = "simulated-token"
DOCS = "https://docs.github.com"
SITE = {"topics", "features", "orgs", "marketplace", "sponsors", "collections", "about", "search"}
PAGES = {"issues", "pulls", "wiki", "actions", "discussions", "pull", "commits", "stargazers"}


@dataclass(slots=True)
class GitHub:
    """github.com and api.github.com."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    graphql_down: bool = False
    secondary: float = 0.0  # seconds of the secondary rate limit that the first requests run into
    ceiling: int = 0  # repositories that one query may ask for; 0: any number

    def add(self, owner: str, name: str, description: str = "", **more: object) -> Repository:
        """Put a repository on GitHub."""
        repository = Repository(owner, name, description, **more)  # type: ignore[arg-type]
        self.repositories[repository.full.lower()] = repository
        self.owners.add(owner.lower())
        return repository

    def rename(self, old: str, new: str) -> None:
        """Let an old full name lead to a new one."""
        self.renamed[old.lower()] = new

    def install(self, web: Web) -> None:
        """Put GitHub's hosts into a web."""
        pages = Limit(at_once=10, per_second=20.0, burst=60)
        page: Handler = self.page
        api: Handler = self.api
        if self.secondary:
            page = Pause(self.secondary, in_seconds(429), page)
            api = Pause(self.secondary, exceeded, api)
        web.site("github.com", page, limit=pages, refusal=refuse_page)
        web.site("www.github.com", lambda ask: redirect(f"https://github.com{ask.target}", 301))
        web.site("api.github.com", api, limit=Limit(at_once=10, per_second=20.0, burst=60))
        web.site("raw.githubusercontent.com", self.raw)
        web.site("gist.github.com", self.gist)
        web.site("codeload.github.com", archive_file)

    def find(self, full: str) -> Repository | None:
        """A repository by its full name, old names followed."""
        full = full.lower().removesuffix(".git")
        return self.repositories.get(self.renamed.get(full, full).lower())

    # --- pages

    def page(self, request: Request) -> Reply:
        """A page of github.com."""
        if not request.secure:
            return redirect(f"https://github.com{request.target}", 301)
        parts = [part for part in request.path.split("/") if part]
        if parts and parts[0] in SITE:
            return html(f"<title>{escape(parts[-1])} · GitHub</title><h1>{escape(parts[-1])}</h1>")
        if len(parts) == 1 and parts[0].lower() in self.owners:
            return html(f"<title>{parts[0]} · GitHub</title><h1>{parts[0]}</h1>")
        if len(parts) == 1:
            return missing_page()
        if not parts:
            return html("<title>GitHub · Build and ship software on a single platform</title>")
        full = f"{parts[0]}/{parts[1]}".removesuffix(".git")
        repository = self.find(full)
        if repository is None:
            return missing_page()
        if repository.blocked:
            return html("<title>Repository unavailable due to DMCA takedown</title>", 451)
        if full.lower() in self.renamed:
            rest = "".join(f"/{part}" for part in parts[2:])
            return redirect(f"https://github.com/{repository.full}{rest}", 301)
        return self._inside(repository, parts[2:])

    def _inside(self, repository: Repository, rest: list[str]) -> Reply:
        if not rest:
            return html(front_page(repository))
        if rest[0] in {"blob", "tree", "raw"} and len(rest) >= 2:
            return self._at_revision(repository, rest[0], "/".join(rest[1:]))
        if rest[0] == "archive":
            return redirect(f"https://codeload.github.com/{repository.full}/zip/refs/{rest[-1]}")
        if rest[0] in PAGES:
            return html(f"<title>{rest[0].title()} · {repository.full} · GitHub</title>")
        if rest[0] == "releases":
            tag = rest[2] if len(rest) > 2 and rest[1] == "tag" else ""
            if tag and tag not in repository.releases:
                return missing_page()
            return html(f"<title>Releases · {repository.full} · GitHub</title>")
        return missing_page()

    def _at_revision(self, repository: Repository, verb: str, rest: str) -> Reply:
        """/tree/REVISION/PATH: a revision's name may hold slashes."""
        former = repository.former_branch
        if former and (rest + "/").startswith(former + "/"):
            moved = repository.branch + rest.removeprefix(former)
            return redirect(f"https://github.com/{repository.full}/{verb}/{moved}", 302)
        for revision in ("HEAD", repository.branch, *repository.tags):
            if not (rest + "/").startswith(revision + "/"):
                continue
            path = rest.removeprefix(revision).strip("/")
            if repository.empty or not repository.kind_of(path):
                return missing_page()
            return html(file_page(repository, revision, path))
        return missing_page()

    def raw(self, request: Request) -> Reply:
        """A file as it is."""
        parts = request.path.strip("/").split("/")
        repository = self.find("/".join(parts[:2]))
        if repository is None or repository.kind_of("/".join(parts[3:])) != "blob":
            return plain("404: Not Found", 404)
        return plain(repository.text_of("/".join(parts[3:])))

    def gist(self, request: Request) -> Reply:
        """gist.github.com/OWNER/ID."""
        parts = request.path.strip("/").split("/")
        known = len(parts) == 2 and parts[0].lower() in self.owners
        return html(f"<title>{parts[-1]} · GitHub</title>") if known else missing_page()

    # --- interfaces

    def api(self, request: Request) -> Reply:
        """api.github.com."""
        given = request.headers.get("authorization", "").rpartition(" ")[2]
        if given and given != TOKEN:
            return as_json({"message": "Bad credentials", "documentation_url": DOCS}, 401)
        if request.path == "/graphql":
            return self._graphql(request, given)
        parts = request.path.strip("/").split("/")
        if parts[0] != "repos" or len(parts) < 3:
            return as_json({"message": "Not Found", "documentation_url": DOCS}, 404)
        if not given and request.seen > 60:
            message = "API rate limit exceeded for 127.10.0.1."
            return as_json({"message": message}, 403, X_RateLimit_Remaining="0")
        repository = self.find(f"{parts[1]}/{parts[2]}")
        if repository is None:
            return as_json(
                {"message": "Not Found", "documentation_url": DOCS, "status": "404"}, 404
            )
        if f"{parts[1]}/{parts[2]}".lower() in self.renamed:
            address = f"https://api.github.com/repos/{repository.full}"
            return redirect(address, 301)
        if parts[3:4] == ["readme"]:
            return _rest_readme(request, repository, "/".join(parts[4:]))
        return as_json(rest_form(repository))

    def _graphql(self, request: Request, given: str) -> Reply:
        if self.graphql_down:
            return as_json({"message": "Something went wrong while executing your query."}, 502)
        if not given:
            message = "This endpoint requires you to be authenticated."
            return as_json({"message": message, "documentation_url": f"{DOCS}/graphql"}, 401)
        try:
            asked = json.loads(request.body)
        except ValueError:
            return as_json({"message": "Problems parsing JSON"}, 400)
        query = asked.get("query", "")
        response = as_json(graphql.execute(query, asked.get("variables") or {}, self._root()))
        response.delay = 0.15 + 0.004 * query.count("repository(")
        return response

    def _root(self) -> graphql.Object:
        asked = 0

        def resolve(name: str, given: dict[str, Any]) -> Any:
            nonlocal asked
            if name == "repository":
                asked += 1
                if self.ceiling and asked > self.ceiling:
                    raise graphql.ExceededError("Resource limits for this query exceeded.")
                full = f"{given['owner']}/{given['name']}"
                repository = self.find(full)
                if repository is None:
                    raise graphql.MissingError(
                        f"Could not resolve to a Repository with the name '{full}'."
                    )
                return repository_object(repository)
            if name in {"repositoryOwner", "user", "organization"}:
                login = str(given["login"])
                if login.lower() not in self.owners:
                    if name == "repositoryOwner":
                        return None
                    raise graphql.MissingError(
                        f"Could not resolve to a {name.title()} with the login of '{login}'."
                    )
                return graphql.Object("Organization", lambda _n, _g: login)
            if name == "rateLimit":
                limits = {"limit": 5000, "cost": 1, "remaining": 4900, "used": 100}
                limits["resetAt"] = "2030-01-01T00:00:00Z"  # type: ignore[assignment]
                return graphql.Object("RateLimit", lambda n, _g: limits[n])
            raise graphql.QueryError(f"Field '{name}' doesn't exist on type 'Query'")

        return graphql.Object("Query", resolve)


def _rest_readme(request: Request, repository: Repository, folder: str) -> Reply:
    found = rest_readme(repository, folder)
    if found is None:
        return as_json({"message": "Not Found", "documentation_url": DOCS, "status": "404"}, 404)
    if "raw" in request.headers.get("accept", ""):
        return plain(repository.text_of(found["path"]))
    return as_json(found)


def exceeded(left: float) -> Reply:
    """The interfaces' refusal by the secondary rate limit."""
    message = "You have exceeded a secondary rate limit. Please wait a few minutes, then try again."
    wait = in_seconds()(left).headers["Retry-After"]
    return as_json({"message": message, "documentation_url": DOCS}, 403, Retry_After=wait)
