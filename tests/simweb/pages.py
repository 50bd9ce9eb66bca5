"""Ordinary sites: a host with its paths, the page of a project, and what answers elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.world import Handler, Web


def not_found(_: Request) -> Reply:
    """An honest 404."""
    return html("<title>404 Not Found</title><h1>Not Found</h1>", 404)


@dataclass(slots=True)
class Host:
    """The pages of one host, by path; anything else is `missing`."""

    paths: dict[str, Handler] = field(default_factory=dict)
    missing: Handler = not_found

    def __call__(self, request: Request) -> Reply:
        """Answer for the path that is asked for."""
        return self.paths.get(request.path, self.missing)(request)


def host(web: Web, name: str, missing: Handler = not_found, **more: object) -> Host:
    """The host called `name`, put into the web when it is not there yet."""
    if name not in web.sites:
        web.site(name, Host(missing=missing), **more)
    found = web.sites[name].handler
    assert isinstance(found, Host)
    return found


def put(web: Web, url: str, handler: Handler, **more: object) -> str:
    """Let `handler` answer at `url`, which is https unless it says otherwise."""
    _, _, rest = url.partition("://")
    name, slash, path = rest.partition("/")
    bare = unquote(path.partition("#")[0].partition("?")[0])
    host(web, name, **more).paths[slash + bare or "/"] = handler  # type: ignore[arg-type]
    return url


def always(text: str, status: int = 200, **headers: str) -> Handler:
    """The same page for everybody."""
    return lambda _: html(text, status, **headers)


def same(handler: Handler) -> Callable[[object], Handler]:
    """One handler, whatever the work is."""
    return lambda _: handler


def leads(target: str, status: int = 302, **headers: str) -> Handler:
    """A redirect for everybody."""
    return lambda _: redirect(target, status, **headers)


def project(title: str, *, body: str = "", filler: int = 60) -> str:
    """The page of a paper, as the common templates make it."""
    shown = escape(title)
    name = escape(title.split(":", maxsplit=1)[0])
    paragraph = "<p>Given a few images of a subject, the model renders it in new scenes.</p>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{shown}</title>"
        f"<meta name='viewport' content='width=device-width'><link rel='icon' href='icon.svg'>"
        f"</head><body><section class='hero'><h1 class='title is-1'>{shown}</h1>"
        f"<a href='https://arxiv.org/'>Paper</a> <a href='https://github.com/'>Code</a></section>"
        f"<section id='abstract'><h2>Abstract</h2>{paragraph * filler}</section>"
        f"<section id='results'><h2>Results</h2></section>{body}"
        f"<section id='BibTeX'><h2>BibTeX</h2><pre>@article{{x, title={{{name}}}}}</pre></section>"
        "</body></html>"
    )


def live(title: str, **more: object) -> Handler:
    """The page of a paper, for everybody."""
    return always(project(title, **more))  # type: ignore[arg-type]


def after(times: int, first: Callable[[Request], Reply], then: Handler) -> Handler:
    """`first` for the first `times` requests of an address, `then` from there on."""
    return lambda request: first(request) if request.seen <= times else then(request)


def late(seconds: float, handler: Handler) -> Handler:
    """The same reply, but with a slow first byte."""

    def answer(request: Request) -> Reply:
        response = handler(request)
        response.delay = seconds
        return response

    return answer
