"""Spellings of one URL are one request, and each of them gets its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.urls import canonical_url
from tests.link_runs import run_links
from tests.links.server import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.links.server import Server


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Example.com", "https://example.com/"),
        ("https://example.com:443/A?b=C#d", "https://example.com/A?b=C"),
        ("http://example.com:/a", "http://example.com/a"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("https://example.com:80/", "https://example.com:80/"),
        ("http://User:Pa@Example.com:80/", "http://User:Pa@example.com/"),
        ("http://[::A]:80/", "http://[::a]/"),
        ("http://[fe80::80]/", "http://[fe80::80]/"),
        ("http://x.test/a?", "http://x.test/a?"),
        ("http://x.test?q", "http://x.test/?q"),
        ("mailto:A@B.test#x", "mailto:A@B.test"),
        ("http://[#x", "http://["),
        ("http://x.test:port/#x", "http://x.test:port/"),
        ("", ""),
        ("https://☃.test/a", "https://xn--n3h.test/a"),
        ("https://BÜCHER。test:443/", "https://xn--bcher-kva.test/"),
        ("https://faß.test/", "https://xn--fa-hia.test/"),
        ("https://①②⑦.0.0.1/", "https://127.0.0.1/"),
        ("https://a／b.test/", "https://a／b.test/"),
        (f"https://{'ü' * 70}.test/", f"https://{'ü' * 70}.test/"),
    ],
)
def test_one_spelling_stands_for_all(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


SPELLINGS = ("http://x.test/a", "http://X.test/a", "HTTP://x.test/a", "http://x.test:80/a#b")


def test_spellings_are_requested_once_and_judged_each(server: Server, tmp_path: Path) -> None:
    server.answers["x.test"] = page("A page", "<p id=b>Text</p>")
    links = [Link(url, (LinkUse(line=n),)) for n, url in enumerate(SPELLINGS)]
    result = run_links(server, links, cache=Cache(tmp_path / "c.sqlite"))
    assert [(v.link, v.status) for v in result.verdicts] == [(k, Status.OK) for k in links]
    assert len(server.requests) == 1
    again = run_links(server, links[::-1], cache=Cache(tmp_path / "c.sqlite"))
    assert [v.cached for v in again.verdicts] == [True] * 4
    assert len(server.requests) == 1


@pytest.mark.parametrize("url", ["http://[#x", "http://x.test:port/", "https://", "x"])
def test_what_cannot_be_taken_apart_is_refused(url: str, server: Server) -> None:
    server.answers["x.test"] = page("A page")
    links = [Link(url, (LinkUse(),)), Link("http://x.test/a", (LinkUse(),))]
    first, second = run_links(server, links).verdicts
    assert (first.status, first.detail) == (Status.REFUSED, "it names no host")
    assert second.status is Status.OK


def test_another_scheme_is_not_checked(server: Server) -> None:
    verdict = run_links(server, [Link("ftp://x.test/a", (LinkUse(),))]).verdicts[0]
    assert verdict.detail == "only http and https URLs are checked"
