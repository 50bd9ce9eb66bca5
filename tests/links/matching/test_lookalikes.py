"""Other works, constant frames, routes and spellings: what looks like another thing and is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.inputs.json_lines import from_json_lines
from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, mentions_work
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


def test_a_page_that_reflects_its_url_is_the_same_for_any(check: Check, server: Server) -> None:
    def answer(request: Request) -> bytes:
        return page(
            "Acme", f"<p>We sell widgets of all sizes.</p>{LONG} You are at {request.path} 7"
        )

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


def test_a_name_is_known_but_for_its_spaces() -> None:
    assert mentions_work("the hyper-lantern code", TITLE)
    assert mentions_work("Hyper Lantern", TITLE)
    assert not mentions_work("hyper lanterns", TITLE)
    assert not mentions_work("a b c", "Abc: Something Else Again")


NEW, OLD = "SnapWeave: Elastic Identities at Scale", "Making Faces from Few Photos with Latents"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["Łukasz Świątek", "Øyvind Ås"], ["Lukasz Swiatek", "Oyvind As"]),
        (["Mira Kowalski", "et al."], ["Mira Kowalski", "Jun Takeda", "A B"]),
        (["Mira Kowalski et al."], ["Mira Kowalski", "Jun Takeda", "A B"]),
        (["Kowalski", "Takeda"], ["Mira Kowalski", "Jun Takeda"]),
        (["Jun-Yan Zhu", "A. B. Iyer Jr."], ["Zhu Jun-Yan", "A. B. Iyer"]),
        (["Bill Smith", "Ada Lovelace"], ["William Smith", "Ada Lovelace"]),
    ],
)
def test_the_same_people_in_other_spellings(ours: list[str], theirs: list[str]) -> None:
    assert compare_titles(NEW, OLD, ours, theirs) is not TitleMatch.DIFFERENT


def test_other_people_are_others() -> None:
    assert (
        compare_titles(NEW, OLD, ["Mira Kowalski", "B C"], ["D E", "F G"]) is TitleMatch.DIFFERENT
    )
    assert compare_titles(NEW, OLD, ["A B", "et al."], ["D E", "F G"]) is TitleMatch.DIFFERENT


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kowalski, Mira and Takeda, Jun", ("Kowalski, Mira", "Takeda, Jun")),
        ("Kowalski, M.; Takeda, J.", ("Kowalski, M.", "Takeda, J.")),
        ("Mira Kowalski, Jun Takeda and Ada Lovelace",
         ("Mira Kowalski", "Jun Takeda", "Ada Lovelace")),
        ("Mira Kowalski", ("Mira Kowalski",)),
        ("", ()),
    ],
)  # fmt: skip
def test_authors_given_as_one_text(text: str, names: tuple[str, ...]) -> None:
    line = json.dumps({"url": "https://a.example", "authors": text})
    assert next(iter(from_json_lines("-", line, [])))[1].authors == names


def test_odd_years_and_line_ends_inside_a_text_do_no_harm() -> None:
    rows = [{"url": "https://a.example", "title": "a\u2028b\u0085c", "year": "²"}]
    text = "\r\n".join(json.dumps(r, ensure_ascii=False) for r in rows * 2) + "\r\n"
    found = [use for _, use in from_json_lines("-", text, [])]
    assert [u.year for u in found] == [None, None]
    assert len(found) == 2
