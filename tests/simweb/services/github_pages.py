"""The pages of github.com, as far as a checker reads them."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from tests.simweb.services.readme import render
from tests.simweb.wire import Reply, Request, html

if TYPE_CHECKING:
    from tests.simweb.services.repository import Repository


def front_page(repository: Repository) -> str:
    """The page of a repository."""
    about = f": {escape(repository.description)}" if repository.description else ""
    title = f"GitHub - {repository.full}{about}"
    if repository.empty:
        title, body = repository.full, "<h3>This repository is empty.</h3>"
    else:
        body = render(repository.readme_of())
        tag = '<a class="topic-tag" href="/topics/{0}">{0}</a>'
        body = "".join(tag.format(topic) for topic in repository.topics) + body
    notice = ""
    if repository.archived:
        notice = (
            "<div>This repository was archived by the owner on Mar 1, 2024. "
            "It is now read-only.</div>"
        )
    if repository.homepage:
        home = escape(repository.homepage)
        notice += (
            f'<a title="{home}" role="link" target="_blank" class="text-bold" '
            f'rel="noopener noreferrer nofollow" href="{home}">{home}</a>'
        )
    filler = "" if repository.empty else "<div class='file-row'>file</div>" * 5000
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>"
        f'<meta property="og:title" content="{title}"/></head>'
        f"<body>{notice}{filler}{body}</body></html>"
    )


def file_page(repository: Repository, revision: str, path: str) -> str:
    """The page of a folder or file at a revision: what it shows is data for a script."""
    name = repository.full
    title = f"{escape(path or name)} at {revision} · {name} · GitHub"
    kind = repository.kind_of(path)
    text = repository.text_of(path) if kind == "blob" else repository.readme_of(path)
    rich = render(text) if path.endswith(".md") or kind == "tree" else None
    payload = {"payload": {kind: {"path": path, "richText": rich if text else None}}}
    data = json.dumps(payload).replace("<", "\\u003c")
    return (
        f"<title>{title}</title><h1>{escape(path)}</h1><react-app><script type='application/json' "
        f"data-target='react-app.embeddedData'>{data}</script></react-app>"
    )


def missing_page() -> Reply:
    """GitHub's page for what is not there (or is private)."""
    text = "<title>Page not found · GitHub</title><p>This is not the web page you are looking for."
    return html(text, 404)


def refuse_page(_: Request) -> Reply:
    """What GitHub answers to who asks for too many pages."""
    return html("<title>Too many requests</title>Whoa there!", 429, Retry_After="5")


def archive_file(_: Request) -> Reply:
    """codeload.github.com: a packed repository."""
    return Reply(200, b"PK\3\4" + bytes(100_000), {"Content-Type": "application/zip"})
