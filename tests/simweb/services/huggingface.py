"""Hugging Face: pages and interface.

As observed by others: without a token a missing or private repository is 401 with `Invalid username
or password.` in the interface and 404 on its page; a renamed one is 307; a gated one answers its
data; a disabled one answers with `disabled`. Each reply carries RateLimit headers: 500 interface
requests and 100 pages in five minutes. A card is the text of README.md: the interface gives its
metadata and the tags made of it, `/raw/main/README.md` the whole, and the page shows it.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from tests.simweb.meters import Limit
from tests.simweb.pauses import UNDER_WAY
from tests.simweb.wire import Reply, Request, as_json, html, plain, redirect

if TYPE_CHECKING:
    from tests.simweb.world import Handler, Web

WINDOW = 300
SITE = {"papers", "docs", "blog", "collections", "learn", "pricing", "tasks", "posts", "join"}
QUOTAS = {"api": 500, "pages": 100}
ICON = "a Hugging Face Space by"


@dataclass(slots=True)
class Repo:
    """A model, data set or space; `stage` is the run state of a space."""

    kind: str
    ident: str
    title: str = ""
    private: bool = False
    gated: bool = False
    disabled: bool = False
    stage: str = "RUNNING"
    files: tuple[str, ...] = ("README.md",)
    card: str = ""
    tags: tuple[str, ...] = ()
    metadata: dict[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """README.md: the metadata between dashes, then the card."""
        head = {"title": self.title} if self.title else {}
        lines = [f"{key}: {value}" for key, value in (head | self.metadata).items()]
        return "\n".join(["---", *lines, "---", "", self.card, ""])


@dataclass(slots=True)
class HuggingFace:
    """huggingface.co."""

    repos: dict[tuple[str, str], Repo] = field(default_factory=dict)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    papers: dict[str, dict[str, object]] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    used: dict[str, int] = field(default_factory=lambda: {"api": 0, "pages": 0})
    api_down: bool = False
    opens: dict[str, float] = field(default_factory=dict)
    reset: float = 0.0  # seconds until a used-up window opens again; 0: not in this run
    dialect: bool = False  # what is missing is 404 in the interface, and 401 on its page

    def add(self, kind: str, ident: str, title: str = "", **more: object) -> Repo:
        """Put a repository on the hub; kind is models, datasets or spaces."""
        repo = Repo(kind, ident, title, **more)  # type: ignore[arg-type]
        self.repos[kind, ident.lower()] = repo
        self.owners.add(ident.split("/", maxsplit=1)[0].lower())
        return repo

    def add_paper(self, ident: str, title: str, authors: tuple[str, ...], **more: object) -> None:
        """Put a paper on the hub; its title has the line breaks of arXiv's."""
        halves = title.split(" ", 4)
        self.papers[ident] = {
            "id": ident,
            "title": " ".join(halves[:4])
            + ("\n  " if len(halves) > 4 else "")
            + "".join(halves[4:]),
            "summary": "We study images.",
            "authors": [{"_id": "0", "name": name, "hidden": False} for name in authors],
            "publishedAt": "2026-11-01T00:00:00.000Z",
            "upvotes": 3,
            **more,
        }

    def rename(self, kind: str, old: str, new: str) -> None:
        """Let an old id lead to a new one."""
        self.renamed[kind, old.lower()] = new

    def install(self, web: Web) -> None:
        """Put the hub's hosts into a web."""
        limit = Limit(at_once=10, per_second=25.0, burst=100)
        web.site("huggingface.co", self.answer, limit=limit)
        web.site("hf.co", lambda ask: redirect(f"https://huggingface.co{ask.target}", 301))
        web.site("www.huggingface.co", lambda ask: redirect(f"https://huggingface.co{ask.target}"))
        for (kind, ident), repo in self.repos.items():
            if kind == "spaces":
                host = f"{ident.replace('/', '-').replace('_', '-').replace('.', '-')}.hf.space"
                web.site(host.lower(), self._direct(repo))

    def answer(self, request: Request) -> Reply:
        """Any request."""
        bucket = "api" if request.path.startswith("/api/") else "pages"
        if time.monotonic() >= self.opens.get(bucket, math.inf):
            self.used[bucket] = 0
            del self.opens[bucket]
        self.used[bucket] += 1
        left, window = QUOTAS[bucket] - self.used[bucket], WINDOW
        if left < 0:
            response, window = self._refuse(bucket)
        else:
            response = self.api(request) if bucket == "api" else self.page(request)
        response.headers["RateLimit"] = f'"{bucket}";r={max(left, 0)};t={window}'
        response.headers["RateLimit-Policy"] = (
            f'"fixed window";"{bucket}";q={QUOTAS[bucket]};w={WINDOW}'
        )
        return response

    def _refuse(self, bucket: str) -> tuple[Reply, int]:
        """What is said while a window is used up, and the seconds that are left of it."""
        reply = as_json({"error": "We had to rate limit your IP."}, 429)
        if not self.reset:
            return reply, WINDOW
        now = time.monotonic()
        opens = self.opens.setdefault(bucket, now + self.reset)
        reply.over = "early" if now - (opens - self.reset) > UNDER_WAY else ""
        return reply, int(opens - now) + 1

    def api(self, request: Request) -> Reply:
        """/api/models/…, /api/datasets/… and /api/spaces/…"""
        if self.api_down:
            return as_json({"error": "Internal Error"}, 503)
        parts = request.path.split("/")[2:]
        kind, ident, rest = parts[0], "/".join(parts[1:3]), parts[3:]
        if kind == "papers":
            paper = self.papers.get("/".join(parts[1:]))
            return as_json(paper) if paper else as_json({"error": "Paper not found"}, 404)
        if kind not in {"models", "datasets", "spaces"}:
            return as_json({"error": "Sorry, we can't find the page you are looking for."}, 404)
        moved = self.renamed.get((kind, ident.lower()))
        if moved is None and (repo := self.repos.get((kind, ident.lower()))):
            moved = repo.ident if repo.ident != ident else None
        if moved:
            tail = "".join(f"/{part}" for part in rest)
            return redirect(f"/api/{kind}/{moved}{tail}{_query(request)}", 307)
        repo = self.repos.get((kind, ident.lower()))
        if repo is None or repo.private:
            if self.dialect:
                text = "Repository not found"
                return as_json({"error": text}, 404, X_Error_Code="RepoNotFound")
            text = "Invalid username or password."
            return as_json({"error": text}, 401, X_Error_Message=text)
        if rest[:1] == ["runtime"] and kind == "spaces":
            return as_json(_runtime(repo))
        return as_json(_form(repo))

    def page(self, request: Request) -> Reply:
        """A page of the hub."""
        if not request.secure:
            return redirect(f"https://huggingface.co{request.target}", 301)
        parts = [part for part in request.path.split("/") if part]
        if parts and parts[0] in SITE:
            return html(f"<title>{escape(parts[-1])}</title><h1>{escape(parts[-1])}</h1>")
        kind = parts.pop(0) if parts[:1] in (["datasets"], ["spaces"]) else "models"
        if len(parts) == 1 and parts[0].lower() in self.owners:
            return html(f"<title>{escape(parts[0])} (Org profile)</title>")
        if len(parts) < 2:
            return html("<title>Hugging Face – The AI community building the future.</title>")
        ident = "/".join(parts[:2])
        prefix = "" if kind == "models" else f"/{kind}"
        if moved := self.renamed.get((kind, ident.lower())):
            rest = "".join(f"/{part}" for part in parts[2:])
            return redirect(f"{prefix}/{moved}{rest}", 307)
        repo = self.repos.get((kind, ident.lower()))
        if repo is None or repo.private:
            if self.dialect:
                return html("<title>401 – Hugging Face</title>Unauthorized", 401)
            return html(
                "<title>404 – Hugging Face</title><h1>404</h1>Sorry, we can't find it.", 404
            )
        if parts[2:3] in (["blob"], ["resolve"], ["raw"], ["tree"]) and len(parts) > 4:
            return self._file(repo, "/".join(parts[4:]), parts[2])
        return html(_page(repo))

    def _file(self, repo: Repo, path: str, verb: str) -> Reply:
        if verb == "tree":
            known = any(name.startswith(path + "/") for name in repo.files)
        else:
            known = path in repo.files
        if not known:
            return html("<title>404</title>Entry not found", 404, X_Error_Code="EntryNotFound")
        if repo.gated and verb in {"resolve", "raw"}:
            text = f"Access to model {repo.ident} is restricted. Please log in."
            return as_json({"error": text}, 401, X_Error_Code="GatedRepo")
        if verb in {"resolve", "raw"} and path == "README.md" and repo.card:
            return plain(repo.text())
        return html(f"<title>{escape(path)} · {repo.ident} at main</title>")

    def _direct(self, repo: Repo) -> Handler:
        def handler(_: Request) -> Reply:
            if repo.stage == "RUNNING":
                return html(f"<title>{escape(repo.title or repo.ident)}</title><gradio-app>")
            return html(f"<title>Your space is in error</title>{repo.stage}", 503)

        return handler


