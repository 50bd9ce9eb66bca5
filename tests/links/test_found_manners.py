"""A host that refuses, or that names its limits, costs a run little."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.manners import STEADY, Manners
from awesome_p2ti.links.model import Link, Status, Use
from awesome_p2ti.links.settings import LaneLimit
from awesome_p2ti.links.web import NO_LOOK, ONE_LOOK
from tests.links.conftest import FAST, run_links
from tests.links.server import Asked, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.model import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"


def _links(count: int) -> list[Link]:
    return [Link(f"http://x.test/{n}", (Use(),)) for n in range(count)]


def test_a_host_that_refuses_all_is_not_asked_for_ever(server: Server) -> None:
    server.answers["x.test"] = reply("", 406)
    result = run_links(server, _links(60), default_lane=LaneLimit(0.0, 1))
    assert {v.status for v in result.verdicts} == {Status.BLOCKED}
    assert len(server.asked) == 2 * ONE_LOOK + NO_LOOK - ONE_LOOK


def test_a_host_that_refuses_some_is_asked_for_all(server: Server) -> None:
    def answer(asked: Asked) -> bytes:
        return page("A page") if asked.path.endswith("3") else reply("", 401)

    server.answers["x.test"] = answer
    result = run_links(server, _links(60), default_lane=LaneLimit(0.0, 1))
    assert [v.status for v in result.verdicts].count(Status.OK) == 6


def test_a_wall_is_looked_at_once(check: Check, server: Server) -> None:
    server.answers["x.test"] = reply("", 403, cf_mitigated="challenge")
    assert check("http://x.test/a").status is Status.BLOCKED
    assert len(server.asked) == 1


def test_a_lane_finds_back_to_its_pace() -> None:
    settings = replace(FAST, default_lane=LaneLimit(0.1, 4))
    manners = Manners(settings)
    lane = manners.lane("x.test")
    for _ in range(9):
        manners.heard("x.test", 403, {})
    slow = lane.pause
    assert 0.1 < slow <= 1.0
    assert lane.width == 1
    for _ in range(STEADY):
        manners.heard("x.test", 200, {})
    assert lane.pause < slow
    for _ in range(STEADY * 20):
        manners.heard("x.test", 200, {})
    assert (lane.pause, lane.width) == (0.1, 4)


def test_a_wait_that_is_named_and_kept_slows_only_a_little() -> None:
    manners = Manners(replace(FAST, default_lane=LaneLimit(0.1, 4)))
    for _ in range(20):
        manners.heard("x.test", 429, {"retry-after": "0"})
    assert manners.lane("x.test").pause <= 2.0
    for _ in range(20):
        manners.heard("y.test", 429, {})
    assert manners.lane("y.test").pause > 2.0


@pytest.mark.parametrize("host", ["huggingface.co", "doi.org", "crossref.org"])
def test_no_lane_asks_more_than_ten_times_a_second(host: str) -> None:
    from awesome_p2ti.links.manners import MAX_SLACK
    from awesome_p2ti.links.settings import LinkSettings

    limit = Manners(LinkSettings()).lane(host).limit
    assert 1 / limit.pause + MAX_SLACK <= 10
    assert limit.connections <= 3


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

    def article(asked: Asked) -> bytes:
        known = asked.headers.get("cookie") == "s=1"
        return page(TITLE) if known else redirect("http://idp.publisher.example/")

    server.answers["www.publisher.example"] = article
    server.answers["idp.publisher.example"] = back
    assert check("http://www.publisher.example/a").status is status


def test_long_chains_of_redirects_are_followed_as_far_as_browsers_do(
    check: Check, server: Server
) -> None:
    def answer(asked: Asked) -> bytes:
        left = int(asked.path.strip("/"))
        return page(TITLE) if left == 0 else redirect(f"/{left - 1}")

    server.answers["x.test"] = answer
    assert check("http://x.test/19").status is Status.OK
    verdict = check("http://x.test/30")
    assert (verdict.status, verdict.detail[:25]) == (
        Status.UNREACHABLE, "it redirects too often (h")  # fmt: skip
