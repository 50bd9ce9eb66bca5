"""Answers that look like absence and are none: each was once called dead, or once let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Status
from tests.links.server import Request, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20
PROJECT = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{LONG}</body></html>"


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_server_that_hides_from_unknown_agents_is_seen(
    status: int, check: Check, server: Server
) -> None:
    def answer(asked: Request) -> bytes:
        return reply("", status) if "p2ti" in asked.headers["user-agent"] else reply(PROJECT)

    server.answers["x.test"] = answer
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK
    agents = [a.headers["user-agent"] for a in server.requests]
    assert "p2ti" in agents[0]
    assert len(agents) == 2


def test_every_other_look_says_who_asks(check: Check, server: Server) -> None:
    server.answers["x.test"] = reply("", 405)
    check("http://x.test/a")
    assert all("p2ti" in a.headers["user-agent"] for a in server.requests)


@pytest.mark.parametrize(
    "header", [{"cf_mitigated": "challenge"}, {"x_amzn_waf_action": "captcha"}]
)
@pytest.mark.parametrize("status", [404, 410])
def test_a_bot_challenge_with_a_404_is_blocked(
    status: int, header: dict[str, str], check: Check, server: Server
) -> None:
    server.answers["x.test"] = reply("<title>Just a moment...</title>", status, **header)
    assert check("http://x.test/a").status is Status.BLOCKED


@pytest.mark.parametrize("kind", ["HTML", "html", "application/html", "text"])
def test_a_body_of_no_known_type_is_read(kind: str, check: Check, server: Server) -> None:
    server.answers["x.test"] = reply(PROJECT, kind=kind)
    verdict = check("http://x.test/a", title=TITLE, role="project")
    assert (verdict.status, verdict.title) == (Status.OK, TITLE)


def test_backslashes_in_a_redirect_are_slashes(check: Check, server: Server) -> None:
    server.answers["x.test/a"] = redirect("http:\\\\y.test\\b?c=\\d")
    server.answers["y.test/b"] = page(TITLE)
    assert check("http://x.test/a").status is Status.OK
    assert server.paths("y.test") == ["/b?c=%5Cd"]


def test_port_0_is_no_place_to_ask(check: Check, server: Server) -> None:
    server.answers["x.test"] = page(TITLE)
    assert check("http://x.test:0/a").status is Status.REFUSED
    assert server.requests == []


@pytest.mark.parametrize("hidden", ["<noscript>{}</noscript>", "<!-- {} -->"])
def test_a_refresh_that_browsers_do_not_see_is_not_followed(
    hidden: str, check: Check, server: Server
) -> None:
    head = hidden.format("<meta http-equiv='refresh' content='0; url=/none'>")
    server.answers["x.test/a"] = page(TITLE, f"<h1>{TITLE}</h1>{LONG}", head=head)
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK
    assert server.paths("x.test") == ["/a"]
