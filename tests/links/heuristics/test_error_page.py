"""Answers with status 200 that are no page: servers in trouble, short data, removed films."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from awesome_p2ti.links.models import Status
from awesome_p2ti.links.verifiers.youtube import YouTube
from tests.links.server import page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "Access Denied: A Survey of Closed Doors"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (page("Internal Server Error", "<h1>Internal Server Error</h1>"), Status.UNREACHABLE),
        (page("503 Service Temporarily Unavailable", "<hr>nginx"), Status.UNREACHABLE),
        (page("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"), Status.UNREACHABLE),
        (page("", "<b>Fatal error</b>: Uncaught Error in a.php"), Status.UNREACHABLE),
        (page("Blog", "<h1>Error establishing a database connection</h1>"), Status.UNREACHABLE),
        (page("Gradio", "<h1>No interface is running right now</h1>"), Status.UNREACHABLE),
        (page("Access forbidden!", "<h1>Access forbidden!</h1>"), Status.BLOCKED),
        (page("Access denied | Lab", "<h1>Access denied</h1>You are not allowed."), Status.BLOCKED),
        (page(TITLE, f"<h1>{TITLE}</h1>{LONG}"), Status.OK),
        (page("Access Denied", f"<h1>{TITLE}</h1>"), Status.OK),
        (page("Bad Gateway", f"<h1>Bad Gateway, a novel</h1>{LONG}"), Status.OK),
    ],
)
def test_a_page_that_only_tells_of_trouble_is_no_page(
    shown: bytes, status: Status, check: Check, server: Server
) -> None:
    server.answers["x.test/a"] = shown
    assert check("http://x.test/a", title=TITLE, role="project").status is status


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ('{"detail":"Not Found"}', "application/json", Status.WRONG),
        ('{"message": "404: Not Found", "code": 404}', "application/json", Status.WRONG),
        ("404: Not Found", "text/plain", Status.WRONG),
        ("<Error><Code>NoSuchKey</Code></Error>", "application/xml", Status.WRONG),
        ("", "application/pdf", Status.WRONG),
        ("", "application/zip", Status.WRONG),
        ('{"title": "404 Not Found: a data set", "n": 3}', "application/json", Status.OK),
        ('{"a":"Not Found","b":"c","c":"d","d":"e","e":"f"}', "application/json", Status.OK),
        ("Not found: a list of lost things.\n1. Keys", "text/plain", Status.OK),
        ("{", "application/json", Status.OK),
        ("[]", "application/json", Status.OK),
        ("%PDF-1.7", "application/pdf", Status.OK),
    ],
)
def test_data_that_only_says_not_found(
    body: str, kind: str, status: Status, check: Check, server: Server
) -> None:
    server.answers["x.test/a"] = reply(body, kind=kind)
    assert check("http://x.test/a", title=TITLE, role="dataset").status is status


def test_a_page_that_sends_everybody_home_is_wrong(check: Check, server: Server) -> None:
    server.answers["x.test"] = page("", head='<meta http-equiv="refresh" content="0;url=/">')
    server.answers["x.test/"] = page("Lab", LONG)
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.WRONG


def test_a_host_that_leads_every_address_to_one_place_is_wrong(
    check: Check, server: Server
) -> None:
    server.answers["x.test"] = redirect("http://y.test/list/trending")
    server.answers["y.test/list/trending"] = page("Trending", LONG)
    assert check("http://x.test/paper/a", title=TITLE, role="paper").status is Status.WRONG
    server.answers["x.test/paper/b"] = redirect("http://y.test/list/b")
    server.answers["y.test/list/b"] = page("B", LONG)
    assert check("http://x.test/paper/b", title=TITLE, role="paper").status is Status.OK


@pytest.mark.parametrize(
    ("url", "ident"),
    [
        ("https://www.youtube.com/watch?v=short", "short"),
        ("https://www.youtube.com/watch?v=abcdefghijk?si=x", "abcdefghijk"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", None),
        ("https://www.youtube.com/embed/live_stream?channel=UC1", None),
        ("https://www.youtube.com/watch?list=PL1", None),
    ],
)
def test_ids_of_films(url: str, ident: str | None) -> None:
    assert YouTube().identify(urlsplit(url)) == ident


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ('{"playabilityStatus":{"status":"OK"}}', Status.OK),
        ('{"playabilityStatus":{"status":"ERROR"}}', Status.GONE),
        ('{"playabilityStatus":{"status":"LOGIN_REQUIRED","reason":"Private video"}}',
         Status.WRONG),
        ("", Status.OK),
    ],
)  # fmt: skip
def test_the_page_of_a_video_that_may_not_be_embedded_is_read(
    state: str, status: Status, check: Check, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from awesome_p2ti.links.verifiers import youtube

    monkeypatch.setattr(youtube, "SITE", "http://www.youtube.com")
    server.answers["www.youtube.com/oembed"] = reply("Unauthorized", 401)
    server.answers["www.youtube.com/watch"] = reply(f"<script>var a = {state}</script>")
    assert check("http://youtu.be/abcdefghijk", role="video").status is status
