"""No byte reaches an address that is not public, however it is spelt or reached."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.history import ledger
from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.http.ssrf_guard import (
    NoSuchNameError,
    PrivateAddressError,
    ResolverError,
    SocketAddress,
    SsrfGuard,
    parse_network,
    system_resolve,
)
from awesome_p2ti.links.inputs.url_uses import group_by_url
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.reports.json_report import json_report
from awesome_p2ti.links.reports.junit_report import junit_report
from awesome_p2ti.links.reports.markdown_report import markdown_report
from awesome_p2ti.links.reports.observations import observations
from awesome_p2ti.links.reports.problems import problems_of
from awesome_p2ti.links.reports.summary import hints_of, summary, summary_text
from awesome_p2ti.links.verifiers import wayback
from tests.link_runs import FAST, run_links
from tests.links.server import page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

INTERNAL = [
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.254",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "192.0.2.1",
    "192.0.0.8",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00::20",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::1",
    "::127.0.0.1",
    "2001:db8::1",
    "fec0::1",
    # Services of clouds that give their machines' tokens to whoever asks from inside.
    "168.63.129.16",
    "::ffff:168.63.129.16",
    "64:ff9b::a83f:8110",
    "100.100.100.200",
    "192.0.0.192",
    "169.254.170.2",
    "fd00:ec2::254",
    "fe80::a9fe:a9fe",
]


@pytest.mark.parametrize("ip", INTERNAL)
def test_internal_addresses_are_not_permitted(ip: str) -> None:
    assert not SsrfGuard().is_allowed(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "1.1.1.1",
        "168.63.129.15",
        "168.63.129.17",
        "140.82.121.4",
        "2606:4700::1111",
        "64:ff9b::101:101",
    ],
)
def test_public_addresses_are_permitted(ip: str) -> None:
    assert SsrfGuard().is_allowed(ip)


def test_an_allowed_network_is_permitted_and_no_other() -> None:
    guard = SsrfGuard((parse_network("10.1.0.0/16"), parse_network("fd00::/8")))
    assert guard.is_allowed("10.1.2.3")
    assert guard.is_allowed("::ffff:10.1.2.3")
    assert guard.is_allowed("fd00::9")
    assert not guard.is_allowed("10.2.0.1")
    assert not guard.is_allowed("nonsense")


@pytest.mark.parametrize(
    "host",
    [
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "0x7f000001",
        "0",
        "127.0.0.1.",
    ],
)
def test_numbers_are_refused_in_every_spelling(host: str, server: Server) -> None:
    http = HttpClient(FAST, SsrfGuard((), server.resolve))
    response = http.get(f"http://{host}/secret")
    assert response.error is not None
    assert response.error.kind.value == "refused"
    assert server.requests == []


def test_a_name_of_a_private_address_is_refused_before_a_byte(server: Server) -> None:
    http = HttpClient(FAST, SsrfGuard((), server.resolve))  # the server itself is on loopback
    response = http.get("http://looks-public.test/")
    assert response.error is not None
    assert response.error.kind.value == "refused"
    assert "127.0.0.1" in response.error.detail
    assert server.requests == []
    assert response.requests == 0


def test_a_redirect_passes_the_same_guard(check: Callable[..., Verdict], server: Server) -> None:
    server.answers["out.test/a"] = redirect("http://in.test/metadata")
    server.names["in.test"] = "169.254.169.254"
    verdict = check("http://out.test/a")
    assert verdict.status is Status.REFUSED
    assert server.paths("in.test") == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x.test/", "javascript:alert(1)", "gopher://x.test/"]
)
def test_a_redirect_to_another_scheme_is_not_followed(
    target: str, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["out.test/a"] = redirect(target)
    assert check("http://out.test/a").status is Status.UNREACHABLE


def test_names_that_change_are_judged_at_each_connection() -> None:
    answers = iter(
        [
            [SocketAddress(int(socket.AF_INET), ("93.184.216.34", 80))],
            [SocketAddress(int(socket.AF_INET), ("10.0.0.7", 80))],
        ]
    )
    guard = SsrfGuard((), lambda *_: next(answers))
    assert guard.resolve_public("rebind.test", 80)[0].ip == "93.184.216.34"
    assert (
        guard.resolve_public("rebind.test", 80)[0].ip == "93.184.216.34"
    )  # asked once, used as judged
    guard.evict("rebind.test")
    with pytest.raises(PrivateAddressError):
        guard.resolve_public("rebind.test", 80)


def test_of_several_addresses_only_the_public_ones_are_used() -> None:
    both = [
        SocketAddress(int(socket.AF_INET), ("10.0.0.7", 80)),
        SocketAddress(int(socket.AF_INET), ("1.1.1.1", 80)),
    ]
    assert [t.ip for t in SsrfGuard((), lambda *_: both).resolve_public("mixed.test", 80)] == [
        "1.1.1.1"
    ]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (socket.EAI_NONAME, NoSuchNameError),
        (socket.EAI_NODATA, NoSuchNameError),
        (socket.EAI_AGAIN, ResolverError),
        (socket.EAI_FAIL, ResolverError),
    ],
)
def test_no_such_name_differs_from_a_failing_resolver(
    code: int, error: type[OSError], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "words")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(error):
        system_resolve("x.test", 80)


def test_ipv4_is_tried_first_and_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where IPv6 is configured but leads nowhere, nobody waits for it."""
    found = [
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (f"2606:4700::{n}", 80, 0, 0)) for n in (1, 2)
    ]
    found += [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"1.1.1.{n}", 80)) for n in (1, 1, 2, 3)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    targets = system_resolve("x.test", 80)
    assert [t.ip for t in targets] == ["1.1.1.1", "1.1.1.2", "1.1.1.3", "2606:4700::1"]
    assert [t.family for t in targets] == [socket.AF_INET] * 3 + [socket.AF_INET6]


