"""The ways in which services turn programs away, as services do at times: put before a host."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.simweb.wire import Reply, Request, as_json, html, plain
from tests.simweb.world import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.world import Handler, Web

BOT = (
    "<!doctype html><html><head><title>Making sure you're not a bot!</title></head>"
    "<body><h1>Making sure you're not a bot!</h1><p>Loading...</p></body></html>"
)
ERROR_FEED = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
    "<entry><id>https://arxiv.org/api/errors#internal</id><title>Error</title>"
    "<summary>internal error</summary><author><name>arXiv api core</name></author></entry></feed>"
)
EMPTY_FEED = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
    "<opensearch:totalResults>1</opensearch:totalResults></feed>"
)


def _cut(handler: Handler) -> Handler:
    """A reply that ends in its middle."""

    def answer(request: Request) -> Reply:
        reply = handler(request)
        return replace(reply, body=reply.body[: len(reply.body) // 2])

    return answer


FAULTS: dict[str, Callable[[Handler], Handler]] = {
    "503": lambda _: lambda _request: plain("Service Unavailable", 503),
    "429": lambda _: lambda _request: plain("Rate exceeded.", 429),
    "429 with a wait": lambda _: lambda _request: as_json({"code": "429"}, 429, Retry_After="300"),
    "200 Rate exceeded.": lambda _: lambda _request: plain("Rate exceeded."),
    "406": lambda _: lambda _request: plain("Not Acceptable", 406),
    "challenge": lambda _: lambda _request: as_json({"name": "ChallengeRequiredError"}, 403),
    "bot page": lambda _: lambda _request: html(BOT),
    "bot page, 500": lambda _: lambda _request: html(BOT, 500),
    "login page": lambda _: lambda _request: html("<title>Sign in</title><form>Password</form>"),
    "empty": lambda _: lambda _request: Reply(200, b"", {"Content-Type": "application/json"}),
    "error feed": lambda _: lambda _request: _feed(ERROR_FEED),
    "empty feed": lambda _: lambda _request: _feed(EMPTY_FEED),
    "cut": _cut,
    "wrong types": lambda _: (
        lambda _request: as_json(
            {"id": 5, "title": [1], "message": 7, "data": "x", "notes": {"a": 1}, "status": "ok"}
        )
    ),
    "a list": lambda _: lambda _request: as_json([None, 1, [], {}]),
}
"""Each fault by its name; "silent" is an address, not a handler."""


def break_hosts(web: Web, hosts: frozenset[str], fault: str) -> None:
    """Let hosts answer with a fault instead, or not at all."""
    for host in hosts & web.sites.keys():
        site = web.sites[host]
        if fault == "silent":
            site.address = SILENT
        else:
            site.handler = FAULTS[fault](site.handler)


def _feed(text: str) -> Reply:
    return Reply(200, text.encode(), {"Content-Type": "application/atom+xml"})
