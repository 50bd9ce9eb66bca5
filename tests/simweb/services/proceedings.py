"""Proceedings (CVF Open Access, ACL Anthology, NeurIPS, PMLR), the Wayback Machine, publishers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from tests.simweb.wire import Reply, Request, as_json, html

if TYPE_CHECKING:
    from tests.simweb.world import Web

HOSTS = {
    "openaccess.thecvf.com": "<title>CVPR 2024 Open Access Repository</title>"
    '<div id="papertitle">{title}</div>',
    "aclanthology.org": "<title>{title} - ACL Anthology</title><h2 id=title>{title}</h2>",
    "proceedings.neurips.cc": "<title>{title}</title><h4>{title}</h4>",
    "papers.nips.cc": "<title>{title}</title><h4>{title}</h4>",
    "proceedings.mlr.press": "<title>{title}</title><h1>{title}</h1>",
    "www.ecva.net": "<title>ECVA | European Computer Vision Association</title>{title}",
}
WALLED = ("dl.acm.org", "ieeexplore.ieee.org", "onlinelibrary.wiley.com", "www.mdpi.com")


@dataclass(slots=True)
class Proceedings:
    """Pages of papers by (host, path), and the addresses of which the archive has a copy."""

    papers: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[tuple[str, str], str] = field(default_factory=dict)  # whole pages, as they are
    archived: set[str] = field(default_factory=set)

    def add(self, host: str, path: str, title: str) -> str:
        """Put a paper's page, or its PDF, into its proceedings; the answer is its address."""
        self.papers[host, path] = title
        return f"https://{host}{path}"

    def install(self, web: Web) -> None:
        """Put the hosts into a web."""
        for host in HOSTS:
            web.site(host, self.page)
        for host in WALLED:
            web.site(host, wall)
        web.site("link.springer.com", self.springer)
        web.site("archive.org", self.archive)
        web.site("web.archive.org", self.snapshot)

    def page(self, request: Request) -> Reply:
        """A paper's page or PDF."""
        if source := self.sources.get((request.host, request.path)):
            return html(source)
        title = self.papers.get((request.host, request.path))
        if title is None:
            return html("<title>404 Not Found</title><h1>Not Found</h1>", 404)
        if request.path.endswith(".pdf"):
            return Reply(200, b"%PDF-1.5\n" + b"0" * 90_000, {"Content-Type": "application/pdf"})
        meta = f'<meta name="citation_title" content="{escape(title)}">'
        return html(meta + HOSTS[request.host].format(title=escape(title)))

    def springer(self, request: Request) -> Reply:
        """A publisher that lets everybody read its pages, once a cookie is set."""
        if source := self.sources.get((request.host, request.path)):
            return html(source)
        title = self.papers.get((request.host, request.path))
        if title is None:
            return html("<title>Page not found | SpringerLink</title>", 404)
        return html(
            f'<meta name="citation_title" content="{escape(title)}">'
            f"<title>{escape(title)} | SpringerLink</title>"
        )

    def archive(self, request: Request) -> Reply:
        """archive.org/wayback/available?url=…"""
        if request.path != "/wayback/available":
            return html("<title>Internet Archive</title>")
        url = request.query.get("url", "")
        if url not in self.archived:
            return as_json({"url": url, "archived_snapshots": {}})
        closest = {
            "status": "200",
            "available": True,
            "url": f"http://web.archive.org/web/20240101000000/{url}",
            "timestamp": "20240101000000",
        }
        return as_json({"url": url, "archived_snapshots": {"closest": closest}})

    def snapshot(self, request: Request) -> Reply:
        """web.archive.org/web/…"""
        url = "http" + request.target.partition("/http")[2]
        if url in self.archived:
            return html("<title>A saved page</title>")
        return html("<title>Wayback Machine has not archived that URL</title>", 404)


def wall(_: Request) -> Reply:
    """A publisher that lets no program in, whatever it asks for."""
    text = "<title>Just a moment...</title><p>Checking your browser before you proceed.</p>"
    return html(text, 403, cf_mitigated="challenge", Server="cloudflare")