def _query(request: Request) -> str:
    _, mark, text = request.target.partition("?")
    return mark + text


def _runtime(repo: Repo) -> dict[str, object]:
    hardware = {"current": None if repo.stage != "RUNNING" else "zero-a10g", "requested": None}
    faulty = {"errorMessage": "Exit code: 1."} if repo.stage.endswith("ERROR") else {}
    return {"stage": repo.stage, "hardware": hardware, "gcTimeout": 172800} | faulty


def _form(repo: Repo) -> dict[str, object]:
    form: dict[str, object] = {
        "_id": "0" * 24,
        "id": repo.ident,
        "author": repo.ident.split("/")[0],
        "private": False,
        "gated": "auto" if repo.gated else False,
        "disabled": repo.disabled,
        "lastModified": "2025-06-01T00:00:00.000Z",
        "tags": list(repo.tags),
        "cardData": ({"title": repo.title} if repo.title else {}) | repo.metadata,
        "siblings": [{"rfilename": name} for name in repo.files],
    }
    if repo.kind == "models":
        form["modelId"] = repo.ident
    if repo.kind == "spaces":
        form |= {"sdk": "gradio", "runtime": _runtime(repo)}
    return form


def _page(repo: Repo) -> str:
    owner = repo.ident.split("/")[0]
    title = f"{repo.ident} · Hugging Face"
    if repo.kind == "datasets":
        title = f"{repo.ident} · Datasets at Hugging Face"
    if repo.kind == "spaces":
        title = f"{escape(repo.title or repo.ident)} - {ICON} {owner}"
    tags = "".join(f'<a class="tag" href="/models?other={tag}">{tag}</a>' for tag in repo.tags)
    body = tags + "".join(f"<p>{escape(part)}</p>" for part in repo.card.split("\n\n") if part)
    if repo.kind == "spaces" and repo.stage == "PAUSED":
        body = "This Space has been paused by its owner."
    if repo.kind == "spaces" and repo.stage.endswith("ERROR"):
        body = f"{repo.stage.replace('_', ' ').capitalize()}. Exit code: 1."
    if repo.gated:
        body = "You need to agree to share your contact information to access this model."
    if repo.disabled:
        body = "Access to this repository has been disabled."
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
