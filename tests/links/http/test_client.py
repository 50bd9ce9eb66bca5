"""One exchange: bounded in time and bytes, polite, and never an exception."""

from __future__ import annotations

import gzip
import os
import sys
import threading
import time
import zlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import brotli
import pytest

from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.connections import ExchangeBudget, GuardedPools, tls_context
from awesome_p2ti.links.http.errors import ErrorKind
from awesome_p2ti.links.http.rate_limiter import RateLimiter
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from awesome_p2ti.links.models import Status
from tests.link_runs import FAST, LOOPBACK
from tests.links.clock import Clock
from tests.links.server import Request, Server, page, redirect, reply
from tests.simweb.certificates import Authority, Tls

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from awesome_p2ti.links.models import Verdict


def test_a_page_is_read_and_the_connection_reused(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = page("Title")
    first, second = http.get("http://x.test/a"), http.get("http://x.test/b")
    assert (first.status, second.status) == (200, 200)
    assert b"Title" in second.body
    assert server.requests[0].sock is server.requests[1].sock
    assert http.counts == {"x.test": 2}


@pytest.mark.parametrize(
    ("path", "requested"),
    [
        ("", "/"),
        ("?a=b", "/?a=b"),
        ("/?", "/?"),
        ("/a b?c d", "/a%20b?c%20d"),
        ("/a/../b/./c", "/b/c"),
        ("/é?ü=ö", "/%C3%A9?%C3%BC=%C3%B6"),
        ("/%7Euser/a%2Fb?c=%26", "/%7Euser/a%2Fb?c=%26"),
        ("/50%/a%20b?c=100%&d=%zz%20", "/50%25/a%20b?c=100%25&d=%25zz%20"),
        ("/a;b=c,d!$&'()*+=:@//?x=?", "/a;b=c,d!$&'()*+=:@//?x=?"),
        ("/a\n/b\tc#d e", "/a/bc"),
    ],
)
def test_what_a_url_requests(path: str, requested: str, http: HttpClient, server: Server) -> None:
    http.get(f"http://x.test{path}")
    assert server.requests[0].target == requested


def test_the_agent_names_the_list_and_is_like_a_browsers(http: HttpClient, server: Server) -> None:
    http.get("http://x.test/a")
    agent = server.requests[0].headers["user-agent"]
    assert agent.startswith("Mozilla/5.0")
    assert agent.endswith("awesome-p2ti/1 (+https://github.com/owner/list)")


def test_redirects_are_followed_hop_by_hop(http: HttpClient, server: Server) -> None:
    server.answers["x.test/a"] = redirect("/b", 301)
    server.answers["x.test/b"] = redirect("http://y.test/c?d=1", 302)
    server.answers["y.test"] = page("There")
    got = http.get("http://x.test/a")
    assert got.final_url == "http://y.test/c?d=1"
    assert [(h.status, h.target) for h in got.redirects] == [
        (301, "http://x.test/b"),
        (302, "http://y.test/c?d=1"),
    ]
    assert got.requests == 3


def test_a_circle_of_redirects_ends(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = redirect("/a")
    got = http.get("http://x.test/a")
    assert got.error is not None
    assert got.error.kind is ErrorKind.REDIRECTS
    assert len(server.requests) <= 3


def test_an_endless_chain_ends(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = lambda asked: redirect(asked.target + "x")
    got = http.get("http://x.test/a")
    assert got.error is not None
    assert got.error.kind is ErrorKind.REDIRECTS
    assert len(server.requests) == FAST.redirects + 1


def test_a_circle_of_redirects_ends_by_its_cookie(http: HttpClient, server: Server) -> None:
    def answer(request: Request) -> bytes:
        if request.headers.get("cookie") == "seen=1":
            return page("Inside")
        return reply("", 302, Location="/a", Set_Cookie="seen=1; Path=/")

    server.answers["x.test"] = answer
    assert http.get("http://x.test/a").ok


@pytest.mark.parametrize("last", [2, 3, 5])
def test_an_address_that_redirects_to_itself_while_its_cookie_changes_is_no_circle(
    last: int, http: HttpClient, server: Server
) -> None:
    def answer(request: Request) -> bytes:
        step = int(request.headers.get("cookie", "s=0").partition("=")[2])
        if step == last:
            return page("Inside")
        return reply("", 302, Location="/a", Set_Cookie=f"s={step + 1}; Path=/")

    server.answers["x.test"] = answer
    got = http.get("http://x.test/a")
    assert (got.status, got.requests) == (200, last + 1)


@pytest.mark.parametrize(
    ("first", "second", "final"),
    [
        ("/b#own", "", "/b#own"),
        ("/b#own", "/c", "/c#own"),
        ("/b#own", "/c#other", "/c#other"),
        ("/b", "/c", "/c"),
    ],
)
def test_a_fragment_is_taken_along_by_redirects_that_have_none(
    first: str, second: str, final: str, http: HttpClient, server: Server
) -> None:
    server.answers["x.test/a"] = redirect(first)
    server.answers["x.test/b"] = redirect(second) if second else page("Inside")
    server.answers["x.test/c"] = page("Inside")
    assert http.get("http://x.test/a").final_url == f"http://x.test{final}"


@pytest.mark.parametrize(
    "location", ["http://faß.x.test/", "//fa%C3%9F.x.test/", "http://faß。x.test:80/"]
)
def test_a_redirect_may_name_a_host_with_letters(
    location: str, http: HttpClient, server: Server
) -> None:
    server.answers["x.test"] = (
        f"HTTP/1.1 302 F\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
    )
    http.get("http://x.test/")
    assert "xn--fa-hia.x.test" in server.resolved


def test_cookies_stay_with_their_host(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = reply("", 302, Location="http://y.test/", Set_Cookie="secret=1")
    server.answers["y.test"] = page("y")
    http.get("http://x.test/")
    assert "cookie" not in server.requests[1].headers


def test_a_location_may_be_utf8_without_escapes(http: HttpClient, server: Server) -> None:
    server.answers["x.test/a"] = (
        b"HTTP/1.1 302 F\r\nLocation: /caf\xc3\xa9\r\nContent-Length: 0\r\n\r\n"
    )
    server.answers["x.test/caf%C3%A9"] = page("Café")
    assert http.get("http://x.test/a").ok


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/caf\u00e9", "http://x.test/caf%C3%A9"),
        ("/a\u2028b\u2029c\x85d", "http://x.test/a%E2%80%A8b%E2%80%A9c%C2%85d"),
        ("/a\x0bb\x0cc\x1cd\x1be", "http://x.test/a%0Bb%0Cc%1Cd%1Be"),
        ('/a b"<>`{}|', "http://x.test/a%20b%22%3C%3E%60%7B%7D%7C"),
        ("/100%", "http://x.test/100%"),
        ("/a%20b?c=%C3%A9&d=\u00e9#e\u00e9", "http://x.test/a%20b?c=%C3%A9&d=%C3%A9#e%C3%A9"),
        ("http://b\u00fccher.test/x", "http://xn--bcher-kva.test/x"),
        ("http://x.test:80/", "http://x.test:80/"),
        ("//y.test", "http://y.test"),
    ],
)
def test_redirect_urls_are_in_ascii(
    location: str, target: str, http: HttpClient, server: Server
) -> None:
    """What a site sends is stored in files of lines, and printed."""
    raw = b"HTTP/1.1 301 F\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % location.encode()
    server.answers["x.test/from"] = raw
    got = http.get("http://x.test/from")
    assert [h.target for h in got.redirects] == [target]


@pytest.mark.parametrize(
    "location", ["http://" + "\u00e4" * 100 + "/", "http://[", "http://\udcff/", "http://x:99999/"]
)
def test_a_redirect_to_what_is_no_url_is_an_error(
    location: str, http: HttpClient, server: Server
) -> None:
    data = location.encode("utf-8", "surrogatepass")
    server.answers["x.test"] = b"HTTP/1.1 301 F\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % data
    got = http.get("http://x.test/from")
    assert got.error is not None
    assert got.error.kind is ErrorKind.BAD_URL


LONG = "9" * 5000
HEADERS = ["Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Location",
           "Retry-After", "RateLimit", "X-RateLimit-Reset", "Date", "Set-Cookie", "Refresh",
           "Connection", "Keep-Alive"]  # fmt: skip
STRANGE = [LONG, "-" + LONG, "\u00b2", "\u0663", "\x00", "\x7f", "", " ", ",", "1,1", "1, 2",
           "0x10", "1e9", "nan", "a" * 60_000, "\xff",
           "\udcff", ";r=0;t=" + LONG, f"a=b; Max-Age={LONG[:400]}",
           "gzip, gzip", f"0; url=http://x.test:{LONG}/", f"text/html; charset={LONG}"]  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("status", [200, 302, 429])
def test_no_value_of_a_header_raises(name: str, status: int, server: Server) -> None:
    clock = Clock()
    rate_limiter = RateLimiter(FAST, clock=clock, wait=clock.wait)
    http = HttpClient(replace(FAST, attempts=1), SsrfGuard(LOOPBACK, server.resolve), rate_limiter)
    for number, value in enumerate(STRANGE):
        data = value.encode("utf-8", "surrogateescape")
        head = b"HTTP/1.1 %d X\r\nConnection: close\r\n%s: %s\r\n" % (status, name.encode(), data)
        server.answers[f"h{number}.test"] = head + b"X-RateLimit-Remaining: 0\r\n\r\n<p>x</p>"
        got = http.get(f"http://h{number}.test/")
        assert got.status == status or got.error is not None
        assert got.text().encode("utf-8", "replace") or not got.body
    http.close()


def test_early_hints_are_skipped(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + page("Real")
    assert http.get("http://x.test/").status == 200


def test_a_huge_body_costs_little(http: HttpClient, server: Server) -> None:
    sent = [0]
    closed = threading.Event()

    def flood(request: Request) -> bytes:
        request.sock.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Big</title>"
        )
        try:
            while sent[0] < 200:
                request.sock.sendall(b"x" * (1 << 20))
                sent[0] += 1
        finally:
            closed.set()
        return b""

    server.answers["x.test"] = flood
    got = http.get("http://x.test/")
    assert got.status == 200
    assert len(got.body) <= FAST.max_bytes
    assert got.truncated
    assert closed.wait(30)
    assert sent[0] < 40  # what the buffers of the system hold


def test_what_is_no_text_is_not_read(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = reply(b"%PDF-1.5" + b"0" * 1_000_000, kind="application/pdf")
    got = http.get("http://x.test/")
    assert got.ok
    assert got.body == b""


TEXT = b"<title>Packed</title>" + b"words " * 50


def raw_deflate(body: bytes) -> bytes:
    """Return deflate without zlib's head."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("GZip", gzip.compress),
        ("gzip", lambda body: gzip.compress(body[:90]) + gzip.compress(body[90:])),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("br, gzip", lambda body: gzip.compress(brotli.compress(body))),
        ("identity", bytes),
    ],
)
def test_compressed_pages_are_decompressed(
    name: str, pack: Callable[[bytes], bytes], http: HttpClient, server: Server
) -> None:
    server.answers["x.test"] = reply(pack(TEXT), Content_Encoding=name)
    got = http.get("http://x.test/")
    assert (got.body, got.truncated) == (TEXT, False)


@pytest.mark.parametrize("name", ["dcb", "br", "zstd", "br, br", ", ".join(["gzip"] * 5)])
def test_what_cannot_be_decoded_is_no_text(name: str, http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = reply(TEXT, Content_Encoding=name)
    got = http.get("http://x.test/")
    assert (got.status, got.body, got.truncated) == (200, b"", True)


BOMB = b"<title>Bomb</title>" + b"\0" * 300_000_000


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("br", partial(brotli.compress, quality=1)),
        ("zstd", zstd.compress),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
    ],
)
def test_a_decompression_bomb_stays_small(
    name: str, pack: Callable[[bytes], bytes], http: HttpClient, server: Server
) -> None:
    server.answers["x.test"] = reply(pack(BOMB)[: 300 * 1024], Content_Encoding=name)
    got = http.get("http://x.test/")
    assert got.ok
    assert len(got.body) <= FAST.max_bytes
    assert got.truncated


@pytest.mark.parametrize(
    "lines",
    [
        b"".join(b"X-%d: v\r\n" % n for n in range(1000)),
        b"X-Policy: %s\r\n" % (b"x" * 120 * 1024),
        b"".join(b"X-%d: %s\r\n" % (n, b"v" * 3000) for n in range(40)),
    ],
    ids=["a thousand", "one of 120 KiB", "forty of 3 kB"],
)
def test_headers_may_be_many_and_long(lines: bytes, http: HttpClient, server: Server) -> None:
    length = b"Content-Type: text/html\r\nContent-Length: 3\r\n\r\nabc"
    server.answers["x.test"] = b"HTTP/1.1 200 OK\r\n" + lines + length
    got = http.get("http://x.test/")
    assert (got.status, got.body) == (200, b"abc")


def test_headers_without_end_end(http: HttpClient, server: Server) -> None:
    def endless(request: Request) -> bytes:
        request.sock.sendall(b"HTTP/1.1 200 OK\r\n")
        for n in range(100_000):
            request.sock.sendall(b"X-%d: %s\r\n" % (n, b"y" * 1000))
        return b""

    server.answers["x.test"] = endless
    got = http.get("http://x.test/")
    assert got.error is not None
    assert got.error.kind is ErrorKind.PROTOCOL


class Ticking:
    """A clock that moves by a tenth of a second whenever somebody looks."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return self.looks / 10


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    clock = Ticking()
    monkeypatch.setattr(ExchangeBudget, "clock", staticmethod(clock))
    return clock


def _trickle(request: Request, start: bytes) -> bytes:
    """Send a beginning, and then single bytes until the other side has enough."""
    request.sock.sendall(start)
    while True:
        request.sock.sendall(b"x")
        time.sleep(0.001)  # else a slow reader meets the limit on a line first


def test_a_trickle_of_headers_ends_with_the_time(
    http: HttpClient, server: Server, ticking: Ticking
) -> None:
    server.answers["x.test"] = lambda asked: _trickle(asked, b"HTTP/1.1 200 OK\r\nX: ")
    got = http.get("http://x.test/")
    assert got.error is not None
    assert got.error.kind is ErrorKind.TIMEOUT
    assert ticking.looks <= 10 * FAST.timeout + 2


def test_half_a_status_line_ends_with_the_time(http: HttpClient, server: Server) -> None:
    def stall(request: Request) -> bytes:
        request.sock.sendall(b"HT")
        request.sock.recv(1)  # until the other side gives up
        return b""

    server.answers["x.test"] = stall
    got = http.get("http://x.test/", timeout=0.2)
    assert got.error is not None
    assert got.error.kind is ErrorKind.TIMEOUT


def test_a_trickle_of_a_page_is_still_a_page(
    http: HttpClient, server: Server, ticking: Ticking
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Slow</title>"
    server.answers["x.test"] = lambda asked: _trickle(asked, head)
    got = http.get("http://x.test/")
    assert got.ok
    assert b"Slow" in got.body
    assert got.truncated
    assert ticking.looks <= 10 * (FAST.timeout + FAST.body_timeout) + 4


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", ErrorKind.RESET),
        (b"SSH-2.0-OpenSSH\r\n", ErrorKind.PROTOCOL),
        (b"HTTP/1.1 abc OK\r\n\r\n", ErrorKind.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", ErrorKind.PROTOCOL),
    ],
)
def test_nonsense_is_named(sent: bytes, why: ErrorKind, http: HttpClient, server: Server) -> None:
    def speak(request: Request) -> bytes:
        request.sock.sendall(sent) if sent else None
        request.sock.close()
        return b""

    server.answers["x.test"] = speak
    got = http.get("http://x.test/")
    assert got.error is not None
    assert got.error.kind is why


def test_a_half_page_is_a_page(http: HttpClient, server: Server) -> None:
    def cut(request: Request) -> bytes:
        request.sock.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n"
            b"<title>Half</title>" + b"x" * 3000
        )
        request.sock.close()
        return b""

    server.answers["x.test"] = cut
    got = http.get("http://x.test/")
    assert got.ok
    assert b"Half" in got.body


def test_a_stale_connection_is_no_failure(http: HttpClient, server: Server) -> None:
    seen: list[int] = []

    def answer(request: Request) -> bytes:
        seen.append(1)
        if len(seen) == 2:
            request.sock.close()
            return b""
        return page("Title")

    server.answers["x.test"] = answer
    assert http.get("http://x.test/a").ok
    assert http.get("http://x.test/b").ok


def test_a_closed_port_is_named(http: HttpClient, server: Server) -> None:
    server.names["shut.test"] = "127.0.0.2"
    got = http.get(f"http://shut.test:{server.port}/")
    assert got.error is not None
    assert got.error.kind is ErrorKind.CONNECTION_REFUSED


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://x.test:99999/", "http:///a", "x"]
)
def test_what_is_no_url_raises_nothing(url: str, http: HttpClient) -> None:
    assert http.get(url).error is not None


# --- waiting


def test_retry_after_is_obeyed_and_the_request_sent_again(server: Server) -> None:
    clock = Clock()

    def answer(_: Request) -> bytes:
        first = len(server.requests) == 1
        return reply("", 429, Retry_After="7") if first else page("Now")

    server.answers["x.test"] = answer
    rate_limiter = RateLimiter(FAST, clock=clock, wait=clock.wait)
    http = HttpClient(FAST, SsrfGuard(LOOPBACK, server.resolve), rate_limiter)
    assert http.get("http://x.test/").ok
    assert clock.waits == [pytest.approx(7.05)]


@pytest.mark.parametrize(
    "body",
    ["Rate exceeded.", "rate limit exceeded\n", "Too many requests", "API rate limit exceeded"],
)
def test_a_success_that_only_says_too_fast_is_sent_again_after_a_wait(
    body: str, server: Server
) -> None:
    clock = Clock()

    def answer(_: Request) -> bytes:
        first = len(server.requests) == 1
        return reply(body, 200, kind="text/plain") if first else page("Now")

    server.answers["x.test"] = answer
    rate_limiter = RateLimiter(FAST, clock=clock, wait=clock.wait)
    http = HttpClient(FAST, SsrfGuard(LOOPBACK, server.resolve), rate_limiter)
    assert b"Now" in http.get("http://x.test/").body
    assert clock.waits[0] >= 2.0


def test_a_page_about_rates_is_a_page(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = page("Rate exceeded", "Why your rate was exceeded.")
    assert http.get("http://x.test/").status == 200
    assert len(server.requests) == 1


def test_a_long_retry_after_abandons_the_host(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = reply("", 429, Retry_After="3600")
    first, second = http.get("http://x.test/a"), http.get("http://x.test/b")
    assert (first.status, second.status) == (429, 429)
    assert len(server.requests) == 1  # nobody comes back before the time


def test_long_chains_of_redirects_are_followed_as_far_as_browsers_do(
    check: Callable[..., Verdict], server: Server
) -> None:
    def answer(request: Request) -> bytes:
        left = int(request.path.strip("/"))
        return page("A page") if left == 0 else redirect(f"/{left - 1}")

    server.answers["x.test"] = answer
    assert check("http://x.test/19").status is Status.OK
    verdict = check("http://x.test/30")
    assert (verdict.status, verdict.detail[:25]) == (
        Status.UNREACHABLE, "it redirects too often (h")  # fmt: skip


# --- TLS


@pytest.fixture
def secure(tmp_path: Path) -> Callable[[Tls], HttpClient]:
    """Serve one host with TLS, and return a client that trusts the test's authority."""
    import socket

    authority = Authority(tmp_path)

    def start(tls: Tls) -> HttpClient:
        context = authority.context("x.test", tls)
        listener = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            for _ in range(4):
                try:
                    raw, _address = listener.accept()
                    with context.wrap_socket(raw, server_side=True) as sock:
                        sock.recv(4096)
                        sock.sendall(page("Secure"))
                except OSError:
                    continue

        threading.Thread(target=serve, daemon=True).start()
        web = Server()
        web.port = listener.getsockname()[1]
        guard = SsrfGuard(LOOPBACK, web.resolve)
        environ = {"SSL_CERT_FILE": os.fspath(authority.bundle)}
        return HttpClient(FAST, guard, pools=GuardedPools(guard, tls_context(environ)))

    return start


def test_the_environments_authority_is_trusted(secure: Callable[[Tls], HttpClient]) -> None:
    assert secure(Tls.GOOD).get("https://x.test/").ok


@pytest.mark.parametrize(
    ("tls", "why", "words"),
    [
        (Tls.EXPIRED, ErrorKind.TLS, "expired"),
        (Tls.WRONG_NAME, ErrorKind.TLS, "another name"),
        (Tls.SELF_SIGNED, ErrorKind.TLS, "self-signed"),
        (Tls.MISSING_INTERMEDIATE, ErrorKind.TLS_CHAIN, "intermediate"),
    ],
)
def test_tls_errors_are_named(
    tls: Tls, why: ErrorKind, words: str, secure: Callable[[Tls], HttpClient]
) -> None:
    got = secure(tls).get("https://x.test/")
    assert got.error is not None
    assert got.error.kind is why
    assert words in got.error.detail


def test_plain_http_on_a_tls_port_is_a_tls_error(http: HttpClient, server: Server) -> None:
    server.answers["x.test"] = page("x")
    got = http.get("https://x.test/")
    assert got.error is not None
    assert got.error.kind in {ErrorKind.TLS, ErrorKind.TIMEOUT, ErrorKind.RESET}
