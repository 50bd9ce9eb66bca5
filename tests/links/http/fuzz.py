"""Hostile answers without end, from a seed: status lines, headers, chunks, encodings, pages.

By hand: `python -m tests.links.fuzz 10000 [seed]` says what so many came to, and the slowest.
"""

from __future__ import annotations

import gzip
import ipaddress
import random
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.settings import HostLimit, LinkSettings
from awesome_p2ti.links.verdicts import judge
from awesome_p2ti.links.verifiers.registry import verifiers
from awesome_p2ti.links.website.page_checker import PageChecker
from tests.links.server import Request, Server

QUICK = LinkSettings(
    timeout=0.6,
    body_timeout=0.3,
    retry_timeout=0.3,
    retry_pause=0.0,
    max_wait=0.1,
    attempts=2,
    hosts={},
    default_host=HostLimit(0.0, 16),
)
LONGEST = 12.0  # seconds: two looks, each of a chain of redirects that all trickle
HOSTS = [
    "x.test",
    "github.com",
    "huggingface.co",
    "arxiv.org",
    "www.youtube.com",
    "drive.google.com",
]
PATHS = ["/a", "/a/b", "/abs/2208.01618", "/watch?v=abcdefghijk", "/file/d/1/view", "/a#frag"]
WORDS = "title h1 script 404 not found parked domain sign in password 例 é \0 < > & ; \" ' =".split(
    " "
)
TAGS = [
    "<title>",
    "</title>",
    "<h1",
    "</h1>",
    "<meta ",
    "<script>",
    "<!--",
    "-->",
    "<style",
    "<h2>",
    "<svg",
]
HEADERS = [
    b"Content-Type: text/html",
    b"Content-Type: text/html; charset=utf-16",
    b"Content-Type: \xff\xfe",
    b"Content-Type: text/html; charset=../../etc",
    b"Content-Encoding: gzip",
    b"Content-Encoding: br",
    b"Content-Encoding: deflate",
    b"Content-Length: -1",
    b"Content-Length: 99999999999999999999",
    b"Content-Length: 1e3",
    b"Content-Length: 5, 7",
    b"Transfer-Encoding: chunked",
    b"Refresh: 0; url=/b",
    b"Transfer-Encoding: identity",
    b"Set-Cookie: a=\x01",
    b"Set-Cookie: ;;;=",
    b"Location: /loop",
    b"Location: http://[::1/",
    b"Location: \xff\xff",
    b"Location: //",
    b"Location: http://10.0.0.1/",
    b"Location: javascript:alert(1)",
    b"Retry-After: never",
    b"Retry-After: 1e9",
    b": empty",
    b"No colon",
    b"X-Long: " + b"y" * 70_000,
    b"Connection: close",
    b"\x00: \x00",
    b" folded",
    b"RateLimit: ;r=0;t=9999",
    b'Link: <>; rel="',
    b"Date: yesterday",
    b"cf-mitigated: challenge",
]


def status_line(rng: random.Random) -> bytes:
    code = rng.choice(
        [200, 200, 200, 204, 206, 301, 302, 304, 307, 308, 401, 403, 404, 410, 429, 500, 503, 999]
    )
    odd = [
        b"HTTP/1.1",
        b"HTTP/9.9 200 OK",
        b"HTTP/1.1 99999 X",
        b"HTTP/1.1 -1 X",
        b"ICY 200 OK",
        b"",
        b"HTTP/1.1 200" + b"O" * 70_000,
        b"\xff\xfe\x00",
        b"HTTP/1.1 2\xb200 OK",
        b"200",
    ]
    if rng.random() < 0.12:
        return rng.choice(odd)
    return b"HTTP/1.%d %d W" % (rng.randint(0, 1), code)


def html(rng: random.Random) -> bytes:
    pieces = [rng.choice(TAGS if rng.random() < 0.5 else WORDS) for _ in range(rng.randint(0, 60))]
    if rng.random() < 0.1:
        pieces = [rng.choice(TAGS)] * rng.randint(1000, 8000)
    text = " ".join(pieces)
    return text.encode(rng.choice(["utf-8", "utf-16", "latin-1", "shift_jis", "utf-7"]), "replace")