@pytest.mark.parametrize("host", ["a" * 70 + ".test", "x..test", "\udcff.test"])
def test_what_is_no_name_does_not_exist(host: str) -> None:
    with pytest.raises((NoSuchNameError, ResolverError)):
        system_resolve(host, 80)


@pytest.mark.parametrize("url", ["mailto:a@b.c", "ftp://x.test/a", "data:,x", "file:///etc/passwd"])
def test_only_http_is_requested(url: str, check: Callable[..., Verdict]) -> None:
    verdict = check(url)
    assert verdict.status is Status.REFUSED


SECRET = "s3cret-word"


@pytest.mark.parametrize(
    ("url", "answers"),
    [
        (f"http://user:{SECRET}@x.test/a", {"x.test": page("A page")}),
        (f"http://{SECRET}@x.test/a", {"x.test": page("Page not found")}),
        (f"http://user:{SECRET}@x.test/a", {}),
        ("http://x.test/a", {"x.test/a": redirect(f"http://user:{SECRET}@y.test/b", 301),
                             "y.test/b": page("There")}),
        ("http://x.test/a", {"x.test/a": redirect(f"ftp://user:{SECRET}@y.test/b", 301)}),
        ("http://x.test/a", {"x.test/a": reply("", Refresh=f"0; url=http://u:{SECRET}@y.test/b"),
                             "y.test/b": page("There")}),
        (f"http://user:{SECRET}@127.0.0.1:1/a", {}),
        (f"ftp://user:{SECRET}@x.test/a", {}),
        (f"http:/user:{SECRET}@x.test/a", {}),
        (f"http://user:{SECRET}@[x/a", {}),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_password_in_a_url_goes_nowhere(
    url: str, answers: dict[str, bytes], server: Server, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It is in no request, report, ledger or cache; the links of other lists may well hold one."""
    monkeypatch.setattr(wayback, "API", "http://archive.org/wayback/available?url=")
    server.answers |= answers
    cache = Cache(tmp_path / "links.sqlite")
    links = group_by_url([(url, LinkUse(path="README.md", line=1, column=1))])
    result = run_links(server, links, cache=cache, suggestions=5)
    cache.close()
    numbers = summary(result, 0.0, hints_of(result, token=False))
    written = [
        json_report(result.verdicts, numbers),
        junit_report(result.verdicts, numbers),
        markdown_report(result.verdicts, numbers),
        summary_text(numbers),
        *(repr(p) for p in problems_of(result.verdicts)),
        ledger.write(
            ledger.update({}, observations(result.verdicts), dt.date(2026, 1, 1), whole=True)
        ),
        *(file.read_bytes().decode("latin-1") for file in tmp_path.iterdir()),
        *(f"{a.target} {a.headers}" for a in server.requests),
    ]
    assert len(result.verdicts) == 1
    assert [text for text in written if SECRET in text] == []
    assert all("authorization" not in a.headers for a in server.requests)


def test_one_url_with_two_passwords_is_one_link() -> None:
    pairs = [("http://a:b@x.test/", LinkUse(line=1)), ("http://c@x.test/", LinkUse(line=2))]
    assert group_by_url(pairs) == [Link("http://x.test/", (LinkUse(line=1), LinkUse(line=2)))]


def test_private_headers_do_not_follow_a_redirect(http: HttpClient, server: Server) -> None:
    server.answers["api.test/a"] = redirect("http://other.test/b")
    server.answers["other.test"] = page("x")
    http.get("http://api.test/a", sensitive_headers={"Authorization": "bearer secret"})
    assert server.requests[0].headers["authorization"] == "bearer secret"
    assert "authorization" not in server.requests[1].headers


def test_the_environments_proxy_is_not_used(
    http: HttpClient, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.answers["x.test"] = page("x")
    assert http.get("http://x.test/").status == 200


def test_networks_are_read() -> None:
    assert parse_network("127.0.0.1/8") == ipaddress.ip_network("127.0.0.0/8")
    with pytest.raises(ValueError, match="does not appear"):
        parse_network("nonsense")
