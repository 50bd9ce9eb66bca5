"""How the parts of this list put one page on a host of its own, or on a host that everybody "
"knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.wire import Reply, Request, html

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

KINDS = {"ok": "live", "moved": "live", "blocked": "live", "gone": "dead", "unreachable": "away"}
NAV = "".join(
    f"<li><a href='/{word.lower()}/'>{word}</a></li>"
    for word in ("People", "Research", "Publications", "Teaching", "News", "Alumni", "Contact")
)
FOOT = (
    "<footer><p>Vision and Graphics Group, Institute of Computer Science, 3rd floor of the old "
    "mill. Office hours on Tuesdays from ten to noon, and whenever the door is open.</p><p>Imprint "
    "- Privacy - Accessibility - Site map</p><p>The group studies how pictures are made, stored, "
    "searched and understood, and offers theses in all of these fields each term.</p></footer>"
)


def frame(title: str, body: str, lang: str = "en") -> str:
    """A page with the menu and the foot of a group's site around its text."""
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>"
        f"<link rel='stylesheet' href='/site.css'></head><body><nav><ul>{NAV}</ul></nav>"
        f"<main>{body}</main>{FOOT}</body></html>"
    )


def page(title: str, body: str) -> str:
    """A page without a layout."""
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def fill(text: str, work: Work, host: str, ask: Request) -> str:
    """A text with the work's title and short name, the host and the path that was asked for."""
    short = work.title.partition(":")[0]
    known = {"{t}": work.title, "{n}": work.name.lower(), "{s}": short, "{h}": host}
    for mark, value in (known | {"{p}": ask.path, "{q}": ask.target}).items():
        text = text.replace(mark, value)
    return text


def show(
    draft: Draft,
    where: str,
    page: str | Callable[[Work], Handler],
    truth: str,
    about: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    work: Work | None = None,
    alone: bool = False,
    front: bool = False,
    shown: str = "",
    moved_to: str = "",
    role: str = "project",
    scheme: str = "https",
    **more: object,
) -> str:
    """Put a page somewhere, and a link to it into the list; the answer is its host.

    `where` is a host and a path; with @ before it the host is one of its own, which answers alike
    everywhere, or honestly 404 elsewhere (`alone`), or has a home page as well (`front`).
    """
    work = work or draft.work()
    name, slash, path = where.partition("/")
    host = draft.host(name[1:]) if name.startswith("@") else name
    marks = {"{n}": work.name.lower(), "{o}": draft.owner(), "{h}": host}
    for mark, value in marks.items():
        host, path = host.replace(mark, value), path.replace(mark, value)
    moved_to = moved_to.replace("{h}", host).replace("{n}", marks["{n}"])
    url = f"{scheme}://{host}{slash}{path}"
    handler = _page(page, work, host, status, headers) if isinstance(page, str) else page(work)
    if name.startswith("@") and not alone:
        there = pages.host(draft.web, host, missing=handler, **more)
        if front:
            there.paths["/"] = pages.always(frame("Vision and Graphics Group", "<h1>Welcome</h1>"))
    else:
        above(draft, host, **more)
        pages.put(draft.web, url, handler)
    kind = KINDS.get(truth.partition("|")[0], "soft")
    draft.link(url + shown, work, truth, kind, about, role=role, moved_to=moved_to)
    return host


def above(draft: Draft, host: str, **more: object) -> None:
    """Let pages stand on a host beside what a service answers there."""
    site = draft.web.sites.get(host)
    if site is None:
        pages.host(draft.web, host, **more)
    elif not isinstance(site.handler, pages.Host):
        site.handler = pages.Host(missing=site.handler)


def _page(text: str, work: Work, host: str, status: int, headers: dict[str, str] | None) -> Handler:
    def answer(ask: Request) -> Reply:
        reply = html(fill(text, work, host, ask), status)
        filled = {k: fill(v, work, host, ask) for k, v in (headers or {}).items()}
        reply.headers |= filled
        return reply

    return answer