def body(rng: random.Random) -> bytes:
    kind = rng.random()
    if kind < 0.6:
        return html(rng)
    if kind < 0.7:
        return gzip.compress(b"\0" * rng.choice([10, 5_000_000]))[: rng.choice([20, 10_000])]
    if kind < 0.8:
        return zlib.compress(html(rng))[rng.randint(0, 3) :]
    if kind < 0.9:
        return rng.randbytes(rng.randint(0, 3000))
    return rng.choice([b"", b"{", b'{"id": ' * 3000, b"[" * 50_000, b"null", b'{"id": 3}'])


def chunked(rng: random.Random, data: bytes) -> bytes:
    parts = []
    while data and len(parts) < 20:
        size = rng.randint(1, max(1, len(data)))
        sent = size if rng.random() < 0.9 else rng.choice([0, size * 7, -1])
        parts.append(
            b"%x%s\r\n" % (sent & 0xFFFFFFFFFF, rng.choice([b"", b";x=y", b" "]))
            + data[:size]
            + b"\r\n"
        )
        data = data[size:]
    return b"".join(parts) + rng.choice([b"0\r\n\r\n", b"0\r\nX: y\r\n\r\n", b"zz\r\n", b""])


def answer(seed: int) -> bytes:
    """Return the hostile answer of a seed."""
    rng = random.Random(seed)
    headers = rng.sample(HEADERS, rng.randint(0, 5))
    if rng.random() < 0.03:
        headers += [b"X-%d: y" % n for n in range(rng.choice([90, 150, 5000]))]
    data = body(rng)
    if b"Transfer-Encoding: chunked" in headers:
        data = chunked(rng, data)
    elif rng.random() < 0.6 and not any(h.startswith(b"Content-Length") for h in headers):
        headers.append(
            b"Content-Length: %d" % max(0, len(data) + rng.choice([0, 0, 0, 0, 1, -1, 500]))
        )
    end = rng.choice([b"\r\n", b"\r\n", b"\r\n", b"\n"])
    return end.join([status_line(rng), *headers, b"", b""]) + data


def speaker(seed: int) -> Callable[[Request], bytes]:
    """Return a handler that says the answer of a seed, whole or in pieces, and hangs up."""
    sent = answer(seed)
    rng = random.Random(seed)

    def speak(request: Request) -> bytes:
        if rng.random() < 0.03:
            for byte in sent[:8]:
                request.sock.sendall(bytes([byte]))
                time.sleep(0.05)
        request.sock.sendall(sent)
        request.sock.close() if rng.random() < 0.9 else time.sleep(0.05)
        return b""

    return speak


def attack(
    count: int, first_seed: int = 0, threads: int = 16
) -> tuple[Counter[Status], float, int]:
    """Ask for ``count`` hostile answers; return the verdicts, and the slowest one and its seed."""
    sites = list(dict.fromkeys(verifiers().values()))
    known = TitleIndex()
    slowest, who = 0.0, 0
    with Server() as server:
        allowed = (ipaddress.ip_network("127.0.0.0/8"),)
        http = HttpClient(QUICK, SsrfGuard(allowed, server.resolve))
        web = PageChecker(http)

        def one(seed: int) -> tuple[Status, float, int]:
            host = f"h{seed}." + HOSTS[seed % len(HOSTS)]
            path = PATHS[seed % len(PATHS)]
            server.answers[host] = speaker(seed)
            url = f"http://{host}{path}"
            site = sites[seed % len(sites)]
            began = time.monotonic()
            record = web.check(
                url.partition("#")[0],
                fragments=["frag"] if "#" in url else (),
                reader=(lambda reply: site.read("a/b", reply)) if seed % 2 else None,
            )
            use = LinkUse(title="A Title of Ours for Images", role="project", authors=("A B",))
            verdict = judge(Link(url, (use,)), record, known)
            server.answers.pop(host, None)
            return verdict.status, time.monotonic() - began, seed

        found: Counter[Status] = Counter()
        with ThreadPoolExecutor(threads) as pool:
            for status, seconds, seed in pool.map(one, range(first_seed, first_seed + count)):
                found[status] += 1
                server.requests.clear()
                slowest, who = max((slowest, who), (seconds, seed))
        http.close()
    return found, slowest, who


def main() -> None:
    """Attack by hand."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    began = time.monotonic()
    found, slowest, seed = attack(count, first)
    seconds = time.monotonic() - began
    counts = ", ".join(f"{n} {s.value}" for s, n in found.most_common())
    line = f"{count} answers in {seconds:.1f} s, the slowest {slowest:.1f} s (seed {seed})"
    sys.stdout.write(f"{line}\n{counts}\n")


if __name__ == "__main__":
    main()
