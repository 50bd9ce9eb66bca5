"""What fails a run is seen twice, and what treats programs otherwise fails no run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Status
from tests.links.server import Request, Server, page, redirect, reply
from tests.links.website.test_page_checker import LONG, SORRY, TITLE, project

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Answer

    Check = Callable[..., Verdict]

BASE = "<base href=/b/><meta http-equiv=refresh content='0; url=c'>"
CONSENT = "<h1>{}</h1><p>{}</p><button>Accept all</button><button>Reject all</button>"
LOGIN = "<form><input name=user><input type=password></form>"
RED = {
    "404": reply("", 404),
    "410": reply("<title>Gone</title>", 410),
    "a page that says 404": page("Page not found", SORRY),
    "nothing": reply(""),
    "an empty page": page("", ""),
    "a login": page("Log in", LOGIN),
    "the front page": redirect("/"),
}


def in_turn(*answers: bytes) -> Answer:
    """Answer with each in turn, and with the last one from then on."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def refresh(target: str, seconds: str = "0") -> bytes:
    return reply(f'<meta http-equiv="refresh" content="{seconds}; url={target}">')


@pytest.fixture
def site(server: Server) -> Server:
    """A server whose other addresses are honestly not there."""
    server.answers |= {"x.test": reply("", 404), "x.test/": page("Vision group", LONG)}
    return server


