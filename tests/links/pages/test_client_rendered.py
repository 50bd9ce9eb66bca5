"""Pages that show little without their scripts, or were only read in part, are not called wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.pages.html import read_page
from tests.link_runs import run_links
from tests.links.server import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
OTHER = "CalmHarbor: Editing Scenes with a Handful of Words"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20
HEAD = "<header>Lab demos. Make portraits of pets, friends and family in minutes, here.</header>"
FOOT = "<footer>Terms. Privacy. Imprint. Contact us by mail at any time you like.</footer>"
SCRIPT = "<script type=module src=/a.js></script>"


@pytest.mark.parametrize(
    "mount",
    [
        '<div id="root"></div>',
        "<div id=__next><!-- --></div>",
        '<main class="a" id="whatever" data-x="1"> </main>',
        "<app-root></app-root>",
        "<div id=app><div class=loader>Loading</div></div>",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
    ],
)
@pytest.mark.parametrize("role", ["project", "demo"])
def test_a_client_rendered_page_that_is_the_same_for_any_url_is_no_proof(
    mount: str, role: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page("Lab demos", HEAD + mount + FOOT + SCRIPT)
    assert check("http://x.test/a/", title=TITLE, role=role).status is Status.OK


@pytest.mark.parametrize(
    "shown",
    [
        page("Coming Soon", "<h1>Coming Soon</h1><p>Our website is under construction.</p>"),
        page("Under Construction", "<h1>Under Construction</h1>"),
        page("Our laboratory", HEAD + LONG + FOOT + SCRIPT + '<div id="fb-root"></div>'),
        page("Acme", "<h1>Acme</h1><p>We sell widgets of all sizes. Call us for a quote.</p>"),
    ],
)
def test_a_full_page_that_is_the_same_for_any_url_is_wrong(
    shown: bytes, check: Check, server: Server
) -> None:
    server.answers["x.test"] = shown
    verdict = check("http://x.test/works/a", title=TITLE, role="project")
    assert verdict.status is Status.WRONG
    assert "any address" in verdict.detail


def test_a_short_page_of_its_own_is_fine(check: Check, server: Server) -> None:
    server.answers["x.test/a"] = page("Soon", "<h1>Coming soon</h1>")
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize("before", [4, 40, 80, 400])
def test_a_list_of_works_that_names_another_first_is_fine(before: int, server: Server) -> None:
    text = f"<h1>Our projects</h1><h2>{OTHER}</h2>{LONG * before}<h2>{TITLE}</h2>"
    server.answers["x.test/a"] = page("Our projects", text)
    assert _status(server) is Status.OK


def test_another_works_title_far_down_is_a_mention(server: Server) -> None:
    server.answers["x.test/a"] = page("WL", f"<h1>WL</h1>{LONG}<h2>{OTHER}</h2>")
    assert _status(server) is Status.OK


@pytest.mark.parametrize("text", [f"<h1>{OTHER}</h1>{LONG}", f"<h1>Project</h1>{LONG * 80}"])
def test_a_page_titled_like_another_work_is_wrong(text: str, server: Server) -> None:
    server.answers["x.test/a"] = page(OTHER, text)
    assert _status(server) is Status.WRONG


def _status(server: Server) -> Status:
    links = [
        Link("http://x.test/a", (LinkUse(title=TITLE, role="project"),)),
        Link("http://y.test/b", (LinkUse(title=OTHER, role="project"),)),
    ]
    return run_links(server, links).verdicts[0].status


AUTHORS = ("Mira Kowalski", "Jun Takeda")


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Not Found</h1><p>Mira Kowalski, Jun Takeda</p>",
        "<h1>Not Found</h1><pre>@misc{a,\n title={Not Found},\n}</pre>",
    ],
)
def test_a_work_called_not_found_is_found(text: str, check: Check, server: Server) -> None:
    server.answers["x.test/a"] = page("Not Found", text)
    verdict = check("http://x.test/a", title="Not Found", role="project", authors=AUTHORS)
    assert verdict.status is Status.OK


def test_a_not_found_page_is_no_work_of_that_name(check: Check, server: Server) -> None:
    server.answers["x.test"] = page("Not Found", "<h1>Not Found</h1><p>Sorry.</p>")
    verdict = check("http://x.test/a", title="Not Found", role="project", authors=AUTHORS)
    assert verdict.status is Status.WRONG


@pytest.mark.parametrize(
    "piece", ["<div id=", "<a-", "a-a-", "<noscript>", "<div id= id=", "<x-y><", "<div id=a>\n"]
)
def test_client_rendering_is_detected_in_linear_time(piece: str) -> None:
    import time

    source = "<script src=a>" + piece * (65536 // len(piece))
    began = time.process_time()
    read_page(source)
    assert time.process_time() - began < 1.0
