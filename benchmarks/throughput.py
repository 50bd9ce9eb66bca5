"""How many pages a second, with nothing to wait for: 3,000 addresses on 30 hosts, no pauses.

    python -m benchmarks.throughput              # ours and lychee, side by side
    python -m benchmarks.throughput --real       # pages of 40 kB with a thousand tags
    python -m benchmarks.throughput --pause 0.2  # at the command's own pace
    python -m benchmarks.throughput --profile    # where our processor time goes

The server is a process of its own on loopback (127.0.1.1 to 127.0.1.30). This measures the program,
not manners: the command keeps its pauses, which cost more than all that is measured here.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import ipaddress
import multiprocessing
import os
import pstats
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.checker import check_links
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import SsrfGuard
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.settings import HostLimit, LinkSettings
from awesome_p2ti.links.verifiers.registry import verifiers

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

HOSTS, PAGES = 30, 100
BODY = (
    "<!doctype html><html><head><title>A Work: With a Title</title></head><body><h1>A Work</h1>"
    + "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 60
    + "</body></html>"
).encode()
REAL_BODY = (
    "<!doctype html><html lang=en><head><title>A Work: With a Title</title><meta name=author "
    'content="A. Author"><link rel=stylesheet href=/style.css></head><body><nav>'
    + "".join(f'<a href="/page/{n}" class="entry">Page {n}</a> ' for n in range(100))
    + "</nav><main><h1>A Work</h1>"
    + "".join(
        f"<section id=s{n}><h2>Part {n}</h2><p>The <em>model</em> learns subject {n} from a few "
        f'images, and <a href="#s{n}">renders</a> it in <code>scene_{n}</code>; its fidelity is '
        "measured as others do, and what remains is left for those who come later.</p></section>"
        for n in range(140)
    )
    + "</main></body></html>"
).encode()


def _answer(body: bytes) -> bytes:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
    return f"{head}{len(body)}\r\n\r\n".encode() + body


async def _serve(port: int, opened: Synchronized[int] | None, answer: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if opened is not None:
            opened.value += 1  # only this process counts
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(talk, "0.0.0.0", port, backlog=512)
    async with server:
        await server.serve_forever()


def serve(port: int, opened: Synchronized[int] | None = None, body: bytes = BODY) -> None:
    """Serve one page for every address, counting the connections that are ``opened``."""
    asyncio.run(_serve(port, opened, _answer(body)))


def listening(port: int) -> None:
    """Wait until the server listens."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return


def addresses(port: int) -> list[str]:
    """Return the addresses, host after host."""
    return [f"http://127.0.1.{h}:{port}/{n}" for h in range(1, HOSTS + 1) for n in range(PAGES)]


def ours(urls: list[str], pause: float) -> None:
    """Check all addresses with so many seconds between two requests to a host."""
    limit = HostLimit(pause, 2 if pause else 4)
    settings = LinkSettings(default_host=limit, hosts={}, threads=16)
    http = HttpClient(settings, SsrfGuard((ipaddress.ip_network("127.0.0.0/8"),)))
    links = [Link(url, (LinkUse(title="A Work: With a Title", role="project"),)) for url in urls]
    result = check_links(links, http, verifiers(), Cache(None))
    http.close()
    assert all(v.status is Status.OK for v in result.verdicts)
    assert sum(result.requests.values()) == len(urls)


def measured(name: str, count: int, work: object) -> None:
    """Run one program in a process of its own and print what it cost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    if callable(work):
        process = multiprocessing.get_context("spawn").Process(target=ours, args=work())
        process.start()
        process.join()
        assert process.exitcode == 0
    else:
        assert isinstance(work, list)
        subprocess.run(work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{name:<14} {wall:6.2f} s wall  {cpu:6.2f} s processor  {count / wall:7,.0f} pages/s  "
        f"{1000 * cpu / count:5.2f} ms a page"
    )


def lychee(urls: list[str], folder: Path) -> list[str] | None:
    """Return the command that lets lychee do the same, or None where it is not installed."""
    beside = Path(sys.executable).with_name("lychee")
    program = str(beside) if beside.exists() else shutil.which("lychee")
    if program is None:
        return None
    (folder / "links.md").write_text("".join(f"* <{u}>\n" for u in urls))
    (folder / "lychee.toml").write_text('host_request_interval = "0ms"\nhost_concurrency = 16\n')
    return [
        program,
        "--no-progress",
        "--config",
        str(folder / "lychee.toml"),
        str(folder / "links.md"),
    ]


def profile(urls: list[str]) -> None:
    """Print the functions that take most of our processor time, in one thread."""
    settings = LinkSettings(default_host=HostLimit(0.0, 1), hosts={}, threads=1)
    http = HttpClient(settings, SsrfGuard((ipaddress.ip_network("127.0.0.0/8"),)))
    profiler = cProfile.Profile(time.process_time)
    from awesome_p2ti.links.matching.title_index import TitleIndex
    from awesome_p2ti.links.verdicts import judge
    from awesome_p2ti.links.website.page_checker import PageChecker

    web, known = PageChecker(http), TitleIndex()
    use = LinkUse(title="A Work: With a Title", role="project")
    profiler.enable()
    for url in urls:
        judge(Link(url, (use,)), web.check(url), known)
    profiler.disable()
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(25)


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description="Raw throughput of the link checker.")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--real", action="store_true", help="pages as large as real ones")
    parser.add_argument("--pause", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--port", type=int, default=18_765)
    args = parser.parse_args()
    body = REAL_BODY if args.real else BODY
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(args.port, None, body), daemon=True
    )
    server.start()
    listening(args.port)
    urls = addresses(args.port)
    try:
        if args.profile:
            profile(urls[:1000])
            return 0
        print(
            f"{len(urls):,} pages of {len(body):,} bytes on {HOSTS} hosts, {os.cpu_count()} cores"
        )
        measured("awesome-p2ti", len(urls), lambda: (urls, args.pause))
        with tempfile.TemporaryDirectory() as place:
            command = lychee(urls, Path(place))
            if command is None:
                print("lychee is not installed")
            else:
                measured("lychee", len(urls), command)
    finally:
        server.terminate()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
