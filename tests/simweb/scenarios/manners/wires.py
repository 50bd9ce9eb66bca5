"""What stands on the wire: versions, lengths, chunks, codings, letters, types, certificates."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from tests.simweb import evil
from tests.simweb.certificates import Tls
from tests.simweb.scenarios.manners.stand import frame, show
from tests.simweb.wire import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

# character set as the site tells it, in Python's words, title, text, truth
LETTERS = (
    ("gb2312", "gb18030", "{t}", "本文提出一种个性化的图像生成方法。", "ok"),
    ("big5", "big5", "{t}", "本文提出一種個性化的圖像生成方法。", "ok"),
    ("Shift_JIS", "shift_jis", "{t}", "本研究では画像生成の手法を提案する。", "ok"),
    ("EUC-JP", "euc_jp", "研究室", "お探しのページは見つかりません。", "wrong|gone"),
    ("euc-kr", "euc_kr", "{t}", "이 논문은 이미지 생성 방법을 제안한다.", "ok"),
    ("euc-kr", "euc_kr", "오류", "요청하신 페이지를 찾을 수 없습니다.", "wrong|gone"),
    ("gbk", "gbk", "出错了", "您访问的页面不存在。", "wrong|gone"),
    ("windows-1251", "cp1251", "Ошибка", "Страница не найдена", "wrong|gone"),
    ("iso-8859-1", "latin-1", "Fehler", "Die Seite wurde nicht gefunden – schade", "wrong|gone"),
    ("utf-16", "utf-16", "{t}", "A page in two bytes a letter.", "ok"),
    ("utf8mb4", "utf-8", "{t}", "A name that no browser knows.", "ok"),
    ("none", "utf-8", "{t}", "A name that no browser knows.", "ok"),
)
TYPES = (
    ("", "<!DOCTYPE html><title>{t}</title><p>{t}</p>", "ok"),
    ("text", "<!DOCTYPE html><title>{t}</title><p>{t}</p>", "ok"),
    (
        "application/xhtml+xml",
        "<html xmlns='http://www.w3.org/1999/xhtml'><title>{t}</title></html>",
        "ok",
    ),
    ("application/octet-stream", "\x00\x01\x02 a file", "ok"),
    ("application/pdf", "%PDF-1.4\n%âãÏÓ 1 0 obj", "ok"),
    ("video/mp4", "\x00\x00\x00 ftypisom", "ok"),
    ("image/webp", "RIFF\x00\x00\x00\x00WEBP", "ok"),
    ("application/zip", "PK\x03\x04", "ok"),
    ("text/x-bibtex", "@article{x, title={{t}}}", "ok"),
    ("application/pdf", "", "wrong|unreachable|blocked|ok"),
    ("application/xml", "<?xml version='1.0'?><rss><title>{t}</title></rss>", "ok"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _heads(draft)
    _bodies(draft)
    _letters(draft)
    _types(draft)
    _secure(draft)


def raw(draft: Draft, make: Callable[[str], Handler], truth: str, about: str) -> None:
    """A host of its own whose bytes `make` gives for the page of a work."""
    show(draft, "@wire/works/{n}/", lambda w: make(draft.page(w.title)), truth, about)


def _heads(draft: Draft) -> None:
    html = b"Content-Type: text/html; charset=utf-8\r\n"
    heads = (
        (b"HTTP/1.0 200 OK\r\n" + html + b"\r\n", "ok", "HTTP/1.0 without a length"),
        (b"HTTP/1.1 200\r\n" + html + b"Connection: close\r\n\r\n", "ok", "no word for the status"),
        (b"HTTP/1.1 200 OK\n" + html.replace(b"\r", b"") + b"Connection: close\n\n", "ok",
         "bare line feeds"),
        (b"HTTP/1.1 200 OK\r\n" + html + b"X Odd: 1\r\n\r\n", "ok|unreachable|blocked",
         "a blank in a header's name"),
        (b"HTTP/1.1 200 OK\r\n" + html + b"no colon here\r\n\r\n", "ok|unreachable|blocked",
         "a header without a colon"),
        (b"HTTP/1.1 200 OK\r\n" + html + b"X-Long: a\r\n b\r\n\r\n", "ok|unreachable|blocked",
         "a folded header"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n" + html
         + b"Connection: close\r\n\r\n", "ok", "103 first"),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n" + html + b"Connection: close\r\n\r\n",
         "ok", "100 first"),
        (b"ICY 200 OK\r\n" + html + b"\r\n", "ok|unreachable|blocked", "another protocol's name"),
        (b"", "unreachable|blocked|ok", "HTTP/0.9: the page without a head"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n" + html + b"\r\n", "ok|unreachable|blocked",
         "a length that is no number"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n" + html + b"\r\n",
         "ok|unreachable|blocked", "two lengths"),
        (b"HTTP/1.1 2000 OK\r\n" + html + b"\r\n", "unreachable|blocked|ok", "a status of 2000"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "unreachable|blocked", "no web server at all"),
    )  # fmt: skip
    for head, truth, about in heads:
        raw(draft, lambda page, head=head: evil.odd_head(head, page), truth, about)  # type: ignore[misc]


def _bodies(draft: Draft) -> None:
    ways: tuple[tuple[Callable[[str], Handler], str, str], ...] = (
        (evil.short_body, "ok|unreachable", "more is announced than sent"),
        (evil.long_body, "ok|unreachable", "more is sent than announced"),
        (evil.bad_chunks, "ok|unreachable", "a chunk whose size is no number"),
        (lambda page: evil.raw(evil.OK + b"Transfer-Encoding: chunked\r\n\r\n"
                               + evil.chunk(page.encode())), "ok|unreachable", "no last chunk"),
        (lambda page: evil.raw(evil.OK + b"Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n<html\r\n"
                               + evil.chunk(page[5:].encode()) + b"0\r\nX-Trailer: 1\r\n\r\n"),
         "ok|unreachable", "an extension of a chunk, and a trailer"),
        (lambda page: evil.raw(evil.OK + b"Content-Length: 90000\r\n\r\n" + page.encode(),
                               rude=True), "ok|unreachable", "a reset in the page"),
        (lambda page: evil.raw(evil.OK + b"Content-Length: 9000\r\n\r\n"), "unreachable|blocked|ok",
         "a head and no body"),
        (lambda page: _coded(page.encode(), "gzip"), "ok|unreachable|blocked", "gzip that is none"),
        (lambda page: _coded(gzip.compress(page.encode())[:-200], "gzip"), "ok|unreachable|blocked",
         "gzip that ends early"),
        (lambda page: _coded(gzip.compress(page.encode())[:20], "gzip"), "ok|unreachable|blocked",
         "gzip that ends at once"),
        (lambda page: _coded(gzip.compress(page.encode()) + b"tail", "gzip"), "ok",
         "gzip and something after it"),
        (lambda page: _coded(gzip.compress(page.encode()), ""), "ok|unreachable|blocked",
         "gzip that nobody tells of"),
        (lambda page: _coded(page.encode(), "identity"), "ok", "the coding 'identity'"),
        (lambda page: _coded(page.encode(), "none"), "ok|unreachable|blocked", "the coding 'none'"),
        (lambda page: _coded(b"\xef\xbb\xbf" + page.encode(), ""), "ok", "a mark before the page"),
        (lambda page: _coded(b"\0" * 40 + page.encode(), ""), "ok|unreachable", "zero bytes first"),
    )  # fmt: skip
    for make, truth, about in ways:
        raw(draft, make, truth, about)


def _coded(body: bytes, coding: str, kind: str = "text/html; charset=utf-8") -> Handler:
    named = {"Content-Encoding": coding} if coding else {}
    return lambda _: Reply(200, body, {"Content-Type": kind} | named)


def _letters(draft: Draft) -> None:
    for charset, codec, title, words, truth in LETTERS:
        for told in draft.some(("header", "page"), 1):

            def make(
                work: Work,
                charset: str = charset,
                codec: str = codec,
                title: str = title,
                words: str = words,
                told: str = told,
            ) -> Handler:
                shown = title.replace("{t}", work.title)
                meta = f"<meta charset='{charset}'>" if told == "page" else ""
                text = f"<html><head>{meta}<title>{shown}</title></head><body><p>{words}</p></body>"
                kind = "text/html" + ("" if meta else f"; charset={charset}")
                body = text.encode(codec, "replace")
                return lambda _: Reply(200, body, {"Content-Type": kind})

            show(draft, "@letters/works/{n}/", make, truth, f"{charset}, told in the {told}",
                 front=truth != "ok")  # fmt: skip


def _types(draft: Draft) -> None:
    for kind, text, truth in TYPES:

        def make(work: Work, kind: str = kind, text: str = text) -> Handler:
            headers = {"Content-Type": kind} if kind else {}
            body = text.replace("{t}", work.title).encode("latin-1", "replace")
            return lambda _: Reply(200, body, dict(headers))

        show(draft, "@typed/works/{n}.bin", make, truth, f"the type {kind or 'is not told'}",
             alone=True)  # fmt: skip
    landing = frame("{t}", "<h1>{t}</h1><p>Download the PDF from the button below.</p>")
    show(draft, "@typed/works/{n}.pdf", landing, "ok", "a page in place of a PDF", alone=True)
    listing = (
        "<html><head><title>Index of /{n}</title></head><body><h1>Index of /{n}</h1><pre><a href="
        "'../'>../</a>\n<a href='train.zip'>train.zip</a> 12-Mar-2024 10:11 1.2G\n<a href='README'>"
        "README</a> 12-Mar-2024 10:11 2K</pre></body></html>"
    )
    show(draft, "@listing/{n}/", listing, "ok", "a folder's listing", alone=True)
    other = listing.replace("/{n}", "/pub/data")
    show(draft, "@listing/pub/data/", other, "ok|unrelated", "a folder's listing", alone=True)
    empty = "<title>Index of /</title><h1>Index of /</h1><hr><address>Apache/2.4 Port 443</address>"
    show(draft, "@listing/", empty, "ok|wrong|unrelated", "an empty listing", alone=True)


def _secure(draft: Draft) -> None:
    for tls in (Tls.EXPIRED, Tls.WRONG_NAME, Tls.SELF_SIGNED):
        show(draft, "@secured/works/{n}/", draft.home, "unreachable|blocked",
             f"certificate: {tls}", tls=tls)  # fmt: skip
    show(draft, "@secured/works/{n}/", draft.home, "ok|blocked",
         "the middle certificate is missing", tls=Tls.MISSING_INTERMEDIATE)  # fmt: skip
