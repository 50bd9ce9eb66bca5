"""Replies that break the rules of HTTP, never end, or come in odd letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.simweb import evil, pages
from tests.simweb.wire import Reply

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene
    from tests.simweb.works import Work
    from tests.simweb.world import Handler


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _rules(scene)
    _endless(scene)
    _letters(scene)


def headed(work: Work, head: bytes) -> Handler:
    """The page of a work under an unusual head."""
    return evil.odd_head(head, pages.project(work.title))


def _rules(scene: Scene) -> None:
    scene.pages(
        "short-body",
        2,
        lambda w: evil.short_body(pages.project(w.title)),
        "ok",
        "live",
        "less than announced is sent; browsers show it",
    )
    scene.pages(
        "long-body",
        2,
        lambda w: evil.long_body(pages.project(w.title)),
        "ok",
        "live",
        "more than announced is sent",
    )
    scene.pages(
        "bad-chunks",
        2,
        lambda w: evil.bad_chunks(pages.project(w.title)),
        "ok|unreachable|blocked",
        "live",
        "a broken chunk after the page",
    )
    heads = (
        (b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n", "no reason phrase"),
        (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", "HTTP/1.0 without a length"),
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n", "headers in small letters"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "no type"),
        (b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n", "bare line feeds"),
        (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            "100 Continue first",
        ),
        (
            b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            "103 Early Hints first",
        ),
        (b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 12_000 + b"\r\n\r\n", "a header of 12 KB"),
        (b"HTTP/1.1 203 Non-Authoritative\r\nContent-Type: text/html\r\n\r\n", "203"),
    )
    for number, (head, about) in enumerate(heads, 1):
        scene.pages(
            f"head-form-{number}",
            1,
            partial(headed, head=head),
            "ok",
            "live",
            about,
        )
    nonsense = (
        b"",
        b"\0\1\2\3",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    )
    for number, text in enumerate(nonsense, 1):
        scene.pages(
            f"nonsense-{number}",
            1,
            pages.same(evil.raw(text)),
            "unreachable|blocked|wrong",
            "away",
            "what it says is not HTTP",
        )


def _endless(scene: Scene) -> None:
    scene.pages(
        "endless-body",
        2,
        lambda w: evil.endless_body(pages.project(w.title)),
        "ok",
        "live",
        "a page of 200 MB",
    )
    scene.pages(
        "bomb",
        2,
        lambda w: evil.bomb(pages.project(w.title), 300),
        "ok",
        "live",
        "a page that unpacks to 300 MB",
    )
    scene.pages(
        "trickle",
        2,
        lambda w: evil.trickle(pages.project(w.title)),
        "ok",
        "live",
        "the page arrives drop by drop",
    )
    scene.pages(
        "endless-headers",
        2,
        lambda _: evil.endless_headers,
        "unreachable|blocked|wrong",
        "away",
        "headers without end",
    )
    scene.pages(
        "slow-head",
        1,
        lambda _: evil.slow_head(),
        "unreachable|blocked",
        "away",
        "the status line arrives byte by byte",
    )


def _letters(scene: Scene) -> None:
    ways = (
        ("latin-1", "text/html", "<meta charset='iso-8859-1'>"),
        ("latin-1", "text/html; charset=utf-8", ""),
        ("shift_jis", "text/html", "<meta charset='shift_jis'>"),
        ("gb2312", "text/html; charset=gb2312", ""),
        ("utf-16", "text/html", ""),
        ("utf-8-sig", "text/html", ""),
        ("utf-8", "text/html; charset=no-such-thing", ""),
    )
    for number, (code, kind, meta) in enumerate(ways, 1):

        def make(work: Work, code: str = code, kind: str = kind, meta: str = meta) -> Handler:
            extra = {"shift_jis": "画像", "gb2312": "图像"}.get(code, "café")
            text = pages.project(work.title).replace("<head>", f"<head>{meta}<!-- {extra} -->")
            return lambda _: Reply(200, text.encode(code), {"Content-Type": kind})

        scene.pages(f"letters-{number}", 1, make, "ok", "live", f"{code}, sent as {kind!r}")
