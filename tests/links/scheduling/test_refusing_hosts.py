"""A host that refuses all that it is asked for costs a run little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.settings import HostLimit
from awesome_p2ti.links.website.page_checker import NO_REQUEST_AFTER, NO_RETRY_AFTER
from tests.link_runs import run_links
from tests.links.server import Request, page, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]


def _links(count: int) -> list[Link]:
    return [Link(f"http://x.test/{n}", (LinkUse(),)) for n in range(count)]


def test_a_host_that_refuses_all_is_left_alone(server: Server) -> None:
    server.answers["x.test"] = reply("", 406)
    result = run_links(server, _links(60), default_host=HostLimit(0.0, 1))
    assert {v.status for v in result.verdicts} == {Status.BLOCKED}
    assert len(server.requests) == 2 * NO_RETRY_AFTER + NO_REQUEST_AFTER - NO_RETRY_AFTER


def test_a_host_that_refuses_some_is_requested_for_all(server: Server) -> None:
    def answer(asked: Request) -> bytes:
        return page("A page") if asked.path.endswith("3") else reply("", 401)

    server.answers["x.test"] = answer
    result = run_links(server, _links(60), default_host=HostLimit(0.0, 1))
    assert [v.status for v in result.verdicts].count(Status.OK) == 6


def test_a_bot_challenge_is_requested_once(check: Check, server: Server) -> None:
    server.answers["x.test"] = reply("", 403, cf_mitigated="challenge")
    assert check("http://x.test/a").status is Status.BLOCKED
    assert len(server.requests) == 1