@pytest.mark.parametrize("way", ["directly", "a redirect", "a refresh", "a Refresh header"])
@pytest.mark.parametrize("red", RED)
def test_one_red_look_is_not_enough(red: str, way: str, check: Check, site: Server) -> None:
    site.answers["x.test/works/new"] = in_turn(RED[red], project())
    site.answers["x.test/works/old"] = {
        "directly": in_turn(RED[red], project()),
        "a redirect": redirect("/works/new"),
        "a refresh": refresh("/works/new"),
        "a Refresh header": reply("", Refresh="0; url=/works/new"),
    }[way]
    assert check("http://x.test/works/old", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize("red", RED)
def test_two_red_looks_are(red: str, check: Check, site: Server) -> None:
    site.answers["x.test/works/new"] = RED[red]
    verdict = check("http://x.test/works/new", title=TITLE, role="project")
    assert verdict.status in {Status.GONE, Status.WRONG}
    asked = [a for a in site.requests if a.path == "/works/new"]
    assert len(asked) == 2
    names = ["awesome-p2ti" in a.headers["user-agent"] for a in asked]
    assert names == [True, False]


def test_the_title_of_another_work_is_seen_twice(check: Check, site: Server) -> None:
    meta = '<meta name="citation_title" content="{}"><meta name="citation_author" content="A B">'
    other = page("x", LONG, meta.format("Railway Timetables of Small Islands"))
    site.answers["x.test/p"] = in_turn(other, project())
    about = {"title": TITLE, "role": "paper", "authors": ("C D",)}
    assert check("http://x.test/p", **about).status is Status.OK
    site.answers["x.test/p"] = other
    assert check("http://x.test/p", **about).status is Status.WRONG


@pytest.mark.parametrize(
    ("second", "status"),
    [(reply("", 503), Status.UNREACHABLE), (reply("", 403), Status.BLOCKED)],
)
def test_looks_that_differ_prove_nothing(
    second: bytes, status: Status, check: Check, site: Server
) -> None:
    site.answers["x.test/p"] = in_turn(RED["404"], second)
    assert check("http://x.test/p").status is status


# --- sites that treat programs otherwise


@pytest.mark.parametrize("status", [202, 204, 205])
@pytest.mark.parametrize("kind", ["", "text/html"])
def test_a_success_without_a_page_is_no_proof(
    status: int, kind: str, check: Check, site: Server
) -> None:
    length = "" if status == 204 else "Content-Length: 0\r\n"
    typed = f"Content-Type: {kind}\r\n" if kind else ""
    site.answers["x.test/p"] = f"HTTP/1.1 {status} Word\r\n{typed}{length}\r\n".encode()
    assert check("http://x.test/p").status is Status.BLOCKED


@pytest.mark.parametrize(
    "answer",
    [
        reply("<script src='https://ct.captcha-delivery.com/c.js'></script>"),
        reply("<script src='/_Incapsula_Resource?S=1'></script>"),
        reply("<div id='sec-if-cpt-container'></div>Powered and protected"),
        reply("<meta http-equiv=refresh content='5; URL=/p?bm-verify=AAQ'><script>1</script>"),
        reply("<title>x</title><script>window._cf_chl_opt={}</script>"),
        reply("", x_amzn_waf_action="captcha"),
        reply("", 429, x_vercel_mitigated="challenge", Retry_After="9999"),
    ],
)
def test_a_challenge_is_blocked(answer: bytes, check: Check, site: Server) -> None:
    site.answers["x.test/p"] = answer
    assert check("http://x.test/p").status is Status.BLOCKED


def test_a_page_behind_a_firewall_is_a_page(check: Check, site: Server) -> None:
    script = "<script src='/_Incapsula_Resource?S=1'></script>"
    site.answers["x.test/p"] = page(TITLE, LONG, script)
    assert check("http://x.test/p", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("www.instagram.com", Status.BLOCKED),
        ("m.facebook.com", Status.BLOCKED),
        ("x.com", Status.BLOCKED),
        ("twitter.com", Status.BLOCKED),
        ("www.linkedin.com", Status.BLOCKED),
        ("www.researchgate.net", Status.BLOCKED),
        ("name.medium.com", Status.BLOCKED),
        ("wiki.lab.test", Status.WRONG),
        ("facebook-lab.test", Status.WRONG),
        ("www.linkedin.com.lab.test", Status.WRONG),
    ],
)
@pytest.mark.parametrize("way", ["/login?next=p", "/authwall?trk=1", "in its place"])
def test_the_login_of_a_network_is_blocked_and_that_of_a_group_is_wrong(
    way: str, host: str, status: Status, check: Check, server: Server
) -> None:
    server.answers[host] = page("Log in", LOGIN)
    if way.startswith("/"):
        server.answers[f"{host}/p"] = redirect(way)
    assert check(f"http://{host}/p").status is status


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Your privacy", "We and our 812 partners store and read information on your device."),
        ("Datenschutz", "Bitte stimmen Sie der Verwendung von Daten zu, um fortzufahren."),
        ("Welcome", "This site uses cookies. You must accept them before you can go on to it."),
    ],
)
def test_a_question_for_consent_in_place_of_each_page_is_not_red(
    title: str, text: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, CONSENT.format(title, text))
    assert check("http://x.test/p", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize("path", ["/404", "/404.html", "/status/404", "/errors/not-found"])
def test_a_page_about_the_status_is_a_page_where_its_neighbours_are_404(
    path: str, check: Check, site: Server
) -> None:
    about = page("404 Not Found", "<h1>404 Not Found</h1><p>What the status means.</p>")
    site.answers[f"x.test{path}"] = about
    assert check(f"http://x.test{path}").status is Status.OK
    site.answers["x.test"] = about
    assert check(f"http://x.test{path}").status is Status.WRONG


# --- ways that browsers go


@pytest.mark.parametrize(
    "steps",
    [
        {"/a": refresh("b/"), "/b/": refresh("c/"), "/b/c/": project()},
        {"/a": refresh("/b", "10"), "/b": project()},
        {
            "/a": reply("<base href=/b/><meta http-equiv=refresh content=0;url=c>"),
            "/b/c": project(),
        },
        {"/a": refresh("/b"), "/b": reply("", Refresh="1; url=/c"), "/c": project()},
    ],
)
def test_refreshes_are_followed_to_their_end(
    steps: dict[str, bytes], check: Check, site: Server
) -> None:
    site.answers |= {f"x.test{path}": answer for path, answer in steps.items()}
    assert check("http://x.test/a", title=TITLE, role="project").notes == ()
    assert {a.path for a in site.requests} == set(steps)


@pytest.mark.parametrize(
    "body",
    [
        "<meta name=refresh content='0; url=/none'>",
        "<meta http-equiv=refresh content=300>",
        "<template><meta http-equiv=refresh content='0; url=/none'></template>",
    ],
)
def test_what_only_looks_like_a_refresh_is_none(body: str, check: Check, site: Server) -> None:
    site.answers["x.test/p"] = page(TITLE, LONG + body)
    assert check("http://x.test/p", title=TITLE, role="project").status is Status.OK
    assert len(site.requests) == 1


def test_a_long_title_of_a_missing_page_is_compared_with_its_neighbours(
    check: Check, site: Server
) -> None:
    title = "Page not found: a gallery of error pages"
    site.answers["x.test/p"] = page(title, f"<h1>{title}</h1>What you seek is not here.")
    assert check("http://x.test/p").status is Status.OK
    site.answers["x.test"] = site.answers["x.test/p"]
    assert check("http://x.test/p").status is Status.WRONG


def test_a_page_that_sets_a_cookie_and_reloads_itself_is_asked_again(
    check: Check, site: Server
) -> None:
    def answer(asked: Request) -> bytes:
        if "cookie" in asked.headers:
            return project()
        return reply("<meta http-equiv=refresh content=0>", Set_Cookie="a=b; Path=/")

    site.answers["x.test/p"] = answer
    assert check("http://x.test/p", title=TITLE, role="project").notes == ()
    assert len(site.requests) == 2


def test_pages_that_send_to_one_another_end(check: Check, site: Server) -> None:
    site.answers |= {"x.test/a": refresh("/b"), "x.test/b": refresh("/a")}
    check("http://x.test/a")
    assert len(site.requests) <= 4


@pytest.mark.parametrize("status", [301, 302])
def test_who_is_led_away_for_a_cookie_and_back_has_not_moved(
    status: int, check: Check, server: Server
) -> None:
    def door(asked: Request) -> bytes:
        return project() if "cookie" in asked.headers else redirect("http://id.x.test/", status)

    server.answers["x.test"] = door
    back = {"Location": "http://x.test/p", "Set_Cookie": "seen=1; Domain=x.test; Path=/"}
    server.answers["id.x.test"] = reply("", 302, **back)
    verdict = check("http://x.test/p")
    assert (verdict.status, verdict.moved_to) == (Status.OK, "")


# --- fragments

PARTS = "".join(f"<h2 id={name}>x</h2>" for name in ("setup", "usage", "data", "cite", "faq"))


@pytest.mark.parametrize(
    ("link", "location", "status", "moved_to"),
    [
        ("#setup", "/new", Status.MOVED, "/new#setup"),
        ("#old", "/new#setup", Status.MOVED, "/new#setup"),
        ("#setup", "/new#nowhere", Status.FRAGMENT_MISSING, ""),
        ("#old", "/new", Status.FRAGMENT_MISSING, ""),
        ("", "/new#setup", Status.MOVED, "/new#setup"),
    ],
)
def test_a_move_takes_the_fragment_along(
    link: str, location: str, status: Status, moved_to: str, check: Check, site: Server
) -> None:
    site.answers["x.test/p"] = redirect(location, 301)
    site.answers["x.test/new"] = page("x", LONG + PARTS)
    verdict = check(f"http://x.test/p{link}")
    assert verdict.status is status
    assert verdict.moved_to == (moved_to and f"http://x.test{moved_to}")


@pytest.mark.parametrize(
    ("head", "fragment", "found"),
    [
        ("", "setup", True),
        ("", "nowhere", False),
        ("", "subject=cat&seed=4", True),
        ("", "15/48.85/2.35", True),
        ("<meta content='GitLab' name='generator'>", "nowhere", True),
        ("<meta property='og:site_name' content=GitLab>", "note_44", True),
        ("<meta name='application-name' content='Bitbucket'>", "nowhere", True),
        ("<script src='https://www.w3.org/Tools/respec/respec-w3c' async></script>", "dfn", True),
        ("<script>window.$docsify = {}</script>", "nowhere", True),
        ("<meta name=description content='Not on GitLab'>", "nowhere", False),
        ("<meta name=nowhere content=x><p data-id=nowhere>", "nowhere", False),
        ("<!-- <p id=nowhere> -->", "nowhere", False),
        ("<style>#nowhere {}</style>", "nowhere", False),
    ],
)
def test_a_fragment_is_missing_only_where_its_server_draws_the_page(
    head: str, fragment: str, found: bool, check: Check, site: Server
) -> None:
    site.answers["x.test/p"] = page("x", LONG + PARTS, head)
    status = Status.OK if found else Status.FRAGMENT_MISSING
    assert check(f"http://x.test/p#{fragment}").status is status


def test_what_cannot_be_read_proves_no_missing_fragment(check: Check, site: Server) -> None:
    site.answers["x.test/p"] = reply(b"\x00\x01\x02", Content_Encoding="dcb")
    assert check("http://x.test/p#setup").status is Status.OK


ANCHORS = "".join(f"<a id=user-content-{name}></a>" for name in ("usage", "usage-1", "结果"))


@pytest.mark.parametrize(
    ("path", "body", "fragment", "found"),
    [
        ("/owner/name", ANCHORS, "usage-1", True),
        ("/owner/name", ANCHORS, "Usage", True),
        ("/owner/name", ANCHORS, "%E7%BB%93%E6%9E%9C", True),
        ("/owner/name", ANCHORS, "usage-2", False),
        ("/owner/name", ANCHORS, "readme", True),
        ("/owner/name", ANCHORS, "readme-ov-file", True),
        ("/owner/name", "", "usage-2", True),
        ("/owner/name/blob/main/README.md", ANCHORS, "usage-2", True),
    ],
)
def test_github_draws_the_readme_of_a_repository_and_no_other_file(
    path: str, body: str, fragment: str, found: bool, check: Check, server: Server
) -> None:
    server.answers["github.com"] = page("owner/name", LONG + PARTS + body)
    verdict = check(f"http://github.com{path}#{fragment}")
    assert (verdict.status is not Status.FRAGMENT_MISSING) is found
    assert verdict.status in {Status.OK, Status.FRAGMENT_MISSING}
