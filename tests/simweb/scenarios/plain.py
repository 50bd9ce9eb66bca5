"""Live pages that some checkers call dead: moods of servers, scripts, files, and odd titles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.simweb import evil, pages
from tests.simweb.pages import always, live
from tests.simweb.wire import Reply, Request, html
from tests.simweb.works import Work

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene
    from tests.simweb.world import Handler


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _ordinary(scene)
    _methods(scene)
    _shells(scene)
    _files(scene)
    _titles(scene)
    _bodies(scene)


def _ordinary(scene: Scene) -> None:
    for _ in range(30):
        work = next(scene.neutral)
        url = f"https://{work.name.lower()}.github.io/"
        pages.put(scene.web, url, live(work.title))
        scene.link(url, work, "ok", "live", "an ordinary project page")
    lab = "https://vision-lab.edu"
    for _number in range(10):
        work = next(scene.neutral)
        url = f"{lab}/projects/{work.name.lower()}/"
        pages.put(scene.web, url, live(work.title))
        scene.link(url, work, "ok", "live", "a project page on a shared host")
    scene.pages(
        "spaced",
        2,
        lambda w: live(w.title),
        "ok",
        "live",
        "a blank in the path",
        path="/my%20page.html",
    )
    scene.pages(
        "unicode",
        2,
        lambda w: live(w.title),
        "ok",
        "live",
        "letters in the path",
        path="/%E9%A1%B5.html",
    )


def _methods(scene: Scene) -> None:
    for status in (405, 404, 403, 501, 500):
        scene.pages(
            f"head-{status}",
            3,
            partial(no_head, status=status),
            "ok",
            "live",
            f"HEAD is answered with {status}, GET with the page",
        )
    scene.pages("head-hangs", 2, lambda w: for_head(w, evil.hangs), "ok", "live", "HEAD hangs")
    scene.pages("head-resets", 2, lambda w: for_head(w, evil.resets), "ok", "live", "HEAD resets")
    scene.pages("range-416", 2, no_range, "ok", "live", "a Range is refused with 416")


def no_head(work: Work, status: int) -> Handler:
    """A page that only GET gets."""
    return for_head(work, always("<title>No</title>", status))


def for_head(work: Work, handler: Handler) -> Handler:
    """A page where HEAD meets another handler."""
    page = live(work.title)
    return lambda ask: handler(ask) if ask.method == "HEAD" else page(ask)


def no_range(work: Work) -> Handler:
    """A page that refuses ranges."""
    page = live(work.title)
    return lambda ask: html("", 416) if "range" in ask.headers else page(ask)


def shell(work: Work) -> Handler:
    """An application's shell, which is the same for each path: the script draws the rest."""
    text = (
        f"<!doctype html><html><head><title>{work.title}</title><script type='module' "
        "src='/assets/index-4f1a.js'></script></head><body><div id='root'></div></body></html>"
    )
    return always(text)


def _shells(scene: Scene) -> None:
    for number, path in enumerate(("/", "/", "/demo", "/gallery", "/", "/paper/results"), 1):
        work = next(scene.neutral)
        name = f"shell-{number}.vercel.app"
        pages.host(scene.web, name, missing=shell(work))
        scene.link(f"https://{name}{path}", work, "ok", "live", "one shell for each path")
    for number, path in enumerate(("/", "/app"), 1):
        name, work = f"bare-shell-{number}.netlify.app", next(scene.neutral)
        text = "<!doctype html><title>Demo</title><div id=app></div><script src=/a.js></script>"
        pages.host(scene.web, name, missing=always(text))
        scene.link(
            f"https://{name}{path}", work, "ok", "live", "a shell that names nothing", role="demo"
        )


def _files(scene: Scene) -> None:
    def file(kind: str, start: bytes = b"", size: int = 120_000) -> Handler:
        filler = b" " * size if kind in {"text/plain", "application/json"} else bytes(size)
        return lambda _: Reply(200, start + filler, {"Content-Type": kind})

    kinds = (
        ("paper.pdf", "application/pdf", b"%PDF-1.7\n", 5, "a PDF"),
        ("paper.pdf", "application/octet-stream", b"%PDF-1.7\n", 2, "a PDF without its type"),
        ("teaser.png", "image/png", b"\x89PNG\r\n", 2, "an image"),
        ("video.mp4", "video/mp4", b"\0\0\0 ftyp", 2, "a video"),
        ("readme.txt", "text/plain", b"About this work\n", 2, "plain text"),
        ("data.json", "application/json", b"[]", 2, "JSON"),
    )
    for path, kind, start, count, about in kinds:
        label = f"file-{path.split('.')[1]}-{len(start)}-{kind[:4]}-{kind[-3:]}"
        scene.pages(
            label,
            count,
            pages.same(file(kind, start)),
            "ok",
            "live",
            about,
            path=f"/{path}",
        )
    scene.pages("zip", 2, lambda _: huge_file, "ok", "live", "200 MB to download", path="/data.zip")


def huge_file(_: Request) -> Reply:
    """An archive of 200 MB."""
    size = 200 << 20
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: %d\r\n\r\n" % size
    return evil.raw(head, *[bytes(1 << 20)] * 200)(_)


def _titles(scene: Scene) -> None:
    odd = (
        "404 Not Found: Recovering Missing Concepts in Personalized Generation",
        "Page Not Found: Generating Layouts for Empty Pages",
        "Domain for Sale: Adapting Personalized Models across Domains",
        "Access Denied: Protecting Portraits from Personalized Generation",
        "Log In to the Past: Personalized Photo Restoration",
        "Just a Moment: Personalized Video Thumbnails",
        "Error 500: A Study of Failure Cases in Subject-Driven Generation",
        "This Page Intentionally Left Blank: Inpainting with Personal Concepts",
        "Coming Soon: Poster Generation from Reference Subjects",
    )
    for number, title in enumerate(odd):
        work = Work(f"2505.{94000 + number}", 2025, title)
        url = f"https://odd-title-{number + 1}.net/"
        pages.put(scene.web, url, live(title))
        scene.link(url, work, "ok", "live", "a live paper whose title sounds like an error")


def with_body(work: Work, body: str) -> Handler:
    """The page of a work with something more in it."""
    return live(work.title, body=body)


def _bodies(scene: Scene) -> None:
    quotes = (
        "<p>Before this work, users met a page that said: Page not found.</p>",
        "<p>One image of our test set reads: This domain is for sale. Buy this domain.</p>",
        "<form>For the demo, log in: <input type='password'></form>",
        "<p>404 of the 2,000 prompts fail; the requested page of the appendix lists them.</p>",
        "<p>The dataset holds error pages: 'Sorry, the page you are looking for is gone.'</p>",
    )
    for number, quote in enumerate(quotes, 1):
        scene.pages(
            f"quote-{number}",
            1,
            partial(with_body, body=quote),
            "ok",
            "live",
            "a live page whose text quotes an error",
        )
