"""Cookies go back to whom they belong to, as browsers send them, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.http.cookies import MAX_COOKIES, Cookies
from awesome_p2ti.links.models import Status
from tests.links.server import Request, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
SETTER = "https://www.lab.example.org/a/b"


@pytest.mark.parametrize(
    ("line", "url", "sent"),
    [
        ("a=1", "https://www.lab.example.org/a/c", "a=1"),
        ("a=1", "https://www.lab.example.org/c", ""),  # the default path is /a
        ("a=1; Path=/", "https://www.lab.example.org/c", "a=1"),
        ("a=1; Path=/a", "https://www.lab.example.org/ab", ""),
        ("a=1; Path=/", "https://lab.example.org/", ""),
        ("a=1; Path=/; Domain=lab.example.org", "https://lab.example.org/", "a=1"),
        ("a=1; Path=/; Domain=.example.org", "https://other.example.org/", "a=1"),
        ("a=1; Path=/; Domain=example.org", "https://example.org.evil.test/", ""),
        ("a=1; Path=/; Domain=org", "https://www.lab.example.org/", ""),
        ("a=1; Path=/; Domain=evil.test", "https://evil.test/", ""),
        ("a=1; Path=/; domain =", "https://www.lab.example.org/", "a=1"),
        ("a=1; Path=/; Secure", "https://www.lab.example.org/", "a=1"),
        ("a=1; Path=/; Secure", "http://www.lab.example.org/", ""),
        ("a=1; Path=/; HttpOnly; SameSite=Strict", "http://www.lab.example.org/", "a=1"),
        ("a=1; Path=/; Max-Age=0", "https://www.lab.example.org/", ""),
        ("a=1; Path=/; Max-Age=3600", "https://www.lab.example.org/", "a=1"),
        ("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://www.lab.example.org/", ""),
        ("a=1; Path=/; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "https://www.lab.example.org/",
         "a=1"),
        ("caf\u00e9=1; Path=/", "https://www.lab.example.org/", ""),
        ("a=\x00; Path=/", "https://www.lab.example.org/", ""),
        ("a=" + "x" * 4096 + "; Path=/", "https://www.lab.example.org/", ""),
    ],
)  # fmt: skip
def test_a_cookie_goes_back_to_whom_it_belongs(line: str, url: str, sent: str) -> None:
    cookies = Cookies()
    cookies.store(SETTER, [line])
    assert cookies.header(url) == sent


@pytest.mark.parametrize(
    ("setter", "domain", "other"),
    [
        ("one.github.io", "github.io", "two.github.io"),
        ("a.fly.dev", "fly.dev", "b.fly.dev"),
        ("www.a.co.uk", "co.uk", "b.co.uk"),
        ("a.s3.amazonaws.com", "s3.amazonaws.com", "b.s3.amazonaws.com"),
        ("a.or.jp", ".or.jp", "b.or.jp"),
    ],
)
def test_nobody_sets_a_cookie_for_a_public_suffix(setter: str, domain: str, other: str) -> None:
    cookies = Cookies()
    cookies.store(f"https://{setter}/", [f"a=1; Path=/; Domain={domain}"])
    assert cookies.header(f"https://{other}/") == ""


def test_a_cookie_that_expires_takes_the_place_of_the_older_one() -> None:
    cookies = Cookies()
    cookies.store(SETTER, ["a=1; Path=/", "b=2; Path=/"])
    cookies.store(SETTER, ["a=; Path=/; Max-Age=0"])
    assert cookies.header(SETTER) == "b=2"


def test_there_are_never_too_many_cookies() -> None:
    cookies = Cookies()
    for n in range(100):
        cookies.store(SETTER, [f"a{n}{i}=1; Path=/" for i in range(100)])
    assert len(cookies) == MAX_COOKIES


NASTY = ["", ";", "=", "=;=", "a", ";;;;", "a=b; Expires=" + "9" * 3000,
         "a=b; Max-Age=" + "9" * 3000,
         "a=b; Max-Age=-" + "9" * 3000, "a=b; Max-Age=nan", "a=b; Version=x", "a=b; Port=x",
         "a=b; Domain", "a=b; Path", "a=b; Expires", "a=b; Domain=...", "a=b; Domain=[::1]",
         'a="' + "\\" * 4000, "a=b; Expires=" + "1 " * 1500, "a=b; Expires=" + "Mon, " * 800,
         "a=b; Domain=" + "a." * 2000, " " * 4000, "; " * 2000, "a=b; Expires=1 Jan 99999 99:99:99",
         "a=b; Version=1; Discard", "$Version=1; a=b", "a=b; domain=\udcff"]  # fmt: skip


@pytest.mark.parametrize("line", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("url", [SETTER, "http://127.0.0.1:80/", "http://[::1]/", "http://[", "x"])
def test_no_line_and_no_url_raises(line: str, url: str) -> None:
    cookies = Cookies()
    cookies.store(url, [line, "fine=1; Path=/"])
    assert "fine=1" in cookies.header(url) or url in {"http://[", "x"}


def test_a_secure_cookie_does_not_follow_a_downgrade(http: HttpClient, server: Server) -> None:
    server.answers["x.test/a"] = reply(
        "", 302, Location="/b", Set_Cookie="open=1; Path=/\r\nSet-Cookie: s=1; Path=/; Secure"
    )
    server.answers["x.test/b"] = page("x")
    http.get("http://x.test/a")
    assert server.requests[1].headers["cookie"] == "open=1"


def test_a_retry_as_a_browser_has_its_own_stale_retry(http: HttpClient, server: Server) -> None:
    """The retry on a connection that died belongs to a request, not to its cookies."""
    served: dict[int, int] = {}

    def once(request: Request) -> bytes:
        """Answer the first request of each connection, and drop it at the second."""
        served[id(request.sock)] = served.get(id(request.sock), 0) + 1
        if served[id(request.sock)] > 1:
            request.sock.close()
            return b""
        return page("Title")

    server.answers["x.test"] = once
    first = http.get("http://x.test/a")
    second = http.get("http://x.test/b", cookies=first.cookies)
    third = http.get("http://x.test/c", cookies=second.cookies)
    assert (first.ok, second.ok, third.ok) == (True, True, True)


@pytest.mark.parametrize(
    ("domain", "status"),
    [("publisher.example", Status.OK), (".publisher.example", Status.OK),
     ("idp.publisher.example", Status.UNREACHABLE), ("example", Status.UNREACHABLE),
     ("other.example", Status.UNREACHABLE), ("", Status.UNREACHABLE)],
)  # fmt: skip
def test_a_cookie_of_the_parent_domain_is_shown_to_its_hosts(
    domain: str, status: Status, check: Check, server: Server
) -> None:
    back = redirect("http://www.publisher.example/a").replace(
        b"Content-Type", f"Set-Cookie: s=1; Domain={domain}; Path=/\r\nContent-Type".encode(), 1
    )

    def article(request: Request) -> bytes:
        known = request.headers.get("cookie") == "s=1"
        return page(TITLE) if known else redirect("http://idp.publisher.example/")

    server.answers["www.publisher.example"] = article
    server.answers["idp.publisher.example"] = back
    assert check("http://www.publisher.example/a").status is status
