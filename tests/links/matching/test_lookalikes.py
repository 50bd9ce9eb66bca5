"""Other works, constant frames, routes and spellings: what looks like another thing and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Link, LinkUse, Status
from tests.link_runs import run_links
from tests.links.server import Request, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "HyperLantern: Few-Shot Portraits of One Subject"
OTHER = "CalmHarbor: Editing Scenes with a Handful of Words"
CITE = f"<pre>@inproceedings{{a2023,\n title={{{OTHER}}},\n}}</pre>"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20


def test_a_long_head_hides_the_page_and_proves_nothing(check: Check, server: Server) -> None:
    style = "<style>" + "a{color:red}" * 8000 + "</style>"
    server.answers["x.test/a"] = reply(f"<html><head>{style}<title>{TITLE}</title></head>{LONG}")
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize("target", ["/#/works/a", "/#!/works/a", "/index.php?title=A", "/?p=12"])
def test_a_route_or_a_query_names_a_page(target: str, check: Check, server: Server) -> None:
    server.answers["x.test/works/a"] = redirect(target, 302)
    server.answers["x.test/"] = page("Lab", LONG)
    server.answers["x.test/index.php"] = page("Lab", LONG)
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(
    ("frame", "ours", "missing"),
    [
        ("News, people, research and teaching of our institute. " * 60,
         "Download the face data here. Fill in the form.", "Nothing here."),
        ("<li>研究方向 科研成果 招生信息 联系我们</li>" * 90, "数据集下载 申请表格",
         "您要找的页面暂时不见了"),
    ],
)  # fmt: skip
def test_a_frame_around_every_page_is_not_the_page(
    frame: str, ours: str, missing: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page("Institute", f"<ul>{frame}</ul><p>{missing}</p>")
    server.answers["x.test/a/b"] = page("Institute", f"<ul>{frame}</ul><p>{ours}</p>")
    assert check("http://x.test/a/b", title=TITLE, role="project").status is Status.OK


def test_a_page_that_echoes_its_address_is_the_same_for_any(check: Check, server: Server) -> None:
    def answer(asked: Request) -> bytes:
        return page("Acme", f"<p>We sell widgets of all sizes.</p>{LONG} You are at {asked.path} 7")

    server.answers["x.test"] = answer
    assert check("http://x.test/w/a", title=TITLE, role="project").status is Status.WRONG


@pytest.mark.parametrize(
    "shown",
    [
        page("Hyper-Lantern", f"<h1>Hyper-Lantern</h1>{LONG}{CITE}"),
        page("超级灯笼", f"<h1>超级灯笼</h1><p>我们提出了一种新方法。</p>{CITE}"),
        page("Project", f"<h1>Our method</h1>{LONG}{CITE}"),
    ],
)
def test_a_page_that_cites_what_it_builds_on_is_fine(shown: bytes, server: Server) -> None:
    server.answers["x.test/a"] = shown
    assert _status(server, "http://x.test/a", "project") is Status.OK


@pytest.mark.parametrize("name", ["me/HyperLantern", "me/hyper-lantern", "me/code"])
def test_a_readme_that_cites_what_it_builds_on_is_fine(name: str, server: Server) -> None:
    server.answers[f"github.com/{name}"] = page(f"GitHub - {name}: Some code", LONG + CITE)
    assert _status(server, f"http://github.com/{name}", "code") is Status.OK


def _status(server: Server, url: str, role: str) -> Status:
    links = [
        Link(url, (LinkUse(title=TITLE, role=role),)),
        Link("http://y.test/b", (LinkUse(title=OTHER, role="project"),)),
    ]
    return run_links(server, links).verdicts[0].status
